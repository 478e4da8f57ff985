"""A case as its page draws it: its documents with how far each is, staff and pictures."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext

from cases.case import Case
from cases.documents import AGREEMENT, Document, documents_of, name_in
from documents.pictures.layout import Gantt, gantt
from documents.pictures.milestones import timeline
from documents.pictures.organisation import Place, places
from documents.proof_words import ToldProof
from forms.answers import Answers
from validators.finding import Finding, Severity
from validators.whole_case import CaseDocument, WholeCase
from web.case_budget import BudgetPictures, budget_pictures
from web.case_staff import StaffTable, staff_table
from web.kept_findings import Versioned, case_findings
from web.naming import document_name
from web.progress import State, steps
from web.proof import proof_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """A document with what is found in it, and in it against the others.

    One that is not begun has no findings; the case's other documents may say that it lacks.
    """

    document: Document
    within: tuple[Finding, ...] = ()
    across: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A document in the list of a case: its steps that are done, and its findings counted.

    `stops` are all errors, also those across the case: with one of them it is not sent.
    """

    document: Document
    state: State
    done: int
    total: int
    errors: int
    warnings: int
    across: int
    stops: int


def tasks_of(case: Case) -> tuple[Task, ...]:
    """Every document of a case, in the programme's order."""
    return tuple(_task(each) for each in examined_documents(case))


def examined_documents(case: Case) -> tuple[Examined, ...]:
    """Every document of a case, all of them examined together."""
    documents = documents_of(case)
    drafts = tuple(each.draft for each in documents if each.draft)
    begun = _laid_out(tuple(each for each in documents if each.draft))
    versions = (
        Versioned(version=draft.version, document=document)
        for draft, document in zip(drafts, begun, strict=True)
    )
    found = case_findings(tuple(versions), case.programme)
    within = {each.name: of for each, of in zip(begun, found.documents, strict=True)}
    return tuple(
        Examined(
            document=document,
            within=within.get(name, ()),
            across=tuple(each for each in found.across if each.file == name),
        )
        for document in documents
        for name in (document_name(document),)
    )


def case_name(case: Case) -> str:
    """What the case is about as its first document says, else the programme's title."""
    return name_in(case) or gettext(case.programme.title)


def staff_of(case: Case) -> StaffTable:
    """The staff of every sub-agreement that has begun."""
    begun = tuple(each for each in documents_of(case) if each.draft)
    return staff_table(WholeCase(_laid_out(begun), programme=case.programme), begun)


def organisation_of(case: Case) -> tuple[Place, ...]:
    """The organisation as the agreement's rows say."""
    return places(_answers(case, AGREEMENT))


def milestones_of(case: Case) -> Gantt | None:
    """The milestones of the plan; None without dates."""
    return gantt(timeline(_answers(case, "milepaelsplan"), _answers(case, AGREEMENT)))


def budget_of(case: Case) -> BudgetPictures:
    """What the budget's rows show."""
    return budget_pictures(_answers(case, "budget"))


def budget_proof(case: Case) -> tuple[ToldProof, ...]:
    """What became of each total of the budget; none before it is begun."""
    draft = case.draft("budget")
    return proof_of(draft.form, draft.answers) if draft else ()


def _answers(case: Case, form_id: str) -> Answers:
    draft = case.draft(form_id)
    return draft.answers if draft else Answers()


def _laid_out(begun: Sequence[Document]) -> tuple[CaseDocument, ...]:
    """The documents as they are examined, under the names that findings tell them by."""
    return tuple(
        CaseDocument(
            name=document_name(each), definition=each.draft.form, answers=each.draft.answers
        )
        for each in begun
        if each.draft
    )


def _task(examined: Examined) -> Task:
    document, draft = examined.document, examined.document.draft
    states = [step.state for step in steps(draft, examined.within)] if draft else []
    done = sum(1 for state in states if state in (State.DONE, State.OPTIONAL))
    errors = _count(examined.within, Severity.ERROR)
    begun = State.INCOMPLETE if errors or done < len(states) else State.DONE
    return Task(
        document=document,
        state=begun if draft else State.NOT_BEGUN,
        done=done,
        total=len(document.form.sections),
        errors=errors,
        warnings=_count(examined.within, Severity.WARNING),
        across=len(examined.across),
        stops=errors + _count(examined.across, Severity.ERROR),
    )


def _count(findings: Sequence[Finding], severity: Severity) -> int:
    return sum(1 for finding in findings if finding.severity is severity)
