"""The answers as data, of documents that are alike: all lines told at once."""

from collections.abc import Sequence

from documents.passport import END_OF_LINE, LINE_START, Told, sorted_hash


class Telling:
    """What stands between texts where they are told as data, in the order of the document.

    It is made of what begins each line, with the number of the text that follows; what begins one
    line begins no other, so that lines are sorted whatever their texts are.
    """

    __slots__ = ("_hashed", "_order", "_said", "_sorted")

    def __init__(self, lines: Sequence[tuple[bytes, int]]) -> None:
        data = [datum for datum, _ in lines]
        self._order = [at for _, at in lines]
        self._said = _holed(data, b"", END_OF_LINE)
        self._sorted = [at for _, at in sorted(lines)]
        self._hashed = _holed(sorted(data), LINE_START, b"")

    def told(self, texts: Sequence[bytes]) -> Told:
        """The data with these texts, which are escaped."""
        said, hashed = self._said.copy(), self._hashed.copy()
        said[1::2] = map(texts.__getitem__, self._order)
        hashed[1::2] = map(texts.__getitem__, self._sorted)
        return Told(said, sorted_hash(b"".join(hashed)))


def _holed(data: Sequence[bytes], start: bytes, end: bytes) -> list[bytes]:
    """What begins and ends lines, with a hole in each second place."""
    holed = [piece for datum in data for piece in (end + start + datum, b"")]
    if holed:
        holed[0] = start + data[0]
        holed.append(end)
    return holed
