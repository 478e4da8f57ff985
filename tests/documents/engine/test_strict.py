"""The checks that stand in for a parse of each document refuse what the parse would refuse."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.engine.strict import parsed_piece, refuse_ill_formed, say_the_same
from documents.engine.texts import BETWEEN, all_escaped, escaped
from documents.safety.xml import XmlRefused, parse_xml
from forms.text import are_clean, clean_text
from tests.strategies import raw_texts

SCRAPS = (
    "&",
    "<",
    ">",
    '"',
    "&amp;",
    "&lt;",
    "&#60;",
    "&#x26;",
    "]]>",
    "<w:t>",
    "</w:t>",
    "&nbsp;",
)
HOSTILE = st.lists(st.sampled_from((*SCRAPS, "a", "æ", "\n", "amp;", "\0")), max_size=6).map(
    "".join
)


def read_as(written: bytes) -> bytes | None:
    """What a parser of the whole reads in place of a text, None where it refuses or sees more."""
    try:
        root = parse_xml(b"<t>" + written + b"</t>")
    except XmlRefused:
        return None
    return None if len(root) else (root.text or "").encode()


@given(HOSTILE, HOSTILE)
def test_what_passes_the_check_is_read_as_what_was_meant(written, meant):
    said = written.encode()
    if say_the_same((said,), (meant.encode(),)) and "\0" not in meant:
        assert read_as(said) == meant.encode()


@given(st.lists(HOSTILE | raw_texts(longest=60), min_size=1, max_size=5))
def test_what_is_escaped_passes_and_is_read_as_it_was(texts):
    clean = [clean_text(text).replace("\0", "") for text in texts]
    together = BETWEEN.join(text.encode("utf-8", "surrogatepass") for text in clean)
    raws = together.split(BETWEEN)
    written = all_escaped(raws, together)
    assert written == [escaped(raw) for raw in raws]
    assert say_the_same(written, together.split(BETWEEN))
    for said, text in zip(written, clean, strict=True):
        assert read_as(said) == text.encode()


@given(st.lists(raw_texts(longest=40), min_size=1, max_size=6))
def test_texts_are_clean_together_when_each_of_them_is(texts):
    raws = [text.encode("utf-8", "surrogatepass") for text in texts]
    together = BETWEEN.join(raws)
    is_whole = len(together.split(BETWEEN)) == len(raws)
    assert (is_whole and are_clean(together)) == all(clean_text(text) == text for text in texts)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ((b"a & b",), (b"a & b",)),
        ((b"&#38;",), (b"&",)),
        ((b"&amp;amp;",), (b"&",)),
        ((b"<b/>",), (b"<b/>",)),
        ((b"a", b"b"), (b"ab", b"")),
        ((b"a\0b",), (b"a", b"b", b"")),
    ],
)
def test_what_a_parser_would_read_otherwise_is_refused(written, meant):
    assert not say_the_same(written, meant)


MARKUP = ("<w:p/>", "<w:p>", "</w:p>", "</w:tc>", "<w:tc>", "<x:y/>", "<!--", "-->")
ODD = (
    "<!DOCTYPE w>",
    "<?xml version='1.0'?>",
    "<![CDATA[",
    "<p a='1' a='2'/>",
    "\x0b",
    "\ufffe",
    "a",
)
PIECES = st.lists(st.sampled_from((*SCRAPS, *MARKUP, *ODD)), max_size=5).map("".join)


@given(PIECES)
def test_a_piece_that_is_only_looked_at_is_refused_where_it_would_not_be_parsed(piece):
    try:
        parsed_piece(piece.encode())
    except XmlRefused:
        with pytest.raises(XmlRefused):
            refuse_ill_formed(piece.encode())
    else:
        refuse_ill_formed(piece.encode())
