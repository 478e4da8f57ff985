"""The one module that builds XML parsers, so that none of them can be talked into anything."""

from xml.parsers import expat

from lxml import etree

from documents.safety.verdict import Refused, Verdict

_READABLE_ENCODINGS = frozenset({"utf-8", "utf-16", "us-ascii"})
_PROLOG_CHUNK = 65_536
_LONGEST_PROLOG = 1_048_576
_NO_MEMORY = expat.errors.codes[expat.errors.XML_ERROR_NO_MEMORY]


class XmlRefused(Refused):
    """XML that is not read; `verdict` says whether it is damaged, unsafe or too complex."""


def parse_xml(data: bytes) -> etree._Element:
    """The root of a whole document, read strictly: no DTD, no entities, nothing fetched.

    Raises XmlRefused. Text is bounded by libxml2 (10 MB a node, depth 256); the number of
    elements is the guard's to bound, and memory that of the process it runs in.
    """
    _refuse_declarations(data)
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        no_network=True,
        huge_tree=False,
        recover=False,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _refusal_of(error) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise XmlRefused(Verdict.UNSAFE_CONTENT, "document type declaration")
    return root


def build_stream_parser() -> expat.XMLParserType:
    """An expat parser that names elements `namespace local` and refuses what parse_xml refuses.

    Its handlers and `feed_stream` raise XmlRefused; it keeps nothing of what it has read.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.ordered_attributes = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.XmlDeclHandler = _refuse_odd_encoding
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def feed_stream(parser: expat.XMLParserType, chunk: bytes, *, is_last: bool) -> None:
    """Give the parser its next bytes; raises XmlRefused where they are not well-formed."""
    try:
        parser.Parse(chunk, is_last)
    except expat.ExpatError as error:
        if error.code == _NO_MEMORY:
            raise MemoryError from error
        raise XmlRefused(Verdict.DAMAGED, expat.errors.messages[error.code]) from error


class _RootReached(Exception):
    """Ends the look at the prolog."""


def _refuse_declarations(data: bytes) -> None:
    parser = build_stream_parser()
    parser.StartElementHandler = _stop_at_root
    try:
        for start in range(0, min(len(data), _LONGEST_PROLOG), _PROLOG_CHUNK):
            feed_stream(parser, data[start : start + _PROLOG_CHUNK], is_last=False)
    except _RootReached:
        return
    if len(data) > _LONGEST_PROLOG:
        raise XmlRefused(Verdict.TOO_COMPLEX, "no root element within the first megabyte")


def _stop_at_root(_name: str, _attributes: object) -> None:
    raise _RootReached


def _refuse_odd_encoding(_version: str, encoding: str | None, _standalone: int) -> None:
    if encoding is not None and encoding.lower() not in _READABLE_ENCODINGS:
        raise XmlRefused(Verdict.UNSAFE_CONTENT, "encoding other than UTF-8 and UTF-16")


def _refuse_doctype(*_declaration: object) -> None:
    raise XmlRefused(Verdict.UNSAFE_CONTENT, "document type declaration")


def _refusal_of(error: etree.XMLSyntaxError) -> Exception:
    code = getattr(error, "code", None)
    if code == etree.ErrorTypes.ERR_NO_MEMORY:
        return MemoryError()
    if code in (etree.ErrorTypes.ERR_RESOURCE_LIMIT, etree.ErrorTypes.ERR_NAME_TOO_LONG):
        return XmlRefused(Verdict.TOO_COMPLEX, "beyond the limits of the parser")
    return XmlRefused(Verdict.DAMAGED, "not well-formed")
