"""A template tried out: everything found in it, and whether answers come back through it."""

from collections.abc import Iterator, Mapping

from documents.package import read_parts
from documents.reader import names as n
from documents.reader.document import read
from documents.safety.guard import inspect
from documents.safety.verdict import FileKind, Refused, Verdict
from documents.safety.xml import parse_xml
from documents.tags import TagFault, TagProblem, prepare
from documents.template import BODY, Template, TemplateFault, compiled
from documents.template_proof.examples import example_answers
from documents.template_proof.findings import (
    NOWHERE,
    TemplateFinding,
    TemplatePart,
    TemplateProblem,
)
from documents.template_proof.grammar import asked_at_top, part_of, tag_findings
from documents.template_proof.looks import look_findings
from documents.template_proof.package import other_form, package_findings
from documents.template_proof.places import Places
from documents.template_proof.report import ExampleKind, Proof, TemplateReport
from documents.writer import WriteFailed, write
from forms.answers import Answers
from forms.exchange import normalised
from forms.grammar import FormDefinition
from forms.path import Path

_NEEDED = ("[Content_Types].xml", "_rels/.rels", BODY, "word/_rels/document.xml.rels")
_READ = (TemplatePart.BODY, TemplatePart.HEADER, TemplatePart.FOOTER)
_LARGEST_PART, _MOST_TAGS = 2 * 1024 * 1024, 5_000
_MOST_UNPACKED = 20 * 1024 * 1024
_MOST_PATHS = 20
_MOST_FINDINGS = 200


def prove(definition: FormDefinition, data: bytes) -> TemplateReport:
    """Look at a template and try it out; raises Refused for a file that is no Word document.

    It may take for ever, or all memory there is, and belongs in a process that may be lost.
    """
    parts, warnings = _opened(data)
    if missing := [name for name in _NEEDED if name not in parts]:
        problem = TemplateProblem.ODD_PACKAGE
        return TemplateReport(findings=(TemplateFinding(problem=problem, subject=missing[0]),))
    _refuse_huge(parts)
    root = parse_xml(parts[BODY])
    if (other := other_form(definition, asked_at_top(root))) is not None:
        only = TemplateFinding(problem=TemplateProblem.OTHER_FORM, subject=other.title)
        return TemplateReport(findings=(only,), other_form=other.key)
    findings = (
        *package_findings(definition, parts, root, warnings),
        *tag_findings(definition, parts),
        *look_findings(parts, root),
        *_faults(definition, parts[BODY]),
    )
    found = _unique(findings)[:_MOST_FINDINGS]
    if any(each.is_error for each in found):
        return TemplateReport(findings=found)
    return _tried(definition, data, found)


def tried_out(definition: FormDefinition, data: bytes, example: ExampleKind) -> bytes:
    """The document a template makes of example answers; raises TemplateFault and WriteFailed."""
    return write(definition, example_answers(definition, example), _template(definition, data))


def _opened(data: bytes) -> tuple[dict[str, bytes], tuple[Verdict, ...]]:
    inspection = inspect(data)
    if not inspection.is_accepted:
        raise Refused(inspection.verdict, inspection.detail)
    if inspection.kind is not FileKind.WORD:
        raise Refused(Verdict.WRONG_TYPE, "no Word document")
    if Verdict.OK_STRICT in inspection.warnings:
        raise Refused(Verdict.STRICT_OOXML, "strict")
    return read_parts(data), inspection.warnings


def _refuse_huge(parts: Mapping[str, bytes]) -> None:
    """Many times what our own templates are: every document made of it would cost as much."""
    read = [content for name, content in parts.items() if part_of(name) in _READ]
    tags = max(content.count(b"{{") + content.count(b"{%") for content in read)
    if max(map(len, read)) > _LARGEST_PART or tags > _MOST_TAGS:
        raise Refused(Verdict.TOO_COMPLEX, "a part of many tags or bytes")
    if sum(map(len, parts.values())) > _MOST_UNPACKED:
        raise Refused(Verdict.TOO_LARGE, "many bytes unpacked")


