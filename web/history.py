"""The history of a draft: who saved what and when, and answers brought back from it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from cases.actions.draft_history import draft_version, list_versions
from cases.actions.open_draft import open_draft
from cases.actions.restore_version import restore_version
from cases.draft import Draft, DraftSave, DraftVersion
from cases.errors import StaleDraft
from cases.storage import section_of
from forms.path import Path
from web.differences import difference_at, differing
from web.holding import holder
from web.locks import opening
from web.offices import database, now
from web.wizard_posts import path_of, version_posted
from web.wording import label_of

blueprint = Blueprint("history", __name__, url_prefix="/kladder/<draft_id>/historik")

UNTIL = "til"
TAKE = "take"
_ON_A_PAGE = 100
_PAUSE = timedelta(minutes=10)
_MOST_LABELS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Stint:
    """Saves of one person without a pause, the newest first; a page saves while one types."""

    saves: tuple[DraftSave, ...]
    labels: tuple[str, ...]
    more: int

    @property
    def last(self) -> DraftSave:
        """The save that left the draft as the stint did."""
        return self.saves[0]


@blueprint.get("")
def show(draft_id: str) -> str:
    """Who saved the draft and when, with what was changed."""
    draft = open_draft(database(), holder(), draft_id)
    saves = list_versions(database(), holder(), draft_id, until=_until(draft), most=_ON_A_PAGE)
    older = saves[-1].revision - 1 if len(saves) == _ON_A_PAGE else 0
    return render_template(
        "history.html", draft=draft, stints=tuple(_stints(draft, saves)), older=older
    )


@blueprint.get("/<int:number>")
def see(draft_id: str, number: int) -> str:
    """What a save changed, and what would be brought back from it."""
    draft = open_draft(database(), holder(), draft_id)
    return _page(draft, draft_version(database(), holder(), draft_id, number))


@blueprint.post("/<int:number>")
def bring_back(draft_id: str, number: int) -> Response | tuple[str, int]:
    """Save what was chosen of a version anew."""
    draft = open_draft(database(), holder(), draft_id)
    chosen = tuple(path_of(draft, name) for name in request.form.getlist(TAKE))
    based_on = version_posted()
    try:
        restore_version(
            database(), holder(), draft_id, number, chosen, based_on=based_on, now=now()
        )
    except StaleDraft:
        again = open_draft(database(), holder(), draft_id)
        version = draft_version(database(), holder(), draft_id, number)
        return _page(again, version, chosen=chosen), 409
    return redirect(url_for("history.show", draft_id=draft_id))


def _page(draft: Draft, version: DraftVersion, *, chosen: tuple[Path, ...] | None = None) -> str:
    """Everything is ticked, or, where the draft was changed meanwhile, what was `chosen` before."""
    opened = opening(draft)
    now_other = differing(draft.form, draft.answers, version.answers)
    open_now = [
        path for path in now_other if opened is None or opened.has(section_of(draft.form, path))
    ]
    return render_template(
        "history_version.html",
        draft=draft,
        save=version.save,
        changes=tuple(
            difference_at(draft.form, path, version.before, version.answers)
            for path in differing(draft.form, version.before, version.answers)
        ),
        since=tuple(
            difference_at(
                *(draft.form, path, draft.answers, version.answers),
                is_chosen=chosen is None or path in chosen,
            )
            for path in open_now
        ),
        locked=len(now_other) - len(open_now),
        is_stale=chosen is not None,
    )


def _until(draft: Draft) -> int:
    text = request.args.get(UNTIL, "")
    if not text:
        return draft.revision
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        abort(404)
    return int(text)


def _stints(draft: Draft, saves: Iterable[DraftSave]) -> Iterable[Stint]:
    stint: list[DraftSave] = []
    for save in saves:
        if stint and (save.by != stint[-1].by or stint[-1].saved_at - save.saved_at > _PAUSE):
            yield _stint(draft, stint)
            stint = []
        stint.append(save)
    if stint:
        yield _stint(draft, stint)


def _stint(draft: Draft, saves: list[DraftSave]) -> Stint:
    paths = dict.fromkeys(path for save in saves for path in save.changed)
    labels = tuple(dict.fromkeys(label_of(draft.form, path) for path in paths))
    return Stint(
        saves=tuple(saves), labels=labels[:_MOST_LABELS], more=max(0, len(labels) - _MOST_LABELS)
    )
