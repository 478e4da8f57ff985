"""TIFFs laid out by hand, field by field."""

import struct
from collections.abc import Sequence

Line = tuple[int, int, int, int]
SMALL: tuple[Line, ...] = (
    *((256, 3, 1, 2), (257, 3, 1, 1), (258, 3, 1, 8), (262, 3, 1, 1), (278, 3, 1, 1)),
)
"""A picture of two grey pixels."""


def tiff(*fields: Line, content: bytes = b"", following: int = 0) -> bytes:
    """A TIFF of one directory: of each field its number, kind, count and what stands for it."""
    lines = b"".join(struct.pack("<HHLL", *each) for each in fields)
    made = b"II*\0\x08\0\0\0" + struct.pack("<H", len(fields)) + lines
    return made + struct.pack("<L", following) + content


def behind(fields: int) -> int:
    """Where the content begins of a picture of so many fields."""
    return 14 + 12 * fields


def placed(said: dict[int, int], numbers: tuple[int, int], sizes: Sequence[int]) -> bytes:
    """A picture of these fields, in strips or tiles of these sizes, each after the other."""
    fields = [(number, 3, 1, each) for number, each in said.items()]
    room, count = 4 * len(sizes), len(sizes)
    begun = behind(len(fields) + 2)
    starts = [begun + 2 * room + sum(sizes[:number]) for number in range(count)]
    told = zip(numbers, (starts, list(sizes)), (begun, begun + room), strict=True)
    for number, listed, at in told:
        fields.append((number, 4, count, listed[0] if count == 1 else at))
    pixels = bytes(1 + each % 250 for each in range(sum(sizes)))
    content = struct.pack(f"<{2 * count}L", *starts, *sizes) + pixels
    return tiff(*sorted(fields), content=content)


def said_otherwise(picture: bytes, number: int, said: int) -> bytes:
    """The same with another value for a field of its first directory."""
    (at,) = struct.unpack_from("<L", picture, 4)
    (count,) = struct.unpack_from("<H", picture, at)
    lines = range(at + 2, at + 2 + 12 * count, 12)
    [line] = [each for each in lines if struct.unpack_from("<H", picture, each) == (number,)]
    return picture[: line + 8] + struct.pack("<L", said) + picture[line + 12 :]
