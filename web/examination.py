"""Any Word file examined: which form it is, what was read, and what the rules say of it."""

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from cases.actions.start_draft import start_draft
from documents.reading import Reading
from forms.grammar import FormDefinition, Section
from forms.registry import UnknownForm, form_of
from validators.examination import examine
from validators.finding import Finding, Severity
from web.carried import carried_answers, carried_text
from web.days import BAD_DAY, NoDay, day_of
from web.holding import hold, holder
from web.offices import database, now
from web.places import found_by_text, place_text
from web.proof import proof_read
from web.summary import Line, section_lines
from web.traces import told_traces
from web.uploads import Upload, UploadRefused, read_upload
from web.wording import Remark, remark_of

blueprint = Blueprint("examination", __name__, url_prefix="/eksaminer")

READ = "_read"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A remark with the place it is about, in words."""

    remark: Remark
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLine:
    """An answer with how and where it was found."""

    line: Line
    origin: str


@blueprint.get("")
def show() -> str:
    """The page to lay a file on."""
    return render_template("examine.html", refusal="", received="", date_error="")


@blueprint.post("")
def examine_file() -> str | tuple[str, int]:
    """What the file says and what is wrong with it; nothing of it is kept."""
    typed = request.form.get("modtaget", "")
    try:
        received = day_of(typed)
        sent = read_upload()
    except NoDay:
        return _again(typed, "", 422)
    except UploadRefused as refused:
        return _again(typed, refused.sentence, refused.status)
    return _report(sent, received)


@blueprint.post("/kladde")
def make_draft() -> Response:
    """Begin a draft with the answers that were read."""
    try:
        form = form_of(request.form.get("form", ""))
    except UnknownForm:
        return redirect(url_for("examination.show"))
    read = carried_answers(form, request.form.get(READ, ""))
    started = start_draft(database(), holder(), form, now=now(), answers=read)
    hold(started.draft.id, started.link_token)
    return redirect(url_for("answers.show", draft_id=started.draft.id))


def _again(typed: str, refusal: str, status: int) -> tuple[str, int]:
    page = render_template(
        "examine.html",
        refusal=refusal,
        received=typed,
        date_error="" if refusal else gettext(BAD_DAY),
        has_errors=True,
    )
    return page, status


def _report(sent: Upload, received: date | None) -> str:
    reading = sent.reading
    findings = [*reading.problems]
    if reading.form is not None:
        places = {path: origin.place for path, origin in reading.origins.items()}
        examined = examine(reading.form, reading.answers, received=received)
        findings += [finding.placed(places, None) for finding in examined]
    findings.sort(key=lambda finding: list(Severity).index(finding.severity))
    return render_template(
        "report.html",
        name=sent.name,
        reading=reading,
        remarks=tuple(_placed(reading.form, finding) for finding in findings),
        errors=sum(1 for finding in findings if finding.severity is Severity.ERROR),
        proofs=proof_read(reading),
        traces=told_traces(sent.traces),
        parts=_parts(reading),
        carried=carried_text(reading.form, reading.answers) if reading.form else "",
    )


def _placed(definition: FormDefinition | None, finding: Finding) -> Placed:
    return Placed(remark=remark_of(definition, finding), place=place_text(finding.place))


def _parts(reading: Reading) -> tuple[tuple[Section, tuple[ReadLine, ...]], ...]:
    if reading.form is None:
        return ()
    return tuple(
        (section, tuple(_read_line(line, reading) for line in lines))
        for section in reading.form.sections
        for lines in (section_lines(reading.form, section, reading.answers),)
    )


def _read_line(line: Line, reading: Reading) -> ReadLine:
    origin = reading.origins.get(line.path)
    return ReadLine(line=line, origin="" if origin is None else found_by_text(origin))
