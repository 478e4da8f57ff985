"""What is put into a document, held against what it should say."""

from collections.abc import Iterable

from lxml.etree import _Element

from documents.safety.xml import parse_xml

_BETWEEN, _AMPERSAND = b"\x00", b"\x01"
_OTHERS = ((b"&lt;", b"<"), (b"&gt;", b">"), (b"&quot;", b'"'))
_NAMESPACES = (
    b' xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    b' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    b' xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
    b' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def parsed_piece(piece: bytes) -> _Element:
    """A piece of a body as a cell of its own, strictly parsed; raises XmlRefused."""
    return parse_xml(b"<w:tc" + _NAMESPACES + b">" + piece + b"</w:tc>")


def say_the_same(written: Iterable[bytes], meant: Iterable[bytes]) -> bool:
    """Whether escaped texts are well escaped, and say to the letter what they should.

    All are looked at as one: neither holds the character that is put between them.
    """
    text = _BETWEEN.join(written)
    if b"<" in text or b">" in text or b'"' in text:
        return False
    if b"&" in text:
        text = text.replace(b"&amp;", _AMPERSAND)
        if b"&" in text:
            for entity, character in _OTHERS:
                text = text.replace(entity, character)
        if b"&" in text:
            return False
        text = text.replace(_AMPERSAND, b"&")
    return text == _BETWEEN.join(meant)
