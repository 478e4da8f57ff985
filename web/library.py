"""Staff's library: every form with its documents and templates, where changed ones are laid up."""

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from cases.actions.see_library import see_library, see_shelf
from cases.actions.upload_template import TemplateUnfit, upload_template
from cases.errors import NotAllowed
from cases.holder import Role
from cases.library.bundle import library_file, template_in_use
from cases.library.layouts import danish_day
from cases.library.shelf import may_change
from documents.safety.isolation import IsolationFailed
from documents.safety.sniff import recognise
from documents.sheets.writer import write_workbook
from documents.template_proof.examples import example_answers
from documents.template_proof.report import MOST_BYTES, ExampleKind, TemplateReport
from documents.writer import write
from forms.grammar import FormDefinition
from forms.messages import N_
from forms.registry import UnknownForm, form_of, programme_of
from web.files import WORD_TYPE, export_response, word_response, workbook_response, zip_response
from web.holding import holder
from web.library_wording import refusal_of
from web.offices import database, layouts, now, sealer
from web.signing_in import only_for
from web.told_limits import with_limits
from web.uploads import FILE_NAME, shown_name
from web.wording import Problem

blueprint = Blueprint("library", __name__, url_prefix="/bibliotek")

_MISSING = N_("Vælg den skabelon, du vil lægge op.")
_TOO_LARGE = N_(
    "En skabelon må højst fylde %(template_size)s. Gør billederne i den mindre, og prøv igen."
)


@blueprint.get("")
@only_for(Role.STAFF)
def show() -> str:
    """Every form and version, with the template it is laid out by today and next."""
    today = danish_day(now())
    return render_template(
        "library.html",
        shelves=see_library(database(), holder()),
        programme_of=programme_of,
        today=today,
    )


@blueprint.get("/alle.zip")
@only_for(Role.STAFF)
def fetch_all() -> Response:
    """All forms blank and filled, and their templates, in one zip."""
    return zip_response(library_file(layouts(), seal=sealer().seal), gettext("skabeloner"))


@blueprint.get("/<key>")
@only_for(Role.STAFF)
def show_form(key: str) -> str:
    """One form: its documents, its templates, and where a changed one is laid up."""
    return _page(_form(key))


@blueprint.post("/<key>")
@only_for(Role.STAFF)
def upload(key: str) -> AnyResponse | tuple[str, int]:
    """Look at a template: kept when it is sound, else told what is to be mended."""
    form = _form(key)
    if not may_change(holder(), form):
        raise NotAllowed
    name, content = _sent()
    if not name or len(content) > MOST_BYTES:
        return _page(
            form, with_limits(_TOO_LARGE if content else _MISSING)
        ), 413 if content else 422
    try:
        template_id = upload_template(
            database(), holder(), form, name=name, content=content, now=now()
        )
    except TemplateUnfit as unfit:
        return _page(form, report=unfit.report, name=name), 422
    except IsolationFailed as failed:
        sentence, status = refusal_of(failed.verdict, recognise(content))
        return _page(form, sentence), status
    return redirect(url_for("library_templates.show", template_id=template_id))


@blueprint.get("/<key>/skabelon.docx")
@only_for(Role.STAFF)
def fetch_in_use(key: str) -> Response:
    """The template in use with its tags, to be changed in Word."""
    form = _form(key)
    words = f"{form.id} {form.version} {gettext('skabelon')}"
    return export_response(template_in_use(form, layouts()), WORD_TYPE, words, "docx")


@blueprint.get("/<key>/udfyldt.docx")
@only_for(Role.STAFF)
def fetch_filled(key: str) -> Response:
    """The form filled in with invented answers."""
    form = _form(key)
    answers = example_answers(form, ExampleKind.FILLED)
    content = sealer().seal(write(form, answers, layouts().of(form)))
    return word_response(content, form, answers)


@blueprint.get("/<key>/udfyldt.xlsx")
@only_for(Role.STAFF)
def fetch_filled_workbook(key: str) -> Response:
    """The form filled in as a workbook; 404 for one that is none."""
    form = _form(key)
    if not form.has_workbook:
        abort(404)
    answers = example_answers(form, ExampleKind.FILLED)
    return workbook_response(write_workbook(form, answers), form, answers)


def _sent() -> tuple[str, bytes]:
    """The file that was posted, by its name and content; nothing of either where there is none."""
    sent = request.files.get(FILE_NAME)
    if not sent:
        return "", b""
    content = sent.stream.read(MOST_BYTES + 1)
    sent.close()
    return shown_name(sent.filename or ""), content


def _form(key: str) -> FormDefinition:
    try:
        return form_of(key)
    except UnknownForm:
        abort(404)


def _page(
    form: FormDefinition,
    refusal: str = "",
    *,
    report: TemplateReport | None = None,
    name: str = "",
) -> str:
    count = len(report.errors) if report else 0
    told = gettext("»%(name)s« kan ikke bruges endnu. Se, hvad der skal rettes.", name=name)
    text = refusal or (told if report else "")
    return render_template(
        "library_form.html",
        shelf=see_shelf(database(), holder(), form),
        programme=programme_of(form.programme),
        is_ours_to_change=may_change(holder(), form),
        today=danish_day(now()),
        refusal=refusal,
        report=report,
        count=count,
        problems=(Problem(href=f"#{FILE_NAME if refusal else 'fejl'}", text=text),) if text else (),
        has_errors=bool(text),
    )
