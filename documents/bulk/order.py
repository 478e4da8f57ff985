"""What all rows of a bulk have in common."""

from enum import StrEnum

from forms.facts import fact

SECONDS_OF_ROW = 20.0


class Shape(StrEnum):
    """How a row says its answers; the value is what a worker is told."""

    JSON = "json"
    CELLS = "cells"


@fact
class Order:
    """The form's key, the shape of a row, and another template than the form's own, if any."""

    form: str
    shape: Shape
    template: bytes = b""
    seconds_of_row: float = SECONDS_OF_ROW
