"""What the pages that are asked for most ask of the database, whatever stands in a draft."""

from collections.abc import Callable

from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from tests.web.counting import counted
from tests.web.submission import changes_of, fields_of

ROWS = 12


def _with_rows(client: FlaskClient, address: str) -> None:
    fields = fields_of(client.get(address).text)
    for row in range(ROWS):
        fields[f"udgifter.poster[{row}].tekst"] = f"Udgift {row}"
        fields[f"udgifter.poster[{row}].beloeb"] = "1.000,00"
    assert client.post(address, data=fields).status_code == 302


def _typed(client: FlaskClient, address: str, text: str) -> dict[str, str]:
    return {**fields_of(client.get(address).text).to_dict(), "udgifter.bemaerkninger": text}


def test_a_page_of_a_draft_is_two_statements_and_one_where_nothing_was_saved_since(
    client: FlaskClient, draft: str
) -> None:
    address = f"{draft}/trin/udgifter"
    with counted() as asked:
        assert [asked(lambda: client.get(address)) for _ in range(3)] == [2, 1, 1]
        _with_rows(client, address)
        assert asked(lambda: client.get(address)) <= 2
        assert asked(lambda: client.get(address)) == 1


def test_an_autosave_is_five_statements_and_no_more_with_rows(
    client: FlaskClient, draft: str
) -> None:
    """The draft, what the section says, and three that write; only the first asks which form."""
    address = f"{draft}/trin/udgifter"
    with counted() as asked:

        def saving(text: str) -> int:
            fields = _typed(client, address, text)
            return asked(lambda: client.post(f"{address}/gem", data=fields))

        assert saving("Først") == 6
        few = saving("Kort")
        _with_rows(client, address)
        assert few == saving("Langt") == 5
    assert "Langt" in client.get(address).text


def test_a_save_that_changes_nothing_only_looks(client: FlaskClient, draft: str) -> None:
    address = f"{draft}/trin/organisering"
    fields = fields_of(client.get(address).text)
    client.post(f"{address}/gem", data=fields)
    with counted() as asked:
        assert asked(lambda: client.post(f"{address}/gem", data=fields)) == 2


def test_what_changed_alone_is_five_statements_and_no_more_with_rows(
    client: FlaskClient, draft: str
) -> None:
    """The draft, the answer that was, and three that write."""
    address = f"{draft}/trin/udgifter"

    def post(text: str) -> Callable[[], object]:
        page = fields_of(client.get(address).text)
        sent = changes_of(page, MultiDict({**page, "udgifter.bemaerkninger": text}))
        return lambda: client.post(f"{address}/gem", data=sent)

    with counted() as asked:
        assert asked(post("Først")) == 6
        assert asked(post("Kort")) == 5
        _with_rows(client, address)
        assert asked(post("Langt")) == 5
    assert fields_of(client.get(address).text)["udgifter.bemaerkninger"] == "Langt"
