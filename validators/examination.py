"""The examination of one form's answers, and the sentences its findings are shown with."""

from collections.abc import Callable
from datetime import date

from forms.answers import Answers
from forms.grammar import FormDefinition
from forms.outline import Outline, outline
from forms.path import Path
from forms.programmes.programme import Programme
from forms.registry import all_programmes
from validators.case import Examined
from validators.finding import Finding
from validators.registry import all_rules, rule_of
from validators.rule import placeholders_of


def examine(
    definition: FormDefinition,
    answers: Answers,
    *,
    programme: Programme | None = None,
    received: date | None = None,
) -> tuple[Finding, ...]:
    """Everything the rules find, in the form's order; the same answers give the same findings.

    The programme is the form's own unless another is given. Without the day the form was
    `received` nothing is said of the deadline. Answers at paths the form does not have are passed
    over.
    """
    case = Examined(
        definition,
        answers,
        programme=programme or _own_programme(definition),
        received=received,
    )
    rules = [rule for rule in all_rules() if rule.holds_for(definition, case.programme)]
    found = [finding for rule in rules for finding in rule.findings(case)]
    order = _order_of(outline(definition))
    return tuple(sorted(found, key=lambda finding: order(finding.path)))


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


def _own_programme(definition: FormDefinition) -> Programme | None:
    return next((each for each in all_programmes() if each.id == definition.programme), None)


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
