"""A page of an error comes, whatever cannot be asked any more."""

import pytest

from cases.errors import StorageBusy
from web import errors, signing_in

pytestmark = pytest.mark.usefixtures("cheap")


@pytest.fixture
def busy(monkeypatch):
    """The database tells nobody who is signed in; how often it was asked."""
    asked = []

    def refuse(*_args, **_named):
        asked.append("who")
        raise StorageBusy

    monkeypatch.setattr(signing_in, "signed_in", refuse)
    return asked


@pytest.mark.parametrize("address", ["/", "/konto", "/sager/findes-ikke"])
def test_where_nobody_can_tell_who_is_signed_in_the_page_says_so_without(signed, busy, address):
    answer = signed.get(address)
    assert answer.status_code == 503
    assert "Retry-After" in answer.headers
    assert "<h1>" in answer.text
    assert "data-person" not in answer.text
    assert busy == ["who"]


@pytest.mark.parametrize(
    ("method", "address", "status"), [("GET", "/findes/ikke", 404), ("DELETE", "/", 405)]
)
def test_an_error_of_another_kind_is_told_as_what_it_is(signed, busy, method, address, status):
    answer = signed.open(address, method=method)
    assert answer.status_code == status
    assert "<h1>" in answer.text
    assert "data-person" not in answer.text


def test_the_page_of_an_error_shows_who_is_signed_in_where_that_is_known(signed):
    assert "data-person" in signed.get("/findes/ikke").text


def test_where_nobody_can_tell_whether_a_thing_was_deleted_it_is_tried_again(
    client, draft, monkeypatch
):
    def refuse(*_args, **_named):
        raise StorageBusy

    monkeypatch.setattr(errors, "find_tombstone", refuse)
    assert client.get("/kladder/findes-ikke").status_code == 503


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_host_that_is_not_ours_is_told_by_a_page(client, language):
    client.application.config["TRUSTED_HOSTS"] = ["tilsagn.example"]
    answer = client.get(f"/findes/ikke?sprog={language}", base_url="http://andre.example")
    assert answer.status_code == 400
    assert f'<html lang="{language}">' in answer.text
    assert "andre.example" not in answer.text
    assert client.get("/", base_url="http://tilsagn.example").status_code == 200
