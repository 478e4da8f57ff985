"""What a file is, told by its first bytes and, in old Office files, by the names it holds."""

import re

from documents.safety.verdict import FileKind
from documents.zip_records import END_START, LOCAL_START

OLE_START = bytes.fromhex("d0cf11e0a1b11ae1")

_LOOK_AHEAD = 4_096
_PDF_LOOK_AHEAD = 1_024
_STARTS = (
    (b"{\\rtf", FileKind.RTF),
    (b"\x89PNG", FileKind.PICTURE),
    (b"\xff\xd8\xff", FileKind.PICTURE),
    (b"GIF8", FileKind.PICTURE),
    (b"II*\x00", FileKind.PICTURE),
    (b"MM\x00*", FileKind.PICTURE),
    (b"BM", FileKind.PICTURE),
    (END_START, FileKind.ZIP),
)
_OLE_NAMES = (
    ("EncryptedPackage", FileKind.LOCKED_OFFICE),
    ("WordDocument", FileKind.OLD_WORD),
    ("Workbook", FileKind.OLD_EXCEL),
    ("PowerPoint Document", FileKind.POWERPOINT),
)
_WEB_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|script|meta)\b", re.IGNORECASE)
_NOT_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def recognise(data: bytes) -> FileKind:
    """The kind of file these bytes are; ZIP for every package, which the guard opens itself."""
    if not data:
        return FileKind.EMPTY
    if data.startswith(LOCAL_START):
        return FileKind.ZIP
    if data.startswith(OLE_START):
        return _recognise_ole(data)
    if b"%PDF-" in data[:_PDF_LOOK_AHEAD]:
        return FileKind.PDF
    for start, kind in _STARTS:
        if data.startswith(start):
            return kind
    return _recognise_text(data[:_LOOK_AHEAD])


def is_also_pdf(package: bytes) -> bool:
    """True when PDF readers would take this zip file for a PDF, which looks for its mark early."""
    return b"%PDF-" in package[:_PDF_LOOK_AHEAD]


def _recognise_ole(data: bytes) -> FileKind:
    """A compound file names its streams in UTF-16; the locked package is looked for first."""
    for name, kind in _OLE_NAMES:
        if name.encode("utf-16-le") in data:
            return kind
    return FileKind.OLD_OFFICE


def _recognise_text(start: bytes) -> FileKind:
    if _WEB_PAGE.search(start):
        return FileKind.WEB_PAGE
    if start.startswith(_BYTE_ORDER_MARKS) or not _NOT_TEXT.search(start):
        return FileKind.TEXT
    return FileKind.UNKNOWN
