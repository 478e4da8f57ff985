"""What the pages that are asked for most ask of the database, whatever stands in a draft."""

from flask.testing import FlaskClient

from tests.web.counting import counted
from tests.web.submission import fields_of

ROWS = 12


def _with_rows(client: FlaskClient, address: str) -> None:
    fields = fields_of(client.get(address).text)
    for row in range(ROWS):
        fields[f"udgifter.poster[{row}].tekst"] = f"Udgift {row}"
        fields[f"udgifter.poster[{row}].beloeb"] = "1.000,00"
    assert client.post(address, data=fields).status_code == 302


def _save_typed(client: FlaskClient, address: str, text: str) -> None:
    fields = fields_of(client.get(address).text)
    fields["udgifter.bemaerkninger"] = text
    assert client.post(f"{address}/gem", data=fields).status_code == 200


def test_a_page_of_a_draft_is_two_statements_and_no_more_with_rows(
    client: FlaskClient, draft: str
) -> None:
    address = f"{draft}/trin/udgifter"
    with counted() as asked:
        assert asked(lambda: client.get(address)) == 2
        _with_rows(client, address)
        assert asked(lambda: client.get(address)) == 2


def test_an_autosave_is_eight_statements_and_no_more_with_rows(
    client: FlaskClient, draft: str
) -> None:
    address = f"{draft}/trin/udgifter"
    page = 2
    with counted() as asked:
        few = asked(lambda: _save_typed(client, address, "Kort")) - page
        _with_rows(client, address)
        many = asked(lambda: _save_typed(client, address, "Langt")) - page
    assert few == many == 8


def test_a_page_without_totals_is_saved_by_fewer(client: FlaskClient, draft: str) -> None:
    address = f"{draft}/trin/organisering"
    fields = fields_of(client.get(address).text)
    fields["organisering.tovholder"] = "Signe Havmand"
    with counted() as asked:
        assert asked(lambda: client.post(f"{address}/gem", data=fields)) == 6
