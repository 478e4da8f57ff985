"""How far each section of a draft is, and the way to it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from flask import url_for
from flask_babel import gettext

from cases.draft import Draft
from cases.memory import Memory
from forms.grammar import Field, FormDefinition, Group, Item, Section
from forms.messages import N_
from forms.outline import outline
from forms.path import Path
from validators.finding import Finding, Severity
from web.pages.paged import paged_group
from web.wizard_posts import ROW


class State(Enum):
    """How far a section is; the words are Danish msgids."""

    NOT_BEGUN = "not_begun"
    INCOMPLETE = "incomplete"
    DONE = "done"
    OPTIONAL = "optional"

    # Steps are looked up by their states on every page; Python's own is of the name.
    __hash__ = object.__hash__

    @property
    def label(self) -> str:
        """The state in the reader's language."""
        return gettext(_LABELS[self])


_LABELS = {
    State.NOT_BEGUN: N_("Ikke begyndt"),
    State.INCOMPLETE: N_("Mangler noget"),
    State.DONE: N_("Færdig"),
    State.OPTIONAL: N_("Frivilligt"),
}


_states: Memory[tuple[Sequence[Finding], tuple[State, ...]]] = Memory(128)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A section in the task list and the step indicator.

    `mark` stands in the step's circle: the official number, or the place where a form has none.
    """

    mark: str
    section: Section
    state: State
    href: str
    is_current: bool


def steps(draft: Draft, findings: Sequence[Finding]) -> tuple[Step, ...]:
    """Every section of a draft with its state, in the form's order."""
    return tuple(steps_to(draft.form, draft.id, states_of(draft, findings)))


def steps_to(
    form: FormDefinition, draft_id: str, states: Sequence[State], *, current: int | None = None
) -> Iterator[Step]:
    """The sections of a form that are so far, the one at a place, from 1, being the current."""
    is_numbered = any(section.number for section in form.sections)
    for place, (section, state) in enumerate(zip(form.sections, states, strict=True), 1):
        yield Step(
            mark=section.number or ("–" if is_numbered else str(place)),
            section=section,
            state=state,
            href=section_href(draft_id, section, shows_errors=state is State.INCOMPLETE),
            is_current=place == current,
        )


def states_of(draft: Draft, findings: Sequence[Finding]) -> tuple[State, ...]:
    """How far each section of a draft is, in the form's order."""
    # Findings are kept by what the draft says, and are the same object for as long as they are.
    _, states = _states.get(
        (draft.version, id(findings)), lambda: (findings, _states_of(draft, findings))
    )
    return states


def _states_of(draft: Draft, findings: Sequence[Finding]) -> tuple[State, ...]:
    begun = _sections_at(draft.form, draft.answers)
    errors = (each.path for each in findings if each.severity is Severity.ERROR)
    mistaken = _sections_at(draft.form, errors)
    return tuple(_state(section, begun, mistaken) for section in draft.form.sections)


def section_href(draft_id: str, section: Section, *, shows_errors: bool) -> str:
    """The address of a section's page; one that is not finished opens with what it lacks."""
    more = {"fejl": "1"} if shows_errors else {}
    return url_for("wizard.show", draft_id=draft_id, section_id=section.id, **more)


def place_href(draft_id: str, section: Section, path: Path) -> str:
    """The address where a place is mended, with what it lacks; of its row where rows are pages."""
    href = section_href(draft_id, section, shows_errors=True)
    is_of_row = paged_group(section) is not None and bool(path.rows)
    return f"{href}&{ROW}={path.rows[0]}" if is_of_row else href


def _sections_at(definition: FormDefinition, paths: Iterable[Path]) -> frozenset[str]:
    """The ids of the sections in which paths stand."""
    found = {_section_at(definition, path) for path in paths}
    return frozenset(each for each in found if each is not None)


@lru_cache(maxsize=16_384)
def _section_at(definition: FormDefinition, path: Path) -> str | None:
    """Asked of each answer for the steps above every page."""
    placed = outline(definition).get(path.address)
    return None if placed is None else placed.section.id


def _state(section: Section, begun: frozenset[str], mistaken: frozenset[str]) -> State:
    """Done when nothing in the section is an error; an empty one is begun when something is."""
    if section.id not in begun:
        return State.NOT_BEGUN if _asks_something(section.items) else State.OPTIONAL
    return State.INCOMPLETE if section.id in mistaken else State.DONE


def of_section(
    definition: FormDefinition, section: Section, findings: Sequence[Finding]
) -> tuple[Finding, ...]:
    """The findings about a section."""
    return tuple(each for each in findings if belongs_to(definition, section, each.path))


def belongs_to(definition: FormDefinition, section: Section, path: Path) -> bool:
    """Whether a path stands in a section; the empty path stands in none."""
    placed = outline(definition).get(path.address)
    return placed is not None and placed.section is section


def _asks_something(items: Sequence[Item]) -> bool:
    return any(
        item.is_required if isinstance(item, Field) else _asks_rows(item)
        for item in items
        if isinstance(item, Field | Group)
    )


def _asks_rows(group: Group) -> bool:
    """Whether rows must be answered: so many of them, or those that the form prints."""
    return group.at_least > 0 or (bool(group.fixed_rows) and _asks_something(group.items))
