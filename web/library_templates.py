"""One template of the library: what was found in it, how it looks, and taking it into use."""

from datetime import date

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from cases.actions.see_library import (
    count_drafts,
    fetch_template,
    see_shelf,
    see_template,
    see_use,
)
from cases.actions.use_template import take_template_back, use_template
from cases.errors import NotAllowed
from cases.holder import Role
from cases.library.layouts import danish_day
from cases.library.shelf import KeptTemplate, Shelf, may_change
from cases.pdf_job import start_pdf
from documents.safety.isolation import IsolationFailed
from documents.template_proof.isolated import tried_out_isolated
from documents.template_proof.report import ExampleKind
from forms.grammar import FormDefinition
from forms.messages import N_
from forms.registry import programme_of
from web.days import NoDay, day_of
from web.files import WORD_TYPE, export_response
from web.holding import hold_job, holder
from web.library_wording import example_name
from web.offices import database, now, store
from web.signing_in import only_for
from web.wording import Problem

blueprint = Blueprint("library_templates", __name__, url_prefix="/bibliotek")

FROM = "fra"
_NO_DAY = N_("Skriv den dag, skabelonen skal bruges fra, fx 01.09.2026.")
_PAST = N_("Vælg i dag eller en senere dag: det, der er lavet før, bliver ikke lavet om.")
_USED = N_("Skabelonen er allerede den, der er i brug den dag. Vælg en anden dag.")


@blueprint.get("/skabelon/<template_id>")
@only_for(Role.STAFF)
def show(template_id: str) -> str | tuple[str, int]:
    """What was found, whether answers come back, and the documents it makes.

    A day that was typed and cannot be meant comes back here with what is wrong with it, where a
    day is asked for: of a template in use none is, unless another one is to follow it.
    """
    template = see_template(database(), holder(), template_id)
    shelf = see_shelf(database(), holder(), template.form)
    error = ""
    if FROM in request.args and _is_asked(template, shelf):
        day, error = _day(request.args[FROM])
        if day is not None and shelf.is_in_use_on(day, template):
            error = gettext(_USED)
    page = _page(template, shelf, error)
    return (page, 422) if error else page


@blueprint.get("/skabelon/<template_id>/fil")
@only_for(Role.STAFF)
def fetch(template_id: str) -> Response:
    """The template byte for byte, as it was laid up."""
    template = see_template(database(), holder(), template_id)
    content = fetch_template(database(), holder(), template_id)
    return export_response(content, WORD_TYPE, _words(template), "docx")


@blueprint.get("/skabelon/<template_id>/proeve/<example>.docx")
@only_for(Role.STAFF)
def try_out(template_id: str, example: str) -> Response:
    """The document of example answers, made where nothing can be lost by it."""
    template, kind = see_template(database(), holder(), template_id), _example(example)
    words = f"{_words(template)} {example_name(kind)}"
    return export_response(_tried_out(template, kind), WORD_TYPE, words, "docx")


@blueprint.post("/skabelon/<template_id>/proeve/<example>")
@only_for(Role.STAFF)
def print_out(template_id: str, example: str) -> AnyResponse:
    """Let the document of example answers be made a PDF; the page of the job hands it out."""
    template, kind = see_template(database(), holder(), template_id), _example(example)
    job_id = start_pdf(
        database(),
        store(),
        title=f"{template.form.title}: {example_name(kind)}",
        content=_tried_out(template, kind),
        owner_id=holder().owner_id,
        now=now(),
    )
    hold_job(job_id)
    return redirect(url_for("jobs.see", job_id=job_id))


@blueprint.get("/skabelon/<template_id>/brug")
@only_for(Role.STAFF)
def ask(template_id: str) -> str | AnyResponse:
    """A second look: what changes from that day on, and for whom; nothing where it is in use."""
    template = _own(template_id)
    day, _ = _day(typed := request.args.get(FROM, ""))
    shelf, today = see_shelf(database(), holder(), template.form), danish_day(now())
    if day is None or shelf.is_in_use_on(day, template):
        return _back(template_id, typed)
    return render_template(
        "library_use.html",
        template=template,
        programme=programme_of(template.form.programme),
        before=shelf.in_use_on(day),
        day=day,
        is_today=day == today,
        drafts=count_drafts(database(), holder(), template.form),
    )


