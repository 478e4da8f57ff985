"""One pass over the markup: limits of size, and what must not stand in any part."""

import tracemalloc

import pytest

from documents.safety import parts
from documents.safety.guard import inspect
from documents.safety.parts import DEEPEST, MOST_ATTRIBUTES, MOST_NAMESPACES, MOST_TYPES
from documents.safety.verdict import Refused, Verdict
from tests.documents.safety.attack import (
    WORD_MAIN,
    document,
    paragraph,
    relations,
    types,
    word_file,
)

DTD = "<!DOCTYPE w:document>"
ENTITY = '<!DOCTYPE w:document [<!ENTITY a "b">]>'
OUTSIDE = '<!DOCTYPE w:document [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
PARAMETER = '<!DOCTYPE w:document [<!ENTITY % a SYSTEM "http://127.0.0.1:1/a.dtd"> %a;]>'
LAUGHS = (
    '<!DOCTYPE w:document [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY a{n} "&a{n - 1};&a{n - 1};">' for n in range(1, 30))
    + "]>"
)
PARTS = [
    "word/document.xml",
    "word/styles.xml",
    "word/media/billede.svg",
    "word/media/billede.png",
    "customXml/item1.xml",
    "word/_rels/document.xml.rels",
    "_rels/.rels",
    "[Content_Types].xml",
]


@pytest.mark.parametrize("prolog", [DTD, ENTITY, OUTSIDE, PARAMETER, LAUGHS])
def test_a_declaration_of_any_kind_is_unsafe(prolog: str) -> None:
    data = word_file(document=document(paragraph("a"), prolog=prolog))

    assert inspect(data).verdict is Verdict.UNSAFE_CONTENT


@pytest.mark.parametrize("part", PARTS)
def test_a_declaration_is_unsafe_in_any_part(part: str) -> None:
    assert inspect(word_file({part: b"<!DOCTYPE a><a/>"})).verdict is Verdict.UNSAFE_CONTENT


def test_an_undeclared_entity_is_damage() -> None:
    assert inspect(word_file(document=document("&a;"))).verdict is Verdict.DAMAGED


@pytest.mark.parametrize("encoding", ["utf-7", "iso-8859-1", "cp037", "utf-32", "rot13", "x" * 99])
def test_encodings_word_does_not_write_are_unsafe(encoding: str) -> None:
    prolog = f'<?xml version="1.0" encoding="{encoding}"?>'

    data = word_file(document=document(paragraph("a"), prolog=prolog))

    assert inspect(data).verdict is Verdict.UNSAFE_CONTENT


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_the_encodings_of_the_standard_are_read(encoding: str) -> None:
    text = document(paragraph("blåbærgrød")).decode()

    assert inspect(word_file(document=text.encode(encoding))).verdict is Verdict.OK
    declared = f"<!DOCTYPE a>{text}".encode(encoding)
    assert inspect(word_file(document=declared)).verdict is Verdict.UNSAFE_CONTENT


@pytest.mark.parametrize("encoding", ["utf-32", "cp037"])
def test_bytes_in_an_encoding_nobody_declared_are_damage(encoding: str) -> None:
    text = document(paragraph("a"), prolog="<!DOCTYPE a>").decode()

    assert inspect(word_file(document=text.encode(encoding))).verdict is Verdict.DAMAGED


def _span(value: str, name: str = "gridSpan") -> bytes:
    return document(
        f'<w:tbl><w:tr><w:tc><w:tcPr><w:{name} w:val="{value}"/></w:tcPr>'
        f"{paragraph('a')}</w:tc></w:tr></w:tbl>"
    )


@pytest.mark.parametrize("name", ["gridSpan", "gridBefore", "gridAfter"])
def test_a_span_is_at_most_what_word_allows(name: str) -> None:
    assert inspect(word_file(document=_span("63", name))).verdict is Verdict.OK
    assert inspect(word_file(document=_span("0", name))).verdict is Verdict.OK
    assert inspect(word_file(document=_span("64", name))).verdict is Verdict.TOO_COMPLEX
    assert inspect(word_file(document=_span("2000000000", name))).verdict is Verdict.TOO_COMPLEX
    assert inspect(word_file(document=_span("9" * 5000, name))).verdict is Verdict.TOO_COMPLEX


@pytest.mark.parametrize("value", ["-1", "2e9", "", "tre", "٣"])
def test_a_span_that_is_no_number_is_damage(value: str) -> None:
    assert inspect(word_file(document=_span(value))).verdict is Verdict.DAMAGED


