"""A provider on loopback, and people who are linked to it or are not."""

import pytest

from tests.web.elsewhere.going import come_back, is_in, question_of
from tests.web.elsewhere.provider import FakeProvider, serving
from tests.web.people import PASSWORD, SIGN_IN


@pytest.fixture(autouse=True)
def cheap_always(cheap):
    """Every sign-in here hashes a password."""


@pytest.fixture
def app(shared_app):
    return shared_app


@pytest.fixture(scope="module")
def server():
    with serving(FakeProvider()) as fake:
        yield fake


@pytest.fixture
def fake(app, server):
    """The provider, telling the truth again, and the only one the app knows."""
    issuer = server.issuer
    server.__init__()
    server.issuer = issuer
    app.config["PROVIDERS"] = (server.provider(LABEL="Ærø Kommune"),)
    return server


@pytest.fixture
def linked(client, fake, invitation):
    """Somebody who took their invitation up by the provider's word, and signed out again."""
    sealed = question_of(come_back(client, fake, f"{invitation}/hos/kommune"))
    answer = client.post("/log-ind/hos/kommune/tag-i-brug", data={"vouched": sealed})
    assert answer.location == "/hjem"
    assert is_in(client)
    client.post("/log-ind/ud")
    return client


@pytest.fixture
def signed(client, fake, invitation):
    client.post(invitation, data={"password": PASSWORD})
    client.post("/log-ind", data=SIGN_IN)
    return client
