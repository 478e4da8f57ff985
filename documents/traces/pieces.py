"""What a picture is made of, and how much of it is looked at."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from documents.safety.verdict import Refused, Verdict

MOST_PIECES = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A segment, chunk or block of a picture: its name, what it holds, and all its bytes."""

    name: bytes
    content: bytes
    whole: bytes


def bounded(pieces: Iterator[Piece], most: int = MOST_PIECES) -> Iterator[Piece]:
    """Those pieces; raises Refused where there are more than are looked at."""
    yield from islice(pieces, most)
    if next(pieces, None) is not None:
        raise Refused(Verdict.TOO_COMPLEX, "a picture of too many pieces")
