"""Good files with something changed, other ones each time: only answers of the closed list."""

import contextlib
import random
import secrets
from collections.abc import Callable

import pytest

from documents.safety.guard import inspect
from documents.safety.package import read_package
from documents.safety.verdict import Refused, Verdict
from documents.safety.xml import XmlRefused, parse_xml
from tests.documents.safety.attack import (
    Piece,
    document,
    paragraph,
    parts_of,
    pieces_of,
    zip_of,
)

MUTANTS = 200
ODD_TEXTS = (
    b"",
    b"\0",
    b"<",
    b"&a;",
    b"<!DOCTYPE a>",
    b"<![CDATA[",
    b"]]>",
    b"<!--",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"w:val='2000000000'",
    b'xmlns:w="urn:other"',
    b'TargetMode="External"',
    b"<w:instrText>DDEAUTO a</w:instrText>",
    b"../" * 40,
    b"9" * 400,
)


def test_mutants_get_only_answers_of_the_list(record_property: Callable[..., None]) -> None:
    seed = secrets.randbits(48)
    record_property("seed", seed)
    print(f"seed {seed}")  # noqa: T201 - shown by pytest when the test fails

    for number in range(MUTANTS):
        _examine(_mutant(random.Random(seed + number)), seed + number)


def _examine(data: bytes, seed: int) -> None:
    try:
        verdict = inspect(data).verdict
    except Exception as error:  # noqa: BLE001 - whatever escapes is the failure looked for
        pytest.fail(f"seed {seed}: {error!r}")
    assert isinstance(verdict, Verdict)
    if verdict.is_accepted:
        _read_all(data)


def _read_all(data: bytes) -> None:
    """What was let in is read by the readers' own door, or refused there with a code."""
    parts = read_package(data)
    assert parts
    for name, content in parts.items():
        if name == "word/document.xml":
            with contextlib.suppress(XmlRefused):
                parse_xml(content)


def _mutant(chance: random.Random) -> bytes:
    change = chance.choice((_change_part, _change_entry, _change_bytes, _move_bytes))
    return change(chance)


def _good_parts() -> dict[str, bytes]:
    table = "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr></w:tc></w:tr></w:tbl>"
    field = '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText></w:r>'
    return parts_of(document=document(paragraph("et svar") + table + field))


def _change_part(chance: random.Random) -> bytes:
    parts = _good_parts()
    name = chance.choice(sorted(parts))
    content = parts[name]
    here = chance.randrange(len(content))
    there = chance.choice((here, min(len(content), here + chance.randrange(60))))
    parts[name] = content[:here] + chance.choice(ODD_TEXTS) + content[there:]
    return zip_of(pieces_of(parts))


def _change_entry(chance: random.Random) -> bytes:
    pieces = pieces_of(_good_parts())
    place = chance.randrange(len(pieces))
    odd = {
        "name": chance.choice(["../a", "", "a/", "word/document.xml", "æ.xml", "a" * 600]),
        "size": chance.randrange(2**32),
        "checksum": chance.randrange(2**32),
        "method": chance.choice([0, 1, 8, 9, 99]),
        "flags": chance.randrange(2**16),
        "own_name": chance.randbytes(4),
        "offset": chance.randrange(2**32),
        "packed": chance.randbytes(chance.randrange(50)),
        "extra": chance.randbytes(chance.randrange(50)),
    }
    field = chance.choice(sorted(odd))
    pieces[place] = Piece(**{**vars(pieces[place]), field: odd[field]})
    chance.shuffle(pieces)
    return zip_of(pieces)


def _change_bytes(chance: random.Random) -> bytes:
    data = bytearray(zip_of(pieces_of(_good_parts())))
    for _time in range(chance.randrange(1, 8)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


def _move_bytes(chance: random.Random) -> bytes:
    data = zip_of(pieces_of(_good_parts()))
    here, there = sorted(chance.randrange(len(data)) for _end in range(2))
    return chance.choice((data[:here] + data[there:], data[:there] + data[here:], data[:there]))


def test_a_refused_mutant_cannot_be_read_by_the_back_door() -> None:
    data = zip_of([*pieces_of(_good_parts()), Piece(name="../a.xml", content=b"<a/>")])

    assert not inspect(data).is_accepted
    with pytest.raises(Refused):
        read_package(data)
