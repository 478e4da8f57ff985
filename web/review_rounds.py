"""The second round: a document's new version against the one before."""

from dataclasses import dataclass
from decimal import Decimal

from flask import Blueprint, abort, render_template

from cases.actions.open_review import open_review
from cases.review import ReviewFile
from cases.rounds import Change, FieldChange, compare_rounds, former_version
from cases.shelf import FileGone
from documents.reader.margin import MarginNote, margin_notes_isolated
from documents.safety.isolation import IsolationFailed
from documents.safety.sniff import recognise
from documents.safety.verdict import FileKind
from forms.grammar import FormDefinition
from forms.kinds.kind import Value
from forms.outline import outline
from forms.path import Path
from web.formats import money
from web.holding import holder
from web.offices import database, store
from web.review_wording import told_noted
from web.wording import label_of

blueprint = Blueprint("review_rounds", __name__, url_prefix="/bord/<review_id>")


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldField:
    """An answer that is changed: what it was, what it is, and for numbers how much apart."""

    label: str
    before: str
    after: str
    difference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldChange:
    """A field or row that is changed: `kind` is `new`, `gone` or `changed`."""

    label: str
    kind: str
    fields: tuple[ToldField, ...]


@blueprint.get("/fil/<file_id>/sammenlign")
def show(review_id: str, file_id: str) -> str:
    """Which findings are gone, remain or are new, and every answer that is not what it was."""
    review = open_review(database(), holder(), review_id)
    after = review.file(file_id) or abort(404)
    before = former_version(review, after) or abort(404)
    form = after.reading and after.reading.form
    if form is None:
        abort(404)
    compared = compare_rounds(review, before, after)
    return render_template(
        "review_rounds.html",
        review=review,
        before=before,
        after=after,
        gone=tuple(told_noted(each, before) for each in compared.gone),
        remaining=tuple(told_noted(each, after) for each in compared.remaining),
        new=tuple(told_noted(each, after) for each in compared.new),
        changes=tuple(told_change(form, each) for each in compared.changes),
        notes=_own_notes(after),
    )


def told_change(form: FormDefinition, change: Change) -> ToldChange:
    """A change in the reader's words."""
    path = change.after or change.before or Path()
    kind = "changed"
    if path.rows:
        kind = "new" if change.before is None else "gone" if change.after is None else kind
    return ToldChange(
        label=label_of(form, path),
        kind=kind,
        fields=tuple(_told_field(form, each) for each in change.fields),
    )


def _told_field(form: FormDefinition, change: FieldChange) -> ToldField:
    kind = outline(form).at(change.path.address).field.kind
    before, after = change.before, change.after
    return ToldField(
        label=label_of(form, change.path),
        before="" if before is None else kind.format(before),
        after="" if after is None else kind.format(after),
        difference=_difference(before, after),
    )


def _difference(before: Value | None, after: Value | None) -> str:
    """`+50.000,00 kr.` for two amounts; empty for anything else."""
    if not isinstance(before, Decimal) or not isinstance(after, Decimal):
        return ""
    return f"{'+' if after > before else '−'}{money(abs(after - before))}"


def _own_notes(file: ReviewFile) -> tuple[MarginNote, ...]:
    """Our comments in the file that came back; none where they cannot be read."""
    try:
        content = store().get(file.sha256)
        if recognise(content) is FileKind.PDF:
            return ()
        return tuple(note for note in margin_notes_isolated(content) if note.is_ours)
    except (FileGone, IsolationFailed):
        return ()
