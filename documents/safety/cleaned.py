"""A copy of a file that others may open: it fetches nothing, carries nothing and does nothing.

The text stays as it is; so does, byte for byte, every part that nothing was taken out of.
"""

from collections import defaultdict
from collections.abc import Mapping
from importlib import import_module

from lxml import etree

from documents.package import Part, zipped
from documents.safety import known_types
from documents.safety.cleaned_sheets import clean_workbook_part, refuse_outside_pivot
from documents.safety.cleaned_word import clean_word_part
from documents.safety.guard import inspect, is_markup
from documents.safety.isolation import run_isolated
from documents.safety.package import read_package
from documents.safety.parts import Findings, scan_markup
from documents.safety.relations import (
    ROOT,
    Relation,
    is_relations_part,
    owner_of,
    reached,
    relations_in,
    types_of_left,
    without_relations,
)
from documents.safety.strict import transitional
from documents.safety.verdict import FileKind, Refused, Verdict
from documents.safety.xml import parse_xml

_TYPES_PART = "[content_types].xml"
_HARMLESS_SCHEMES = ("http://", "https://", "mailto:")
_NEVER = frozenset({"mailmergesource", "mailmergeheadersource", "externallinkpath"})
_SIGNATURE, _CALCULATION = "origin", "calcchain"
_MUST_BE_GONE = {
    Verdict.OK_EXTERNAL,
    Verdict.OK_EMBEDDED,
    Verdict.OK_FIELDS,
    Verdict.OK_STRICT,
}
_MAIL_MERGE = b"mailMerge"


def cleaned(data: bytes) -> bytes:
    """The copy; the file itself where there is nothing to take out.

    One of Strict Open XML is made an ordinary Word file. Raises Refused for a file the guard does
    not let in, and for what cannot be cleaned without making Office call it damaged
    (UNSAFE_CONTENT).
    """
    inspection = inspect(data)
    if not inspection.is_accepted:
        raise Refused(inspection.verdict, inspection.detail)
    if inspection.kind is FileKind.PDF:
        return _cleaned_pdf(data) if inspection.warnings else data
    if inspection.kind not in (FileKind.WORD, FileKind.EXCEL):
        raise Refused(Verdict.WRONG_TYPE, "no package to clean")
    ordinary = transitional(data) if Verdict.OK_STRICT in inspection.warnings else data
    copy = _Copy(read_package(ordinary), inspection.kind)
    made = copy.to_bytes() if copy.clean() else ordinary
    if made is data:
        return data
    left = inspect(made)
    if not left.is_accepted or not _MUST_BE_GONE.isdisjoint(left.warnings):
        raise Refused(Verdict.UNSAFE_CONTENT, f"cannot be cleaned: {left.verdict} {left.detail}")
    return made


def _cleaned_pdf(data: bytes) -> bytes:
    from documents.safety.cleaned_pdf import cleaned_pdf  # noqa: PLC0415 - loaded where asked for

    made = cleaned_pdf(data)
    left = inspect(made)
    if not left.is_accepted or left.warnings:
        raise Refused(Verdict.UNSAFE_CONTENT, f"cannot be cleaned: {left.verdict} {left.detail}")
    return made


def cleaned_isolated(data: bytes) -> bytes:
    """`cleaned` in a process of its own; raises IsolationFailed and IsolationBusy."""
    return run_isolated(CLEAN_TASK, data, options={})


def clean_task(payload: bytes, _options: Mapping[str, str]) -> bytes:
    """`cleaned` as an isolated task."""
    return cleaned(payload)


def prepare() -> None:
    """Load what PDFs are cleaned with, for a process that will meet them."""
    import_module("documents.safety.cleaned_pdf")


CLEAN_TASK = f"{clean_task.__module__}.{clean_task.__name__}"
"""The task's name, as the isolation knows it."""


