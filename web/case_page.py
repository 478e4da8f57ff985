"""A case as its page draws it: its documents with how far each is, staff and pictures."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from flask_babel import gettext

from cases.case import Case
from cases.documents import AGREEMENT, SUB_AGREEMENT, Document, documents_of
from cases.milestones import timeline
from cases.organisation import places
from cases.staffing import Balance, Part, StaffLine, staffing
from forms.answers import Answers
from forms.kinds.kind import Percent, Value
from forms.kinds.percent import Percentage
from forms.kinds.weekly_hours import WeeklyHours
from forms.path import Path
from validators.examination import examine
from validators.finding import Finding, Severity
from web.pictures import Chart, Gantt, chart, gantt
from web.progress import State, steps

_NAME = Path.parse("omraadets_navn")
_SHARE, _HOURS = Percentage(), WeeklyHours()


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A document in the list of a case: its steps that are done, and its findings counted."""

    document: Document
    state: State
    done: int
    total: int
    errors: int
    warnings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffCell:
    """A function in one sub-agreement as it is read: its part, and the sum so far."""

    text: str
    running: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffRow:
    """A function across the sub-agreements, with its total and what that says, in words."""

    function: str
    cells: tuple[StaffCell | None, ...]
    total: str
    verdict: str
    balance: Balance


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffTable:
    """The functions by the sub-agreements of chosen areas that have begun, a column each."""

    columns: tuple[Document, ...]
    rows: tuple[StaffRow, ...]


def tasks_of(case: Case) -> tuple[Task, ...]:
    """Every document of a case, in the programme's order."""
    return tuple(_task(document) for document in documents_of(case))


def findings_of(document: Document) -> tuple[Finding, ...]:
    """What the examination of a document alone finds; nothing of one that is not begun."""
    draft = document.draft
    return examine(draft.form, draft.answers) if draft else ()


def case_name(case: Case) -> str:
    """The housing area's name as the agreement gives it, else the programme's title."""
    name = _answers(case, AGREEMENT).get(_NAME)
    return name if isinstance(name, str) else gettext(case.programme.title)


def staff_table(case: Case) -> StaffTable:
    """The staff of every sub-agreement that has begun; one no longer chosen takes none."""
    columns = tuple(
        each
        for each in documents_of(case)
        if each.form.id == SUB_AGREEMENT and each.draft and each.is_chosen
    )
    lines = staffing(
        [each.draft.answers for each in columns if each.draft],
        _answers(case, "budget"),
    )
    return StaffTable(columns=columns, rows=tuple(_staff_row(line) for line in lines))


def organisation_of(case: Case) -> Chart | None:
    """The organisation as the agreement's rows say; None of none."""
    return chart(places(_answers(case, AGREEMENT)))


def milestones_of(case: Case) -> Gantt | None:
    """The milestones of the plan; None without dates."""
    return gantt(timeline(_answers(case, "milepaelsplan"), _answers(case, AGREEMENT)))


def _answers(case: Case, form_id: str) -> Answers:
    draft = case.draft(form_id)
    return draft.answers if draft else Answers()


def _task(document: Document) -> Task:
    draft = document.draft
    if draft is None:
        total = len(document.form.sections)
        state = State.NOT_BEGUN
        return Task(document=document, state=state, done=0, total=total, errors=0, warnings=0)
    findings = findings_of(document)
    states = [step.state for step in steps(draft, findings)]
    done = sum(1 for state in states if state in (State.DONE, State.OPTIONAL))
    errors = _count(findings, Severity.ERROR)
    return Task(
        document=document,
        state=State.INCOMPLETE if errors or done < len(states) else State.DONE,
        done=done,
        total=len(states),
        errors=errors,
        warnings=_count(findings, Severity.WARNING),
    )


def _count(findings: Sequence[Finding], severity: Severity) -> int:
    return sum(1 for finding in findings if finding.severity is severity)


def _staff_row(line: StaffLine) -> StaffRow:
    return StaffRow(
        function=line.function,
        cells=tuple(part and _cell(part, line) for part in line.parts),
        total=_amount(line.total, line),
        verdict=_verdict(line),
        balance=line.balance,
    )


def _cell(part: Part, line: StaffLine) -> StaffCell:
    said = [
        *([] if part.percent is None else [_shown(Percent(number=part.percent))]),
        *([] if part.hours is None else [_shown(part.hours)]),
        *(_shown(value) for value in part.unread),
    ]
    running = "" if part.running is None else _amount(part.running, line)
    return StaffCell(text=", ".join(said) or gettext("ikke oplyst"), running=running)


def _shown(value: Value) -> str:
    return (_SHARE if isinstance(value, Percent) else _HOURS).format(value)


def _amount(number: Decimal, line: StaffLine) -> str:
    return _shown(Percent(number=number) if line.is_share else number)


def _verdict(line: StaffLine) -> str:
    if line.balance is Balance.UNKNOWN:
        has_hours_alone = not line.is_share and not any(part and part.unread for part in line.parts)
        if has_hours_alone and line.available is None:
            return gettext("Står ikke i budgettet")
        return gettext("Kan ikke lægges sammen")
    difference = _amount(line.difference, line)
    if line.balance is Balance.UNDER:
        return gettext("Mangler %(difference)s", difference=difference)
    if line.balance is Balance.OVER:
        return gettext("%(difference)s for meget", difference=difference)
    return gettext("Går op")
