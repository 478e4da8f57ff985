"""What sentences say of limits is what the limits are."""

import ast
import re
from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask_babel import gettext

import web
from cases.actions.invite_person import FIRST_PASSWORD
from cases.actions.take_up_invitation import ANOTHER_PASSWORD
from cases.errors import CannotWaive, CaseError, ReviewFull, TooManyAttempts
from cases.people.letters import invitation, new_password
from cases.spans import lasting_in
from documents.bulk import rows
from documents.safety import bundle, guard, package
from documents.safety.verdict import FileKind, Verdict, describe, describe_bundled
from web import errors
from web.formats import count, size
from web.told_limits import told_limits, with_limits

ROOM = Path(web.__file__).parent
# A limit that a sentence writes out; an example of a day or an amount is none.
WRITTEN_OUT = re.compile(
    r"\d (MB|tegn|filer|dage|timer|minutter|gange)\b|\b(kvarter|et minut|en time|syv dage)\b"
)


# What is said of a file goes through findings, where it is kept, as one sentence without holes.
KEPT_WHOLE = {
    Verdict.TOO_LARGE.sentence: [guard.MOST_BYTES, package.MOST_UNPACKED],
    describe(Verdict.TOO_LARGE, FileKind.EXCEL): [guard.MOST_BYTES, package.MOST_UNPACKED],
    describe_bundled(Verdict.TOO_LARGE): [guard.MOST_BYTES, bundle.MOST_IN_ALL],
    describe_bundled(Verdict.TOO_COMPLEX): [bundle.MOST_FILES],
    "Et Excel-ark må højst fylde 25 MB.": [rows.MOST_WORKBOOK],
}


def texts_in(files: Iterable[Path]) -> Iterator[str]:
    """Every text in the code; no docstring."""
    for file in files:
        nodes = list(ast.walk(ast.parse(file.read_text())))
        docstrings = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
        for node in nodes:
            if isinstance(node, ast.Constant) and id(node) not in docstrings:
                yield str(node.value)


def sentences() -> Iterator[str]:
    """Every text in the code and templates of the pages, and in the e-mails."""
    letters = ROOM.parent / "cases" / "people" / "letters.py"
    yield from texts_in((*ROOM.rglob("*.py"), letters))
    for template in ROOM.glob("templates/**/*.html"):
        yield template.read_text()


def test_no_sentence_of_a_page_or_letter_writes_a_limit_out() -> None:
    found = [hit[0] for text in sentences() for hit in WRITTEN_OUT.finditer(text)]
    assert found == []


def test_what_documents_say_of_a_limit_is_held_to_it() -> None:
    said = texts_in((ROOM.parent / "documents").rglob("*.py"))
    assert {each for each in said if re.search(r"\d (MB|filer)\b", each)} == set(KEPT_WHOLE)


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("sentence", KEPT_WHOLE)
def test_a_sentence_that_is_kept_whole_names_the_limits_that_are_held_to(
    drawing_app: Flask, sentence: str, language: str
) -> None:
    limits = KEPT_WHOLE[sentence]
    with drawing_app.test_request_context(f"/?sprog={language}"):
        told = [size(each) if each > bundle.MOST_FILES else count(each) for each in limits]
        said = re.findall(r"[\d.,]*\d(?: MB)?", gettext(sentence).replace("(.docx)", ""))
    assert said == told


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_failure_is_said_whole(drawing_app: Flask, language: str) -> None:
    with drawing_app.test_request_context(f"/?sprog={language}"):
        for failure in errors._FAILURES.values():
            assert "%" not in errors._said(failure.text, failure.retry_after)
        for text in errors._CASE_TEXT.values():
            assert "%" not in errors._said(text, 60)


@pytest.mark.parametrize(
    ("error", "danish", "english"),
    [
        (CannotWaive(), "på højst 2.000 tegn", "in at most 2,000 characters"),
        (ReviewFull(), "400 filer og 500 MB", "400 files and 500 MB"),
        (TooManyAttempts(), "Vent 15 minutter", "Wait 15 minutes"),
    ],
)
def test_a_limit_is_written_as_the_language_does(
    drawing_app: Flask, error: CaseError, danish: str, english: str
) -> None:
    for language, said in (("da", danish), ("en", english)):
        with drawing_app.test_request_context(f"/?sprog={language}"):
            assert said in errors._case(error).get_data(as_text=True)


def test_a_limit_that_is_changed_is_told_changed(
    drawing_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(errors._CASE_WAIT, TooManyAttempts, 120)
    with drawing_app.test_request_context("/"):
        answer = errors._case(TooManyAttempts())
        assert told_limits()["file_size"] == size(guard.MOST_BYTES) == "25 MB"
        assert with_limits("%(file_size)s og %(mere)s", mere="9") == "25 MB og 9"
    assert "Vent 2 minutter" in answer.get_data(as_text=True)
    assert answer.headers["Retry-After"] == "120"


@pytest.mark.parametrize(
    ("letter", "works_for"), [(invitation, FIRST_PASSWORD), (new_password, ANOTHER_PASSWORD)]
)
def test_a_letter_says_how_long_its_link_works(letter, works_for: timedelta) -> None:
    for span in (works_for, timedelta(days=3)):
        assert f"virker i {lasting_in(span, 'da_DK')} og" in letter("Bo", "x", span).body


@pytest.mark.parametrize(
    ("number", "told"), [(5 * 1024 * 1024, "5 MB"), (4_000_000, "4 MB"), (1024**4, "1.048.576 MB")]
)
def test_a_size_is_told_in_the_megabytes_it_was_counted_in(
    drawing_app: Flask, number: int, told: str
) -> None:
    with drawing_app.test_request_context("/"):
        assert size(number) == told
