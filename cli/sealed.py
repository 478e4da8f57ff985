"""What people's second factors are sealed with, from the settings of the application."""

from flask import current_app

from cases.people.sealing import SECOND_FACTOR, Seal


def secrets_seal() -> Seal:
    """The seal of the newest key, which opens what former ones sealed."""
    told = current_app.config
    return Seal([told["SECRET_KEY"], *told["SECRET_KEY_FALLBACKS"]], purpose=SECOND_FACTOR)
