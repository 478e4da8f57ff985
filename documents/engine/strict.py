"""What is put into a document, held against what it should say."""

from collections.abc import Iterable

from lxml.etree import _Element

from documents.engine.texts import BETWEEN
from documents.safety.xml import parse_xml

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
    """Whether texts are what a parser of XML reads, to the letter, as what they should say.

    All are looked at as one. The entities are told here apart from where they were put in, so
    that a slip there is no slip here.
    """
    text, said = BETWEEN.join(written), BETWEEN.join(meant)
    if b"&" in said:
        said = b"&amp;".join(said.split(b"&"))
    if b"<" in said:
        said = b"&lt;".join(said.split(b"<"))
    if b">" in said:
        said = b"&gt;".join(said.split(b">"))
    if b'"' in said:
        said = b"&quot;".join(said.split(b'"'))
    return text == said