class _Copy:
    """The parts of a package on their way to a clean copy, by their names in lower case."""

    def __init__(self, parts: Mapping[str, bytes], kind: FileKind) -> None:
        self._names = {name.lower(): name for name in parts}
        self._parts = {name.lower(): content for name, content in parts.items()}
        self._before = dict(self._parts)
        self._kind = kind
        self._types = Findings(kind=kind)
        scan_markup([self._parts[_TYPES_PART]], self._types)
        self._unwanted = set(_NEVER)

    def clean(self) -> bool:
        """Take out what is not to be passed on; False when there was nothing."""
        orphans = self._parts.keys() - reached(self._parts)
        gone = self._drop_relations()
        self._drop_parts(orphans)
        for name in list(self._parts):
            if self._is_markup(name):
                self._clean_part(name, gone.get(name, frozenset()), gone)
        if self._parts == self._before:
            return False
        self._unwanted.add(_SIGNATURE)
        self._drop_relations()
        self._drop_parts(orphans)
        return True

    def to_bytes(self) -> bytes:
        """The copy as a package, its parts in the order they were in."""
        self._parts[_TYPES_PART] = types_of_left(self._parts[_TYPES_PART], self._parts)
        return zipped(Part.of(self._names[name], each) for name, each in self._parts.items())

    def _drop_relations(self) -> dict[str, frozenset[str]]:
        """The ids taken out, by the part they belonged to."""
        ids: dict[str, set[str]] = defaultdict(set)
        for relation in relations_in(self._parts):
            if not self._stays(relation):
                ids[relation.owner].add(relation.id)
        gone = {owner: frozenset(each) for owner, each in ids.items()}
        for name in [name for name in self._parts if is_relations_part(name)]:
            if owner_of(name) in gone:
                self._parts[name] = without_relations(self._parts[name], gone[owner_of(name)])
        return gone

    def _stays(self, relation: Relation) -> bool:
        is_link = known_types.is_hyperlink(relation.type)
        if relation.is_external:
            return is_link and relation.target.lower().startswith(_HARMLESS_SCHEMES)
        if known_types.is_template_link(relation.type):
            return False
        if known_types.name_of_relation(relation.type) in self._unwanted:
            return False
        if not known_types.is_known_relation(relation.type, self._kind):
            return False
        return relation.part not in self._parts or self._is_wanted(relation.part)

    def _is_wanted(self, name: str) -> bool:
        content_type = (self._types.type_of(name) or "").lower()
        is_known = known_types.is_known_type(content_type, self._kind)
        return is_known and not known_types.is_outside_type(content_type)

    def _drop_parts(self, orphans: set[str]) -> None:
        """Without those nothing leads to any more; one nothing ever led to may stay if known."""
        led_to = reached(self._parts)
        for name in list(self._parts):
            part = owner_of(name) if is_relations_part(name) else name
            if part in (ROOT, _TYPES_PART) or part in led_to:
                continue
            if part not in orphans or not self._is_wanted(part):
                del self._parts[name]

    def _is_markup(self, name: str) -> bool:
        if name == _TYPES_PART or is_relations_part(name) or not self._parts[name]:
            return False
        return is_markup(name, (self._types.type_of(name) or "").lower())

    def _clean_part(
        self, name: str, gone: frozenset[str], everywhere: Mapping[str, frozenset[str]]
    ) -> None:
        content = self._parts[name]
        findings = Findings(kind=self._kind)
        scan_markup([content], findings)
        is_word = self._kind is FileKind.WORD
        has_links = not is_word and bool(everywhere)
        if not (gone or findings.warnings or has_links or (is_word and _MAIL_MERGE in content)):
            return
        root = parse_xml(content)
        if is_word:
            is_changed = clean_word_part(root, gone)
        else:
            refuse_outside_pivot(root)
            is_changed = clean_workbook_part(root, gone)
            if is_changed:
                self._unwanted.add(_CALCULATION)
        if is_changed:
            self._parts[name] = etree.tostring(
                root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True
            )
