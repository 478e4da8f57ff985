"""The zip directory: what contradicts itself or reaches too far is refused."""

import random
import struct
import zlib

import pytest

from documents.safety.guard import inspect
from documents.safety.package import (
    MOST_ENTRIES,
    Allowance,
    read_directory,
    read_package,
    unpack,
)
from documents.safety.verdict import Refused, Verdict
from tests.documents.safety.attack import (
    Piece,
    bomb,
    document,
    paragraph,
    parts_of,
    pieces_of,
    with_bomb,
    word_file,
    zip_of,
)

GOOD = pieces_of(parts_of())
TEXT = b"indhold " * 100


def _with(*more: Piece) -> bytes:
    return zip_of([*GOOD, *more])


def test_a_good_package_is_read_whole() -> None:
    parts = parts_of()

    assert read_package(zip_of(pieces_of(parts))) == parts


def test_folders_stored_parts_and_empty_parts_are_honest() -> None:
    data = zip_of(
        [
            Piece(name="word/", content=b"", method=0),
            *(Piece(name=p.name, content=p.content, method=0) for p in GOOD),
            Piece(name="customXml/item1.xml", content=b"", packed=b""),
        ]
    )

    assert inspect(data).verdict is Verdict.OK


def test_a_part_larger_than_one_piece_comes_back_whole() -> None:
    content = random.Random(7).randbytes(3_000_000) + bytes(3_000_000)

    assert read_package(_with(Piece(name="a.bin", content=content)))["a.bin"] == content


def test_sizes_may_be_written_in_sixty_four_bits() -> None:
    wide = struct.pack("<2HQ", 1, 8, len(TEXT))
    piece = Piece(name="word/a.xml", content=b"<a>" + TEXT[:-7] + b"</a>", size=0xFFFFFFFF)

    with_field = zip_of([*GOOD, Piece(**{**vars(piece), "extra": wide})])

    assert inspect(with_field).verdict is Verdict.OK
    assert inspect(zip_of([*GOOD, piece])).verdict is Verdict.DAMAGED


def test_the_directory_may_be_told_in_sixty_four_bits() -> None:
    data = zip_of(GOOD)
    end = len(data) - 22
    _m, _d, _f, _h, count, size, start, _c = struct.unpack("<4s4H2LH", data[end:])
    record = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, count, count, size, start)
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, end, 1)
    closing = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 65535, 65535, 2**32 - 1, 2**32 - 1, 0)

    assert inspect(data[:end] + record + locator + closing).verdict is Verdict.OK
    assert inspect(data[:end] + locator + closing).verdict is Verdict.DAMAGED


@pytest.mark.parametrize(
    "data",
    [
        _with(Piece(name="a.bin", content=TEXT, size=10)),
        _with(Piece(name="a.bin", content=TEXT, size=10_000)),
        _with(Piece(name="a.bin", content=TEXT, checksum=1)),
        _with(Piece(name="a.bin", content=TEXT, method=0, size=10)),
        _with(Piece(name="a.bin", content=TEXT, packed=b"\xff\xff")),
        _with(Piece(name="a.bin", content=TEXT, packed=b"")),
        _with(Piece(name="a.bin", content=b"a", packed=zlib.compress(b"a")[2:-4] + b"more")),
        _with(Piece(name="a.bin", content=TEXT, method=12, packed=TEXT)),
        _with(Piece(name="a.bin", content=TEXT, own_name=b"b.bin")),
        _with(Piece(name="a.bin", content=TEXT, offset=0)),
        _with(Piece(name="a.bin", content=TEXT, offset=2**31)),
        _with(Piece(name="a/", content=TEXT)),
        _with(Piece(name="word/document.xml", content=b"<a/>")),
        _with(Piece(name="WORD/Document.XML", content=b"<a/>")),
        _with(Piece(name="word/document%2exml", content=b"<a/>")),
        _with(Piece(name="word\\ny.xml", content=b"<a/>")),
        _with(Piece(name="a\0.xml", content=b"<a/>")),
        _with(Piece(name="a\r\nb.xml", content=b"<a/>")),
        _with(Piece(name=b"\xff\xfe.xml", content=b"<a/>", flags=0x800)),
        _with(Piece(name="", content=b"<a/>")),
        _with(Piece(name="a" * 5000, content=b"<a/>")),
        zip_of(GOOD, count=3),
        zip_of(GOOD, count=5),
        b"PK\3\4" + bytes(40) + zip_of(GOOD),
        zip_of(GOOD) + b"\0",
        zip_of(GOOD, comment=zip_of(GOOD)),
        zip_of(GOOD)[:-1],
        b"PK\3\4",
    ],
    ids=[
        "size declared too small",
        "size declared too large",
        "wrong checksum",
        "stored and declared differ",
        "no deflate stream",
        "nothing packed",
        "bytes after the stream",
        "another compression",
        "own name differs",
        "two entries share bytes",
        "offset beyond the file",
        "folder with content",
        "name twice",
        "name twice but for case",
        "name twice but for escapes",
        "backslash",
        "null in name",
        "line end in name",
        "name not UTF-8",
        "no name",
        "endless name",
        "count too small",
        "count too large",
        "something before the package",
        "something after the package",
        "two ends fit",
        "cut short",
        "only the mark",
    ],
)
def test_packages_that_contradict_themselves_are_damaged(data: bytes) -> None:
    assert inspect(data).verdict is Verdict.DAMAGED
    with pytest.raises(Refused):
        read_package(data)


