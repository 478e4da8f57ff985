"""Good files as Office saves them where a person chooses Strict Open XML."""

import re

from documents.package import Part, zipped
from documents.safety.package import read_package

_NAMES = re.compile(
    rb"http://schemas\.openxmlformats\.org/(wordprocessingml|spreadsheetml|drawingml"
    rb"|officeDocument)/2006/"
)


def strict_of(data: bytes) -> bytes:
    """The same file in the names of Strict Open XML."""
    parts = read_package(data)
    return zipped(Part.of(name, _strict_part(name, each)) for name, each in parts.items())


def _strict_part(name: str, content: bytes) -> bytes:
    if not name.endswith((".xml", ".rels")) or name.startswith("[Content"):
        return content
    made = _NAMES.sub(rb"http://purl.oclc.org/ooxml/\1/", content)
    made = made.replace(b"extended-properties", b"extendedProperties")
    made = made.replace(b"<workbook ", b'<workbook conformance="strict" ', 1)
    return made.replace(b"<w:document ", b'<w:document w:conformance="strict" ', 1)
