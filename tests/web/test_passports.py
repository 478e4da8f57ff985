"""The officer is told whether a file of ours was changed on its way."""

import io
import re

import pytest

from documents.passport import passport_of
from documents.seal import Sealer
from documents.writer import write
from forms.registry import form_of
from tests.documents.test_passport import ANSWERS, rezipped

SKETCH = form_of("projektskitse")


def told(client, file):
    address = client.post("/bord", data={"filer": (io.BytesIO(file), "a.docx")}).location
    file_id = re.search(r"/fil/(\w+)", client.get(address).text)[1]
    return client.get(f"{address}/fil/{file_id}").text


def downloaded(client):
    """A draft with an answer, as the service hands it out."""
    draft = client.post("/kladder", data={"form": "projektskitse"}).location
    client.post(f"{draft}/trin/vision", data={"_version": 0, "_end": 1, "vision": "Alle unge"})
    return client.get(f"{draft}/word/dokument").data


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [(b"Alle unge", "som da den blev hentet"), (b"Ingen unge", "Svarene er ændret")],
)
def test_the_page_of_a_file_tells_what_its_seal_proves(client, typed, sentence):
    def change(name, content):
        is_body = name == "word/document.xml"
        return (name, content.replace(b"Alle unge", typed) if is_body else content)

    assert sentence in told(client, rezipped(downloaded(client), change))


def test_a_file_that_says_it_is_ours_without_a_seal_that_holds_is_told_of(client):
    assert "segl mangler eller passer ikke" in told(client, write(SKETCH, ANSWERS))


def test_a_file_made_elsewhere_is_told_of(client):
    def drop(name, content):
        return (name, b"<x/>" if name.startswith("customXml/item") else content)

    assert "intet segl fra Tilsagn" in told(client, rezipped(write(SKETCH, ANSWERS), drop))


def test_files_sealed_by_a_former_key_are_known_after_a_new_one(app, client):
    file = downloaded(client)
    app.config.update(
        SECRET_KEY_FALLBACKS=[app.config["SECRET_KEY"]], SECRET_KEY="en helt ny nøgle"
    )
    assert "som da den blev hentet" in told(app.test_client(), file)


@pytest.mark.parametrize("way", ["/skabeloner/projektskitse@2009.docx", ""])
def test_what_is_handed_out_is_sealed(app, client, way):
    file = client.get(way).data if way else downloaded(client)
    assert Sealer(app.config["SECRET_KEY"]).holds(passport_of(file))
