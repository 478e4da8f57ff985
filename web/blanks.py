"""The blank forms as Word documents."""

from flask import Blueprint, Response, abort, render_template

from documents.writer import write
from forms.answers import Answers
from forms.registry import UnknownForm, all_forms, form_of, programme_of
from web.files import word_response

blueprint = Blueprint("blanks", __name__, url_prefix="/skabeloner")


@blueprint.get("")
def show() -> str:
    """The forms there are, each with its programme."""
    listed = tuple((form, programme_of(form.programme)) for form in all_forms())
    return render_template("blanks.html", listed=listed)


@blueprint.get("/<key>.docx")
def download(key: str) -> Response:
    """A form without answers."""
    try:
        form = form_of(key)
    except UnknownForm:
        abort(404)
    return word_response(write(form, Answers()), form, Answers())
