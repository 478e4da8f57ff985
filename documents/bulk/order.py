"""What all rows of a bulk have in common."""

from dataclasses import dataclass
from enum import StrEnum

SECONDS_OF_ROW = 20.0


class Shape(StrEnum):
    """How a row says its answers; the value is what a worker is told."""

    JSON = "json"
    CELLS = "cells"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """The form's key, the shape of a row, and another template than the form's own, if any."""

    form: str
    shape: Shape
    template: bytes = b""
    seconds_of_row: float = SECONDS_OF_ROW
