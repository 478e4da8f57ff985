"""Fields that start programs are refused, those that fetch files are told, however written."""

import pytest

from documents.safety.guard import inspect
from documents.safety.verdict import Verdict
from tests.documents.safety.attack import W, document, paragraph, word_file


def _mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _code(*pieces: str, name: str = "instrText") -> str:
    return "".join(f"<w:r><w:{name}>{piece}</w:{name}></w:r>" for piece in pieces)


def _field(*pieces: str, result: str = "") -> str:
    return f"<w:p>{_mark('begin')}{_code(*pieces)}{_mark('separate')}{result}{_mark('end')}</w:p>"


def _simple(instruction: str) -> str:
    return f'<w:p><w:fldSimple w:instr="{instruction}"/></w:p>'


LAUNCHING = [
    _field('DDEAUTO c:\\\\windows\\\\cmd.exe "/k a"'),
    _field(' dde excel "a"'),
    _field("DD", "EAU", "TO c:\\\\a.exe"),
    _field("D", "", "D", "E excel a"),
    _field('"DDE" excel a'),
    _simple("DDEAUTO excel a"),
    _simple(" DdE excel a"),
    f"<w:p>{_mark('begin')}{_code('DDE excel a')}</w:p>",
    f"<w:p>{_code('DDEAUTO excel a')}</w:p>",
    f"<w:p>{_mark('begin')}{_code('DDE excel a', name='delInstrText')}{_mark('end')}</w:p>",
    f"<w:p>{_mark('begin')}{_code('DD')}{_mark('separate')}{_code('EAUTO a')}{_mark('end')}</w:p>",
    _field("IF 1 = 1 ", result=_field("DDEAUTO excel a")),
    f"<w:p>{_mark('begin')}</w:p><w:p>{_code('DDE')}</w:p><w:p>{_mark('end')}</w:p>",
    f"<w:p>{_mark('begin')}{_field('QUOTE 68 68 69')}{_code(' excel a')}{_mark('end')}</w:p>",
    f"<w:p>{_mark('begin')}{_code('D')}{_field('QUOTE 68 69')}{_code(' a')}{_mark('end')}</w:p>",
]
LAUNCHING_NAMES = [
    "plain",
    "lower case",
    "split over runs",
    "split into letters",
    "quoted",
    "simple",
    "simple mixed case",
    "never closed",
    "never opened",
    "deleted",
    "split by the separator",
    "in a result",
    "over paragraphs",
    "computed name",
    "half computed name",
]


@pytest.mark.parametrize("body", LAUNCHING, ids=LAUNCHING_NAMES)
def test_a_field_that_starts_a_program_is_unsafe(body: str) -> None:
    assert inspect(word_file(document=document(body))).verdict is Verdict.UNSAFE_CONTENT


@pytest.mark.parametrize("part", ["header1", "footnotes", "comments", "glossary/document"])
def test_it_is_found_in_every_part(part: str) -> None:
    data = word_file({f"word/{part}.xml": document(LAUNCHING[2])})

    assert inspect(data).verdict is Verdict.UNSAFE_CONTENT


def test_it_is_found_in_a_text_box_of_either_branch() -> None:
    space = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    body = (
        f'<mc:AlternateContent xmlns:mc="{space}"><mc:Choice>{_mark("begin")}</mc:Choice>'
        f"<mc:Fallback>{_mark('begin')}{_code('DDE', ' excel a')}{_mark('end')}</mc:Fallback>"
        "</mc:AlternateContent>"
    )

    assert inspect(word_file(document=document(body))).verdict is Verdict.UNSAFE_CONTENT


@pytest.mark.parametrize(
    "body",
    [
        _field('INCLUDETEXT "c:\\\\a.docx"'),
        _field("INCLUDE", "PICTURE ", '"http://example.org/a.png" \\d'),
        _field("LINK Excel.Sheet.12 a.xlsx"),
        _simple("INCLUDEPICTURE &quot;\\\\server\\a.png&quot;"),
        _simple(" import a.wmf"),
        _field("DATABASE \\d a.mdb"),
    ],
)
def test_a_field_that_fetches_a_file_is_a_warning(body: str) -> None:
    assert inspect(word_file(document=document(body))).verdict is Verdict.OK_FIELDS


@pytest.mark.parametrize(
    "body",
    [
        _field('HYPERLINK "file://server/del/a.docx"'),
        _field("HYPER", 'LINK \\o "https://example.org" "\\\\server\\a"'),
        _field('HYPERLINK "javascript:alert(1)" \\l "https://example.org"'),
        _field("HYPERLINK"),
        _simple("HYPERLINK a.exe"),
    ],
)
def test_a_link_to_anything_but_the_web_is_a_warning(body: str) -> None:
    assert inspect(word_file(document=document(body))).verdict is Verdict.OK_FIELDS


@pytest.mark.parametrize(
    "body",
    [
        _field(' HYPERLINK "https://example.org/dde" '),
        _field(' HYPERLINK \\l "_Toc1" '),
        _field(' HYPERLINK \\h \\o "Et tip" "mailto:a@example.org" '),
        _field(' TOC \\o "1-3" ', result=_field(" PAGEREF _Toc1 \\h ", result=paragraph("1"))),
        f"<w:p>{_mark('begin')}{_code('=')}{_field('NUMPAGES')}{_code('-1')}{_mark('end')}</w:p>",
        f"<w:p>{_mark('begin')}{_code('IF')}{_field('PAGE')}{_code('=1 a b')}{_mark('end')}</w:p>",
        _simple("PAGE"),
        _simple("MERGEFIELD Dde_nummer"),
        _field("ADDIN ZOTERO_ITEM " + "x" * 5000),
        f"<w:p>{_mark('end')}{_mark('separate')}</w:p>",
        paragraph("DDEAUTO er et felt i Word"),
        f'<a:instrText xmlns:a="urn:a">DDEAUTO</a:instrText>{paragraph("a")}',
    ],
)
def test_fields_of_honest_documents_are_no_matter(body: str) -> None:
    assert inspect(word_file(document=document(body))).verdict is Verdict.OK


def test_fields_in_fields_without_end_are_too_complex() -> None:
    body = (_mark("begin") + _code("IF ")) * 2000

    assert inspect(word_file(document=document(body))).verdict is Verdict.TOO_COMPLEX


def test_the_namespace_counts_and_not_the_prefix() -> None:
    body = f'<q:fldSimple xmlns:q="{W}" q:instr="DDE a"/>'

    assert inspect(word_file(document=document(body))).verdict is Verdict.UNSAFE_CONTENT
