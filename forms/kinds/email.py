"""An e-mail address."""

import re
from collections.abc import Iterator

from forms.facts import fact
from forms.kinds.kind import Control, Fault, Found, Kind, Unread, Value
from forms.late import late
from forms.text import clean_line

_LONGEST = 254
_LOCAL = r"[\w!#$%&'*+/=?^`{|}~-]{1,64}(?:\.[\w!#$%&'*+/=?^`{|}~-]{1,64}){0,16}"
_DOMAIN = r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,8}[^\W\d_](?:[\w-]{0,61}[^\W_])"
_ADDRESS = late(f"{_LOCAL}@{_DOMAIN}")
_WRAPPED = late(r"(?:mailto:|e-?mail:)?\s*<?(?:mailto:)?([^<>\s]+)>?", re.IGNORECASE)
_FINDABLE = late(rf"(?<![\w.+-])[\w+-]{{1,64}}(?:\.[\w+-]{{1,64}}){{0,16}}@{_DOMAIN}(?![\w@])")


@fact
class Email(Kind):
    """An address mail can be sent to, spelled as typed; `mailto:` and brackets are left off."""

    @property
    def control(self) -> Control:
        """A single-line box."""
        return Control.LINE

    def parse(self, text: str) -> Value | None:
        """The address; Unread with the addresses standing in the text when it is not one alone."""
        line = clean_line(text)
        if not line:
            return None
        wrapped = _WRAPPED.fullmatch(line) if len(line) <= 2 * _LONGEST else None
        address = wrapped[1] if wrapped else line
        if len(address) <= _LONGEST and _ADDRESS.fullmatch(address):
            return address
        inside = tuple(str(hit.value) for hit in self.find(line))[:3]
        return Unread(text=line, fault=Fault.NOT_AN_EMAIL, suggestions=inside)

    def format(self, value: Value) -> str:
        """The address itself."""
        return value.text if isinstance(value, Unread) else str(value)

    def find(self, text: str) -> Iterator[Found]:
        """Every address in the text; punctuation after it is no part of it."""
        if "@" not in text:
            return
        for match in _FINDABLE.finditer(text):
            if len(match[0]) <= _LONGEST:
                yield Found(value=match[0], start=match.start(), end=match.end())
