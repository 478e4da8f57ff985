"""What is looked up once says the same as what is looked at each time."""

import pytest

from documents.reader import names as n
from documents.reader.contents import Contents
from documents.reader.text import paragraph_text, text_of
from tests.documents.reader.test_text import CHANGES, SAID
from tests.documents.reader.word_xml import body_of, line, p, row, run, table, text_box


@pytest.mark.parametrize("xml", [xml for xml, _ in CHANGES + SAID])
def test_a_paragraph_says_the_same_among_others(xml: str) -> None:
    body = body_of(line("før") + p(xml) + line("efter"))
    contents = Contents(body)

    assert [contents.paragraph(each) for each in body] == [paragraph_text(each) for each in body]


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

    assert contents.is_marked(here)
    assert not contents.is_marked(there)
    assert contents.bookmarks == {"her"}
    assert [each.tag for each in contents.inside(here, n.BOOKMARK)] == [n.BOOKMARK]
    with pytest.raises(KeyError):
        contents.holds(here, n.TEXT)
