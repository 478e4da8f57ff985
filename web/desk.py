"""The case officer's desk: files laid up, read one after the other, and gathered in a review."""

from datetime import date, datetime
from enum import Enum

from flask import (
    Blueprint,
    Response,
    current_app,
    jsonify,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response as AnyResponse

from cases.actions.add_files import NewFile, Room, add_files
from cases.actions.open_review import list_reviews, open_review, open_review_link
from cases.actions.read_next_file import read_next_file
from cases.actions.start_review import start_review
from documents.safety.bundle import BundledFile, is_bundle, unbundle_isolated
from documents.safety.guard import MOST_BYTES
from documents.safety.isolation import IsolationFailed
from documents.safety.verdict import Verdict
from forms.messages import N_
from web.days import BAD_DAY, NoDay, day_of
from web.holding import hold_review, holder
from web.offices import database, now, store
from web.uploads import shown_path
from web.wording import Problem

blueprint = Blueprint("desk", __name__)

FILES, RECEIVED, TITLE, PATHS, DATED = "filer", "modtaget", "navn", "sti", "dato"
_READ_AT_ONCE = 6
_NO_FILES = N_("Vælg de filer, du vil have undersøgt.")


class _Fault(Enum):
    """What was wrong with what was sent to begin a review."""

    NO_FILES = FILES
    BAD_DAY = RECEIVED


@blueprint.get("/bord")
def show() -> str:
    """Where files are laid up, and the reviews of this browser."""
    return _page(())


@blueprint.post("/bord")
def start() -> AnyResponse | tuple[str, int]:
    """Begin a review with the files that were laid up, if any; scripts add theirs afterwards."""
    sent, day = _sent_files(), None
    faults = [] if sent or _wants_json() else [_Fault.NO_FILES]
    try:
        day = day_of(request.form.get(RECEIVED, ""))
    except NoDay:
        faults.append(_Fault.BAD_DAY)
    if faults:
        return _page(tuple(faults)), 422
    title = request.form.get(TITLE, "").strip() or _title_of(sent)
    started = start_review(database(), holder(), title=title, received=day, now=now())
    if holder().fund_id is None:
        hold_review(started.review_id, started.link_token)
    return _with_files(started.review_id, sent)


@blueprint.post("/bord/<review_id>/filer")
def add(review_id: str) -> AnyResponse:
    """Lay more files into a review."""
    open_review(database(), holder(), review_id)
    return _with_files(review_id, _sent_files())


@blueprint.post("/bord/<review_id>/laes")
def read(review_id: str) -> AnyResponse:
    """Read the next file that waits, or for a page without scripts the next few."""
    if not _wants_json():
        _read_some(review_id)
        return redirect(url_for("review.show", review_id=review_id))
    file = read_next_file(database(), store(), holder(), review_id)
    left = sum(1 for each in open_review(database(), holder(), review_id).files if each.is_waiting)
    return jsonify(id=file and file.id, name=file and file.name, left=left)


@blueprint.get("/b/<review_token>")
def follow_link(review_token: str) -> AnyResponse:
    """Let this browser hold the review of a secret link; its address keeps no token."""
    review_id = open_review_link(database(), review_token)
    hold_review(review_id, review_token)
    return redirect(url_for("review.show", review_id=review_id))


def _page(faults: tuple[_Fault, ...]) -> str:
    texts = {_Fault.NO_FILES: _NO_FILES, _Fault.BAD_DAY: BAD_DAY}
    errors = {fault.value: gettext(texts[fault]) for fault in faults}
    return render_template(
        "desk.html",
        reviews=list_reviews(database(), holder()),
        errors=errors,
        problems=tuple(Problem(href=f"#{at}", text=text) for at, text in errors.items()),
        received=request.form.get(RECEIVED, ""),
        title=request.form.get(TITLE, ""),
        has_errors=bool(faults),
    )


def _with_files(review_id: str, sent: list[NewFile]) -> AnyResponse:
    """The answer after files were added: for scripts what to read next, else the review's page."""
    if sent:
        room = Room(**current_app.config["ROOM_FOR_UPLOADS"])
        add_files(database(), store(), holder(), review_id, sent, now=now(), room=room)
    address = url_for("review.show", review_id=review_id)
    if _wants_json():
        return _told(review_id, address)
    _read_some(review_id)
    return redirect(address)


def _told(review_id: str, address: str) -> Response:
    return jsonify(
        review=address,
        add=url_for("desk.add", review_id=review_id),
        read=url_for("desk.read", review_id=review_id),
    )


def _read_some(review_id: str) -> None:
    """Read a few files, so that the page that follows has something to show within seconds."""
    for _ in range(_READ_AT_ONCE):
        if read_next_file(database(), store(), holder(), review_id) is None:
            return


def _sent_files() -> list[NewFile]:
    paths, dates = request.form.getlist(PATHS), request.form.getlist(DATED)
    files = [each for each in request.files.getlist(FILES) if each.filename]
    found: list[NewFile] = []
    for number, each in enumerate(files):
        name = paths[number] if len(paths) == len(files) else each.filename or ""
        dated = _day(dates[number]) if len(dates) == len(files) else None
        found += _taken_apart(shown_path(name), each, dated)
    return found


def _taken_apart(name: str, sent: FileStorage, dated: date | None) -> list[NewFile]:
    """The file itself, or those in a zip, each with its way into it."""
    data = sent.stream.read()
    sent.close()
    if not is_bundle(data):
        refused = Verdict.TOO_LARGE if len(data) > MOST_BYTES else None
        content = b"" if refused else data
        return [NewFile(name=name, content=content, dated=dated, refused=refused)]
    try:
        return [_from_bundle(name, each) for each in unbundle_isolated(data)]
    except IsolationFailed as failed:
        return [NewFile(name=name, content=b"", refused=failed.verdict)]


def _from_bundle(name: str, file: BundledFile) -> NewFile:
    refused = None if file.verdict.is_accepted else file.verdict
    path = shown_path(f"{name}/{file.name}")
    return NewFile(name=path, content=file.content, dated=file.modified, refused=refused)


def _title_of(sent: list[NewFile]) -> str:
    """The zip's or folder's name, else the first file's, without its ending."""
    if not sent:
        return ""
    first = sent[0].name.split("/")[0]
    return first.rpartition(".")[0] or first


def _day(text: str) -> date | None:
    """The day a browser says a file was last changed, in milliseconds; None for nonsense."""
    try:
        return datetime.fromtimestamp(int(text) / 1000, tz=now().tzinfo).date()
    except (ValueError, OverflowError, OSError):
        return None


def _wants_json() -> bool:
    return request.accept_mimetypes.best == "application/json"