def _nested(depth: int) -> bytes:
    """Elements so many deep, the document and its body among them."""
    return document("<w:p>" * (depth - 2) + "</w:p>" * (depth - 2))


def test_depth_is_bounded() -> None:
    assert inspect(word_file(document=_nested(DEEPEST))).verdict is Verdict.OK
    assert inspect(word_file(document=_nested(DEEPEST + 1))).verdict is Verdict.TOO_COMPLEX
    assert inspect(word_file(document=_nested(100_000))).verdict is Verdict.TOO_COMPLEX


def test_attributes_are_bounded() -> None:
    many = " ".join(f'a{n}="x"' for n in range(MOST_ATTRIBUTES))
    assert inspect(word_file(document=document(f"<w:p {many}/>"))).verdict is Verdict.OK
    assert inspect(word_file(document=document(f'<w:p {many} b="x"/>'))).verdict is (
        Verdict.TOO_COMPLEX
    )


def test_namespaces_are_bounded_where_they_hold_not_where_they_are_repeated() -> None:
    many = " ".join(f'xmlns:a{n}="urn:{n}"' for n in range(MOST_NAMESPACES))
    repeated = '<w:p xmlns:a="urn:a"/>' * (MOST_NAMESPACES + 1)

    assert inspect(word_file(document=document(f"<w:p {many}/>"))).verdict is Verdict.TOO_COMPLEX
    assert inspect(word_file(document=document(repeated))).verdict is Verdict.OK


def test_elements_are_bounded_in_a_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "MOST_ELEMENTS", 1000)

    assert inspect(word_file(document=document("<w:p/>" * 998))).verdict is Verdict.OK
    assert inspect(word_file(document=document("<w:p/>" * 999))).verdict is Verdict.TOO_COMPLEX


def test_elements_are_bounded_in_all_parts_together() -> None:
    findings = parts.Findings(elements_left=2500)
    part = b"<a>" + b"<b/>" * 999 + b"</a>"

    parts.scan_markup([part], findings)
    parts.scan_markup([part], findings)

    with pytest.raises(Refused) as refused:
        parts.scan_markup([part], findings)
    assert refused.value.verdict is Verdict.TOO_COMPLEX


COSTLY = {
    "attributes": document("<w:p " + " ".join(f'a{n}="x"' for n in range(100)) + "/>"),
    "namespaces": document('<w:p xmlns:a="urn:a"/>' * 5),
    "field marks": document('<w:fldChar w:fldCharType="end"/>' * 10),
    "simple fields": document('<w:fldSimple w:instr="PAGE"/>' * 10),
    "instructions": document("<w:instrText/>" * 10),
    "relations": relations(*[("urn:a", "a")] * 5),
}


@pytest.mark.parametrize("part", COSTLY.values(), ids=COSTLY.keys())
def test_what_takes_long_to_read_is_bounded_in_all(part: bytes) -> None:
    parts.scan_markup([part], parts.Findings(effort_left=200))

    with pytest.raises(Refused) as refused:
        parts.scan_markup([part], parts.Findings(effort_left=90))
    assert refused.value.verdict is Verdict.TOO_COMPLEX


def test_content_types_are_bounded() -> None:
    many = {f"word/{n}.xml": WORD_MAIN for n in range(MOST_TYPES + 1)}

    assert inspect(word_file(types=types(many))).verdict is Verdict.TOO_COMPLEX


def test_one_endless_attribute_is_refused() -> None:
    body = f'<w:p a="{"x" * 12_000_000}"/>'

    assert inspect(word_file(document=document(body))).verdict is Verdict.TOO_COMPLEX


def test_a_long_text_and_a_large_picture_in_an_attribute_are_honest() -> None:
    body = paragraph("ord " * 500_000) + f'<w:p a="{"x" * 3_000_000}"/>'

    assert inspect(word_file(document=document(body))).verdict is Verdict.OK


def test_chains_and_cycles_of_styles_are_walked_by_nobody() -> None:
    styles = "".join(
        f'<w:style w:styleId="s{n}"><w:basedOn w:val="s{(n + 1) % 5000}"/></w:style>'
        for n in range(5000)
    )

    assert inspect(word_file(document=document(styles))).verdict is Verdict.OK


def test_a_wide_and_long_table_costs_memory_for_one_piece_only() -> None:
    row = "<w:tr>" + f"<w:tc>{paragraph('celle')}</w:tc>" * 20 + "</w:tr>"
    data = word_file(document=document(f"<w:tbl>{row * 300}</w:tbl>"))

    tracemalloc.start()
    try:
        verdict = inspect(data).verdict
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert verdict is Verdict.OK
    assert peak < 16 * 1024 * 1024
