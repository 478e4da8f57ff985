"""When two saved the same answers: both are shown, and the person says which stand."""

from collections.abc import Collection
from dataclasses import dataclass

from flask import Blueprint, abort, redirect, render_template, request
from werkzeug.wrappers import Response

from cases.actions.open_draft import open_draft
from cases.actions.save_section import save_section
from cases.actions.take_over import replaced_at, take_over
from cases.draft import Draft
from cases.errors import StaleDraft
from forms.answers import Answers
from forms.grammar import Section
from forms.path import Path
from web.carried import carried_answers, carried_text
from web.holding import holder
from web.offices import database, now
from web.progress import section_href
from web.summary import Line, lines_at
from web.wizard_posts import path_of, section_of_id, version_posted
from web.wording import label_of

blueprint = Blueprint("conflicts", __name__, url_prefix="/kladder/<draft_id>/trin/<section_id>")

YOURS = "_yours"
MINE = "mine"
CHOICE = "choice-"
_MOST_PATHS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """A field or row that two people changed, as each of them left it; yours stands unless said."""

    name: str
    label: str
    yours: tuple[Line, ...]
    theirs: tuple[Line, ...]
    is_theirs_chosen: bool


def conflict_page(
    draft: Draft,
    section: Section,
    *,
    yours: Answers,
    theirs: Answers,
    paths: tuple[Path, ...],
    based_on: int,
    theirs_chosen: Collection[Path] = (),
) -> str:
    """Both versions of each answer in conflict, and all of what was sent, so that none is lost."""
    disagreements = tuple(
        Disagreement(
            name=str(path),
            label=label_of(draft.form, path),
            yours=_lines(draft, yours, path),
            theirs=_lines(draft, theirs, path),
            is_theirs_chosen=path in theirs_chosen,
        )
        for path in paths
    )
    return render_template(
        "conflict.html",
        draft=draft,
        section=section,
        disagreements=disagreements,
        carried=carried_text(draft.form, yours),
        version=based_on,
        has_errors=True,
    )


def _lines(draft: Draft, answers: Answers, path: Path) -> tuple[Line, ...]:
    """The answers at a field or row; none where the row is not there in this version."""
    is_gone = isinstance(path.parts[-1], int) and not answers.below(path)
    return () if is_gone else lines_at(draft.form, answers, path)


@blueprint.post("/afgoer")
def settle(draft_id: str, section_id: str) -> Response | tuple[str, int]:
    """Keep what was chosen; a third save meanwhile brings the page again, with all its choices."""
    draft = open_draft(database(), holder(), draft_id)
    section = section_of_id(draft, section_id)
    yours = carried_answers(draft.form, request.form.get(YOURS, ""))
    chosen, based_on = _choices(draft), version_posted()
    try:
        _keep(draft, section, yours, chosen, based_on)
    except StaleDraft as stale:
        paths = tuple(dict.fromkeys((*chosen, *stale.paths)))
        theirs = open_draft(database(), holder(), draft_id).answers
        page = conflict_page(
            draft,
            section,
            yours=yours,
            theirs=theirs,
            paths=paths,
            based_on=based_on,
            theirs_chosen={path for path, choice in chosen.items() if choice != MINE},
        )
        return page, 409
    return redirect(section_href(draft_id, section, shows_errors=False))


def _keep(
    draft: Draft, section: Section, yours: Answers, chosen: dict[Path, str], based_on: int
) -> None:
    """First save all that is in no conflict, then the person's own versions of what is."""
    agreed = replaced_at(yours, draft.answers, tuple(chosen))
    saved = save_section(
        database(), holder(), draft.id, section.id, agreed, based_on=based_on, now=now()
    )
    mine = tuple(path for path, choice in chosen.items() if choice == MINE)
    if mine:
        take_over(database(), holder(), draft.id, yours, mine, based_on=saved.revision, now=now())


def _choices(draft: Draft) -> dict[Path, str]:
    names = [name for name in request.form if name.startswith(CHOICE)]
    if len(names) > _MOST_PATHS:
        abort(400)
    return {path_of(draft, name.removeprefix(CHOICE)): request.form[name] for name in names}
