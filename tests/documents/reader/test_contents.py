"""What is looked up once says the same as what is looked at each time."""

import pytest
from lxml.etree import _Element

from documents.reader import names as n
from documents.reader.built import blocks_in, cells_in, rows_in
from documents.reader.contents import Contents
from documents.reader.text import outer_paragraphs, paragraph_text, text_of
from tests.documents.reader.test_text import CHANGES, SAID
from tests.documents.reader.word_xml import body_of, line, p, row, run, table, text_box


@pytest.mark.parametrize("xml", [xml for xml, _ in CHANGES + SAID])
def test_a_paragraph_says_the_same_among_others(xml: str) -> None:
    body = body_of(line("før") + p(xml) + line("efter"))
    contents = Contents(body)

    assert [contents.paragraph(each) for each in body] == [paragraph_text(each) for each in body]


@pytest.mark.parametrize(
    "around", ["<w:ins w:author='a'>{}</w:ins>", "<w:smartTag>{}</w:smartTag>", "{}"]
)
@pytest.mark.parametrize("shows", ["<w:showingPlcHdr/>", "<w:showingPlcHdr w:val='0'/>", ""])
def test_a_control_is_known_by_its_placeholder_and_says_nothing(around: str, shows: str) -> None:
    control = f"<w:sdt><w:sdtPr>{shows}</w:sdtPr><w:sdtContent>{run('svar')}</w:sdtContent></w:sdt>"
    body = body_of(p(run("før ") + around.format(control) + run(" efter")) + line("andet"))
    contents = Contents(body)
    shown = list(body.iter(n.CONTROL)) if shows == "<w:showingPlcHdr/>" else []

    assert list(contents.placeholders) == shown
    assert contents.paragraph(body[0]) == paragraph_text(body[0])
    assert ("svar" in contents.paragraph(body[0])) is not bool(shown)


def test_a_cell_says_the_same_with_its_boxes_and_its_inner_table() -> None:
    inner = table(row(line("inde")))
    cell = line("over") + p(run("ved"), text_box(line("i kassen"))) + inner + line("under")
    body = body_of(table(row(cell, line("b"))))
    contents = Contents(body)

    for each in body.iter(n.CELL):
        assert contents.text(each) == text_of(each)


def test_what_is_rare_is_known_by_all_that_stands_around_it() -> None:
    body = body_of(line("a") + table(row(p('<w:bookmarkStart w:id="1" w:name="her"/>'), line("b"))))
    contents = Contents(body)
    here, there = body.iter(n.CELL)

    assert list(contents.own(here, n.BOOKMARK)) == list(here.iter(n.BOOKMARK))
    assert not contents.own(there, n.BOOKMARK)
    assert contents.bookmarks == {"her"}
    with pytest.raises(KeyError):
        contents.holds(here, n.TEXT)


@pytest.mark.parametrize("around", ["sdt/sdtContent", "ins", "customXml", "smartTag", "del", "odd"])
def test_what_stands_in_something_else_is_found_where_it_is_looked_for(around: str) -> None:
    names = around.split("/")
    before = "".join(f"<w:{name}>" for name in names)
    after = "".join(f"</w:{name}>" for name in reversed(names))

    def wrapped(xml: str) -> str:
        return f"{before}{xml}{after}"

    rows = row(line("a"), line("b") + wrapped(line("c"))) + wrapped(row(line("d")))
    cells = row(line("e")).replace("</w:tr>", wrapped("<w:tc><w:p/></w:tc>") + "</w:tr>")
    boxed = p(run("f"), text_box(wrapped(line("g")) + line("h")))
    body = body_of(wrapped(line("i")) + table(rows + cells) + wrapped(table(cells)) + boxed)
    contents = Contents(body)

    for each in body.iter(n.BODY, n.CELL, n.TEXT_BOX):
        assert contents.blocks(each) == list(blocks_in(each))
        assert contents.paragraphs(each) == list(outer_paragraphs(each))
    for each in body.iter(n.TABLE):
        assert contents.rows(each) == list(rows_in(each))
    for each in body.iter(n.ROW):
        assert contents.cells(each) == list(cells_in(each))


def test_a_cell_owns_its_bookmarks_but_not_those_of_a_table_inside_it() -> None:
    mark = '<w:bookmarkStart w:id="1" w:name="{}"/>'
    inner = table(row(p(mark.format("inde"))))
    body = body_of(table(row(p(mark.format("her")) + inner + mark.format("efter"), line("b"))))
    contents = Contents(body)
    outer, inside, beside = body.iter(n.CELL)

    def owned(cell: _Element) -> list[str | None]:
        return [each.get(n.w("name")) for each in contents.own(cell, n.BOOKMARK)]

    assert [owned(each) for each in (outer, inside, beside)] == [["her", "efter"], ["inde"], []]
