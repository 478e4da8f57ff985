"""A provider of our own on loopback, which tells the truth unless it is asked to lie."""

import base64
import hashlib
import hmac
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey
from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

from cases.people.provider import Provider, providers_in

CLIENT, SECRET = "tilsagn", "kanarie-hemmelig-klient"
KEYS = [RSAKey.generate_key(2048, {"kid": kid, "use": "sig"}) for kid in ("one", "two")]


class FakeProvider:
    """What it is told to answer; every claim, key and endpoint may be bent by a test."""

    def __init__(self):
        self.issuer = ""
        self.key = KEYS[0]
        self.served = [self.key]
        self.claims = {}
        self.told = {}
        self.header = {"alg": "RS256", "kid": "one"}
        self.sign_with = None
        self.answers = {}
        self.asked = []
        self._codes = {}

    def description(self):
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "end_session_endpoint": f"{self.issuer}/logout",
            "id_token_signing_alg_values_supported": ["RS256"],
        } | self.told

    def code_for(self, address, **claims):
        """What the person comes back with, having signed in at the address they were sent to."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        code = f"kode-{len(self._codes)}"
        self._codes[code] = (asked, claims)
        return {"code": code, "state": asked["state"]}

    def __call__(self, environ, start_response):
        request = Request(environ)
        self.asked.append(request.path)
        answer = self.answers.get(request.path)
        if answer is None:
            answer = getattr(self, f"_{request.path.rsplit('/', 1)[-1].replace('-', '_')}")(request)
        if callable(answer) and not isinstance(answer, Response):
            answer = answer()
        if not isinstance(answer, Response):
            answer = Response(json.dumps(answer), mimetype="application/json")
        return answer(environ, start_response)

    def _openid_configuration(self, _request):
        return self.description()

    def _keys(self, _request):
        return {"keys": [key.as_dict(private=False) for key in self.served]}

    def _token(self, request):
        asked, claims = self._codes.pop(request.form["code"], (None, None))
        refused = Response('{"error": "invalid_grant"}', 400, mimetype="application/json")
        if asked is None or asked["redirect_uri"] != request.form["redirect_uri"]:
            return refused
        digest = hashlib.sha256(request.form["code_verifier"].encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != asked["code_challenge"]:
            return refused
        login = request.authorization
        if login is None or (login.username, login.password) != (CLIENT, SECRET):
            return Response('{"error": "invalid_client"}', 401, mimetype="application/json")
        return {"access_token": "x", "token_type": "Bearer", "id_token": self.signed(asked, claims)}

    def signed(self, asked, claims):
        now = int(time.time())
        usual = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": "signe-hos-dem",
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
        }
        told = {k: v for k, v in (usual | self.claims | claims).items() if v is not None}
        if self.header["alg"] == "none":
            return f"{_part(self.header)}.{_part(told)}."
        if self.header["alg"] == "HS256":
            signed = f"{_part(self.header)}.{_part(told)}"
            shared = self.key.as_pem(private=False)
            return f"{signed}.{_text(hmac.digest(shared, signed.encode(), 'sha256'))}"
        key = self.sign_with or self.key
        return jwt.encode(self.header, told, key)

    def rotate(self):
        self.key = KEYS[1]
        self.served = [self.key]
        self.header = {"alg": "RS256", "kid": "two"}

    def confuse(self):
        """Sign with the public key as if it were a secret that both know."""
        self.header = {"alg": "HS256", "kid": "one"}

    def unsigned(self):
        self.header = {"alg": "none"}

    def provider(self, name="KOMMUNE", **settings) -> Provider:
        told = {"ISSUER": self.issuer, "CLIENT_ID": CLIENT, "CLIENT_SECRET": SECRET} | settings
        return providers_in({f"TILSAGN_OIDC_{name}_{key}": value for key, value in told.items()})[0]


def _part(told):
    return _text(json.dumps(told).encode())


def _text(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


@contextmanager
def serving(fake: FakeProvider) -> Iterator[FakeProvider]:
    server = make_server("127.0.0.1", 0, fake, threaded=True)
    fake.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield fake
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
