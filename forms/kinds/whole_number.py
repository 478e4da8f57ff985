"""A whole number."""

import re

from forms.facts import fact
from forms.kinds.kind import Control, Fault, Json, Kind, Unread, Value
from forms.late import late
from forms.text import clean_line

_DIGITS = late(r"[0-9]{1,15}|[0-9]{1,3}(?:[. \u00a0\u2009\u202f][0-9]{3}){1,4}")
_ZERO_DECIMALS = late(r"([0-9]{1,15}),0{1,6}")
_WORDS = {
    word: number
    for number, words in enumerate(
        ("nul", "en et én ét", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti")
    )
    for word in words.split()
}


@fact
class WholeNumber(Kind):
    """A count from `least` to `most`; one of the `units` may be written after it (`3 år`)."""

    least: int = 0
    most: int = 999_999_999
    units: tuple[str, ...] = ()

    @property
    def control(self) -> Control:
        """A single-line box."""
        return Control.LINE

    def parse(self, text: str) -> Value | None:
        """The number, in digits or in words up to ten; Unread outside the bounds."""
        line = clean_line(text)
        if not line:
            return None
        written = self._without_unit(line)
        number = _number(written)
        if number is not None and self.least <= number <= self.most:
            return number
        return Unread(text=line, fault=Fault.NOT_A_NUMBER, suggestions=self._suggestions(written))

    def format(self, value: Value) -> str:
        """Plain digits, since a full stop in a year or a count would mislead."""
        return value.text if isinstance(value, Unread) else str(value)

    def store(self, value: Value) -> Json:
        """A JSON number."""
        return int(str(value))

    def restore(self, data: Json) -> Value | None:
        """A JSON number or a text; a number outside the bounds is Unread."""
        if isinstance(data, int) and not isinstance(data, bool):
            return self.parse(str(data))
        return Kind.restore(self, data)

    def _without_unit(self, line: str) -> str:
        for unit in self.units:
            if line.casefold().endswith(unit.casefold()):
                shorter = line[: len(line) - len(unit)].rstrip()
                return shorter or line
        return line

    def _suggestions(self, written: str) -> tuple[str, ...]:
        match = _ZERO_DECIMALS.fullmatch(written)
        if match is None or not self.least <= int(match[1]) <= self.most:
            return ()
        return (str(int(match[1])),)


def _number(written: str) -> int | None:
    sign = -1 if written[:1] in ("-", "−") else 1
    digits = written[1:] if sign < 0 else written
    if _DIGITS.fullmatch(digits):
        return sign * int(re.sub(r"\D", "", digits))
    return _WORDS.get(written.casefold())
