"""A telephone number."""

import re
from collections.abc import Iterator

from forms.facts import fact
from forms.kinds.kind import Control, Fault, Found, Json, Kind, Unread, Value
from forms.late import late
from forms.text import clean_line

_WORD = r"(?:tlf|telefon|tel|mobil|mob|direkte|ring)(?:\s?nr|nummer)?\.?"
_SEP = r"[ \u00a0\u2009\u202f./-]{0,2}"
_LOCAL = r"(?:,?\s?(?:lok(?:al)?\.?)\s?\d{1,5})?"
_DANISH = rf"(?:\d{_SEP}){{7}}\d"
_ABROAD = rf"(?:\+|00)\s?(?:\d{_SEP}){{6,14}}\d"
_NUMBER = late(
    rf"(?:{_WORD}\s*:?\s*)?((?:\(?(?:\+|00)45\)?{_SEP})?{_DANISH}{_LOCAL}|{_ABROAD}{_LOCAL})",
    re.IGNORECASE,
)
_GROUPED = r"\d{4}[ \u00a0]\d{4}|\d{2}(?:[ \u00a0]\d{2}){3}|\d{2}[ \u00a0]\d{3}[ \u00a0]\d{3}"
_FINDABLE = late(
    rf"(?:(?<!\w){_WORD}\s*(?:nr\.?)?\s*:?\s*)"
    rf"((?:\(?(?:\+|00)45\)?{_SEP})?{_DANISH}|{_ABROAD})(?!\d)"
    rf"|(?<![\w,.+-])(\(?\+45\)?{_SEP}{_DANISH}|{_GROUPED})(?![\d%]|[.,]\d| ?(?:kr|mio|mill|t\.))",
    re.IGNORECASE,
)
_OTHER_NUMBER_BEFORE = late(r"(?:cvr|ean|p-?n(?:umme)?r|konto|kr|dkk)[^\d\n]{0,12}$", re.IGNORECASE)


@fact
class Phone(Kind):
    """A Danish number of eight digits, or a foreign one with its `+`; grouped as typed."""

    @property
    def control(self) -> Control:
        """A single-line box."""
        return Control.LINE

    def parse(self, text: str) -> Value | None:
        """The number as typed with single spaces, without a word such as `Tlf.` before it."""
        line = clean_line(text)
        if not line:
            return None
        match = _NUMBER.fullmatch(line) if len(line) <= 60 else None
        if match is not None:
            return _spaced(match[1])
        inside = tuple(str(hit.value) for hit in self.find(line[:500]))[:3]
        return Unread(text=line, fault=Fault.NOT_A_PHONE, suggestions=inside)

    def format(self, value: Value) -> str:
        """The number itself."""
        return value.text if isinstance(value, Unread) else str(value)

    def restore(self, data: Json) -> Value | None:
        """A number as text, or eight digits as a JSON number."""
        if isinstance(data, int) and not isinstance(data, bool):
            return self.parse(str(data))
        return Kind.restore(self, data)

    def find(self, text: str) -> Iterator[Found]:
        """Numbers after a word such as `Tlf.`, with `+45`, or grouped as telephone numbers are.

        A CVR, account or EAN number, which may look the same, is known by the word before it.
        """
        for match in _FINDABLE.finditer(text):
            group = 1 if match[1] else 2
            start, end = match.span(group)
            if group == 2 and _OTHER_NUMBER_BEFORE.search(text, max(0, start - 30), start):
                continue
            yield Found(value=_spaced(match[group]), start=start, end=end)


def _spaced(number: str) -> str:
    return " ".join(number.split())
