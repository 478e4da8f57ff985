"""Where people read of a case, told by whoever knows what the pages are called."""

from collections.abc import Callable
from dataclasses import dataclass

Address = Callable[[str], str]
"""From the id of a case to where one reads of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Where the two sides read of a case."""

    applicant: Address
    officer: Address
