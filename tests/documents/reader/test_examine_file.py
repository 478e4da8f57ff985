from collections.abc import Callable

import pytest

from documents.reader.document import read
from documents.reader.examine_file import is_unreadable, read_file
from documents.reader.report import reading_to_json
from documents.reader.wire import reading_from_bytes, reading_to_bytes
from documents.reading import Reading
from documents.writer import write
from forms.answers import Answers
from forms.catalogue.projektskitse_2009 import PROJEKTSKITSE_2009
from forms.levels import MOST_ROWS
from forms.path import Path
from forms.registry import form_of
from tests.documents.reader.sketches import SECTIONS, boxes_under_headings, plain, word_file
from tests.documents.reader.word_xml import line

SKETCH = word_file(boxes_under_headings(SECTIONS))


def test_a_sketch_is_read_in_a_process_of_its_own_as_in_this_one() -> None:
    reading = read_file(SKETCH, file="skitse.docx")
    assert reading.file == "skitse.docx"
    assert reading.form is PROJEKTSKITSE_2009
    assert reading.answers == read(SKETCH).answers
    assert reading.origins == read(SKETCH).origins


def test_the_form_asked_for_reaches_the_process() -> None:
    reading = read_file(word_file(line("Et referat")), form=PROJEKTSKITSE_2009)
    assert reading.form is PROJEKTSKITSE_2009
    assert not is_unreadable(reading)


def _own_file(count: int) -> bytes:
    rows = ((f"udgifter.poster[{row}].tekst", f"Post {row}") for row in range(count))
    typed = Answers((Path.parse(path), text) for path, text in rows)
    return write(PROJEKTSKITSE_2009, typed)


def _list_by_hand(count: int) -> bytes:
    parties = "".join(line(f"- Forening {row}") for row in range(count))
    title, other = (
        line("Delaftale for indsatsområdet Beskæftigelse"),
        line("Revision af delaftalen"),
    )
    return word_file(title + line("Delaftalens parter") + parties + other + line("Hvert år."))


@pytest.mark.parametrize(
    ("make", "group", "first"),
    [
        (_own_file, "projektskitse:udgifter.poster", "Post"),
        (_list_by_hand, "delaftale:parter", "Forening"),
    ],
)
def test_rows_beyond_what_a_form_holds_are_left_over_and_said(
    make: Callable[[int], bytes], group: str, first: str
) -> None:
    form, _, group = group.partition(":")
    # Not isolated: that much takes long on a busy machine, and time decides no test.
    reading = read(make(MOST_ROWS + 2), form=form_of(form))
    assert reading.answers.row_count(Path.parse(group)) == MOST_ROWS
    (said,) = [each for each in reading.problems if f"{first} {MOST_ROWS}" in str(each.evidence)]
    assert (said.rule, said.path, said.variant) == ("REA004", Path.parse(group), "left_over")
    assert str(said.evidence).endswith(f"{first} {MOST_ROWS + 1}")
    assert said.place is not None


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"%PDF-1.7\n1 0 obj", "damaged"),
        (b"Kommune: Fjordby", "wrong_type"),
        (SKETCH[:-40], "damaged"),
        (SKETCH.replace(b"word/document.xml", b"word/documemt.xml"), "damaged"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_reading_that_says_why(data: bytes, code: str) -> None:
    reading = read_file(data, file="x.docx")
    assert is_unreadable(reading)
    assert reading.form is None
    (problem,) = reading.problems
    assert (problem.rule, problem.evidence, problem.file) == ("REA001", code, "x.docx")
    assert dict(problem.values)["verdict"] == code


@pytest.mark.parametrize(
    "data",
    [
        SKETCH,
        word_file(plain([*SECTIONS[:1], ("2", SECTIONS[1][1], ["Ring til os.", "bo@"])])),
        word_file(line("Et referat")),
        word_file(plain(SECTIONS), identifier="projektskitse@2006#0"),
    ],
)
def test_a_reading_crosses_the_wire_unchanged(data: bytes) -> None:
    reading = read(data, file="a.docx")
    assert reading_from_bytes(reading_to_bytes(reading)) == reading


def test_what_scripts_see_of_a_reading() -> None:
    told = reading_to_json(read(SKETCH, file="skitse.docx"))
    assert (told["file"], told["form"], told["version"]) == ("skitse.docx", "projektskitse", "2009")
    origins = told["origins"]
    assert isinstance(origins, dict)
    assert origins["vision"] == {
        "by": "label",
        "place": {"block": 5, "row": 0, "cell": 0, "page": None},
    }


def test_what_scripts_see_of_a_file_that_is_no_form() -> None:
    told = reading_to_json(Reading(form=None, file="x"))
    assert (told["form"], told["version"], told["answers"]) == (None, None, {})
