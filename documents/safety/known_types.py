"""The kinds of parts and relations an honest document has, and those that are told apart.

Whatever is on no list is let in with a warning and read by nobody: the document stays readable
when Word learns a new kind of part.
"""

from documents.safety.sheet_types import (
    BINARY_WORKBOOK_MARK,
    OUTSIDE_TYPES,
    SHEET_RELATIONS,
    SHEET_TYPES,
    WORKBOOK_MAIN_TYPE,
    WORKBOOK_TEMPLATE_TYPE,
)
from documents.safety.verdict import FileKind

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_SLIDES = "application/vnd.openxmlformats-officedocument.presentationml."
_OFFICE = "application/vnd.openxmlformats-officedocument."
_PACKAGE = "application/vnd.openxmlformats-package."

WORD_MAIN_TYPE = f"{_WORD}document.main+xml"
TEMPLATE_MAIN_TYPE = f"{_WORD}template.main+xml"
_MAIN_MARKS = (
    (WORD_MAIN_TYPE.lower(), FileKind.WORD),
    ("ms-word", FileKind.WORD),
    (TEMPLATE_MAIN_TYPE.lower(), FileKind.TEMPLATE),
    (WORKBOOK_TEMPLATE_TYPE.lower(), FileKind.EXCEL_TEMPLATE),
    (BINARY_WORKBOOK_MARK, FileKind.BINARY_EXCEL),
    (WORKBOOK_MAIN_TYPE.lower(), FileKind.EXCEL),
    ("ms-excel", FileKind.EXCEL),
    ("presentationml", FileKind.POWERPOINT),
    ("ms-powerpoint", FileKind.POWERPOINT),
)
MACRO_TYPE_MARKS = ("vbaproject", "vbadata", "macroenabled", "macrosheet")

_WORD_NAMES = (
    "document.main",
    "document.glossary",
    "styles",
    "settings",
    "webSettings",
    "fontTable",
    "numbering",
    "footnotes",
    "endnotes",
    "comments",
    "commentsExtended",
    "commentsIds",
    "commentsExtensible",
    "people",
    "header",
    "footer",
    "mailMergeRecipientData",
)
_OTHER_XML_NAMES = (
    f"{_OFFICE}theme",
    f"{_OFFICE}themeOverride",
    f"{_OFFICE}extended-properties",
    f"{_OFFICE}custom-properties",
    f"{_OFFICE}customXmlProperties",
    f"{_OFFICE}drawing",
    f"{_OFFICE}drawingml.chart",
    f"{_OFFICE}drawingml.chartshapes",
    f"{_OFFICE}drawingml.diagramData",
    f"{_OFFICE}drawingml.diagramLayout",
    f"{_OFFICE}drawingml.diagramStyle",
    f"{_OFFICE}drawingml.diagramColors",
    f"{_PACKAGE}core-properties",
    f"{_PACKAGE}relationships",
    f"{_PACKAGE}digital-signature-xmlsignature",
    "application/vnd.ms-word.stylesWithEffects",
    "application/vnd.ms-word.keyMapCustomizations",
    "application/vnd.ms-word.attachedToolbars",
    "application/vnd.ms-office.drawingml.diagramDrawing",
    "application/vnd.ms-office.chartstyle",
    "application/vnd.ms-office.chartcolorstyle",
    "application/vnd.ms-office.chartex",
    "application/vnd.ms-office.classificationlabels",
    "application/vnd.ms-office.intelligence2",
    "application/vnd.ms-office.documenttasks",
    "application/inkml",
    "image/svg",
)
_PLAIN_TYPES = (
    "application/xml",
    "text/xml",
    f"{_OFFICE}vmlDrawing",
    f"{_OFFICE}obfuscatedFont",
    f"{_PACKAGE}digital-signature-origin",
    f"{_PACKAGE}digital-signature-certificate",
    f"{_SHEET}printerSettings",
    f"{_WORD}printerSettings",
    "application/x-font-ttf",
    "application/x-fontdata",
    "image/bmp",
    "image/emf",
    "image/gif",
    "image/jpeg",
    "image/jpg",
    "image/pict",
    "image/pjpeg",
    "image/png",
    "image/tiff",
    "image/vnd.ms-photo",
    "image/webp",
    "image/wmf",
    "image/x-emf",
    "image/x-icon",
    "image/x-pcx",
    "image/x-pict",
    "image/x-png",
    "image/x-wmf",
    "model/gltf-binary",
)

_OFFICE_TYPES = (*(f"{name}+xml" for name in _OTHER_XML_NAMES), *_PLAIN_TYPES)
_WORD_TYPES = frozenset(
    name.lower() for name in (*(f"{_WORD}{name}+xml" for name in _WORD_NAMES), *_OFFICE_TYPES)
)
_WORKBOOK_TYPES = frozenset(name.lower() for name in (*SHEET_TYPES, *_OFFICE_TYPES))

EMBEDDED_TYPES = frozenset(
    name.lower()
    for name in (
        f"{_OFFICE}oleObject",
        f"{_OFFICE}package",
        f"{_SHEET}sheet",
        f"{_SHEET}template",
        f"{_SLIDES}presentation",
        f"{_SLIDES}slide",
        f"{_SLIDES}slideshow",
        f"{_WORD}document",
        f"{_WORD}template",
        f"{_WORD}subDocument",
        "application/vnd.ms-excel",
        "application/vnd.ms-excel.sheet.binary.macroenabled.12",
        "application/vnd.ms-powerpoint",
        "application/vnd.ms-office.activeX",
        "application/vnd.ms-office.activeX+xml",
        "application/vnd.visio",
        "application/vnd.ms-visio.drawing",
        "application/msword",
        "application/pdf",
        "application/rtf",
        "application/x-mspublisher",
        "application/octet-stream",
        "application/zip",
        "application/xhtml+xml",
        "message/rfc822",
        "text/html",
        "text/plain",
        "text/rtf",
    )
)

