"""What is said to a provider, and what is believed of its answers.

Everything it answers is foreign: bounded in size and time, never followed elsewhere, and nothing of
it is used but what is named here.
"""

import io
import logging
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from typing import Any

from authlib.integrations.base_client import BaseApp, OAuth2Mixin, OAuthError, OpenIDMixin
from authlib.integrations.requests_client import OAuth2Session
from joserfc.errors import ExpiredTokenError, JoseError
from requests import Response
from requests.exceptions import RequestException
from urllib3.exceptions import HTTPError

from cases.people.identity import Vouched
from cases.people.provider import Provider
from web.elsewhere.faults import Fault, ProviderFailed

_SECONDS_TO_CONNECT, _SECONDS_BETWEEN, _SECONDS_IN_ALL = 3.0, 4.0, 8.0
_MOST_BYTES = 256 * 1024
_AT_ONCE = 3
"""Of the threads that show pages, no more than these ever wait for a provider."""
_KEPT_SECONDS = 3600.0
_LEEWAY_SECONDS = 60
_LONGEST_SUBJECT, _LONGEST_ORGANISATION, _LONGEST_TEXT = 255, 64, 254
# Signed with a key that the provider alone has: never `none`, nor one we could sign with too.
_SIGNED_BY = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
_ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri", "end_session_endpoint")
# What an answer of a shape nobody foresaw raises, here or in the libraries.
_ODD = (LookupError, TypeError, ValueError, AttributeError, RuntimeError)
_TURNS = threading.BoundedSemaphore(_AT_ONCE)
# It logs the verifier of a code where everything is logged.
logging.getLogger("authlib").setLevel(logging.WARNING)


class _Session(OAuth2Session):
    """Requests with a bound on time and size, which are not led elsewhere."""

    def request(self, method: str, url: str, **told: Any) -> Response:
        """The answer, read whole; raises RequestException."""
        until = time.monotonic() + _SECONDS_IN_ALL
        limits = {"timeout": (_SECONDS_TO_CONNECT, _SECONDS_BETWEEN), "stream": True}
        response: Response = super().request(
            method, url, **told | limits | {"allow_redirects": False}
        )
        with closing(response):
            content = b"".join(_pieces(response, until))
        response.raw = io.BytesIO(content)
        return response


def _pieces(response: Response, until: float) -> Iterator[bytes]:
    left = _MOST_BYTES
    while piece := response.raw.read1(left + 1, decode_content=True):
        left -= len(piece)
        if left < 0 or time.monotonic() > until:
            raise RequestException("too much or too slow")
        yield piece


class Client(OpenIDMixin, OAuth2Mixin, BaseApp):
    """One provider, with what it tells of itself, which is asked for anew each hour."""

    client_cls = _Session

    def __init__(self, provider: Provider) -> None:
        super().__init__(
            None,
            provider.id,
            client_id=provider.client_id,
            client_secret=provider.client_secret,
            client_kwargs={"scope": provider.scope, "code_challenge_method": "S256"},
        )
        self.provider = provider
        self._asked_at = -_KEPT_SECONDS

    def load_server_metadata(self) -> dict[str, Any]:
        """What the provider tells of itself; raises RequestException and ValueError."""
        if time.monotonic() - self._asked_at > _KEPT_SECONDS:
            address = f"{self.provider.issuer.rstrip('/')}/.well-known/openid-configuration"
            with self._get_session() as session:
                response = session.request("GET", address, withhold_token=True)
                response.raise_for_status()
                self.server_metadata = _believed(self.provider, response.json())
            self._asked_at = time.monotonic()
        return self.server_metadata

    def set_out(self, redirect_uri: str) -> dict[str, str]:
        """Where to send somebody, with the state, nonce and verifier of the way back.

        Raises ProviderFailed.
        """
        more = {"acr_values": " ".join(self.provider.levels)} if self.provider.levels else {}
        with _in_turn():
            told: dict[str, str] = self.create_authorization_url(redirect_uri, **more)
        return told

    def vouched(self, code: str, *, redirect_uri: str, nonce: str, verifier: str) -> Vouched:
        """Whom the provider vouches for by a code; raises ProviderFailed."""
        with _in_turn():
            token = self.fetch_access_token(redirect_uri, code=code, code_verifier=verifier)
            claims = self.parse_id_token(token, nonce, self._demanded(), leeway=_LEEWAY_SECONDS)
            if claims is None:
                raise ProviderFailed(Fault.UNPROVEN)
            return _vouched(self.provider, claims)

    def sign_out_address(self, back: str) -> str | None:
        """Where one signs out of the provider too; None where it has no such place.

        Raises ProviderFailed.
        """
        with _in_turn():
            if "end_session_endpoint" not in self.load_server_metadata():
                return None
            told = self.create_logout_url(back, client_id=self.client_id)
            return str(told["url"])

    def _demanded(self) -> dict[str, Any]:
        return {
            "iss": {"essential": True, "value": self.provider.issuer},
            "aud": {"essential": True, "value": self.client_id},
            "nonce": {"essential": True},
        }


