"""The number of the request under way, by which its lines in the log are found."""

import secrets

from flask import request

_KEY = "tilsagn.request_number"


def request_number() -> str:
    """The same each time it is asked for while one request is answered."""
    return str(request.environ.setdefault(_KEY, secrets.token_hex(8)))