# Word imports these itself; they are no parts of the document, and nobody here parses them.
FOREIGN_MARKUP_TYPES = frozenset({"application/xhtml+xml", "text/html", "message/rfc822"})

_RELATION_VENDORS = (
    "http://schemas.openxmlformats.org/",
    "http://purl.oclc.org/ooxml/",
    "http://schemas.microsoft.com/office/",
)
STRICT_VENDOR = "http://purl.oclc.org/ooxml/"

_KNOWN_RELATIONS = frozenset(
    name.lower()
    for name in (
        "officeDocument",
        "extended-properties",
        "custom-properties",
        "core-properties",
        "coreProperties",
        "extendedProperties",
        "customProperties",
        "thumbnail",
        "origin",
        "signature",
        "certificate",
        "styles",
        "stylesWithEffects",
        "settings",
        "webSettings",
        "fontTable",
        "font",
        "numbering",
        "theme",
        "themeOverride",
        "footnotes",
        "endnotes",
        "comments",
        "commentsExtended",
        "commentsIds",
        "commentsExtensible",
        "people",
        "header",
        "footer",
        "image",
        "hdphoto",
        "hyperlink",
        "glossaryDocument",
        "customXml",
        "customXmlProps",
        "chart",
        "chartEx",
        "chartStyle",
        "chartColorStyle",
        "chartUserShapes",
        "diagramData",
        "diagramLayout",
        "diagramQuickStyle",
        "diagramColors",
        "diagramDrawing",
        "vmlDrawing",
        "drawing",
        "printerSettings",
        "recipientData",
        "mailMergeSource",
        "mailMergeHeaderSource",
        "attachedTemplate",
        "keyMapCustomizations",
        "attachedToolbars",
        "transform",
        "classificationlabels",
        "intelligence",
        "documenttasks",
        "model3d",
        "customInk",
        "ink",
    )
)
_WORKBOOK_RELATIONS = _KNOWN_RELATIONS | {name.lower() for name in SHEET_RELATIONS}
_EMBEDDED_RELATIONS = frozenset(
    name.lower()
    for name in (
        "oleObject",
        "package",
        "aFChunk",
        "control",
        "activeXControlBinary",
        "subDocument",
        "frame",
        "slide",
        "audio",
        "video",
        "media",
    )
)
_MACRO_RELATIONS = frozenset(
    {"vbaproject", "wordvbadata", "vbaprojectsignature", "xlmacrosheet", "xlintlmacrosheet"}
)


def is_macro_type(content_type: str) -> bool:
    """True for a project, its data and every main part that may carry them."""
    return any(mark in content_type.lower() for mark in MACRO_TYPE_MARKS)


def is_xml_type(content_type: str) -> bool:
    """True for parts of markup: they must be well-formed."""
    lowered = content_type.lower()
    return lowered.endswith(("+xml", "/xml")) or lowered == f"{_OFFICE}vmlDrawing".lower()


def kind_of_main(content_type: str) -> FileKind:
    """What program a package is for, by the content type of its main part."""
    lowered = content_type.lower()
    for mark, kind in _MAIN_MARKS:
        if mark in lowered:
            return kind
    return FileKind.UNKNOWN


def is_known_type(content_type: str, kind: FileKind) -> bool:
    """True for the kinds of parts that honest files of this kind have."""
    known = _WORKBOOK_TYPES if kind is FileKind.EXCEL else _WORD_TYPES
    return content_type.lower() in known


def is_outside_type(content_type: str) -> bool:
    """True for parts of a workbook that fetch: other workbooks, data sources, live numbers."""
    return content_type.lower() in OUTSIDE_TYPES


def is_known_relation(relation: str, kind: FileKind) -> bool:
    """True for relations of a vendor we know, named as one of those in honest files of the kind."""
    known = _WORKBOOK_RELATIONS if kind is FileKind.EXCEL else _KNOWN_RELATIONS
    return relation.startswith(_RELATION_VENDORS) and name_of_relation(relation) in known


def is_embedded_relation(relation: str) -> bool:
    """True for relations to another file, object or piece of media inside the document."""
    return name_of_relation(relation) in _EMBEDDED_RELATIONS


def is_macro_relation(relation: str) -> bool:
    """True for relations to macros, whatever the part is called."""
    return name_of_relation(relation) in _MACRO_RELATIONS


def is_main_relation(relation: str) -> bool:
    """True for the relation from a package to its document."""
    return relation.startswith(_RELATION_VENDORS) and name_of_relation(relation) == "officedocument"


def is_hyperlink(relation: str) -> bool:
    """True for a link a person follows, which nothing fetches by itself."""
    return name_of_relation(relation) == "hyperlink"


def is_template_link(relation: str) -> bool:
    """True for the template a document was made from: Word notes its place on the disk."""
    return name_of_relation(relation) == "attachedtemplate"


def name_of_relation(relation: str) -> str:
    """What a relation is for, in lower case, whichever vendor's address stands before it."""
    return relation.rpartition("/")[2].lower()
