"""What each attack on uploads costs: the answer, the seconds and the memory of its process.

Every file goes the way of a person's: through the guard in one process, and where that lets it in
through the reader in another, each forked from one that stands ready and bounded as in the
service. Memory is the most such a process held beyond what it was born with. Run with
`.venv/bin/python -m benchmarks.attacks`.
"""

import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from documents.notes import PdfNote
from documents.pdf_notes import annotate_pdf
from documents.reader.isolated import prepare, read_task
from documents.safety.guard import inspect_task
from documents.safety.isolation import SECONDS
from documents.safety.verdict import Refused, Verdict
from tests.documents.reader.pdfs import pdf, rule, words
from tests.documents.safety import test_package as bombs
from tests.documents.safety.attack import Piece, R, document, paragraph, relations, word_file
from tests.documents.safety.mutating import mutant
from tests.documents.safety.workbooks import cell, row, sheet, workbook

_MEMORY = 1024 * 1024 * 1024
_MUTANTS = 200
_KILOBYTE = 1024
Work = Callable[[], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attack:
    """A file, and the seconds and megabytes within which it must be answered."""

    name: str
    data: bytes
    seconds: float
    megabytes: int = 1024


def attacks() -> Iterator[Attack]:
    """The attacks U1 to U9, a few of each kind."""
    bomb = bombs.GIGABYTE_OF_TEXT
    yield Attack(name="U1 a gigabyte of text", data=bomb, seconds=2, megabytes=150)
    comment = bombs.GIGABYTE_OF_COMMENT
    yield Attack(name="U1 a gigabyte of comment", data=comment, seconds=2, megabytes=150)
    media = bombs.TWO_GIGABYTES_OF_MEDIA
    yield Attack(name="U1 two gigabytes of media", data=media, seconds=2, megabytes=150)
    millions = bombs.MILLIONS_OF_PARAGRAPHS
    yield Attack(name="U1 millions of paragraphs", data=millions, seconds=2, megabytes=150)
    entries = bombs.zip_of(bombs.GOOD, count=60_000)
    yield Attack(name="U1 60,000 entries", data=entries, seconds=2, megabytes=150)
    lying = bombs.zip_of([*bombs.GOOD, Piece(name="a.bin", content=bombs.TEXT, size=10)])
    yield Attack(name="U1 a size that lies", data=lying, seconds=2, megabytes=150)
    entity = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
    yield Attack(name="U2 an entity", data=_body("&b;", prolog=entity), seconds=2, megabytes=150)
    frame = relations((f"{R}/frame", "https://example.org/", "External"))
    yield Attack(name="U3 a frame", data=word_file(links=frame), seconds=2)
    field = "<w:p><w:r><w:instrText>DDEA</w:instrText><w:instrText>UTO c</w:instrText></w:r></w:p>"
    begin = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>'
    yield Attack(name="U4 a split field", data=_body(begin + field), seconds=2, megabytes=150)
    yield Attack(name="U6 3,000 merged rows", data=_body(_merged(3_000)), seconds=3)
    yield Attack(name="U6 20,000 x 20 cells", data=_body(_table(20_000, 20)), seconds=3)
    yield Attack(name="U7 nested 190 deep", data=_body(_nested(45)), seconds=2)
    yield Attack(name="U7 nested 5,000 deep", data=_body(_nested(1_200)), seconds=2)
    spaces = "".join(f'<w:p xmlns:a{n}="urn:{n}"/>' for n in range(200_000))
    yield Attack(name="U7 namespaces", data=_body(spaces), seconds=2)
    yield from _workbooks()
    yield from _pdfs()


def _workbooks() -> Iterator[Attack]:
    far = sheet(row(cell("A1", "1"), cell("XFD1048576", "2")))
    yield Attack(name="U8 a cell in XFD1048576", data=workbook(far), seconds=5)
    merge = '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    wide = sheet(row(cell("A1", "1")), after=merge)
    yield Attack(name="U8 merged A1:XFD1048576", data=workbook(wide), seconds=5)
    small = '<dimension ref="A1"/>'
    lies = sheet("".join(row(cell(f"A{n}", "1")) for n in range(1, 60_001)), before=small)
    yield Attack(name="U8 a dimension that lies", data=workbook(lies), seconds=5)
    million = sheet("".join(f'<row><c r="A{n}"><v>1</v></c></row>' for n in range(1, 1_000_001)))
    yield Attack(name="U8 a million rows", data=workbook(million), seconds=5)
    many = sheet("".join(f'<row><c r="A{n}"><v>1</v></c></row>' for n in range(1, 240_001)))
    yield Attack(name="U8 240,000 rows", data=workbook(many), seconds=5)
    empty = sheet("<row/>" * 900_000)
    yield Attack(name="U8 900,000 empty rows", data=workbook(empty), seconds=5)


def _pdfs() -> Iterator[Attack]:
    yield Attack(name="U9 operators", data=pdf(b"q " * 200_000), seconds=SECONDS)
    yield Attack(name="U9 a picture 20,000 times", data=pdf(b"/Im1 Do " * 20_000), seconds=SECONDS)
    looped = pdf(words(60, 60, "a")).replace(b"/Kids[", b"/Kids[2 0 R 2 0 R ")
    yield Attack(name="U9 pages in a circle", data=looped, seconds=SECONDS)
    ruled = b"".join(rule(60, 60 + n / 80, 540, 60 + n / 80) for n in range(49_000))
    yield Attack(name="U9 49,000 rules", data=pdf(ruled), seconds=SECONDS)
    said = b"".join(words(60, 60 + n / 40, "x" * 40) for n in range(19_000))
    yield Attack(name="U9 19,000 texts", data=pdf(said), seconds=SECONDS)
    yield Attack(name="U9 500 pages", data=long_pdf(), seconds=SECONDS)
    script = pdf(words(60, 60, "a"), catalogue=b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>")
    yield Attack(name="U9 a script", data=script, seconds=SECONDS)


def long_pdf() -> bytes:
    """As many pages as are taken in, each full of words."""
    page = b"".join(words(60, 60 + 12 * n, "Ord der fylder en linje " * 4) for n in range(60))
    return pdf(*[page] * 500)


def _body(inside: str, *, prolog: str = "") -> bytes:
    return word_file(document=document(inside, prolog=prolog))


def _merged(rows: int) -> str:
    merged = f"<w:tc><w:tcPr><w:vMerge/></w:tcPr>{paragraph('a')}</w:tc>"
    return f"<w:tbl>{f'<w:tr>{merged * 2}</w:tr>' * rows}</w:tbl>"


def _table(rows: int, cells: int) -> str:
    inside = f"<w:tc>{paragraph('a')}</w:tc>"
    row_of = f"<w:tr>{inside * cells}</w:tr>"
    return f"<w:tbl>{row_of * rows}</w:tbl>"


def _nested(depth: int) -> str:
    return "<w:tbl><w:tr><w:tc>" * depth + paragraph("a") + "<w:p/></w:tc></w:tr></w:tbl>" * depth


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a piece of work said, and what it took."""

    said: str
    seconds: float
    megabytes: float


def main() -> None:
    """Print a line for each attack, and which of them cost more than they may."""
    prepare()
    beyond = []
    for attack in attacks():
        guarded = cost_of(lambda data=attack.data: _guarded(data))
        costs = [guarded]
        if guarded.said.startswith("ok"):
            costs.append(cost_of(lambda a=attack, g=guarded: _read(a.data, g.said.split()[-1])))
        seconds = sum(each.seconds for each in costs)
        megabytes = max(each.megabytes for each in costs)
        _print(attack.name, len(attack.data), costs)
        beyond += [attack.name] * (seconds > attack.seconds or megabytes > attack.megabytes)
    good = _body(_table(30, 4))
    _print(f"U10 {_MUTANTS} mutants", len(good), [cost_of(lambda: _mutants(good))])
    paper = long_pdf()
    _print("500 pages annotated", len(paper), [cost_of(lambda: _annotated(paper))])
    sys.stdout.write(f"beyond its bounds: {', '.join(beyond) or 'none'}\n")


def _print(name: str, size: int, costs: list[Cost]) -> None:
    told = "; ".join(f"{c.said} {c.seconds:.2f} s {c.megabytes:.0f} MiB" for c in costs)
    sys.stdout.write(f"{name:28} {size / _KILOBYTE:8.1f} kB  {told}\n")
    sys.stdout.flush()


def _guarded(data: bytes) -> str:
    told = json.loads(inspect_task(data, {}))
    return f"{told['verdict']} {told['kind']}"


def _read(data: bytes, kind: str) -> str:
    reading = json.loads(read_task(data, {"kind": kind}))
    rules = sorted({each["rule"] for each in reading["problems"]})
    return f"read as {reading['form'] or 'no form'} {' '.join(rules)}".strip()


def _mutants(good: bytes) -> str:
    said = [_guarded(mutant(good, seed)).partition(" ")[0] for seed in range(_MUTANTS)]
    return f"{len(set(said))} different answers"


def _annotated(paper: bytes) -> str:
    notes = [PdfNote(text="Mangler", page=page, evidence="fylder") for page in range(500)]
    return f"{len(annotate_pdf(paper, notes)) // _KILOBYTE} kB"


def cost_of(work: Work) -> Cost:
    """What the work costs in a process of its own, bounded as the service bounds it."""
    answers, answer = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(answer, json.dumps(_bounded(work)).encode())
        os._exit(0)
    os.close(answer)
    with os.fdopen(answers) as told:
        said, seconds, megabytes = json.loads(told.read())
    os.waitpid(child, 0)
    return Cost(said=said, seconds=seconds, megabytes=megabytes)


def _bounded(work: Work) -> tuple[str, float, float]:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    before, start = _most_held(), time.perf_counter()
    try:
        said = work()
    except Refused as refused:
        said = refused.verdict.value
    except (MemoryError, RecursionError):
        said = Verdict.TOO_COMPLEX.value
    return said, time.perf_counter() - start, (_most_held() - before) / _KILOBYTE


def _most_held() -> int:
    """The most memory this process has held, in kilobytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    main()
