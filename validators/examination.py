"""The examination of answers, by themselves or as a case, and the sentences of its findings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from forms.answers import Answers
from forms.grammar import FormDefinition
from forms.outline import Outline, outline
from forms.path import Path
from forms.programmes.programme import Programme
from validators.case import Examined
from validators.extent import Extent
from validators.finding import Finding
from validators.registry import all_rules, rule_of
from validators.rule import placeholders_of
from validators.whole_case import CaseDocument, Document, WholeCase, own_programme


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFindings:
    """What is found in a case: in each of its documents, as they were given, and across them."""

    documents: tuple[tuple[Finding, ...], ...]
    across: tuple[Finding, ...]


def examine(
    definition: FormDefinition,
    answers: Answers,
    *,
    programme: Programme | None = None,
    received: date | None = None,
    extent: Extent | None = None,
) -> tuple[Finding, ...]:
    """Everything the rules find, in the form's order; the same answers give the same findings.

    The programme is the form's own unless another is given. Without the day the form was
    `received` nothing is said of the deadline, without its `extent` nothing of its pages.
    Answers at paths the form does not have are passed over.
    """
    programme = programme or own_programme(definition)
    case = Examined(definition, answers, programme=programme, received=received, extent=extent)
    return _within(case)


def examine_case(
    documents: Sequence[CaseDocument],
    *,
    programme: Programme | None = None,
    received: date | None = None,
) -> CaseFindings:
    """What the rules find in each document, and across them in the order of the documents.

    Each document needs a name of its own. The programme across them is the one they share unless
    another is given; documents that are no forms have no findings.
    """
    whole = WholeCase(documents, programme=programme, received=received)
    forms = iter(whole.documents)
    each = tuple(
        () if document.definition is None else _within(next(forms).examined)
        for document in documents
    )
    return CaseFindings(documents=each, across=_across(whole))


def examine_across(
    documents: Sequence[CaseDocument],
    *,
    programme: Programme | None = None,
    received: date | None = None,
) -> tuple[Finding, ...]:
    """What is found only by setting the documents of a case against each other."""
    return _across(WholeCase(documents, programme=programme, received=received))


def message_of(finding: Finding, translate: Callable[[str], str] = str) -> str:
    """The finding as a sentence; `translate` gives the reader's wording of a Danish msgid.

    A value the sentence asks for and the finding lacks shows as `?`.
    """
    rule = rule_of(finding.rule)
    sentence = translate(rule.sentence(finding.variant))
    lacking = dict.fromkeys(placeholders_of(sentence), "?")
    told = {
        name: translate(value) if name in rule.msgids else value for name, value in finding.values
    }
    return sentence % {**lacking, **told}


def what_to_do(finding: Finding, translate: Callable[[str], str] = str) -> str:
    """What the person can do about a finding, in the reader's language."""
    return translate(rule_of(finding.rule).what_to_do)


def _within(case: Examined) -> tuple[Finding, ...]:
    rules = [rule for rule in all_rules() if rule.holds_for(case.definition, case.programme)]
    found = [finding for rule in rules for finding in rule.findings(case)]
    order = _order_of(outline(case.definition))
    return tuple(sorted(found, key=lambda finding: order(finding.path)))


def _across(whole: WholeCase) -> tuple[Finding, ...]:
    rules = [rule for rule in all_rules() if rule.holds_under(whole.programme)]
    found = [finding for rule in rules for finding in rule.findings_across(whole)]
    return tuple(sorted(found, key=_order_across(whole.documents)))


def _order_across(documents: tuple[Document, ...]) -> Callable[[Finding], tuple[int, ...]]:
    """A key by which findings stand as their documents do, and in each as its form has them."""
    rank = {document.name: number for number, document in enumerate(documents)}
    orders = {
        document.name: _order_of(outline(document.examined.definition)) for document in documents
    }

    def key(finding: Finding) -> tuple[int, ...]:
        name = finding.file or ""
        return (rank.get(name, 0), *orders[name](finding.path)) if name in orders else ()

    return key


def _order_of(form: Outline) -> Callable[[Path], tuple[int, ...]]:
    """A key by which paths stand as their fields do on the form, row by row."""
    rank = {placed.address: number for number, placed in enumerate(form.placed())}

    def key(path: Path) -> tuple[int, ...]:
        steps: list[int] = []
        for index, part in enumerate(path.parts):
            if isinstance(part, int):
                steps.append(part)
                continue
            address = Path(path.parts[: index + 1]).address
            if address in rank:
                steps.append(rank[address])
        return tuple(steps)

    return key
