"""A page of the wizard as it is drawn: by what was drawn before of others of its shape."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from flask import current_app, request, url_for
from markupsafe import Markup

from cases.actions.open_life import Opening
from cases.draft import Draft
from cases.life.locks import ALL
from forms.grammar import FormDefinition, Section
from forms.path import Path
from forms.reports import REPORT
from web.extent import measured
from web.findings import found_in, held_case
from web.kept import kept_page, kept_part
from web.locks import after_mending, opening
from web.offers import offered_on
from web.pages.rows import Rows
from web.pages.sheet import questions
from web.progress import State, Step, of_section, states_of, steps_to
from web.report_pictures import report_pictures
from web.signing_in import person, session_mark
from web.wizard_rows import of_row, onward_href, problems_of
from web.wording import Problem, told
from web.writers import writers_told

FORM_ID = "page-form"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shape:
    """What the page of a section is drawn by, the same for many drafts; places count from 1."""

    form: FormDefinition
    place: int
    is_locked: bool
    is_for_reading: bool
    is_mended: bool
    has_row: bool
    has_errors: bool

    @property
    def section(self) -> Section:
        return self.form.sections[self.place - 1]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Indicator:
    """What the list of all steps is drawn by."""

    form: FormDefinition
    place: int
    states: tuple[State, ...]

    def steps(self, draft_id: str) -> Iterator[Step]:
        return steps_to(self.form, draft_id, self.states, current=self.place)


def wizard_page(draft: Draft, section: Section, row: Path | None, rows: Rows) -> bytes:
    """The page of a section, or of one of its rows."""
    case = held_case(draft)
    found = found_in(draft, case)
    told_now = found.across if "fejl" not in request.args else (*found.within, *found.across)
    own = of_row(row, of_section(draft.form, section, told_now))
    said = replace(told(draft.form, own), offers=offered_on(draft, case))
    problems = problems_of(draft, section, row, own)
    place = draft.form.sections.index(section) + 1
    opened = opening(draft)
    is_mended = opened is not None and opened.mends_sections
    shape = _Shape(
        form=draft.form,
        place=place,
        is_locked=opened is not None and not opened.has(section.id),
        is_for_reading=opened is not None and opened.is_for_reading,
        is_mended=is_mended,
        has_row=row is not None,
        has_errors=bool(problems),
    )
    indicator = _Indicator(form=draft.form, place=place, states=states_of(draft, found.within))
    holes = {
        "draft": draft.id,
        "row": "" if row is None else row.rows[-1],
        "version": draft.revision,
        "back": after_mending(draft) if is_mended else "",
        "asked": _asked(opened, section),
        "others": writers_told(draft, section),
        "here": _here(draft, section),
        "session": session_mark(),
        "summary": _summary(problems),
        "questions": questions(draft.form, section, rows, draft.answers, said),
        "charts": _charts(draft, section, row),
        "extent": _extent(draft),
        "onward": onward_href(draft, section, row) if problems else "",
        "steps": kept_part("components/step_indicator.html", indicator, {"draft": draft.id}),
    }
    return kept_page("wizard.html", shape, holes, form_id=FORM_ID)


def _summary(problems: Sequence[Problem]) -> Markup:
    return _macro("alert", "error_summary", problems) if problems else Markup("")


def _here(draft: Draft, section: Section) -> str:
    """Where a page tells that somebody has it open; nowhere for who is not known by name."""
    if person() is None:
        return ""
    return url_for("writers.here", draft_id=draft.id, section_id=section.id)


def _asked(opened: Opening | None, section: Section) -> Markup:
    """What the officer wrote of this section, and of the whole document."""
    points = opened.points if opened else ()
    about = tuple(each.text for each in points if each.section in (ALL, section.id))
    return _macro("asked", "asked", about) if about else Markup("")


def _charts(draft: Draft, section: Section, row: Path | None) -> Markup:
    if draft.form.id != REPORT:
        return Markup("")
    return _macro("status_pictures", "status_charts", report_pictures(draft, section, row))


def _extent(draft: Draft) -> Markup:
    extent = measured(draft)
    return _macro("extent_line", "extent_line", extent) if extent else Markup("")


def _macro(component: str, name: str, given: object) -> Markup:
    module = current_app.jinja_env.get_template(f"components/{component}.html").module
    made: Markup = getattr(module, name)(given)
    return made
