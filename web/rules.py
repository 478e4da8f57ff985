"""The catalogue of rules: what is examined, how heavily it weighs, and why."""

from flask import Blueprint, render_template

from validators.registry import all_rules

blueprint = Blueprint("rules", __name__)


@blueprint.get("/regler")
def show() -> str:
    """Every rule with its source and its examples."""
    return render_template("rules.html", rules=all_rules())
