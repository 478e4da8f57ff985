"""Bytes that lie in pieces, given away without being put together first."""

from collections.abc import Callable, Iterable

_MOST_AT_ONCE = 512
"""Half of what Linux takes at a time."""


def give(pieces: Iterable[bytes], take: Callable[[list[memoryview]], int]) -> None:
    """Give all pieces to what takes some of their bytes at a time, and says how many."""
    left = [memoryview(piece) for piece in pieces if piece]
    at = 0
    while at < len(left):
        taken = take(left[at : at + _MOST_AT_ONCE])
        while at < len(left) and taken >= len(left[at]):
            taken -= len(left[at])
            at += 1
        if taken:
            left[at] = left[at][taken:]
