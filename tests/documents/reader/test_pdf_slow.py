"""A PDF that the fast engine cannot open, or takes its process from, is read by the slow one."""

from collections.abc import Mapping

import pypdfium2 as pdfium
import pytest

from documents.reader.document import read
from documents.reader.examine_file import read_file
from documents.reader.pdf_file import open_pdf_slowly
from documents.reader.shown import shown_isolated
from documents.reader.text import text_of
from documents.safety import pdf_engines
from documents.safety.guard import inspect, inspect_isolated
from documents.safety.isolation import SECONDS, IsolationFailed, run_isolated
from documents.safety.verdict import FileKind, Refused, Verdict
from tests.documents.reader.pdfs import PICTURE, frame, pdf, sketch_pages, words

GOOD = pdf(*sketch_pages())
ROOTLESS = GOOD.replace(b"/Root 1 0 R", b"")
"""PDFium calls it a wrong format; pypdf looks for the catalogue itself."""


def test_a_file_that_the_fast_engine_refuses_has_the_same_answers() -> None:
    with pytest.raises(pdfium.PdfiumError):
        pdfium.PdfDocument(ROOTLESS)

    assert inspect(ROOTLESS).verdict is Verdict.OK
    found = read_file(ROOTLESS, file="x")
    assert len(found.answers) == len(sketch_pages()) * 3 - 1
    assert found.answers == read(GOOD).answers
    assert {each.place.page for each in found.origins.values()} == {0, 1, 2}


def test_fields_tables_and_scans_are_seen_by_the_slow_engine() -> None:
    drawn = frame((60, 200, 340), (100, 130, 160))
    drawn += words(70, 120, "Navn") + words(210, 120, "Beløb") + words(210, 150, "100.000")
    body = open_pdf_slowly(pdf(drawn, PICTURE, fields={"Fjordby": (70, 138)}))

    rows = [[text_of(cell) for cell in row] for row in body.body[0]]
    assert rows == [["Navn", "Beløb"], ["Fjordby", "100.000"]]
    assert body.unread == (1,)


def test_what_the_slow_engine_cannot_see_is_told_as_active() -> None:
    active = ROOTLESS.replace(b"/Type/Catalog", b"/Type/Catalog/OpenAction<</S/JavaScript/JS(a)>>")

    assert inspect(active).verdict is Verdict.OK_ACTIVE


@pytest.mark.parametrize("data", [GOOD[: len(GOOD) // 2], b"%PDF-1.7\n" + b"x" * 200])
def test_what_neither_engine_can_read_is_damaged(data: bytes) -> None:
    assert inspect(data).verdict is Verdict.DAMAGED
    with pytest.raises(Refused):
        open_pdf_slowly(data)


@pytest.fixture
def tasks_run(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The engines of the tasks that were run, where the fast one loses its process each time."""
    engines: list[str] = []

    def lose(
        task: str, payload: bytes, *, options: Mapping[str, str], seconds: float = SECONDS
    ) -> bytes:
        engines.append(options.get("engine", "fast"))
        if engines[-1] == "fast":
            raise IsolationFailed(Verdict.TOO_COMPLEX, "process lost")
        return run_isolated(task, payload, options=options, seconds=seconds)

    monkeypatch.setattr(pdf_engines, "run_isolated", lose)
    return engines


def test_a_file_that_takes_the_process_from_the_fast_engine_is_read_without_it(
    tasks_run: list[str],
) -> None:
    assert inspect_isolated(GOOD).kind is FileKind.PDF
    assert read_file(GOOD).answers == read(GOOD).answers
    assert shown_isolated(GOOD).blocks
    assert tasks_run == ["fast", "slow"] * 4


def test_another_file_that_loses_its_process_is_not_tried_again(tasks_run: list[str]) -> None:
    assert inspect_isolated(b"PK\x03\x04 ikke en PDF").verdict is Verdict.TOO_COMPLEX
    assert tasks_run == ["fast"]
