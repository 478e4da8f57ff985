"""A Danish kommune."""

import re

from forms.data.kommuner_2007 import MUNICIPALITIES
from forms.facts import fact
from forms.kinds.kind import Control, Json, Kind, Unread, Value
from forms.late import late
from forms.text import clean_line

_AROUND = late(r"(?:kommune\b[:,]?\s*)?(.*?)(?:[\s,]*\b(?:regions)?kommunes?)?[.]?", re.IGNORECASE)
_LETTER_ORDER = str.maketrans("æøå", "{|}")
_LONGEST_COMPARED = 100
_NAMES = tuple(
    sorted(
        (each.name for each in MUNICIPALITIES),
        key=lambda name: name.lower().replace("aa", "å").translate(_LETTER_ORDER),
    )
)
_BY_SPELLING = {
    spelling.casefold(): each.name
    for each in MUNICIPALITIES
    for name in (each.name, *each.spellings)
    for spelling in (name, f"{name}s", each.code, f"0{each.code}")
}


@fact
class Kommune(Kind):
    """A kommune by its name without the word Kommune (`Holstebro`).

    A name that is none of the 98 is a value too, kept as typed but for that word; whether it is
    known is for a rule to say.
    """

    @property
    def control(self) -> Control:
        """A single-line box that offers the names."""
        return Control.LINE

    def parse(self, text: str) -> Value | None:
        """The name of the kommune whose name, code or earlier spelling was typed, in any case."""
        line = clean_line(text)
        while True:
            name = _BY_SPELLING.get(_spaced(line))
            if name is not None:
                return name
            shorter = _without_the_word(line)
            if not shorter or shorter == line:
                return line or None
            line = shorter

    def format(self, value: Value) -> str:
        """The name itself."""
        return value.text if isinstance(value, Unread) else str(value)

    def restore(self, data: Json) -> Value | None:
        """A name, or the code as text or number."""
        if isinstance(data, int) and not isinstance(data, bool):
            return self.parse(str(data))
        return Kind.restore(self, data)

    def alternatives(self) -> tuple[str, ...]:
        """The 98 names in Danish alphabetical order, where Aa stands last."""
        return _NAMES


def is_known_kommune(value: Value | None) -> bool:
    """Whether a value is the name of one of the 98 kommuner, spelled as they spell it."""
    return value in _NAMES


def nearest_kommuner(value: str, *, most: int = 3) -> tuple[str, ...]:
    """Known names that an unknown one may be a slip for, nearest first."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - loaded where asked for

    folded = value[:_LONGEST_COMPARED].casefold()
    hits = process.extract(
        folded, _NAMES, scorer=fuzz.ratio, processor=str.casefold, limit=most, score_cutoff=65
    )
    return tuple(name for name, _, _ in hits)


def _spaced(line: str) -> str:
    return " ".join(line.casefold().split())


def _without_the_word(line: str) -> str:
    match = _AROUND.fullmatch(line)
    return match[1].strip() if match else line
