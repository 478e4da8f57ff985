"""Two tabs of one page that save by themselves while somebody types in both."""

import threading

from flask import Flask
from flask.testing import FlaskClient

from tests.web.submission import changes_of, fields_of

EDITS = 100
FIELDS = ("organisering.tovholder", "organisering.forvaltning")


def _type(client: FlaskClient, address: str, field: str, refused: list[int]) -> None:
    """Edit a field again and again; where others changed the page it is drawn anew."""
    page = fields_of(client.get(address).text)
    for number in range(EDITS):
        shown = page.copy()
        page[field] = f"{field} {number}"
        answer = client.post(f"{address}/gem", data=changes_of(shown, page))
        if answer.status_code != 200 or answer.json is None:
            refused.append(answer.status_code)
            continue
        page["_version"] = str(answer.json["version"])
        if answer.json["merged"]:
            page = fields_of(client.get(address).text)


def test_two_hundred_edits_of_different_fields_in_two_tabs_are_all_kept(
    app: Flask, client: FlaskClient, draft: str
) -> None:
    address, refused = f"{draft}/trin/organisering", list[int]()
    name = app.config["SESSION_COOKIE_NAME"]
    cookie = client.get_cookie(name)
    assert cookie is not None
    threads = []
    for field in FIELDS:
        tab = app.test_client()
        tab.set_cookie(name, cookie.value)
        threads.append(threading.Thread(target=_type, args=(tab, address, field, refused)))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == []
    kept = fields_of(client.get(address).text)
    assert [kept[field] for field in FIELDS] == [f"{field} {EDITS - 1}" for field in FIELDS]
    page = client.get(f"{draft}/historik?til={2 * EDITS}").text
    assert f'href="{draft}/historik/{2 * EDITS}"' in page
    assert client.get(f"{draft}/historik/{2 * EDITS + 1}").status_code == 404
