"""The blank forms as Word documents, and as workbooks where the funder asks for one."""

from flask import Blueprint, Response, abort, render_template

from documents.sheets.writer import write_workbook
from documents.writer import write
from forms.answers import Answers
from forms.grammar import FormDefinition
from forms.registry import UnknownForm, all_forms, form_of, programme_of
from web.files import word_response, workbook_response
from web.offices import layouts, sealer

blueprint = Blueprint("blanks", __name__, url_prefix="/skabeloner")


@blueprint.get("")
def show() -> str:
    """The forms there are, each with its programme."""
    listed = tuple((form, programme_of(form.programme)) for form in all_forms())
    return render_template("blanks.html", listed=listed)


@blueprint.get("/<key>.docx")
def download(key: str) -> Response:
    """A form without answers."""
    form = _form(key)
    content = sealer().seal(write(form, Answers(), layouts().of(form)))
    return word_response(content, form, Answers())


@blueprint.get("/<key>.xlsx")
def download_workbook(key: str) -> Response:
    """A form without answers as a workbook; 404 for one that is none."""
    form = _form(key)
    if not form.has_workbook:
        abort(404)
    return workbook_response(write_workbook(form, Answers()), form, Answers())


def _form(key: str) -> FormDefinition:
    try:
        return form_of(key)
    except UnknownForm:
        abort(404)
