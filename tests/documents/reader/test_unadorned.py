"""What a body says is the same without what only says how it looks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.reader.contents import Contents
from documents.reader.lines import lines_of
from documents.reader.unadorned import unadorned
from documents.reader.unsettled import unsettled
from documents.reader.word_file import WordFile
from documents.safety.xml import parse_xml
from tests.documents.safety.attack import document

FONT = '<w:rFonts w:ascii="Arial" w:cs="Arial"/><w:sz w:val="20"/><w:lang w:val="da-DK"/>'
STRUCK = '<w:del w:id="1" w:author="Bo" w:date="2026-01-02T10:00:00Z"/>'
SPACE = ' xml:space="preserve"'


def run(text: str, properties: str = FONT, *, revision: str = "", after: str = "") -> str:
    return f"<w:r{revision}><w:rPr>{properties}</w:rPr><w:t{SPACE}>{text}</w:t>{after}</w:r>"


def paragraph(*runs: str, properties: str = '<w:jc w:val="left"/>') -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


MISSPELT = '<w:proofErr w:type="spellStart"/>'
PLAIN = "<w:r><w:t>let</w:t></w:r>"
RUNS = [
    run("ord "),
    run("mere ", revision=' w:rsidR="00A1B2C3" w:rsidRPr="00D4E5F6"'),
    MISSPELT,
    PLAIN,
    run("skjult", f"{FONT}<w:vanish/>"),
    run("vist", '<w:vanish w:val="0"/>'),
    run("linje", after="<w:br/><w:t>ny</w:t>"),
    run("fane", after="<w:tab/>"),
    "<w:r><w:lastRenderedPageBreak/><w:t>side</w:t></w:r>",
    f'<w:ins w:id="2" w:author="Bo">{run("nyt")}</w:ins>',
    f'<w:del w:id="3" w:author="Bo"><w:r><w:delText>væk</w:delText></w:r></w:del>{PLAIN}',
    f'<w:r><w:rPr><w:rPrChange w:id="4"><w:rPr>{FONT}</w:rPr></w:rPrChange></w:rPr></w:r>',
    "<w:r><w:t>halv<w:br/>tabt</w:t></w:r>",
    '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>',
    "<w:r><w:t>&lt;w:rPr&gt;&lt;/w:rPr&gt;</w:t></w:r>",
    "<w:r><w:t>et > andet</w:t></w:r>",
]
OF_PARAGRAPH = [
    f"<w:rPr>{FONT}</w:rPr>",
    f"<w:rPr>{STRUCK}{FONT}</w:rPr>",
    '<w:pStyle w:val="Heading1"/><w:spacing w:before="0"/>',
    '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>',
    '<w:numPr><w:ins w:id="5" w:author="Bo"/></w:numPr>',
    '<w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs>',
    '<w:pBdr><w:top w:val="single"/></w:pBdr>',
    f'<w:pPrChange w:id="6"><w:pPr>{STRUCK}<w:jc w:val="both"/></w:pPr></w:pPrChange>',
]
OF_CELL = [
    '<w:tcW w:w="9638" w:type="dxa"/><w:tcBorders><w:top w:val="single"/></w:tcBorders>',
    '<w:gridSpan w:val="2"/>',
    '<w:vMerge/><w:shd w:val="clear" w:fill="E0E0E0"/>',
    '<w:cellDel w:id="7" w:author="Bo"/>',
]
paragraphs = st.builds(
    lambda runs, properties: paragraph(*runs, properties="".join(properties)),
    st.lists(st.sampled_from(RUNS), max_size=6),
    st.lists(st.sampled_from(OF_PARAGRAPH), max_size=3),
)
cells = st.builds(
    lambda properties, inside: f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(inside)}</w:tc>",
    st.sampled_from(OF_CELL),
    st.lists(paragraphs, min_size=1, max_size=2),
)
tables = st.builds(
    lambda rows: (
        '<w:tbl><w:tblPr><w:tblW w:w="0"/></w:tblPr><w:tblGrid><w:gridCol w:w="9"/></w:tblGrid>'
        + "".join(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(row)}</w:tr>" for row in rows)
        + "</w:tbl>"
    ),
    st.lists(st.lists(cells, min_size=1, max_size=3), min_size=1, max_size=3),
)
bodies = st.lists(paragraphs | tables, min_size=1, max_size=4).map("".join)


def told(data: bytes) -> object:
    """What a reader finds in a body: its lines with their places, its cells, what is unsettled."""
    body = parse_xml(data)[0]
    contents = Contents(body)
    names = (contents.tags, contents.aliases, contents.bookmarks)
    return lines_of(body, contents), names, list(unsettled(WordFile(body=body)))


@given(bodies)
def test_a_body_says_the_same_without_its_looks(inside: str) -> None:
    data = document(inside)

    assert told(unadorned(data)) == told(data)


def test_a_text_of_many_runs_is_one_text() -> None:
    data = document(paragraph(*[run(f"{number} ") + MISSPELT for number in range(50)]))

    (text,) = parse_xml(unadorned(data)).iter("{*}t")
    assert text.text == "".join(f"{number} " for number in range(50))
    assert len(unadorned(data)) < len(data) / 10


@pytest.mark.parametrize(
    "data",
    [
        document(f"<!-- {paragraph(run('a'))} -->{paragraph(run('b'))}"),
        document(paragraph(run(f"<![CDATA[{paragraph(run('a'), run('b'))}]]>"))),
        document(f"<?a {paragraph(run('a'))}?>{PLAIN}", prolog="<?xml version='1.0'?>"),
        document(f"<w:p xmlns:w ='urn:other'>{run('a')}</w:p>{paragraph(run('b'))}"),
        document(paragraph(run("a"))).replace(b'xmlns:w="', b'xmlns:w="urn:other/'),
        document(paragraph(run("xmlns:w= er en erklæring"))),
        document(paragraph(run("a"))).decode().encode("utf-16"),
        document(paragraph(run("a"))).replace(b"w:", b"v:"),
    ],
    ids=["comment", "cdata", "instruction", "redeclared", "other", "typed", "wide", "prefix"],
)
def test_what_could_mean_something_else_is_left_as_it_is(data: bytes) -> None:
    assert unadorned(data) == data


@pytest.mark.parametrize(
    "inside",
    [
        paragraph("<w:r><w:rPr><w:vanish/></w:rPr><w:t>a</w:t></w:r>" + PLAIN),
        paragraph("<w:r><w:t>a<w:br/>b</w:t></w:r>" + PLAIN),
    ],
    ids=["hidden", "with more in it"],
)
def test_texts_stay_apart_where_one_is_read_otherwise(inside: str) -> None:
    data = unadorned(document(inside))

    assert len(list(parse_xml(data).iter("{*}t"))) == 2


def test_texts_that_would_be_too_long_together_stay_apart() -> None:
    data = document(f"<w:p>{PLAIN}<w:r><w:t>{'a' * 9_000_000}</w:t></w:r></w:p>")

    assert unadorned(data) == data


def test_what_is_not_closed_stays_and_is_refused_as_before() -> None:
    data = document("<w:p><w:pPr><w:jc w:val='left'/></w:p>")

    assert unadorned(data) == data
