"""What a PDF may hold, and what it is answered."""

import io

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.actions import JavaScript

from documents.reader.examine_file import read_file
from documents.safety.guard import inspect
from documents.safety.pdf import MOST_PAGES
from documents.safety.verdict import Verdict
from tests.documents.reader.pdfs import frame, pdf, rule, words

HONEST = pdf(frame((60, 200, 540), (100, 400)) + words(70, 390, "Andel"), words(60, 100, "To"))


def written(writer: PdfWriter) -> bytes:
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def copied() -> PdfWriter:
    return PdfWriter(clone_from=PdfReader(io.BytesIO(HONEST)))


def locked() -> bytes:
    writer = copied()
    writer.encrypt(user_password="hemmelig", algorithm="RC4-128")
    return written(writer)


def with_script() -> bytes:
    writer = copied()
    writer.add_open_action(JavaScript("app.alert('hej');"))
    return written(writer)


def with_file() -> bytes:
    writer = copied()
    writer.add_attachment("andet.txt", b"hej")
    return written(writer)


def test_an_honest_pdf_may_be_read():
    inspection = inspect(HONEST)
    assert (inspection.verdict, inspection.warnings) == (Verdict.OK, ())


@pytest.mark.parametrize(
    ("make", "verdict"),
    [
        (locked, Verdict.PASSWORD),
        (with_script, Verdict.OK_ACTIVE),
        (with_file, Verdict.OK_EMBEDDED),
        (lambda: pdf(b"", catalogue=b"/OpenAction<</S/Launch/F(cmd.exe)>>"), Verdict.OK_ACTIVE),
        (lambda: HONEST[: len(HONEST) // 3], Verdict.DAMAGED),
        (pdf, Verdict.DAMAGED),
        (lambda: pdf(*[b""] * (MOST_PAGES + 1)), Verdict.TOO_COMPLEX),
    ],
    ids=["locked", "script", "file", "launch", "cut", "no_pages", "endless"],
)
def test_a_pdf_that_is_more_than_pages_is_told_so(make, verdict):
    assert inspect(make()).verdict is verdict


@pytest.mark.parametrize(
    "data",
    [
        HONEST.replace(b"/Kids[", b"/Kids[2 0 R 2 0 R "),
        HONEST.replace(b"/Parent 2 0 R", b"/Parent 6 0 R"),
        HONEST.replace(b"5 0 R", b"9 0 R"),
        pdf(b"q " * 200_000),
        pdf(b"/Im1 Do " * 20_000),
        pdf(b"".join(rule(60, 60 + n / 80, 540, 60 + n / 80) for n in range(49_000))),
        pdf(b"".join(words(60, 60 + n / 40, "x" * 40) for n in range(19_000))),
        pdf(*[b"".join(words(60, 60 + n, "Ord " * 30) for n in range(60))] * 200),
    ],
    ids=[
        "loop",
        "wrong_parent",
        "no_fonts",
        "deep",
        "drawn_over",
        "rules",
        "texts",
        "long",
    ],
)
def test_a_pdf_made_to_hurt_is_answered_within_the_bounds_of_its_process(data):
    reading = read_file(data, file="x.pdf")
    assert reading.form is None
    assert {each.rule for each in reading.problems} <= {"REA001", "REA002"}
    assert reading.problems
