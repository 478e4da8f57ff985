"""The totals that a page must know of after a save."""

from collections.abc import Mapping
from functools import cache

from flask_babel import gettext

from cases.actions.open_draft import open_draft
from cases.draft import Draft, DraftForm, Saved
from forms.formulas import addresses_in, compute
from forms.grammar import FormDefinition, Section
from forms.outline import Placed, outline, row_paths
from web.formats import money
from web.holding import holder
from web.offices import database
from web.pages.page import id_of


def totals_kept(draft: Draft | DraftForm, section: Section, saved: Saved) -> Mapping[str, str]:
    """The totals of a section as it was kept, by the id they stand at; none where none changed."""
    totals: dict[str, str] = {}
    own, answers = _totals_of(draft.form, section.id), saved.answers
    if not own or answers is None:
        return totals
    if not _looks_in_alone(draft.form, section.id):
        answers = open_draft(database(), holder(), draft.id).answers
    for placed in own:
        for path in row_paths(draft.form, answers, placed.address):
            number = compute(placed.total.formula, answers, at=path).value
            totals[id_of(str(path))] = "" if number is None else money(number)
    unknown = gettext("kan ikke beregnes endnu") if "" in totals.values() else ""
    return {name: text or unknown for name, text in totals.items()}


@cache
def summed_in(form: FormDefinition, section_id: str) -> frozenset[str]:
    """The addresses of the answers that the totals of a section are reckoned from."""
    looked_at = (addresses_in(each.total.formula) for each in _totals_of(form, section_id))
    return frozenset().union(*looked_at)


@cache
def _totals_of(form: FormDefinition, section_id: str) -> tuple[Placed, ...]:
    return tuple(each for each in outline(form).totals() if each.section.id == section_id)


@cache
def _looks_in_alone(form: FormDefinition, section_id: str) -> bool:
    """Whether the totals of a section are reckoned from what stands in it alone."""
    return all(
        outline(form).at(address).section.id == section_id
        for address in summed_in(form, section_id)
    )