def _tried(
    definition: FormDefinition, data: bytes, found: tuple[TemplateFinding, ...]
) -> TemplateReport:
    try:
        template = _template(definition, data)
    except TemplateFault:
        problem = TemplateProblem.FORBIDDEN
        return TemplateReport(findings=(*found, TemplateFinding(problem=problem)))
    proofs = tuple(_proof(definition, template, each) for each in ExampleKind)
    lost = tuple(
        TemplateFinding(problem=TemplateProblem.NOT_LOSSLESS, subject=each.example.value)
        for each in proofs
        if not each.is_lossless
    )
    return TemplateReport(findings=(*found, *lost), proofs=proofs)


def _template(definition: FormDefinition, data: bytes) -> Template:
    """The template compiled to static text and holes: what only Jinja2 can render is refused."""
    template = compiled(definition, data)
    if template.plans is None:
        raise TemplateFault((TagFault(code=TagProblem.UNREADABLE, tag=""),))
    return template


def _proof(definition: FormDefinition, template: Template, example: ExampleKind) -> Proof:
    answers = normalised(definition, example_answers(definition, example))
    try:
        found = read(write(definition, answers, template), form=definition).answers
        differing = _differing(answers, found)
    except WriteFailed as error:
        differing = error.paths or (Path(),)
    paths = tuple(map(str, differing[:_MOST_PATHS]))
    return Proof(example=example, answers=len(answers), differing=paths)


def _differing(answers: Answers, found: Answers) -> tuple[Path, ...]:
    paths = {*answers, *found}
    return tuple(sorted((p for p in paths if answers.get(p) != found.get(p)), key=str))


def _faults(definition: FormDefinition, body: bytes) -> Iterator[TemplateFinding]:
    """What the tags of the body ask for, held against the form; the tree is spent on it."""
    root = parse_xml(body)
    places, paragraphs = Places(root, TemplatePart.BODY), list(root.iter(n.PARAGRAPH))
    where = [places.of(each) for each in paragraphs]
    for fault in prepare(definition, root).faults:
        problem = _OF_TAG.get(fault.code)
        if problem is not None:
            yield TemplateFinding(
                problem=problem,
                subject=fault.tag,
                place=NOWHERE if fault.paragraph is None else where[fault.paragraph],
                suggestions=fault.suggestions,
            )


_OF_TAG: Mapping[TagProblem, TemplateProblem] = {
    TagProblem.UNKNOWN_FIELD: TemplateProblem.UNKNOWN_FIELD,
    TagProblem.UNKNOWN_GROUP: TemplateProblem.UNKNOWN_GROUP,
    TagProblem.UNKNOWN_WORD: TemplateProblem.UNKNOWN_WORD,
    TagProblem.ASKED_TWICE: TemplateProblem.ASKED_TWICE,
    TagProblem.NOT_ASKED: TemplateProblem.NOT_ASKED,
    TagProblem.NOT_ALONE: TemplateProblem.NOT_ALONE,
    TagProblem.NOT_CLOSED: TemplateProblem.NOT_CLOSED,
    TagProblem.LOOPED_TWICE: TemplateProblem.LOOPED_TWICE,
    TagProblem.WRONG_LOOP: TemplateProblem.WRONG_LOOP,
    TagProblem.LOOP_MISPLACED: TemplateProblem.LOOP_MISPLACED,
}
"""An unreadable tag is told of by the grammar, which sees every part."""


def _unique(findings: tuple[TemplateFinding, ...]) -> tuple[TemplateFinding, ...]:
    """Each problem once: a text box stands twice in a file, and in a paragraph of its own."""
    return tuple(
        {(each.problem, each.subject, each.place.near): each for each in findings}.values()
    )
