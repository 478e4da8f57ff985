"""Cells merged over rows, and lists that name other rows, written and read again."""

from lxml import etree

from documents.reader import names as n
from documents.reader.marked import read_marked
from documents.writer import write
from forms.answers import Answers
from forms.path import Path
from forms.registry import form_of
from tests.documents.reader.word_xml import body_of, line, row, table
from tests.documents.test_writer import body_of as written_body
from validators.examples import typed_answers

SUBAGREEMENT, AGREEMENT = form_of("delaftale@2019-26"), form_of("samarbejdsaftale@2019-26")
GOALS = {
    "delmaal[0].delmaal": "Flere i job",
    "delmaal[0].indikator": "Andel i job",
    "delmaal[1].delmaal": "Flere i job",
    "delmaal[1].indikator": "Antal samtaler",
    "delmaal[2].delmaal": "Færre ude om natten",
    "delmaal[2].indikator": "Antal anmeldelser",
    "delmaal[3].indikator": "Uden delmål",
}
HEADER = row(*map(line, ("Delmål", "Indikator", "Baseline boligområde", "Datakilde")))
MERGED_UP = "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"


def merges_in(body: etree._Element) -> list[str]:
    return [each.get(n.VALUE) or "continue" for each in body.iter(n.MERGED_DOWN)]


def texts_in(body: etree._Element) -> list[str]:
    return [each.text or "" for each in body.iter(n.TEXT)]


def cells(*texts: str) -> str:
    return "".join(f"<w:tc><w:tcPr/>{line(text)}</w:tc>" for text in texts)


def read_goals(*rows: str) -> Answers:
    return read_marked(SUBAGREEMENT, body_of(table(HEADER, *rows))).answers


def test_a_goal_of_several_rows_stands_once_in_a_merged_cell():
    answers = typed_answers(SUBAGREEMENT, GOALS)
    body = written_body(write(SUBAGREEMENT, answers))
    assert merges_in(body) == ["restart", "continue"]
    assert texts_in(body).count("Flere i job") == 1
    assert read_marked(SUBAGREEMENT, body).answers == answers


def test_the_goals_the_form_prints_are_merged_over_its_nine_indicators():
    body = written_body(write(AGREEMENT, Answers()))
    assert merges_in(body).count("restart") == 4
    assert merges_in(body).count("continue") == 5
    assert not read_marked(AGREEMENT, body).answers


def test_an_indicator_under_a_merged_goal_is_known_when_its_bookmark_is_lost():
    path = Path.parse("indikatorer[2].datakilde")
    body = written_body(write(AGREEMENT, Answers({path: "Egen tælling"})))
    for each in list(body.iter(n.w("bookmarkStart"), n.w("tag"))):
        each.getparent().remove(each)
    assert read_marked(AGREEMENT, body).answers == Answers({path: "Egen tælling"})


def test_a_goal_merged_by_a_stranger_holds_for_each_of_its_rows():
    first = row(*map(line, ("Flere i job", "Andel i job", "40% (2020)", "Jobcentret")))
    merged = first.replace("<w:tcPr/>", '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>', 1)
    second = f"<w:tr>{MERGED_UP}{cells('Antal samtaler', '0', 'Egen tælling')}</w:tr>"
    read = read_goals(merged, second)
    assert read.get(Path.parse("delmaal[1].delmaal")) == "Flere i job"
    assert read.get(Path.parse("delmaal[1].indikator")) == "Antal samtaler"


def test_a_row_whose_goal_is_left_empty_belongs_to_the_goal_above():
    read = read_goals(
        row(*map(line, ("Flere i job", "Andel i job", "40% (2020)", "Jobcentret"))),
        row(*map(line, ("", "Antal samtaler", "0", "Egen tælling"))),
        row(*map(line, ("", "", "", ""))),
    )
    assert read.get(Path.parse("delmaal[1].delmaal")) == "Flere i job"
    assert read.row_count(Path.parse("delmaal")) == 2


def test_only_a_column_that_merges_on_paper_is_read_so():
    first = row(*map(line, ("Flere i job", "Andel i job", "40% (2020)", "Jobcentret")))
    second = f"<w:tr>{cells('Flere i skole', 'Fravær', '8% (2020)')}{MERGED_UP}</w:tr>"
    read = read_goals(first, second)
    assert read.get(Path.parse("delmaal[1].datakilde")) is None


def test_the_list_of_activities_is_printed_from_the_sheets_and_is_no_answer():
    answers = typed_answers(
        SUBAGREEMENT, {"aktiviteter[0].navn": "Jobklub", "aktiviteter[1].navn": "Gårdfest"}
    )
    body = written_body(write(SUBAGREEMENT, answers))
    assert texts_in(body).count("Jobklub") == 2
    assert read_marked(SUBAGREEMENT, body).answers == answers


def test_a_list_changed_by_hand_is_read_as_it_was_stated():
    sheet = {"aktiviteter[0].navn": "Jobklub"}
    body = written_body(write(SUBAGREEMENT, typed_answers(SUBAGREEMENT, sheet)))
    next(each for each in body.iter(n.TEXT) if each.text == "Jobklub").text = "Jobklubben"
    assert read_marked(SUBAGREEMENT, body).answers == typed_answers(
        SUBAGREEMENT, {**sheet, "aktivitetsliste[0].navn": "Jobklubben"}
    )