@blueprint.post("/skabelon/<template_id>/brug")
@only_for(Role.STAFF)
def use(template_id: str) -> AnyResponse:
    """Take it into use."""
    template = _own(template_id)
    day, _ = _day(typed := request.form.get(FROM, ""))
    if day is None:
        return _back(template_id, typed)
    use_template(database(), holder(), template_id, day, now=now())
    return redirect(url_for("library.show_form", key=template.form.key))


@blueprint.get("/brug/<int:number>")
@only_for(Role.STAFF)
def ask_back(number: int) -> str:
    """A second look before a template is taken out of use."""
    shelf, held = see_use(database(), holder(), number)
    _refuse_others(shelf.form)
    today = danish_day(now())
    return render_template(
        "library_back.html",
        form=shelf.form,
        use=held,
        template=shelf.template(held.template_id),
        after=shelf.without(number).in_use_on(max(today, held.from_day)),
        is_in_use=held.from_day <= today,
    )


@blueprint.post("/brug/<int:number>")
@only_for(Role.STAFF)
def take_back(number: int) -> AnyResponse:
    """Take a template out of use: the former one is used again."""
    shelf, _ = see_use(database(), holder(), number)
    take_template_back(database(), holder(), number, now=now())
    return redirect(url_for("library.show_form", key=shelf.form.key))


def _is_asked(template: KeptTemplate, shelf: Shelf) -> bool:
    """Whether a day is asked for: there is none on which a template in use to the end is not."""
    today = danish_day(now())
    return not shelf.is_in_use_on(today, template) or bool(shelf.coming(today))


def _own(template_id: str) -> KeptTemplate:
    """A template of a form that this person decides about, and that can be used."""
    template = see_template(database(), holder(), template_id)
    _refuse_others(template.form)
    return template


def _refuse_others(form: FormDefinition) -> None:
    if not may_change(holder(), form):
        raise NotAllowed


def _back(template_id: str, typed: str) -> AnyResponse:
    """To the page where the day is typed, with nothing else of the address that was asked for."""
    address = url_for("library_templates.show", template_id=template_id, **{FROM: typed[:40]})
    return redirect(address)


def _day(text: str) -> tuple[date | None, str]:
    """The day that was typed, or what is wrong with it."""
    try:
        day = day_of(text)
    except NoDay:
        day = None
    if day is None:
        return None, gettext(_NO_DAY)
    if day < danish_day(now()):
        return None, gettext(_PAST)
    return day, ""


def _example(name: str) -> ExampleKind:
    try:
        return ExampleKind(name)
    except ValueError:
        abort(404)


def _tried_out(template: KeptTemplate, kind: ExampleKind) -> bytes:
    content = fetch_template(database(), holder(), template.id)
    try:
        return tried_out_isolated(template.form, content, kind)
    except IsolationFailed:
        # It was tried out when it was laid up; a machine without breath may not do it again now.
        abort(503)


def _words(template: KeptTemplate) -> str:
    words = gettext("skabelon")
    return f"{template.form.id} {template.form.version} {words} {template.number}"


def _page(template: KeptTemplate, shelf: Shelf, error: str) -> str:
    today = danish_day(now())
    return render_template(
        "library_template.html",
        template=template,
        shelf=shelf,
        today=today,
        is_in_use=shelf.is_in_use_on(today, template),
        is_asked=_is_asked(template, shelf),
        is_ours_to_change=may_change(holder(), template.form),
        examples={each.value: example_name(each) for each in ExampleKind},
        typed=request.args.get(FROM) or today.strftime("%d.%m.%Y"),
        error=error,
        problems=(Problem(href=f"#{FROM}", text=error),) if error else (),
        has_errors=bool(error),
    )
