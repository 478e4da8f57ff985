"""A number that may have decimals."""

from dataclasses import field
from decimal import Decimal

from forms.facts import fact
from forms.kinds.kind import Control, Fault, Json, Kind, Unread, Value
from forms.kinds.numerals import canonical, plain, read_numeral
from forms.late import late
from forms.text import clean_line

_STORED = late(r"[0-9]{1,15}(?:\.[0-9]{1,10})?")
_MOST_DECIMALS = 10


@fact
class Number(Kind):
    """A number from nothing to `most`, shown with its `unit`; `units` are other words for it."""

    most: int = 999_999
    unit: str = ""
    units: tuple[str, ...] = field(default=(), repr=False)

    @property
    def control(self) -> Control:
        """A single-line box."""
        return Control.LINE

    def parse(self, text: str) -> Value | None:
        """The number, with or without its unit; Unread for two readings, or beyond the bounds."""
        line = clean_line(text)
        if not line:
            return None
        number = self._number(self._without_unit(line))
        return number if number is not None else self._unread(line)

    def format(self, value: Value) -> str:
        """`9,5 timer`, the space unbreakable."""
        if not isinstance(value, Decimal):
            return value.text if isinstance(value, Unread) else str(value)
        number = plain(value).replace(".", ",")
        return f"{number}\u00a0{self.unit}" if self.unit else number

    def store(self, value: Value) -> Json:
        """Plain decimals: `9.5`."""
        return plain(value) if isinstance(value, Decimal) else str(value)

    def restore(self, data: Json) -> Value | None:
        """Plain decimals as text, a whole JSON number, or a number as people write it."""
        if isinstance(data, int | Decimal) and not isinstance(data, bool):
            return self.restore(f"{data:f}")
        if isinstance(data, str) and _STORED.fullmatch(data) and Decimal(data) <= self.most:
            return canonical(Decimal(data))
        return Kind.restore(self, data)

    def _unread(self, line: str) -> Unread:
        return Unread(text=line, fault=Fault.NOT_A_NUMBER)

    def _number(self, text: str) -> Decimal | None:
        """The number; a comma always parts decimals, since few are in thousands."""
        numeral = read_numeral(text)
        if numeral is None or numeral.decimals > _MOST_DECIMALS:
            return None
        by_comma = numeral.readings[-1:] if "." not in text and " " not in text else ()
        value = next(iter(by_comma), None) if numeral.value is None else numeral.value
        return canonical(value) if value is not None and value <= self.most else None

    def _without_unit(self, line: str) -> str:
        low = line.casefold()
        for unit in sorted((self.unit, *self.units), key=len, reverse=True):
            if unit and low.endswith(unit.casefold()):
                return line[: len(line) - len(unit)].rstrip()
        return line
