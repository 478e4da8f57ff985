"""Changes not accepted, hidden text and open comments: told of, and no answers."""

import pytest

from documents.marks import marks
from documents.reader.built import blocks_in
from documents.reader.contents import Contents
from documents.reader.document import read
from documents.reader.shown import shown
from documents.reader.slots import table_cells
from documents.reader.word_file import open_word_file
from documents.writer import write
from forms.answers import Answers
from forms.catalogue.projektskitse_2009 import PROJEKTSKITSE_2009
from forms.path import Path
from tests.documents.reader.sketches import SECTIONS, boxes_under_headings, heading, word_file
from tests.documents.reader.word_package import comment, commented, thread, word_package
from tests.documents.reader.word_xml import line, p, row, run, table
from validators.finding import Finding

HIDDEN = "<w:rPr><w:vanish/></w:rPr>"
VISION = Path.parse("vision")


def change(kind: str, inside: str, author: str = "Bo", date: str = "2026-01-02T10:00:00Z") -> str:
    return f'<w:{kind} w:author="{author}" w:date="{date}">{inside}</w:{kind}>'


def gone(text: str) -> str:
    return f"<w:r><w:delText>{text}</w:delText></w:r>"


def sketch(vision: str) -> str:
    """A sketch whose vision is given as blocks."""
    before, after = SECTIONS[:2], SECTIONS[3:]
    label = heading(f"3. {SECTIONS[2][1]}:")
    return boxes_under_headings(before) + label + vision + boxes_under_headings(after)


def told(data: bytes, variant: str = "") -> list[Finding]:
    problems = read(data).problems
    return [each for each in problems if (each.rule, each.variant) == ("REA005", variant)]


def test_changes_are_read_as_accepted_and_told_of_once() -> None:
    body = sketch(
        p(
            run("Vi vil "),
            change("del", gone("intet")),
            change("ins", run("det ") + run("hele")),
            change("ins", run("."), author="Ida"),
        )
    )
    data = word_file(body)
    assert read(data).answers.get(VISION) == "Vi vil det hele."
    [found] = told(data)
    assert dict(found.values) == {"count": "3", "authors": "2"}
    assert found.evidence == "intet"
    assert found.place is not None
    blocks = list(blocks_in(open_word_file(data).body))
    assert found.place.block is not None
    assert "Vi vil" in "".join(blocks[found.place.block].itertext())


def test_names_of_authors_are_not_repeated() -> None:
    [found] = told(word_file(sketch(p(change("ins", run("Hej"), author="Bo Falsk")))))
    assert "Falsk" not in str(found)


def test_pieces_of_one_change_are_one_and_moved_text_is_too() -> None:
    body = sketch(
        p(*(change("ins", run(f"{number} ")) for number in range(9)))
        + p(change("moveFrom", run("Før.")))
        + p(change("moveTo", run("Før.")))
    )
    data = word_file(body)
    assert read(data).answers.get(VISION) == "0 1 2 3 4 5 6 7 8 \n\nFør."
    assert dict(told(data)[0].values)["count"] == "2"


def test_a_row_struck_out_is_no_answer_in_any_reading() -> None:
    struck = f"<w:trPr>{change('del', '')}</w:trPr>"
    gone_row = f"<w:tr>{struck}<w:tc>{line('Væk')}</w:tc></w:tr>"
    data = word_file(sketch(table(row(line("Kommer")), gone_row)))
    assert read(data).answers.get(VISION) == "Kommer"
    assert dict(told(data)[0].values)["count"] == "1"


def test_a_cell_struck_out_is_no_answer_and_the_next_keeps_its_place() -> None:
    struck = f"<w:tc><w:tcPr>{change('cellDel', '')}</w:tcPr>{line('Væk')}</w:tc>"
    cells = f"<w:tr>{struck}<w:tc>{line('Kommer')}</w:tc></w:tr>"
    data = word_file(sketch(f"<w:tbl>{cells}</w:tbl>"))
    reading = read(data)
    assert reading.answers.get(VISION) == "Kommer"
    assert reading.origins[VISION].place.cell == 1
    assert dict(told(data)[0].values)["count"] == "1"
    assert "Væk" not in str(shown(data))


def test_a_struck_column_is_left_out_of_rows_found_by_their_labels() -> None:
    struck = f"<w:tcPr>{change('cellDel', '')}</w:tcPr>"
    rows = [("Væk", "Post", "Beløb i kr."), ("9", "Løn", "100")]
    cells = "".join(
        f"<w:tr><w:tc>{struck}{line(first)}</w:tc>"
        + "".join(f"<w:tc>{line(each)}</w:tc>" for each in others)
        + "</w:tr>"
        for first, *others in rows
    )
    body = open_word_file(word_file(f"<w:tbl>{cells}</w:tbl>")).body
    found = table_cells(body[0], marks(PROJEKTSKITSE_2009), Contents(body))
    assert [[cell.column for cell in each] for each in found] == [[1, 2], [1, 2]]


def test_a_new_row_is_an_answer() -> None:
    new = f"<w:tr><w:trPr>{change('ins', '')}</w:trPr><w:tc>{line('Ny')}</w:tc></w:tr>"
    data = word_file(sketch(table(row(line("Kommer")), new)))
    assert read(data).answers.get(VISION) == "Kommer\nNy"


def test_hidden_text_is_no_answer_and_is_told_of() -> None:
    data = word_file(sketch(p(run("Synligt"), f"<w:r>{HIDDEN}<w:t>skjult</w:t></w:r>")))
    assert read(data).answers.get(VISION) == "Synligt"
    [found] = told(data, "hidden")
    assert (dict(found.values)["count"], found.evidence) == ("1", "skjult")
    assert shown(data) == shown(word_file(sketch(line("Synligt"))))


def test_text_marked_as_not_hidden_is_read() -> None:
    shown_again = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>synligt</w:t></w:r>'
    data = word_file(sketch(p(shown_again)))
    assert read(data).answers.get(VISION) == "synligt"
    assert told(data, "hidden") == []


def test_a_hidden_mark_of_a_paragraph_hides_no_text() -> None:
    data = word_file(sketch(p(f"<w:pPr>{HIDDEN}</w:pPr>", run("Synligt"))))
    assert read(data).answers.get(VISION) == "Synligt"
    assert told(data, "hidden") == []


def test_open_comments_of_others_are_counted() -> None:
    body = sketch(p(commented(run("Noget"), 1), commented(run(" andet"), 2), commented("", 3)))
    data = word_package(
        body,
        comments=comment(1, "Er det rigtigt?", paragraph="0A")
        + comment(2, "Rettet", paragraph="0B")
        + comment(3, "REQ001 · Udfyld", author="Tilsagn", paragraph="0C"),
        commentsExtended=thread("0A") + thread("0B", done="1") + thread("0C"),
    )
    assert read(data).answers.get(VISION) == "Noget andet"
    [found] = told(data, "comments")
    assert dict(found.values) == {"count": "1"}
    assert "rigtigt" not in str(found)


@pytest.mark.parametrize("answers", [Answers(), Answers([(VISION, "Ny by")])])
def test_nothing_is_unsettled_in_our_own_document(answers: Answers) -> None:
    data = write(PROJEKTSKITSE_2009, answers)
    assert [each.rule for each in read(data).problems] == []


def test_changes_without_end_are_told_of_in_no_time() -> None:
    many = "".join(change("ins", "", author=f"x{number}") for number in range(21_000))
    [found] = told(word_file(sketch(line("Ja") + p(many))))
    assert dict(found.values)["count"] == "20000"
