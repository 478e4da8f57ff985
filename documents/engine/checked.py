"""A finished body read again, byte by byte, by the program it was drawn with.

A general parser takes longer than everything else about a document. This one knows what the
template says between the answers, and holds every byte against it: what it lets pass is the
template with answers in it, each well escaped. A document drawn in a way not met before is read
by the general reader as well (`documents/writer.py`).
"""

import re
from dataclasses import dataclass, field

from lxml.etree import _Element

from documents.engine.page import Page
from documents.safety.xml import parse_xml
from forms.kinds.kind import Value
from forms.path import Parts

_LOOSE = re.compile(rb"&(?!(?:amp|lt|gt|quot);)")
_NAMESPACES = (
    b' xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    b' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    b' xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
    b' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


class NotAsDrawn(Exception):
    """The body is not what its template and its answers make."""


@dataclass(slots=True, kw_only=True)
class Checked:
    """How far a body was read, and what was found in it by the parts of each path.

    `found` are texts in UTF-8, `values` what was read of a piece by the general reader;
    `is_merged_up` says that the cell being read is merged into the one above.
    """

    page: Page
    content: bytes
    at: int = 0
    found: dict[Parts, bytes] = field(default_factory=dict)
    values: dict[Parts, Value] = field(default_factory=dict)
    is_merged_up: bool = False

    def expect(self, piece: bytes) -> None:
        """Go past what must stand here; raises NotAsDrawn."""
        if not self.content.startswith(piece, self.at):
            raise NotAsDrawn(self.at)
        self.at += len(piece)

    def upto(self, piece: bytes) -> bytes:
        """Go to where a piece stands next; what lies before it. Raises NotAsDrawn."""
        end = self.content.find(piece, self.at)
        if end < 0:
            raise NotAsDrawn(self.at)
        said = self.content[self.at : end]
        self.at = end
        return said


def unescaped(text: bytes) -> bytes:
    """What escaped text says; raises NotAsDrawn where it is not wholly escaped."""
    if b"<" in text or b">" in text or b'"' in text:
        raise NotAsDrawn
    if b"&" not in text:
        return text
    if _LOOSE.search(text):
        raise NotAsDrawn
    text = text.replace(b"&lt;", b"<").replace(b"&gt;", b">").replace(b"&quot;", b'"')
    return text.replace(b"&amp;", b"&")


def parsed_piece(piece: bytes) -> _Element:
    """A piece of a body as a cell of its own, strictly parsed; raises XmlRefused."""
    return parse_xml(b"<w:tc" + _NAMESPACES + b">" + piece + b"</w:tc>")
