"""What every kind of value answers for."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum
from typing import TypeAlias

from forms.facts import fact


class Control(Enum):
    """The few ways a value can be asked for; pages and Word files implement these, not kinds."""

    LINE = "line"
    TEXT = "text"
    DATE = "date"
    CHOICE = "choice"
    CHOICES = "choices"
    TICK = "tick"
    FILE = "file"


class Fault(StrEnum):
    """Why a typed text is no value of its kind."""

    NOT_AN_AMOUNT = "not_an_amount"
    AMBIGUOUS_AMOUNT = "ambiguous_amount"
    NOT_A_NUMBER = "not_a_number"
    NOT_A_DATE = "not_a_date"
    INCOMPLETE_DATE = "incomplete_date"
    NOT_A_PERIOD = "not_a_period"
    NOT_AN_OPTION = "not_an_option"
    NOT_AN_EMAIL = "not_an_email"
    NOT_A_PHONE = "not_a_phone"
    NOT_A_CVR = "not_a_cvr"
    NOT_A_BASELINE = "not_a_baseline"


@fact
class Unread:
    """An answer kept exactly as typed because it could not be read; never changed silently."""

    text: str
    fault: Fault = field(compare=False)
    suggestions: tuple[str, ...] = field(default=(), compare=False)


@fact
class PartialDate:
    """A date as precise as it was written: a month, a quarter or a year."""

    year: int
    month: int | None = None
    quarter: int | None = None


@fact
class Period:
    """From and to, both days included; either may be unknown or less precise than a day."""

    start: date | PartialDate | None = None
    end: date | PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Percent:
    """A share; `is_points` says that percentage points were written, which are not percent."""

    number: Decimal
    is_points: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What an indicator was counted to: `number` is None where nobody counts it.

    A share is a Percent, any other number has a `unit` in words or none; `year` is the year it
    was counted in, `note` what else was said of it.
    """

    number: Decimal | Percent | None
    unit: str = ""
    year: int | None = None
    note: str = ""


Value: TypeAlias = (
    str | bool | int | Decimal | date | PartialDate | Period | Percent | Measured | Unread
)
"""What an answer can be; an empty answer is no value at all."""

Json: TypeAlias = str | bool | int | Decimal | None | list["Json"] | dict[str, "Json"]
"""What an answer looks like in stored data and in the API; numbers with decimals are strings."""


@fact
class Found:
    """A value met inside free text, with the characters it stands on."""

    value: Value
    start: int
    end: int


@fact
class Kind(ABC):
    """A kind of value: reading and showing it, side by side.

    For every value `v` but an empty one, `parse(format(v)) == v` and
    `from_json(to_json(v)) == v`. Control characters and spaces around a value are no part of it.
    """

    @property
    @abstractmethod
    def control(self) -> Control:
        """How the value is asked for."""

    @abstractmethod
    def parse(self, text: str) -> Value | None:
        """The value a person typed; None when empty, Unread when it cannot be read for certain."""

    @abstractmethod
    def format(self, value: Value) -> str:
        """The value as a Danish reader expects it; an Unread comes back as typed."""

    def to_json(self, value: Value) -> Json:
        """The value in stored data: `{"raw": text}` for what could not be read."""
        if isinstance(value, Unread):
            return {"raw": value.text}
        return self.store(value)

    def from_json(self, data: Json) -> Value | None:
        """The value from stored data; raises ValueError for what no value can look like."""
        if isinstance(data, dict) and set(data) == {"raw"} and isinstance(data["raw"], str):
            return self.parse(data["raw"])
        return self.restore(data)

    def store(self, value: Value) -> Json:
        """JSON of a value that was read; its shown text unless the kind knows better."""
        return self.format(value)

    def restore(self, data: Json) -> Value | None:
        """The value of JSON that `store` or a person wrote; raises ValueError."""
        if data is None:
            return None
        if not isinstance(data, str):
            raise ValueError(f"a text was expected, not {type(data).__name__}")
        return self.parse(data)

    def find(self, text: str) -> Iterator[Found]:
        """Values of this kind in free text, in order; none where any text is a value."""
        return iter(())

    def alternatives(self) -> tuple[str, ...]:
        """Texts to offer the person, as shown; empty when anything may be typed."""
        return ()
