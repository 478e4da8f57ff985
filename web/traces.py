"""What a file tells of people, in the reader's words, and the copy that tells it no more."""

from dataclasses import dataclass

from flask import Blueprint, Response, abort, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from cases.actions.open_review import open_review
from cases.errors import StoreDown
from cases.review import ReviewFile
from cases.review_sorting import short_name
from cases.shelf import FileGone
from documents.safety.guard import MOST_BYTES
from documents.safety.isolation import IsolationFailed
from documents.safety.sniff import recognise
from documents.safety.verdict import Verdict, describe
from documents.traces.finding_traces import traces_isolated
from documents.traces.nameless import nameless_isolated
from documents.traces.trace import NAMELESS_COPY_KEEPS, Trace, TraceKind, Traces
from forms.messages import N_
from web.errors import no_copy
from web.files import copy_response
from web.holding import holder
from web.offices import database, store
from web.uploads import FILE_NAME, shown_name

blueprint = Blueprint("traces", __name__)

_SHOWN = 20
_MISSING = N_("Vælg den fil, du vil have en kopi af.")
_NOT_TAKEN_OUT = N_(
    "Filen har noget i sig, som ikke kan tages ud, uden at noget andet ændres eller går tabt. "
    "Gem eller udskriv den som en ny PDF, se efter, at alt er med, og lav kopien af den."
)
_NO_COPY = N_("Filen kan ikke kopieres uden navne. Bed ansøgeren gemme den på ny og sende den.")
_KINDS = {
    TraceKind.AUTHOR: N_("Forfatter"),
    TraceKind.CHANGED_BY: N_("Sidst ændret af"),
    TraceKind.COMPANY: N_("Firma eller organisation"),
    TraceKind.TEMPLATE: N_("Skabelon, filen er lavet af"),
    TraceKind.COMMENT: N_("Kommentarer"),
    TraceKind.INSERTED: N_("Indsat med ændringer slået til"),
    TraceKind.DELETED: N_("Slettet med ændringer slået til, men står stadig i filen"),
    TraceKind.HIDDEN: N_("Skjult tekst, ark eller rækker"),
    TraceKind.EMBEDDED: N_("Filer inde i filen"),
    TraceKind.LOCATION: N_("Billeder, der siger, hvor de er taget"),
    TraceKind.PICTURE: N_("Skrevet inde i billederne"),
    TraceKind.FOLDER: N_("Mapper, filen har ligget i"),
    TraceKind.SIGNED: N_("Digital underskrift, som ikke er med i kopien"),
    TraceKind.NAMED: N_("Andre navne og oplysninger, der ikke ses i teksten"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldTraces:
    """The traces of one kind; `more` is how many beyond the lines shown."""

    heading: str
    lines: tuple[str, ...]
    more: int
    is_in_copy: bool


def told_traces(traces: Traces | None) -> tuple[ToldTraces, ...]:
    """What a file tells, kind by kind; nothing of one that tells nothing."""
    if traces is None:
        return ()
    return tuple(_told(kind, traces.of(kind)) for kind in TraceKind if traces.of(kind))


def desk_traces(file: ReviewFile) -> tuple[ToldTraces, ...]:
    """What a file of a review tells, found anew each time it is looked at."""
    if file.refused:
        return ()
    try:
        return told_traces(traces_isolated(store().get(file.sha256)))
    except (FileGone, StoreDown):
        return ()


@blueprint.get("/eksaminer/uden-navne")
def ask() -> str:
    """Where a file is laid to have it back without names and comments."""
    return render_template("nameless.html", refusal="")


@blueprint.post("/eksaminer/uden-navne")
def make_copy() -> Response | tuple[str, int]:
    """The copy; nothing of the file is kept."""
    sent = request.files.get(FILE_NAME)
    if sent is None or not sent.filename:
        return _again(gettext(_MISSING))
    data = sent.stream.read(MOST_BYTES + 1)
    try:
        content = nameless_isolated(data)
    except IsolationFailed as failed:
        is_stuck = failed.verdict is Verdict.UNSAFE_CONTENT
        why = _NOT_TAKEN_OUT if is_stuck else describe(failed.verdict, recognise(data))
        return _again(gettext(why))
    return copy_response(content, shown_name(sent.filename), gettext("uden-navne"))


@blueprint.get("/bord/<review_id>/fil/<file_id>/uden-navne")
def desk_copy(review_id: str, file_id: str) -> AnyResponse:
    """A file of a review without the names and comments in it."""
    file = open_review(database(), holder(), review_id).file(file_id) or abort(404)
    if file.refused:
        abort(404)
    try:
        content = nameless_isolated(store().get(file.sha256))
    except FileGone:
        abort(404)
    except IsolationFailed:
        return no_copy(_NO_COPY)
    return copy_response(content, short_name(file), gettext("uden-navne"))


def _again(refusal: str) -> tuple[str, int]:
    return render_template("nameless.html", refusal=refusal, has_errors=True), 422


def _told(kind: TraceKind, traces: tuple[Trace, ...]) -> ToldTraces:
    lines = dict.fromkeys(": ".join(filter(None, (each.who, each.text))) for each in traces)
    return ToldTraces(
        heading=gettext(_KINDS[kind]),
        lines=tuple(lines)[:_SHOWN],
        more=max(len(lines) - _SHOWN, 0),
        is_in_copy=kind in NAMELESS_COPY_KEEPS,
    )
