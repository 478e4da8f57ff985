"""The token of a session: signed once, good in that session alone."""

import pytest
from flask import Flask, session
from flask_wtf.csrf import validate_csrf
from wtforms import ValidationError

from web.forgery import session_token


def test_a_session_gets_its_token_and_keeps_it(drawing_app: Flask) -> None:
    with drawing_app.test_request_context("/"):
        token = session_token()
        kept = session["csrf_token"]
        validate_csrf(token)
    with drawing_app.test_request_context("/"):
        session["csrf_token"] = kept
        validate_csrf(session_token())
        validate_csrf(token)


def test_the_token_of_another_session_or_key_is_no_good(drawing_app: Flask) -> None:
    with drawing_app.test_request_context("/"):
        other = session_token()
    with drawing_app.test_request_context("/"):
        mine = session_token()
        assert mine != other
        with pytest.raises(ValidationError):
            validate_csrf(other)
        with pytest.raises(ValidationError):
            validate_csrf(mine, secret_key="another key altogether, as long")
