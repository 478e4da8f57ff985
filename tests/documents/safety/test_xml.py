"""The one parser: strict, and deaf to everything a document may ask of it."""

import ast
from pathlib import Path

import pytest

from documents.safety.verdict import Verdict
from documents.safety.xml import XmlRefused, parse_xml

PRODUCT = ("app.py", "config.py", "forms", "validators", "documents", "cases", "web", "cli")
ROOT = Path(__file__).resolve().parents[3]
ALONE = ROOT / "documents" / "safety" / "xml.py"


def test_a_document_is_read_whole_with_its_comments_and_spaces() -> None:
    root = parse_xml("<a b='1'> <!-- c --><d>blåbær</d>  </a>".encode())

    assert root.get("b") == "1"
    assert root.findtext("d") == "blåbær"
    assert len(root) == 2


@pytest.mark.parametrize(
    ("data", "verdict"),
    [
        (b"", Verdict.DAMAGED),
        (b"  ", Verdict.DAMAGED),
        (b"tekst", Verdict.DAMAGED),
        (b"<a>", Verdict.DAMAGED),
        (b"<a/><b/>", Verdict.DAMAGED),
        (b"<a>&b;</a>", Verdict.DAMAGED),
        (b"<a>&#0;</a>", Verdict.DAMAGED),
        (b"<a b='1' b='2'/>", Verdict.DAMAGED),
        (b"<a>\xff</a>", Verdict.DAMAGED),
        (b"<!DOCTYPE a><a/>", Verdict.UNSAFE_CONTENT),
        (b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", Verdict.UNSAFE_CONTENT),
        (b"<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", Verdict.UNSAFE_CONTENT),
        ("<!DOCTYPE a><a/>".encode("utf-16"), Verdict.UNSAFE_CONTENT),
        ("<!DOCTYPE a><a/>".encode("utf-16-le"), Verdict.UNSAFE_CONTENT),
        (b"<?xml version='1.0' encoding='utf-7'?><a/>", Verdict.UNSAFE_CONTENT),
        (b"<?xml version='1.0' encoding='iso-8859-1'?><a/>", Verdict.UNSAFE_CONTENT),
        (b"<a>" * 300 + b"</a>" * 300, Verdict.TOO_COMPLEX),
        (b"<a>" + b"x" * 11_000_000 + b"</a>", Verdict.TOO_COMPLEX),
        (b"<!--" + b"x" * 2_000_000 + b"--><a/>", Verdict.TOO_COMPLEX),
        (b"<" + b"x" * 60_000 + b"/>", Verdict.TOO_COMPLEX),
    ],
)
def test_everything_else_is_refused_with_a_code(data: bytes, verdict: Verdict) -> None:
    with pytest.raises(XmlRefused) as refused:
        parse_xml(data)

    assert refused.value.verdict is verdict


def test_an_inclusion_is_an_element_like_any_other() -> None:
    root = parse_xml(
        b"<a xmlns:x='http://www.w3.org/2001/XInclude'><x:include href='/etc/passwd'/></a>"
    )

    assert len(root) == 1
    assert not "".join(root.itertext())


def test_no_other_module_builds_a_parser() -> None:
    builders = {
        "XMLParser",
        "HTMLParser",
        "fromstring",
        "iterparse",
        "ParserCreate",
        "XMLPullParser",
    }
    offenders = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in _modules()
        if path != ALONE
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and node.attr in builders
    ]

    assert offenders == []


def _modules() -> list[Path]:
    return [
        path
        for place in PRODUCT
        for path in ([ROOT / place] if place.endswith(".py") else (ROOT / place).rglob("*.py"))
        if path.exists()
    ]
