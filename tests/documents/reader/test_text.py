import pytest

from documents.reader.text import paragraph_text, text_boxes, text_of
from tests.documents.reader.word_xml import body_of, control, line, p, row, run, table, text_box

CHANGES = [
    (f"<w:ins>{run('ny')}</w:ins>", "ny"),
    ("<w:del><w:r><w:delText>gammel</w:delText></w:r></w:del>", ""),
    (f"<w:del>{run('gammel')}</w:del>", ""),
    (f"<w:moveFrom>{run('væk')}</w:moveFrom>", ""),
    (f"<w:moveTo>{run('hertil')}</w:moveTo>", "hertil"),
]
SAID = [
    ("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>", "a\nb"),
    ("<w:r><w:t>a</w:t><w:cr/><w:t>b</w:t></w:r>", "a\nb"),
    ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", "a\tb"),
    ("<w:r><w:t>børne</w:t><w:softHyphen/><w:t>hus</w:t></w:r>", "børne\u00adhus"),
    ("<w:r><w:t>5555</w:t><w:noBreakHyphen/><w:t>0101</w:t></w:r>", "5555-0101"),
    (f"<w:hyperlink>{run('a@b.dk')}</w:hyperlink>", "a@b.dk"),
    (f"<w:smartTag>{run('Nordby')}</w:smartTag>", "Nordby"),
    (f"{run('mål')}<w:r><w:footnoteReference/></w:r>", "mål"),
    ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "☒"),
    ("<w:r><w:instrText>PAGE</w:instrText></w:r>" + run("7"), "7"),
    ('<w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr>' + run("a"), "a"),
    (control(run("svar")), "svar"),
    (control(run("Skriv her"), "<w:showingPlcHdr/>"), ""),
    (control(run("svar"), '<w:showingPlcHdr w:val="0"/>'), "svar"),
    (run("før ") + control(control(run("inde"))) + run(" efter"), "før inde efter"),
]


@pytest.mark.parametrize(("xml", "text"), CHANGES + SAID)
def test_a_paragraph_says_what_a_person_sees(xml: str, text: str) -> None:
    assert paragraph_text(body_of(p(xml))[0]) == text


def test_a_text_box_is_read_once_and_apart_from_its_paragraph() -> None:
    paragraph = body_of(p(run("uden for"), text_box(line("inde"), line("i kassen"))))[0]
    assert paragraph_text(paragraph) == "uden for"
    assert [text_of(box) for box in text_boxes(paragraph)] == ["inde\ni kassen"]
    assert text_of(paragraph) == "uden for\ninde\ni kassen"


def test_the_text_of_a_cell_joins_its_paragraphs_and_nested_tables() -> None:
    body = body_of(table(row(line("et") + table(row(line("to"), line("tre"))) + line("fire"))))
    assert text_of(body) == "et\nto\ntre\nfire"


def test_an_empty_line_between_paragraphs_stays() -> None:
    assert text_of(body_of(line("et") + p() + line("to"))) == "et\n\nto"


def test_a_control_inside_a_paragraph_has_its_own_text() -> None:
    body = body_of(p(run("Navn: "), control(run("Ib Prøve"))))
    assert text_of(body[0][1]) == "Ib Prøve"
