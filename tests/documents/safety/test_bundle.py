"""A zip of files is unpacked within its bounds, each file by a name that can be shown."""

import io
import struct
import zipfile
from datetime import date

import pytest

from documents.safety.bundle import (
    MOST_FILES,
    BundledFile,
    _Unpacking,
    is_bundle,
    unbundle,
    unbundle_isolated,
)
from documents.safety.guard import MOST_BYTES
from documents.safety.isolation import IsolationFailed
from documents.safety.package import Allowance
from documents.safety.verdict import Refused, Verdict
from tests.documents.safety.attack import (
    Piece,
    bomb,
    compound_file,
    pieces_of,
    word_file,
    zip_of,
)

DOCUMENT = word_file()
NAME = "Ansøgning fra Ærø, bilag Å.docx"


def _names(*pieces: Piece) -> list[str]:
    return [file.name for file in unbundle(zip_of(pieces))]


def _one(piece: Piece) -> BundledFile:
    (file,) = unbundle(zip_of([piece]))
    return file


def test_the_files_come_out_as_they_were_laid_in() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.mkdir("Sag 1")
        archive.writestr(zipfile.ZipInfo("Sag 1/ansøgning.docx", (2024, 3, 5, 10, 0, 0)), DOCUMENT)
        archive.writestr(zipfile.ZipInfo("brev.txt", (1980, 1, 1, 0, 0, 0)), b"")

    files = unbundle_isolated(made.getvalue())

    assert files == unbundle(made.getvalue())
    assert [(each.name, each.content, each.modified, each.verdict) for each in files] == [
        ("Sag 1/ansøgning.docx", DOCUMENT, date(2024, 3, 5), Verdict.OK),
        ("brev.txt", b"", None, Verdict.OK),
    ]


@pytest.mark.parametrize(
    ("raw", "flags"),
    [
        (NAME.encode(), 0x800),
        (NAME.encode(), 0),
        (NAME.encode("cp850"), 0),
        (NAME.encode("cp865"), 0),
        ("Ansøgning fra Ærø, bilag A\u030a.docx".encode(), 0),
    ],
    ids=["said to be UTF-8", "UTF-8", "Danish Windows", "DOS", "a Mac's two letters for one"],
)
def test_danish_names_are_read_as_they_were_written(raw: bytes, flags: int) -> None:
    assert _one(Piece(name=raw, content=b"a", flags=flags)).name == NAME


def test_what_programs_leave_behind_is_no_file() -> None:
    left = [
        "mappe/",
        "mappe\\",
        "__MACOSX/._brev.docx",
        "mappe/__MACOSX/a.docx",
        ".DS_Store",
        "mappe/.ds_store",
        "Thumbs.db",
        "~$ansøgning.docx",
        "mappe/~$brev.docx",
        "mappe/.~lock.brev.docx#",
    ]

    assert _names(*(Piece(name=name, content=b"") for name in left)) == []
    assert _names(Piece(name="~a$.docx", content=b"")) == ["~a$.docx"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\Windows\\a.docx", "Windows/a.docx"),
        ("a/./b/../c.docx", "a/b/c.docx"),
        ("a\r\nb\0c.docx", "abc.docx"),
        ("xcod\u202e.docx", "xcod.docx"),
        ("..", "fil"),
        ("a" * 900 + ".docx", "a" * 115 + ".docx"),
    ],
)
def test_a_name_is_data_to_be_shown(name: str, shown: str) -> None:
    assert _one(Piece(name=name, content=b"")).name == shown


def test_files_of_one_name_are_told_apart() -> None:
    same = [Piece(name=name, content=b"") for name in ("a.docx", "A.docx", "./a.docx", "x/a.docx")]

    assert _names(*same) == ["a.docx", "A (2).docx", "a (3).docx", "x/a.docx"]


def test_a_bundle_in_a_bundle_is_opened_and_no_deeper() -> None:
    innermost = zip_of([Piece(name="c.docx", content=b"c")])
    inner = zip_of([Piece(name="b.docx", content=b"b"), Piece(name="c.zip", content=innermost)])
    outer = [Piece(name="a.docx", content=DOCUMENT), Piece(name="b.zip", content=inner)]

    files = unbundle(zip_of(outer))

    assert [(each.name, each.content) for each in files] == [
        ("a.docx", DOCUMENT),
        ("b.zip/b.docx", b"b"),
        ("b.zip/c.zip", innermost),
    ]


