"""What is put into a document, held against what it should say."""

from collections.abc import Iterable

from lxml.etree import _Element

from documents.safety.xml import parse_xml

_BETWEEN = b"\x00"
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
    """Whether texts are what XML needs to say to the letter what they should.

    All are looked at as one: neither holds the character that is put between them. What they
    should say is told apart from how they were escaped: a parser reads the one as the other.
    """
    text, said = _BETWEEN.join(written), _BETWEEN.join(meant)
    if b"&" in said:
        said = b"&amp;".join(said.split(b"&"))
    if b"<" in said:
        said = b"&lt;".join(said.split(b"<"))
    if b">" in said:
        said = b"&gt;".join(said.split(b">"))
    if b'"' in said:
        said = b"&quot;".join(said.split(b'"'))
    return text == said