@pytest.mark.parametrize(
    "name",
    ["../a.xml", "word/../../a.xml", "/etc/a.xml", "C:/a.xml", "..\\a.xml", "%2e%2e/a.xml"],
)
def test_names_that_reach_outside_are_unsafe(name: str) -> None:
    assert inspect(_with(Piece(name=name, content=b"<a/>"))).verdict is Verdict.UNSAFE_CONTENT


@pytest.mark.parametrize("flags", [0x1, 0x41, 0x2000])
def test_encrypted_entries_ask_for_a_file_without_password(flags: int) -> None:
    assert inspect(_with(Piece(name="a.xml", content=b"x", flags=flags))).verdict is (
        Verdict.PASSWORD
    )


@pytest.mark.parametrize("count", [MOST_ENTRIES + 1, 60_000])
def test_too_many_entries_are_refused_by_their_count(count: int) -> None:
    assert inspect(zip_of(GOOD, count=count)).verdict is Verdict.TOO_COMPLEX


def test_a_thousand_entries_are_few_enough() -> None:
    more = [
        Piece(name=f"word/media/{n}.png", content=b"x") for n in range(MOST_ENTRIES - len(GOOD))
    ]

    assert inspect(_with(*more)).is_accepted


START = document("")[: -len(b"</w:body></w:document>")]
GIGABYTE_OF_TEXT = with_bomb(bomb("word/document.xml", START + b"<w:p>", b"a", 1024))
GIGABYTE_OF_COMMENT = with_bomb(bomb("word/document.xml", START + b"<!--", b"a", 1024))
TWO_GIGABYTES_OF_MEDIA = with_bomb(bomb("word/media/a.png", b"", b"\0", 2048))
MILLIONS_OF_PARAGRAPHS = with_bomb(bomb("word/document.xml", START, b"<w:p/> a", 100))
GIGABYTE_OF_TYPES = with_bomb(bomb("[Content_Types].xml", b"<Types>", b" ", 1024))


@pytest.mark.parametrize(
    ("data", "verdict"),
    [
        (GIGABYTE_OF_TEXT, Verdict.TOO_LARGE),
        (GIGABYTE_OF_COMMENT, Verdict.TOO_COMPLEX),
        (TWO_GIGABYTES_OF_MEDIA, Verdict.TOO_LARGE),
        (MILLIONS_OF_PARAGRAPHS, Verdict.TOO_COMPLEX),
        (GIGABYTE_OF_TYPES, Verdict.TOO_LARGE),
    ],
    ids=["text", "comment", "media", "paragraphs", "types"],
)
def test_bombs_are_refused_before_they_fill_anything(data: bytes, verdict: Verdict) -> None:
    assert len(data) < 4_000_000
    assert inspect(data).verdict is verdict


def test_what_many_parts_unpack_to_is_counted_together() -> None:
    allowance = Allowance(left=2500)
    entries = read_directory(_with(Piece(name="a.bin", content=bytes(1000))))
    (entry,) = (entry for entry in entries if entry.name == "a.bin")
    data = _with(Piece(name="a.bin", content=bytes(1000)))

    assert b"".join(unpack(data, entry, allowance)) == bytes(1000)
    assert b"".join(unpack(data, entry, allowance)) == bytes(1000)
    with pytest.raises(Refused) as refused:
        list(unpack(data, entry, allowance))
    assert refused.value.verdict is Verdict.TOO_LARGE


def test_nothing_of_the_file_stands_in_the_reason() -> None:
    data = word_file({"word/hemmelig.xml": b"<hemmelig"}, document=document(paragraph("hemmelig")))

    assert inspect(data).detail
    assert "hemmelig" not in inspect(data).detail