def _believed(provider: Provider, told: Any) -> dict[str, Any]:
    """What is used of a provider's description; raises ValueError for one we cannot trust."""
    if told.get("issuer") != provider.issuer:
        raise ValueError("another issuer")
    known = {name: told[name] for name in _ENDPOINTS if name in told}
    begin = "https://" if provider.is_encrypted else ("http://", "https://")
    if not all(address.startswith(begin) for address in known.values()):
        raise ValueError("an address that is not safe")
    if not {*_ENDPOINTS[:3]} <= set(known):
        raise ValueError("an address is missing")
    offered = told.get("id_token_signing_alg_values_supported") or ["RS256"]
    if not (signed_by := [each for each in _SIGNED_BY if each in offered]):
        raise ValueError("no signature that we trust")
    ways = told.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    way = "client_secret_basic" if "client_secret_basic" in ways else "client_secret_post"
    return known | {
        "issuer": provider.issuer,
        "id_token_signing_alg_values_supported": signed_by,
        "token_endpoint_auth_method": way,
    }


def _vouched(provider: Provider, claims: Mapping[str, Any]) -> Vouched:
    names = provider.claims
    if provider.levels and claims.get(names.level) not in provider.levels:
        raise ProviderFailed(Fault.LEVEL)
    subject, organisation = claims.get(names.subject), claims.get(names.organisation, "")
    if not _is_text(subject, _LONGEST_SUBJECT):
        raise ProviderFailed(Fault.UNPROVEN)
    if names.organisation and not _is_text(organisation, _LONGEST_ORGANISATION):
        raise ProviderFailed(Fault.UNPROVEN)
    is_verified = claims.get("email_verified") in (True, "true")
    return Vouched(
        issuer=provider.issuer,
        subject=str(subject),
        email=_shown(claims.get(names.email)) if is_verified else "",
        name=_shown(claims.get(names.name)),
        organisation=str(organisation) if names.organisation else "",
    )


def _is_text(value: object, longest: int) -> bool:
    return isinstance(value, str) and 0 < len(value) <= longest and value.isprintable()


def _shown(value: object) -> str:
    return str(value) if _is_text(value, _LONGEST_TEXT) else ""


@contextmanager
def _in_turn() -> Iterator[None]:
    """One of the few that wait for a provider, with what went wrong as a fault of ours."""
    if not _TURNS.acquire(blocking=False):
        raise ProviderFailed(Fault.DOWN)
    try:
        yield
    except OAuthError as error:
        is_code = error.error == "invalid_grant"
        raise ProviderFailed(Fault.SPENT if is_code else Fault.UNPROVEN) from None
    except ExpiredTokenError:
        raise ProviderFailed(Fault.LATE) from None
    except JoseError:
        raise ProviderFailed(Fault.UNPROVEN) from None
    except (OSError, HTTPError):
        raise ProviderFailed(Fault.DOWN) from None
    except _ODD:
        raise ProviderFailed(Fault.UNPROVEN) from None
    finally:
        _TURNS.release()
