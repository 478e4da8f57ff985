"""A file beside the draft: what of it is proposed, what both changed, and what is taken over."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from cases.actions.draft_history import version_of, was_version
from cases.actions.open_draft import open_draft
from cases.actions.take_over import take_over
from cases.draft import Draft
from cases.errors import StaleDraft
from cases.merging import Meeting, meet, unit_of
from cases.storage import section_of
from documents.found_by import FoundBy
from documents.made_from import fingerprint_isolated, made_from_isolated
from documents.reader.examine_file import is_workbook
from documents.reading import Reading
from forms.answers import Answers
from forms.messages import N_
from forms.path import Path
from web.carried import carried_answers, carried_text
from web.differences import answered_lines, difference_at, differing, in_order
from web.holding import holder
from web.locks import after_mending, opening
from web.offices import database, now
from web.traces import told_traces
from web.uploads import Upload
from web.wizard_posts import path_of, version_posted
from web.wording import Problem, label_of, remark_of

blueprint = Blueprint("take_over", __name__, url_prefix="/kladder/<draft_id>/word/overtag")

READ = "_read"
BASE = "_base"
TAKE = "take"
BOTH = "both"
CHOICE = "choice-"
FROM_FILE = "file"
_MARKED = (FoundBy.CONTROL, FoundBy.BOOKMARK, FoundBy.ALIAS)
_CHOOSE = N_("Vælg, hvad der skal gælde: %(label)s")


def compared(draft: Draft, sent: Upload) -> str | tuple[str, int]:
    """The page of a file beside the draft, or that it is another form.

    A file made from this draft is compared with what it was made from too, so that what others
    wrote in the draft meanwhile is no difference.
    """
    reading = sent.reading
    problems = tuple(remark_of(reading.form, problem) for problem in reading.problems)
    if reading.form is not draft.form:
        return render_template(
            "other_form.html", draft=draft, name=sent.name, problems=problems
        ), 422
    return _page(
        draft,
        reading.answers,
        _made_from(draft, sent),
        chosen=_proposed(draft, reading),
        remarks=problems,
        unsure=_unsure(reading),
        traces=told_traces(sent.traces),
    )


@blueprint.post("")
def take(draft_id: str) -> Response | tuple[str, int]:
    """Put what was chosen of the file in place of the draft's answers."""
    draft = open_draft(database(), holder(), draft_id)
    read = carried_answers(draft.form, request.form.get(READ, ""))
    choices = {name: request.form.get(f"{CHOICE}{name}") for name in request.form.getlist(BOTH)}
    named = [name for name, choice in choices.items() if choice == FROM_FILE]
    chosen = tuple(path_of(draft, name) for name in (*request.form.getlist(TAKE), *named))
    told = {"chosen": chosen, "choices": choices}
    if None in choices.values():
        return _page(draft, read, _made_from_posted(draft), has_errors=True, **told), 422
    based_on = version_posted()
    try:
        take_over(database(), holder(), draft_id, read, chosen, based_on=based_on, now=now())
    except StaleDraft:
        again = open_draft(database(), holder(), draft_id)
        return _page(again, read, _made_from_posted(draft), is_stale=True, **told), 409
    opened = opening(draft)
    is_mended = opened is not None and bool(opened.points)
    checked = url_for("answers.show", draft_id=draft_id)
    return redirect(after_mending(draft) if is_mended else checked)


def _made_from(draft: Draft, sent: Upload) -> Answers | None:
    """What the draft said when the file was made from it; None for a file of anything else."""
    if not _is_own(sent.reading):
        return None
    if is_workbook(sent.reading):
        return version_of(database(), holder(), draft.id, fingerprint_isolated(sent.data))
    base = made_from_isolated(sent.data, draft.form)
    if base is None or not was_version(database(), holder(), draft.id, base):
        return None
    return base


def _made_from_posted(draft: Draft) -> Answers | None:
    text = request.form.get(BASE)
    return carried_answers(draft.form, text) if text else None


def _page(
    draft: Draft,
    read: Answers,
    base: Answers | None,
    *,
    chosen: Collection[Path],
    choices: Mapping[str, str | None] | None = None,
    **told: object,
) -> str:
    form = draft.form
    met, locked = _open_now(draft, _met(draft, read, base))
    both = in_order(form, met.both)
    return render_template(
        "take_over.html",
        draft=draft,
        differences=tuple(
            difference_at(form, path, draft.answers, read, is_chosen=path in chosen)
            for path in in_order(form, met.sent)
        ),
        both=tuple(difference_at(form, path, draft.answers, read) for path in both),
        was=tuple(answered_lines(form, base or Answers(), path) for path in both),
        kept=tuple(label_of(form, path) for path in in_order(form, met.kept)),
        locked=tuple(label_of(form, path) for path in in_order(form, locked)),
        choices=choices or {},
        undecided=_undecided(draft, both, choices) if "has_errors" in told else (),
        carried=carried_text(form, read),
        carried_base="" if base is None else carried_text(form, base),
        **told,
    )


def _met(draft: Draft, read: Answers, base: Answers | None) -> Meeting:
    """Without what it was made from, all that differs may be what the file changed."""
    if base is None:
        return Meeting(sent=differing(draft.form, draft.answers, read))
    return meet(base, draft.answers, read)


def _open_now(draft: Draft, met: Meeting) -> tuple[Meeting, tuple[Path, ...]]:
    """What of a file can be taken over in the state the case is in, and what stands elsewhere."""
    opened = opening(draft)
    if opened is None:
        return met, ()

    def parted(paths: tuple[Path, ...], *, is_open: bool) -> tuple[Path, ...]:
        return tuple(path for path in paths if opened.has(section_of(draft.form, path)) is is_open)

    left = replace(met, sent=parted(met.sent, is_open=True), both=parted(met.both, is_open=True))
    return left, parted((*met.sent, *met.both), is_open=False)


def _undecided(
    draft: Draft, both: Collection[Path], choices: Mapping[str, str | None] | None
) -> tuple[Problem, ...]:
    return tuple(
        Problem(
            href=f"#both-{number}", text=gettext(_CHOOSE) % {"label": label_of(draft.form, path)}
        )
        for number, path in enumerate(both, start=1)
        if not (choices or {}).get(str(path))
    )


def _is_own(reading: Reading) -> bool:
    return any(origin.by in _MARKED for origin in reading.origins.values())


def _proposed(draft: Draft, reading: Reading) -> Collection[Path]:
    """What is ticked at first: every change, but an emptied answer only in a file of our own.

    In such a file an answer that is not found was deleted; elsewhere it may have been overlooked.
    """
    is_own = _is_own(reading)
    paths = differing(draft.form, draft.answers, reading.answers)
    return frozenset(path for path in paths if is_own or reading.answers.below(path))


def _unsure(reading: Reading) -> frozenset[str]:
    """The fields and rows that were found by their label or in a text, and want a look."""
    return frozenset(
        str(unit_of(path))
        for path, origin in reading.origins.items()
        if origin.by not in _MARKED and origin.certainty < 1
    )
