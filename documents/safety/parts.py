"""One pass over each part of a package: counted, never kept, and stopped at its limits."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from documents.safety import known_types
from documents.safety.fields import FieldReader
from documents.safety.formulas import is_fetching, is_launching
from documents.safety.verdict import FileKind, Refused, Verdict
from documents.safety.xml import build_stream_parser, feed_stream

DEEPEST = 200
MOST_ELEMENTS = 1_000_000
MOST_ELEMENTS_IN_ALL = 1_500_000
MOST_EFFORT_IN_ALL = 1_500_000
MOST_ATTRIBUTES = 256
MOST_NAMESPACES = 512
MOST_TYPES = 2_000
WIDEST_SPAN = 63

# What a mark costs beside being an element; honest elements have few attributes.
_FREE_ATTRIBUTES = 8
_EFFORT_OF_NAMESPACE = 20
_EFFORT_OF_FIELD_MARK = 10
_EFFORT_OF_RELATION = 20
_EFFORT_OF_FORMULA = 2
_LONGEST_FORMULA = 32_768
_LONGEST_TOKEN = 8 * 1024 * 1024
_LONGEST_NUMBER = 10
_TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_SHEETS = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
_NEWER_FORMULA = "http://schemas.microsoft.com/office/excel/2006/main f"
_VML = "urn:schemas-microsoft-com:vml"
_ONLINE_VIDEO = "http://schemas.microsoft.com/office/word/2012/wordprocessingDrawing webVideoPr"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_SAFE_SCHEMES = ("http://", "https://", "mailto:", "tel:", "ftp://", "#")
_FAR_STARTS = ("http:", "https:", "ftp:", "\\\\", "//", "file:")
_SPANS = ("gridSpan", "gridBefore", "gridAfter")
_OLE_MACROS = "_VBA_PROJECT".encode("utf-16-le")
_ZIP_MACROS = b"vbaProject"
_OVERLAP = 64

Attributes = Sequence[str]


@dataclass(slots=True, kw_only=True)
class Findings:
    """What the parts of one package have shown so far; `kind` is what the package is for."""

    kind: FileKind = FileKind.WORD
    warnings: set[Verdict] = field(default_factory=set)
    main_targets: set[str] = field(default_factory=set)
    is_strict: bool = False
    default_types: dict[str, str] = field(default_factory=dict)
    part_types: dict[str, str] = field(default_factory=dict)
    elements_left: int = MOST_ELEMENTS_IN_ALL
    effort_left: int = MOST_EFFORT_IN_ALL

    def spend(self, effort: int) -> None:
        """Take off what a costly mark takes to read; raises Refused when it is too much."""
        self.effort_left -= effort
        if self.effort_left < 0:
            raise Refused(Verdict.TOO_COMPLEX, "too many attributes, fields or relations")

    def type_of(self, part: str) -> str | None:
        """The content type of a part, whichever way its name is written."""
        lowered = unquote(part).lower()
        extension = lowered.rpartition("/")[2].rpartition(".")[2]
        return self.part_types.get(lowered, self.default_types.get(extension))


def scan_markup(pieces: Iterable[bytes], findings: Findings) -> None:
    """Read one part of XML to its end; raises Refused where it breaks a limit or is no XML."""
    _Scan(findings).run(pieces)


def scan_other(pieces: Iterable[bytes]) -> None:
    """Look through a part that is no XML for macros, which hide under any name."""
    tail = b""
    for piece in pieces:
        if _OLE_MACROS in tail + piece or _ZIP_MACROS in tail + piece:
            raise Refused(Verdict.MACROS, "macro project inside a part")
        tail = piece[-_OVERLAP:]


class _Scan:
    """The handlers of one part; `run` is called once."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._fields = FieldReader()
        self._depth = 0
        self._namespaces = 0
        self._most = min(MOST_ELEMENTS, findings.elements_left)
        self._left = self._most
        self._formula: list[str] = []
        self._parser = build_stream_parser()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartNamespaceDeclHandler = self._open_namespace
        self._parser.EndNamespaceDeclHandler = self._close_namespace

    def run(self, pieces: Iterable[bytes]) -> None:
        try:
            fed = 0
            for piece in pieces:
                feed_stream(self._parser, piece, is_last=False)
                fed += len(piece)
                if fed - max(self._parser.CurrentByteIndex, 0) > _LONGEST_TOKEN:
                    raise Refused(Verdict.TOO_COMPLEX, "markup without end")
            feed_stream(self._parser, b"", is_last=True)
        finally:
            self._findings.elements_left -= self._most - self._left
        self._fields.finish()
        if self._fields.has_fetching:
            self._findings.warnings.add(Verdict.OK_FIELDS)

    def _start(self, name: str, attributes: Attributes) -> None:
        self._left -= 1
        self._depth += 1
        if self._left < 0 or self._depth > DEEPEST or len(attributes) > 2 * MOST_ATTRIBUTES:
            raise Refused(Verdict.TOO_COMPLEX, "too many elements, depth or attributes")
        if len(attributes) > 2 * _FREE_ATTRIBUTES:
            self._findings.spend(len(attributes) // 2)
        act = _ACTIONS.get(name)
        if act is not None:
            act(self, attributes)

    def _end(self, name: str) -> None:
        self._depth -= 1
        if name in _INSTRUCTIONS:
            self._parser.CharacterDataHandler = None
        elif name in _FORMULAS:
            self._parser.CharacterDataHandler = None
            self._judge_formula("".join(self._formula))

    def _judge_formula(self, formula: str) -> None:
        if len(formula) > _LONGEST_FORMULA:
            raise Refused(Verdict.TOO_COMPLEX, "formula longer than any can be")
        if is_launching(formula):
            raise Refused(Verdict.UNSAFE_CONTENT, "formula that starts a program")
        if is_fetching(formula):
            self._findings.warnings.add(Verdict.OK_FIELDS)

    def _open_namespace(self, _prefix: str | None, _address: str) -> None:
        self._namespaces += 1
        self._findings.spend(_EFFORT_OF_NAMESPACE)
        if self._namespaces > MOST_NAMESPACES:
            raise Refused(Verdict.TOO_COMPLEX, "too many namespaces")

    def _close_namespace(self, _prefix: str | None) -> None:
        self._namespaces -= 1

    def read_formula(self, _attributes: Attributes) -> None:
        self._findings.spend(_EFFORT_OF_FORMULA)
        self._formula = []
        self._parser.CharacterDataHandler = self._formula.append

    def refuse_launching_link(self, _attributes: Attributes) -> None:
        raise Refused(Verdict.UNSAFE_CONTENT, "link that starts a program")

    def note_fetched(self, _attributes: Attributes) -> None:
        self._findings.warnings.add(Verdict.OK_EXTERNAL)

    def check_picture_address(self, attributes: Attributes) -> None:
        for name, text in _pairs(attributes):
            if name.rpartition(" ")[2] in ("src", "href", "althref") and is_far(text.strip()):
                self._findings.warnings.add(Verdict.OK_EXTERNAL)

    def note_strict(self, _attributes: Attributes) -> None:
        self._findings.is_strict = True

    def check_span(self, attributes: Attributes) -> None:
        for name, text in _pairs(attributes):
            if name.rpartition(" ")[2] == "val":
                _refuse_wide(text)

    def read_instruction(self, _attributes: Attributes) -> None:
        self._findings.spend(_EFFORT_OF_FIELD_MARK)
        self._parser.CharacterDataHandler = self._fields.add_text

    def read_simple_field(self, attributes: Attributes) -> None:
        self._findings.spend(_EFFORT_OF_FIELD_MARK)
        for name, text in _pairs(attributes):
            if name.rpartition(" ")[2] == "instr":
                self._fields.add_simple(text)

    def read_field_mark(self, attributes: Attributes) -> None:
        self._findings.spend(_EFFORT_OF_FIELD_MARK)
        for name, text in _pairs(attributes):
            if name.rpartition(" ")[2] == "fldCharType":
                self._turn_field(text)

    def _turn_field(self, mark: str) -> None:
        if mark == "begin":
            self._fields.begin()
        elif mark == "separate":
            self._fields.separate()
        elif mark == "end":
            self._fields.end()

    def read_relation(self, attributes: Attributes) -> None:
        self._findings.spend(_EFFORT_OF_RELATION)
        values = dict(_pairs(attributes))
        relation, target = values.get("Type", ""), values.get("Target", "")
        if known_types.is_macro_relation(relation):
            raise Refused(Verdict.MACROS, "relation to macros")
        if known_types.is_main_relation(relation):
            self._findings.main_targets.add(target)
            self._findings.is_strict |= relation.startswith(known_types.STRICT_VENDOR)
        is_external = values.get("TargetMode") == "External" or is_far(target)
        if is_external and not _is_harmless_link(relation, target):
            self._findings.warnings.add(Verdict.OK_EXTERNAL)
        if known_types.is_embedded_relation(relation):
            self._findings.warnings.add(Verdict.OK_EMBEDDED)
        elif not known_types.is_known_relation(relation, self._findings.kind):
            self._findings.warnings.add(Verdict.OK_UNKNOWN)

    def read_default_type(self, attributes: Attributes) -> None:
        values = dict(_pairs(attributes))
        extension = values.get("Extension", "").lower()
        _note(self._findings.default_types, extension, values.get("ContentType", ""))

    def read_part_type(self, attributes: Attributes) -> None:
        values = dict(_pairs(attributes))
        part = unquote(values.get("PartName", "")).lower().lstrip("/")
        _note(self._findings.part_types, part, values.get("ContentType", ""))


_INSTRUCTIONS = frozenset(
    f"{space} {name}"
    for space in (_TRANSITIONAL, _STRICT)
    for name in ("instrText", "delInstrText")
)
_FORMULAS = frozenset(
    (
        _NEWER_FORMULA,
        *(
            f"{space} {name}"
            for space in _SHEETS
            for name in (
                "f",
                "formula",
                "formula1",
                "formula2",
                "definedName",
                "calculatedColumnFormula",
                "totalsRowFormula",
            )
        ),
    )
)
_ACTIONS = {
    f"{_STRICT} document": _Scan.note_strict,
    f"{_SHEETS[1]} workbook": _Scan.note_strict,
    **{f"{space} ddeLink": _Scan.refuse_launching_link for space in _SHEETS},
    **dict.fromkeys(_FORMULAS, _Scan.read_formula),
    _ONLINE_VIDEO: _Scan.note_fetched,
    f"{_VML} imagedata": _Scan.check_picture_address,
    f"{_VML} fill": _Scan.check_picture_address,
    f"{_VML} stroke": _Scan.check_picture_address,
    f"{_RELATIONS} Relationship": _Scan.read_relation,
    f"{_TYPES} Default": _Scan.read_default_type,
    f"{_TYPES} Override": _Scan.read_part_type,
    **dict.fromkeys(_INSTRUCTIONS, _Scan.read_instruction),
    **{f"{space} fldChar": _Scan.read_field_mark for space in (_TRANSITIONAL, _STRICT)},
    **{f"{space} fldSimple": _Scan.read_simple_field for space in (_TRANSITIONAL, _STRICT)},
    **{
        f"{space} {name}": _Scan.check_span for space in (_TRANSITIONAL, _STRICT) for name in _SPANS
    },
}


def _pairs(attributes: Attributes) -> Iterator[tuple[str, str]]:
    return zip(attributes[::2], attributes[1::2], strict=True)


def _refuse_wide(text: str) -> None:
    number = text.strip()
    if not (number.isascii() and number.isdigit()):
        raise Refused(Verdict.DAMAGED, "span that is no number")
    if len(number) > _LONGEST_NUMBER or int(number) > WIDEST_SPAN:
        raise Refused(Verdict.TOO_COMPLEX, "span wider than a table can be")


def _note(types: dict[str, str], key: str, content_type: str) -> None:
    if len(types) >= MOST_TYPES:
        raise Refused(Verdict.TOO_COMPLEX, "too many content types")
    types[key] = content_type


def is_far(target: str) -> bool:
    """True for an address on the network or of a file, whether or not it says it is external."""
    return target.lower().startswith(_FAR_STARTS)


def _is_harmless_link(relation: str, target: str) -> bool:
    """A link a person follows, or the note of a template's place on the author's own disk."""
    lowered = target.lower().strip()
    if known_types.is_hyperlink(relation):
        return lowered.startswith(_SAFE_SCHEMES)
    return known_types.is_template_link(relation) and _is_on_own_disk(lowered)


def _is_on_own_disk(target: str) -> bool:
    path = target.removeprefix("file:///")
    return path[1:3] in (":\\", ":/") or not (target.startswith(_FAR_STARTS) or "\\\\" in path)
