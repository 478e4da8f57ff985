"""The accessibility statement that the law asks every public website for."""

from flask import Blueprint, render_template

blueprint = Blueprint("statement", __name__)


@blueprint.get("/tilgaengelighed")
def show() -> str:
    """The statement."""
    return render_template("statement.html")
