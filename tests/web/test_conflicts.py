"""Two who saved the same answers: both versions are shown, and none is lost."""

from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from tests.web.submission import fields_of


def _two_versions(client: FlaskClient, draft: str) -> tuple[str, MultiDict[str, str]]:
    """A section that another saved while one typed in it; what one sends then."""
    address = f"{draft}/trin/organisering"
    mine = fields_of(client.get(address).text)
    theirs = fields_of(client.get(address).text)
    theirs["organisering.tovholder"] = "Deres"
    theirs["organisering.forvaltning"] = "Skole"
    client.post(address, data=theirs)
    mine["organisering.tovholder"] = "Min"
    mine["organisering.beskrivelse"] = "Kun min"
    return address, mine


def test_both_versions_are_shown(client: FlaskClient, draft: str) -> None:
    address, mine = _two_versions(client, draft)
    answer = client.post(address, data=mine)
    assert answer.status_code == 409
    assert "Min" in answer.text
    assert "Deres" in answer.text


def test_an_autosave_in_conflict_saves_nothing(client: FlaskClient, draft: str) -> None:
    address, mine = _two_versions(client, draft)
    answer = client.post(f"{address}/gem", data=mine)
    assert answer.status_code == 409
    assert answer.json == {"conflicts": ["organisering.tovholder"]}
    assert fields_of(client.get(address).text)["organisering.tovholder"] == "Deres"


def test_the_chosen_version_stands_and_all_else_of_both_is_kept(
    client: FlaskClient, draft: str
) -> None:
    for choice, kept in (("mine", "Min"), ("theirs", "Deres")):
        address, mine = _two_versions(client, draft)
        page = client.post(address, data=mine).text
        settled = fields_of(page, "settle")
        settled["choice-organisering.tovholder"] = choice
        assert client.post(f"{address}/afgoer", data=settled).status_code == 302
        after = fields_of(client.get(address).text)
        assert after["organisering.tovholder"] == kept
        assert after["organisering.beskrivelse"] == "Kun min"
        assert after["organisering.forvaltning"] == "Skole"
        emptied = after.copy()
        for name in ("tovholder", "beskrivelse", "forvaltning"):
            emptied[f"organisering.{name}"] = ""
        client.post(address, data=emptied)


def test_a_third_save_brings_the_page_again_with_what_was_chosen(
    client: FlaskClient, draft: str
) -> None:
    address, mine = _two_versions(client, draft)
    settled = fields_of(client.post(address, data=mine).text, "settle")
    third = fields_of(client.get(address).text)
    third["organisering.beskrivelse"] = "Den tredje"
    client.post(address, data=third)
    settled["choice-organisering.tovholder"] = "theirs"
    again = client.post(f"{address}/afgoer", data=settled)
    assert again.status_code == 409
    ticked = fields_of(again.text, "settle")
    assert ticked["choice-organisering.tovholder"] == "theirs"
    assert ticked["choice-organisering.beskrivelse"] == "mine"
    for text in ("Min", "Deres", "Kun min", "Den tredje"):
        assert text in again.text