@pytest.mark.parametrize(
    ("piece", "verdict"),
    [
        (Piece(name="a", content=b"x" * 20, flags=1), Verdict.PASSWORD),
        (Piece(name="a", content=b"", packed=b"x", size=MOST_BYTES + 1), Verdict.TOO_LARGE),
        (Piece(name="a", content=b"x", method=12), Verdict.DAMAGED),
        (Piece(name="a", content=b"x", checksum=1), Verdict.DAMAGED),
        (Piece(name="a", content=b"x", own_name=b"b"), Verdict.DAMAGED),
        (Piece(name="a", content=b"x" * 20, size=2), Verdict.DAMAGED),
        (Piece(name="a.zip", content=b"PK\3\4 og ikke mere"), Verdict.DAMAGED),
    ],
    ids=["password", "too large", "odd packing", "checksum", "names", "lies", "broken zip"],
)
def test_what_cannot_be_unpacked_keeps_its_place_and_says_why(
    piece: Piece, verdict: Verdict
) -> None:
    before, after = Piece(name="før", content=b"1"), Piece(name="efter", content=b"2")

    files = unbundle(zip_of([before, piece, after]))

    assert [each.verdict for each in files] == [Verdict.OK, verdict, Verdict.OK]
    assert [each.content for each in files] == [b"1", b"", b"2"]
    assert files[1].sentence


def test_a_zip_in_a_zip_that_cannot_be_read_whole_is_one_refused_file() -> None:
    many = zip_of(Piece(name=str(number), content=b"") for number in range(MOST_FILES + 1))

    files = unbundle(zip_of([Piece(name="mange.zip", content=many), Piece(name="a", content=b"")]))

    assert [(each.name, each.verdict) for each in files] == [
        ("mange.zip", Verdict.TOO_COMPLEX),
        ("a", Verdict.OK),
    ]


def test_two_hundred_files_are_few_enough() -> None:
    pieces = [Piece(name=str(number), content=b"") for number in range(MOST_FILES + 1)]

    assert len(unbundle(zip_of(pieces[:-1]))) == MOST_FILES
    with pytest.raises(Refused) as refused:
        unbundle(zip_of(pieces))
    assert refused.value.verdict is Verdict.TOO_COMPLEX


def test_what_does_not_fit_with_the_rest_is_refused_and_smaller_files_are_not() -> None:
    pieces = [Piece(name=name, content=bytes(1000)) for name in "abc"]
    unpacking = _Unpacking(_allowance=Allowance(left=2500))

    unpacking.open(zip_of([*pieces, Piece(name="lille", content=b"a")]))

    assert [each.verdict for each in unpacking.files] == [
        *(Verdict.OK, Verdict.OK),
        *(Verdict.TOO_LARGE, Verdict.OK),
    ]


def test_a_bomb_that_says_it_is_small_stops_at_what_it_said() -> None:
    lying = Piece(**{**vars(bomb("a", b"", b"\0", 2048)), "size": 1000})

    files = unbundle(zip_of([lying, Piece(name="b", content=b"b")]))

    assert [each.verdict for each in files] == [Verdict.DAMAGED, Verdict.OK]


def test_a_bundle_is_no_document() -> None:
    text = Piece(name="mimetype", content=b"application/vnd.oasis.opendocument.text", method=0)

    assert is_bundle(zip_of([Piece(name="brev.docx", content=DOCUMENT)]))
    assert is_bundle(zip_of([Piece(name="mimetype", content=b"andet")]))
    assert is_bundle(zip_of([Piece(name="a.docx", content=b"a")])[:-5])
    assert not any(
        map(
            is_bundle,
            [
                DOCUMENT,
                DOCUMENT[:-30],
                zip_of([text, Piece(name="content.xml", content=b"<a/>")]),
                zip_of(pieces_of({"word/document.xml": b"<a/>"})),
                b"",
                b"%PDF-1.7",
                compound_file("WordDocument"),
            ],
        )
    )


@pytest.mark.parametrize("data", [b"PK\3\4", zip_of([Piece(name="a", content=b"a")])[:-5], b""])
def test_a_zip_that_is_cut_short_is_damaged(data: bytes) -> None:
    with pytest.raises(IsolationFailed) as failed:
        unbundle_isolated(data)
    assert failed.value.verdict is Verdict.DAMAGED


def test_a_day_that_is_none_is_not_told() -> None:
    data = bytearray(zip_of([Piece(name="a", content=b"a")]))
    struct.pack_into("<H", data, data.index(b"PK\1\2") + 14, 0xFFFF)

    (file,) = unbundle(bytes(data))

    assert file.modified is None
