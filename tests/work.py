"""Work as it is counted, not timed: whoever else uses the machine changes nothing of it."""

import sys
from collections.abc import Callable
from types import FrameType

_CALLS = frozenset({"call", "c_call"})
# What a deed does once, however much it is given.
_ONCE = 50


def calls_of(deed: Callable[[], object]) -> int:
    """How many functions a deed calls, those of the interpreter too."""
    made, former = 0, sys.getprofile()

    def count(_frame: FrameType, event: str, _given: object) -> None:
        nonlocal made
        made += event in _CALLS

    sys.setprofile(count)
    try:
        deed()
    finally:
        sys.setprofile(former)
    return made


def is_linear(deed: Callable[[str], object], piece: str, times: int) -> bool:
    """Whether twice as much text is twice the work at most, what is remembered left aside."""
    deed(piece * times)
    one, two = (calls_of(lambda n=n: deed(piece * n)) for n in (times, 2 * times))
    return two <= 2 * one + _ONCE
