"""The documents a case consists of, begun or not."""

from collections.abc import Iterator
from dataclasses import dataclass

from cases.case import Case
from cases.draft import Draft
from forms.answers import Answers
from forms.grammar import FormDefinition
from forms.kinds.choice import Choice, Option
from forms.kinds.kind import Unread
from forms.outline import outline
from forms.path import Path
from forms.programmes.programme import Programme
from forms.registry import form_of
from forms.reports import REPORT
from validators.areas import areas_in

AGREEMENT = "samarbejdsaftale"
SUB_AGREEMENT = "delaftale"
SKETCH = "projektskitse"
AREA = Path.parse("indsatsomraade")
AREA_NAME = Path.parse("omraadets_navn")
_KOMMUNE = Path.parse("kommune")
_PARTNERSHIP = Path.parse("partnerskab")
CHOSEN_AREAS = Path.parse("indsatsomraader")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A form of the case and its draft, None while it is not begun.

    `area` is the id of the area that a sub-agreement is for, or the year of a report, empty for
    other documents. A
    sub-agreement whose area the agreement no longer names stays, and `is_chosen` says so.
    """

    form: FormDefinition
    draft: Draft | None
    area: str = ""
    is_chosen: bool = True

    @property
    def area_label(self) -> str:
        """The Danish name of the area; empty where there is none."""
        return area_label(self.form, self.area)


def documents_of(case: Case) -> tuple[Document, ...]:
    """Every document of a case, one of each form of its programme, in the programme's order.

    Of the sub-agreement there is one for each area that is chosen, or was begun for; of a report
    that is filled in again each year, one for each year that was begun, after all others.
    """
    programme = case.programme
    forms = (form_of(key) for key in programme.forms if key not in programme.reports)
    reports = tuple(each for key in programme.reports for each in _reports(case, form_of(key)))
    return tuple(document for form in forms for document in _documents(case, form)) + reports


def document_for(case: Case, form_id: str, area: str) -> Document | None:
    """The document of a form and area, begun or not; None for one the case does not have.

    A report may be begun for any year, its `area`.
    """
    for document in documents_of(case):
        if (document.form.id, document.area) == (form_id, area):
            return document
    form = next((each for each in map(form_of, case.programme.reports) if each.id == form_id), None)
    if form is None or not len(begun_with(form, area)):
        return None
    return Document(form=form, draft=None, area=area)


def next_report_year(case: Case) -> int | None:
    """The year after the last report, else the case's own; None where no report is owed."""
    if not case.programme.reports:
        return None
    begun = [int(each.area) for each in case.drafts if each.form.year and each.area.isdigit()]
    return max(begun) + 1 if begun else case.created_at.year


def begun_with(form: FormDefinition, area: str) -> Answers:
    """The first answer of a document that is for an area or a year; none where it is neither."""
    path = AREA if form.year is None else Path.parse(form.year)
    placed = outline(form).get(path.address)
    value = placed.field.kind.parse(area) if placed else None
    if value is None or isinstance(value, Unread) or (form.year and str(value) != area):
        return Answers()
    return Answers({path: value})


def name_in(case: Case) -> str:
    """What a case is about, as its first document says; empty while it says nothing."""
    for form_id, path in ((AGREEMENT, AREA_NAME), (SKETCH, _KOMMUNE), (REPORT, _PARTNERSHIP)):
        draft = next((each for each in case.drafts if each.form.id == form_id), None)
        name = draft.answers.get(path) if draft else None
        if isinstance(name, str):
            return name
    return ""


def askable_documents(programme: Programme) -> tuple[tuple[FormDefinition, str], ...]:
    """Every form of a programme that a case may hold, the sub-agreement once for each area."""
    forms = (form_of(key) for key in programme.forms if key not in programme.reports)
    return tuple((form, area) for form in forms for area in _areas_of(form))


def chosen_areas(case: Case) -> tuple[str, ...]:
    """The ids of the areas the agreement names, each once, in its order."""
    agreement = case.draft(AGREEMENT)
    return tuple(areas_in(agreement.answers)) if agreement else ()


def area_label(form: FormDefinition, area: str) -> str:
    """The Danish name of one of the areas a form is filled in for; the id of one it lacks."""
    return next((option.label for option in _area_options(form) if option.id == area), area)


def document_title(form: FormDefinition, area: str) -> str:
    """What a document is called in Danish: its form, and the area it is for where it has one."""
    return ": ".join(filter(None, (form.title, area_label(form, area))))


def _areas_of(form: FormDefinition) -> tuple[str, ...]:
    if form.id != SUB_AGREEMENT:
        return ("",)
    return tuple(option.id for option in _area_options(form))


def _area_options(form: FormDefinition) -> tuple[Option, ...]:
    placed = outline(form).get(str(AREA))
    kind = placed.field.kind if placed else None
    return kind.options if isinstance(kind, Choice) else ()


def _reports(case: Case, form: FormDefinition) -> Iterator[Document]:
    begun = sorted(
        (draft for draft in case.drafts if draft.form.id == form.id), key=lambda each: each.area
    )
    return (Document(form=draft.form, draft=draft, area=draft.area) for draft in begun)


def _documents(case: Case, form: FormDefinition) -> Iterator[Document]:
    if form.id != SUB_AGREEMENT:
        draft = case.draft(form.id)
        yield Document(form=draft.form if draft else form, draft=draft)
        return
    chosen = chosen_areas(case)
    begun = sorted(draft.area for draft in case.drafts if draft.form.id == form.id)
    for area in dict.fromkeys((*chosen, *begun)):
        draft = case.draft(form.id, area)
        yield Document(
            form=draft.form if draft else form, draft=draft, area=area, is_chosen=area in chosen
        )
