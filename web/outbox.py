"""The e-mail that would have been sent, where nothing is: on one's own machine alone."""

from flask import Blueprint, abort, current_app, render_template

from cases.actions.read_mails import read_mails
from web.offices import database

blueprint = Blueprint("outbox", __name__)


@blueprint.get("/post")
def show() -> str:
    """The latest letters; 404 where others reach the service, since they hold secret links."""
    if current_app.config["SURROUNDINGS"] != "embedded" or current_app.config["SMTP_URL"]:
        abort(404)
    return render_template("outbox.html", mails=read_mails(database()))
