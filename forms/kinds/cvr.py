"""A number in the central business register."""

import re
from collections.abc import Iterator

from forms.facts import fact
from forms.kinds.kind import Control, Fault, Found, Json, Kind, Unread, Value
from forms.late import late
from forms.text import clean_line

_WORD = r"(?:cvr|se)(?:[\s-]?(?:nr|nummer)\.?)?\.?\s*:?\s*"
_DIGITS = r"[0-9]{8}|[0-9]{2}(?:[ \u00a0.-][0-9]{2}){3}|[0-9]{4}[ \u00a0][0-9]{4}"
_NUMBER = late(rf"(?:{_WORD})?(?:DK[\s-]?)?({_DIGITS})", re.IGNORECASE)
_FINDABLE = late(rf"(?<!\w)(?:{_WORD}(?:DK[\s-]?)?|DK[\s-]?)({_DIGITS})(?![0-9])", re.IGNORECASE)


@fact
class Cvr(Kind):
    """A CVR number as its eight digits; a wrong check digit is still a value (CVR register)."""

    @property
    def control(self) -> Control:
        """A single-line box."""
        return Control.LINE

    def parse(self, text: str) -> Value | None:
        """The eight digits, however grouped, with or without `DK` or `CVR` before them."""
        line = clean_line(text)
        if not line:
            return None
        match = _NUMBER.fullmatch(line)
        if match is not None:
            return _digits(match[1])
        inside = tuple(str(hit.value) for hit in self.find(line[:500]))[:3]
        return Unread(text=line, fault=Fault.NOT_A_CVR, suggestions=inside)

    def format(self, value: Value) -> str:
        """The eight digits together, as the register shows them."""
        return value.text if isinstance(value, Unread) else str(value)

    def restore(self, data: Json) -> Value | None:
        """The digits as text or as a JSON number."""
        if isinstance(data, int) and not isinstance(data, bool):
            return self.parse(str(data))
        return Kind.restore(self, data)

    def find(self, text: str) -> Iterator[Found]:
        """Numbers after `CVR` or `DK`; eight digits alone may as well be a telephone number."""
        for match in _FINDABLE.finditer(text):
            yield Found(value=_digits(match[1]), start=match.start(1), end=match.end(1))


def _digits(number: str) -> str:
    return "".join(character for character in number if character.isdigit())
