"""Good files with something changed that knows what it changes, and what becomes of each.

`look` runs isolated: many mutants in one process that may be lost, through the guard, the readers
and the copying of what others open.
"""

import copy
import io
import json
import random
import re
import time
import traceback
from collections.abc import Callable, Mapping

from lxml import etree

from documents.reader.document import read
from documents.reader.workbook import read_workbook
from documents.safety.cleaned import cleaned
from documents.safety.guard import inspect
from documents.safety.isolation import SECONDS
from documents.safety.package import read_package
from documents.safety.verdict import FileKind, Refused, Verdict
from tests.documents.safety.attack import Piece, pieces_of, zip_of

Parts = dict[str, bytes]

ODD_BYTES = (
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
ODD_TEXTS = (
    "",
    " ",
    "0",
    "-1",
    "1e309",
    "2147483648",
    "9" * 40,
    "true",
    "NaN",
    "A1:XFD1048576",
    "XFD1048576",
    "../../a",
    "http://a.example/",
    "rId1",
    "s",
    "e",
    "d",
    "\u202eæøå",
    "{{ a }}",
    "=1+1",
    "[1]Ark1!A1",
    "INCLUDETEXT a",
    "a" * 5_000,
)
_TOKEN = re.compile(rb"\d+ \d+ R|/[A-Za-z0-9]+|-?\d+(?:\.\d+)?|\((?:[^()\\]|\\.)*\)|[A-Za-z*]+|\S")
_ODD_TOKENS = (
    *(b"", b"0", b"-1", b"2147483648", b"99999999999", b"1e9", b"0.0000001", b"null", b"true"),
    *(b"1 0 R", b"2 0 R", b"6 0 R", b"999 0 R", b"<<", b">>", b"[", b"]", b"(", b")", b"<41"),
    *(b"/Type", b"/Pages", b"/Page", b"/JavaScript", b"/Launch", b"/FlateDecode", b"/Filter"),
    *(b"stream", b"endstream", b"endobj", b"q", b"Q", b"BT", b"ET", b"Do", b"cm", b"Tf", b"W n"),
)


def look(payload: bytes, options: Mapping[str, str]) -> bytes:
    """What went wrong with the mutants of these seeds, as JSON: nothing, if all went well."""
    wrong = []
    for seed in range(int(options["first"]), int(options["first"]) + int(options["count"])):
        started = time.process_time()
        try:
            examine(mutant(payload, seed), is_copied=seed % 4 == 0)
        except Exception:  # noqa: BLE001 - whatever escapes is the failure looked for
            wrong.append([seed, traceback.format_exc()[-900:]])
        if time.process_time() - started > SECONDS:
            wrong.append([seed, "took longer than any file may"])
    return json.dumps(wrong).encode()


def examine(data: bytes, *, is_copied: bool) -> None:
    """The whole way of a file; raises only what no file may cause."""
    inspection = inspect(data)
    assert isinstance(inspection.verdict, Verdict)
    assert inspection.sentence
    if not inspection.is_accepted:
        return
    try:
        if inspection.kind is FileKind.EXCEL:
            read_workbook(data)
        else:
            read(data)
    except (Refused, MemoryError, RecursionError):
        return
    if is_copied and inspection.kind is not FileKind.PDF:
        _copy(data)


def _copy(data: bytes) -> None:
    try:
        made = cleaned(data)
    except Refused:
        return
    assert inspect(made).is_accepted


def mutant(data: bytes, seed: int) -> bytes:
    """The good file with one to three things changed, the same ones for the same seed."""
    chance = random.Random(seed)
    if data.startswith(b"%PDF"):
        return _change_pdf(data, chance)
    change = chance.choice(
        (*(_change_tree,) * 6, *(_change_parts,) * 2, _change_part, _change_entry)
    )
    made = change(read_package(data), chance)
    return made if chance.random() < 0.9 else _cut(made, chance)


def _cut(data: bytes, chance: random.Random) -> bytes:
    here, there = sorted(chance.randrange(len(data)) for _end in range(2))
    return chance.choice((data[:here] + data[there:], data[:there] + data[here:], data[:there]))


def _change_tree(parts: Parts, chance: random.Random) -> bytes:
    name = chance.choice([name for name in parts if name.endswith((".xml", ".rels"))])
    root = etree.fromstring(parts[name])
    for _time in range(chance.randint(1, 3)):
        elements = list(root.iter("*"))
        chance.choice(_OF_TREE)(chance.choice(elements), elements, chance)
    parts[name] = etree.tostring(root)
    return zip_of(pieces_of(parts))


def _drop(element: etree._Element, _all: list[etree._Element], _chance: random.Random) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _repeat(element: etree._Element, _all: list[etree._Element], chance: random.Random) -> None:
    parent = element.getparent()
    if parent is not None:
        for _time in range(chance.choice((1, 1, 2, 50))):
            parent.insert(parent.index(element), copy.deepcopy(element))


def _graft(element: etree._Element, elements: list[etree._Element], chance: random.Random) -> None:
    moved = copy.deepcopy(chance.choice(elements))
    element.insert(chance.randint(0, len(element)), moved)


def _rename(element: etree._Element, elements: list[etree._Element], chance: random.Random) -> None:
    element.tag = chance.choice(elements).tag


def _set(element: etree._Element, elements: list[etree._Element], chance: random.Random) -> None:
    donor = chance.choice(elements)
    names = [*element.keys(), *donor.keys()] or ["val"]
    values = [*donor.values(), *ODD_TEXTS]
    element.set(chance.choice(names), chance.choice(values))


def _unset(element: etree._Element, _all: list[etree._Element], chance: random.Random) -> None:
    if element.keys():
        del element.attrib[chance.choice(element.keys())]


def _say(element: etree._Element, elements: list[etree._Element], chance: random.Random) -> None:
    element.text = chance.choice((*ODD_TEXTS, chance.choice(elements).text or ""))


def _empty(element: etree._Element, _all: list[etree._Element], _chance: random.Random) -> None:
    for child in list(element):
        element.remove(child)


_OF_TREE: tuple[Callable[[etree._Element, list[etree._Element], random.Random], None], ...] = (
    *(_drop, _repeat, _graft, _rename, _set, _set, _unset, _say, _empty),
)


def _change_parts(parts: Parts, chance: random.Random) -> bytes:
    name, other = (chance.choice(sorted(parts)) for _part in range(2))
    act = chance.randrange(4)
    if act == 0:
        del parts[name]
    elif act == 1:
        parts[name], parts[other] = parts[other], parts[name]
    elif act == 2:
        parts[f"{name}{chance.choice(('.xml', '.bin', 'x'))}"] = parts.pop(name)
    else:
        parts[name] = chance.choice((b"", parts[name] * 2, b"PK\3\4", chance.randbytes(200)))
    return zip_of(pieces_of(parts))


def _change_part(parts: Parts, chance: random.Random) -> bytes:
    name = chance.choice(sorted(parts))
    content = parts[name]
    here = chance.randrange(len(content) + 1)
    there = chance.choice((here, min(len(content), here + chance.randrange(60))))
    parts[name] = content[:here] + chance.choice(ODD_BYTES) + content[there:]
    return zip_of(pieces_of(parts))


def _change_entry(parts: Parts, chance: random.Random) -> bytes:
    pieces = pieces_of(parts)
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


def _change_pdf(data: bytes, chance: random.Random) -> bytes:
    """Tokens of the file replaced by others of it or by odd ones, each where it stood."""
    tokens = list(_TOKEN.finditer(data, 9))
    made = io.BytesIO()
    places = sorted(chance.sample(range(len(tokens)), chance.randint(1, 4)))
    last = 0
    for place in places:
        token = tokens[place]
        made.write(data[last : token.start()])
        made.write(chance.choice((chance.choice(tokens).group(), chance.choice(_ODD_TOKENS))))
        last = token.end()
    made.write(data[last:])
    return made.getvalue() if chance.random() < 0.9 else _cut(made.getvalue(), chance)
