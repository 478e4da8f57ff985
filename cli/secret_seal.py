"""The way from a command to what people's second factors are sealed by."""

from flask import current_app

from cases.people.sealing import SECOND_FACTOR, Seal


def secrets_seal() -> Seal:
    """The seal of second factors: the newest key closes it, former ones still open it."""
    told = current_app.config
    return Seal([told["SECRET_KEY"], *told["SECRET_KEY_FALLBACKS"]], purpose=SECOND_FACTOR)
