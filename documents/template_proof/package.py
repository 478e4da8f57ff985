"""What a template brings with it beside its text: other files, pictures, what it was made from."""

import re
from collections.abc import Iterator, Mapping

from lxml.etree import _Element

from documents.passport import NAMESPACE
from documents.reader import names as n
from documents.safety.known_types import is_embedded_relation, is_hyperlink, name_of_relation
from documents.safety.relations import relations_in
from documents.safety.verdict import Verdict
from documents.template_proof.findings import (
    TemplateFinding,
    TemplatePart,
    TemplatePlace,
    TemplateProblem,
)
from documents.template_proof.places import Places, shortened
from forms.grammar import FormDefinition
from forms.outline import outline
from forms.registry import all_forms

_IDENTIFIER = re.compile(rb"<dc:identifier[^>]*>[^<]*@[^<]*#[0-9a-f]+<")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg")
_DRAWN_FROM = "word/media/"
_CHANGED = (n.INSERTED, n.DELETED, n.MOVED_HERE, n.MOVED_AWAY, n.CELL_INSERTED, n.CELL_DELETED)
_REMARKED = (n.COMMENT_MARK, n.COMMENT_START)
_OF_GUARD = {
    Verdict.OK_EMBEDDED: TemplateProblem.EMBEDDED,
    Verdict.OK_FIELDS: TemplateProblem.FETCHING,
    Verdict.OK_UNKNOWN: TemplateProblem.UNKNOWN_PART,
    Verdict.OK_EXTERNAL: TemplateProblem.EXTERNAL,
}
_MOST = 20
_ALL, _FEW = 0.8, 0.5


def package_findings(
    definition: FormDefinition,
    parts: Mapping[str, bytes],
    root: _Element,
    warnings: tuple[Verdict, ...],
) -> Iterator[TemplateFinding]:
    """What no template may bring; `warnings` are the guard's."""
    if is_generated(definition, parts, root):
        yield TemplateFinding(problem=TemplateProblem.GENERATED)
    told = []
    for finding in _related(parts):
        told.append(finding.problem)
        yield finding
    for verdict in warnings:
        problem = _OF_GUARD.get(verdict)
        if problem is not None and problem not in told:
            yield TemplateFinding(problem=problem)
    for name in parts:
        if name.startswith(_DRAWN_FROM) and not name.lower().endswith(_PICTURES):
            place = TemplatePlace(part=TemplatePart.OTHER)
            problem = TemplateProblem.PICTURE_KIND
            yield TemplateFinding(problem=problem, subject=shortened(name), place=place)
    yield from _marked(root)


def is_generated(definition: FormDefinition, parts: Mapping[str, bytes], root: _Element) -> bool:
    """Whether it is a document made of a template: by its passport, or by controls of ours."""
    if any(_IDENTIFIER.search(parts[name]) for name in parts if name.startswith("docProps/core")):
        return True
    own = NAMESPACE.encode()
    if any(own in content for name, content in parts.items() if name.startswith("customXml/")):
        return True
    form = outline(definition)
    return any(form.get(each.get(n.VALUE) or "") for each in root.iter(n.TAG))


def other_form(definition: FormDefinition, asked: frozenset[str]) -> FormDefinition | None:
    """The form that these names are the fields of, where they are clearly not this one's."""
    if not asked or _share(definition, asked) >= _FEW:
        return None
    likeliest = max(all_forms(), key=lambda form: _share(form, asked))
    return likeliest if _share(likeliest, asked) >= _ALL else None


def _share(definition: FormDefinition, asked: frozenset[str]) -> float:
    """How many of the names at the top of a form are its own."""
    form = outline(definition)
    return sum(1 for each in asked if form.get(each) is not None) / len(asked)


def _related(parts: Mapping[str, bytes]) -> Iterator[TemplateFinding]:
    """What leads out of the file, links that a person presses apart, and files within it."""
    by_name = {name.lower(): content for name, content in parts.items()}
    for number, relation in enumerate(relations_in(by_name)):
        if number > _MOST * len(parts):
            return
        if relation.is_external and not is_hyperlink(relation.type):
            problem = TemplateProblem.EXTERNAL
        elif is_embedded_relation(relation.type):
            problem = TemplateProblem.EMBEDDED
        else:
            continue
        subject = shortened(f"{name_of_relation(relation.type)}: {relation.target}")
        place = TemplatePlace(part=TemplatePart.RELATIONS)
        yield TemplateFinding(problem=problem, subject=subject, place=place)


def _marked(root: _Element) -> Iterator[TemplateFinding]:
    """Changes that were tracked and comments: everybody's document would carry them."""
    places = Places(root, TemplatePart.BODY)
    for tags, problem in (
        (_CHANGED, TemplateProblem.CHANGES),
        (_REMARKED, TemplateProblem.COMMENTS),
    ):
        found = next(root.iter(*tags), None)
        if found is not None:
            yield TemplateFinding(problem=problem, place=places.of(found))
