"""Every form there is: begun, filled, read, checked and taken to Word, page by page."""

import io

import pytest
from flask.testing import FlaskClient

from documents.writer import write
from forms.registry import all_forms, form_of
from tests.web.submission import fields_of
from validators.examples import typed_answers
from validators.sound_answers import SOUND_ANSWERS
from web.offices import sealer

FORMS = [form.key for form in all_forms()]
SHEETS = {"aktiviteter[0].navn": "Lektiecafé", "aktiviteter[1].navn": "Gårdfest"}


def _begun(client: FlaskClient, key: str) -> str:
    return str(client.post("/kladder", data={"form": key}).location)


@pytest.mark.parametrize("key", FORMS)
def test_each_section_has_its_page(client: FlaskClient, key: str) -> None:
    draft = _begun(client, key)
    html = client.get(draft).text
    for place, section in enumerate(form_of(key).sections, 1):
        address = f"{draft}/trin/{section.id}"
        assert address in html
        page = client.get(f"{address}?fejl=1").text
        assert f"Trin {place} af {len(form_of(key).sections)}" in page
        assert "<h1>. " not in page


@pytest.mark.parametrize("key", FORMS)
def test_correct_answers_pass_through_word_and_every_page_untouched(
    client: FlaskClient, key: str
) -> None:
    form, draft = form_of(key), _begun(client, key)
    file = write(form, typed_answers(form, SOUND_ANSWERS[form.id]))
    sent = {"fil": (io.BytesIO(file), "udfyldt.docx")}
    chosen = fields_of(client.post(f"{draft}/word", data=sent).text, "take-over")
    client.post(f"{draft}/word/overtag", data=chosen)
    for section in form.sections:
        address = f"{draft}/trin/{section.id}"
        assert client.post(address, data=fields_of(client.get(address).text)).status_code == 302
    assert "error-summary" not in client.get(f"{draft}/svar").text
    with client.application.app_context():
        sealed = sealer().seal(file)
    assert client.get(f"{draft}/word/dokument").data == sealed


def _activities(client: FlaskClient, **typed: str) -> str:
    address = f"{_begun(client, 'delaftale')}/trin/aktiviteter"
    sent = {"_version": "0", "_end": "1", **SHEETS, **typed}
    assert client.post(address, data=sent).status_code == 302
    return address


def test_the_list_of_activities_follows_from_their_sheets(client: FlaskClient) -> None:
    address = _activities(client)
    html = client.get(address).text
    assert '<li class="typed">Lektiecafé</li><li class="typed">Gårdfest</li>' in html
    assert "aktivitetsliste[0].navn" not in html
    assert html.count("Gårdfest") == 2
    assert client.get(address.replace("trin/aktiviteter", "svar")).text.count("Gårdfest") == 2


def test_a_list_that_says_something_else_stays_until_it_is_removed(client: FlaskClient) -> None:
    address = _activities(client, **{"aktivitetsliste[0].navn": "Fodbold"})
    html = client.get(address).text
    page = fields_of(html)
    assert page["aktivitetsliste[0].navn"] == "Fodbold"
    assert '<li class="typed">Gårdfest</li>' in html
    client.post(address, data={**page.to_dict(), "_remove": "aktivitetsliste[0]"})
    assert "aktivitetsliste[0].navn" not in client.get(address).text
