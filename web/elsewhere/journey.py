"""Somebody on the way to a provider: what is remembered in this browser until they come back.

Each way there has a cookie of its own, named by its state, so that two tabs do not spoil each
other's. It is sealed, used once, and old after ten minutes.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta
from enum import StrEnum
from hashlib import sha256

from flask import Response, current_app, request

from cases.people.identity import Vouched
from cases.people.sealing import Seal, SealBroken
from web.elsewhere.faults import Fault, ProviderFailed
from web.offices import keys, now

LONGEST = timedelta(minutes=10)
_MOST_AT_ONCE = 5
_NAME_LETTERS = 16
_LONGEST_STATE = 200


class Aim(StrEnum):
    """What somebody goes to a provider for."""

    SIGN_IN = "sign in"
    INVITATION = "invitation"
    ACCOUNT = "account"


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """One way to a provider; `about` is the path to go on to, the invitation or the person."""

    provider_id: str
    aim: Aim
    about: str
    state: str
    nonce: str
    verifier: str


def set_out(response: Response, journey: Journey) -> None:
    """Remember a way in this browser; of many begun at once only the latest can come back."""
    for name in _begun()[: 1 - _MOST_AT_ONCE]:
        response.delete_cookie(name, **_options())
    sealed = _seal("journey").close(json.dumps(asdict(journey)))
    response.set_cookie(
        _name(journey.state), sealed, max_age=int(LONGEST.total_seconds()), **_options()
    )


def come_back(provider_id: str, state: str) -> Journey:
    """The way that led here; raises ProviderFailed for one this browser did not set out on."""
    if not state or len(state) > _LONGEST_STATE:
        raise ProviderFailed(Fault.STRAY)
    journey = _opened("journey", request.cookies.get(_name(state), ""))
    if (journey.get("state"), journey.get("provider_id")) != (state, provider_id):
        raise ProviderFailed(Fault.STRAY)
    return Journey(**(journey | {"aim": Aim(journey["aim"])}))


def forget(response: Response, state: str) -> Response:
    """Let nobody come back a second time."""
    if _name(state) in request.cookies:
        response.delete_cookie(_name(state), **_options())
    return response


def carried(journey: Journey, vouched: Vouched) -> str:
    """What a page asks about before it is done, to be sent with the answer."""
    told = asdict(vouched) | {"_aim": journey.aim, "_about": journey.about}
    return _seal("vouched").close(json.dumps(told))


def brought(text: str, aim: Aim) -> tuple[Vouched, str]:
    """What was asked about, and the invitation or person it was for; raises ProviderFailed."""
    told = _opened("vouched", text)
    if told.pop("_aim", None) != aim:
        raise ProviderFailed(Fault.STRAY)
    about = told.pop("_about")
    return Vouched(**told), about


def _opened(purpose: str, sealed: str) -> dict[str, str]:
    try:
        text = _seal(purpose).open_fresh(sealed, within=LONGEST, now=now())
    except SealBroken:
        raise ProviderFailed(Fault.STRAY) from None
    told: dict[str, str] = json.loads(text)
    return told


def _seal(purpose: str) -> Seal:
    return Seal(keys(), purpose=purpose)


def _begun() -> list[str]:
    # A browser sends those of one path in the order they were made.
    return [name for name in request.cookies if name.startswith(_prefix())]


def _name(state: str) -> str:
    digest = sha256(state.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{_prefix()}{digest[:_NAME_LETTERS]}"


def _prefix() -> str:
    return f"{current_app.config['SESSION_COOKIE_NAME']}-vej-"


def _options() -> Mapping[str, object]:
    is_secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
    return {"secure": is_secure, "httponly": True, "samesite": "Lax", "path": "/"}
