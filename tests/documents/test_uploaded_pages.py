"""The pages of files that others made: a PDF's own, a Word file's as it prints, else a guess."""

import pytest

from documents import pdf_conversion
from documents.reader.examine_file import read_file
from documents.reader.wire import reading_from_bytes, reading_to_bytes
from documents.uploaded_pages import with_pages
from documents.writer import write
from forms.registry import form_of
from tests.documents.reader.pdfs import PICTURE, pdf, words
from tests.documents.test_pages import FULL, SIGN_UP, sign_up
from validators.examination import examine, message_of
from validators.finding import Severity

TITLES = ("Begrundelse for at deltage", "Deltagere og deltagerbetaling")


def page(lines: int, title: str = "") -> bytes:
    """Lines of text, none of which stands on another page."""
    drawn = words(60, 90, title, 14) if title else b""
    return drawn + b"".join(
        words(60, 120 + 14 * at, f"Vi vil {title} {lines} og {at}") for at in range(lines)
    )


def printed_sign_up(*lines: int) -> bytes:
    """A sign-up of so many pages, its three sections on the first."""
    titles = (f"{each.number}. {each.title}" for each in SIGN_UP.sections)
    named = [words(60, 40, SIGN_UP.title, 18)]
    named += [words(60, 560 + 60 * at, title, 14) for at, title in enumerate(titles)]
    return pdf(page(30, TITLES[0]) + b"".join(named), *map(page, lines))


def counted(content: bytes, form: str = "ungeindsats_tilmelding"):
    reading = with_pages(read_file(content, form=form_of(form)), content)
    found = examine(reading.form, reading.answers, extent=reading.extent)
    told = [*reading.problems, *found]
    return reading, [each for each in told if each.rule == "LIM001"]


def test_a_pdf_has_the_pages_it_has_and_the_lines_beyond_are_counted():
    pages = [page(30, TITLES[0]), page(41), page(9, TITLES[1])]
    assert counted(pdf(*pages))[1] == []
    reading, [finding] = counted(pdf(*pages, page(2)))
    assert reading.extent.lines == (31, 41, 10, 2)
    assert dict(finding.values)["over"] == "2"
    assert dict(finding.values)["longest"] == "Kommunens begrundelse og erfaringer"
    assert finding.severity is Severity.ERROR


def test_a_page_that_is_a_picture_is_a_page_without_lines_to_count():
    reading, [finding] = counted(pdf(page(30, TITLES[0]), page(3), page(4), PICTURE))
    assert (reading.extent.pages, finding.variant) == (4, "pictures")
    assert "?" not in message_of(finding)


def test_what_was_counted_is_kept_with_the_reading():
    reading, _ = counted(pdf(page(30, TITLES[0]), page(3), PICTURE))
    assert reading_from_bytes(reading_to_bytes(reading)).extent == reading.extent


def test_a_form_without_a_limit_is_not_counted():
    reading, _ = counted(pdf(page(30), page(3), page(4), page(5)), "projektskitse")
    assert reading.extent is None


@pytest.mark.libreoffice
def test_a_word_file_is_printed_and_refused_by_the_number_of_its_lines():
    assert counted(write(SIGN_UP, sign_up(FULL, 3)))[1] == []
    reading, [finding] = counted(write(SIGN_UP, sign_up(FULL, 5)))
    assert (reading.extent.pages, dict(finding.values)["over"]) == (4, "2")
    assert "Kommunens begrundelse og erfaringer" in message_of(finding)


def test_where_nothing_prints_a_guess_beyond_the_limit_is_a_warning_that_says_so(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(pdf_conversion, "_PROGRAM", "no-such-program")
    assert counted(write(SIGN_UP, sign_up(20, 1)))[1] == []
    reading, [finding] = counted(write(SIGN_UP, sign_up(3 * FULL, 9)))
    assert (finding.variant, finding.severity) == ("estimated", Severity.WARNING)
    assert reading.extent is None
    assert "?" not in message_of(finding)
