"""Addresses that leave the service, as in e-mail: built on the configured address alone.

A request says in its head which host was asked for, and whoever sends it may write anything there.
"""

from flask import current_app, url_for


def public_address(endpoint: str, **values: str) -> str:
    """The whole address of a page."""
    root = str(current_app.config["PUBLIC_URL"]).rstrip("/")
    return f"{root}{url_for(endpoint, **values)}"


def invitation_address(token: str) -> str:
    """Where an invitation is taken up."""
    return public_address("invitations.show", invitation_token=token)
