"""Whether the service can do its work, for those who watch over it."""

from flask import Blueprint, Response, make_response

from web.offices import database

blueprint = Blueprint("health", __name__)


@blueprint.get("/sundhed")
def show() -> Response:
    """`ok` when the database answers; its failure becomes a 503 like any other."""
    with database().reading() as session:
        session.connection()
    response = make_response("ok\n")
    response.mimetype = "text/plain"
    return response
