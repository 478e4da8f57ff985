"""The correct sketch with some answers typed over, examined."""

from datetime import date

from validators.examination import examine
from validators.examples import case_of
from validators.finding import Finding
from validators.rule import Example


def findings_with(
    typed: dict[str, str] | None = None,
    *,
    received: date | None = None,
    form: str = "projektskitse",
) -> tuple[Finding, ...]:
    """What is found when these answers are typed over the correct ones."""
    changes = tuple((typed or {}).items())
    case = case_of(Example(text="-", form=form, typed=changes, received=received))
    return examine(case.definition, case.answers, programme=case.programme, received=case.received)


def codes_with(typed: dict[str, str] | None = None, **how: str) -> list[str]:
    """The ids of the rules found broken, in the form's order."""
    return [finding.rule for finding in findings_with(typed, **how)]


def value_of(finding: Finding, name: str) -> str:
    """One of the values a finding's sentence is filled with."""
    return dict(finding.values)[name]
