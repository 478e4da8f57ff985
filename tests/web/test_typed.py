"""What was typed on a page that could not be kept, as a person reads and copies it."""

import html
import json
import re

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

GONE = "/kladder/findes-ikke/trin"


def lines(answer: TestResponse) -> list[tuple[str, str]]:
    """The labels and texts of the page."""
    found = re.findall(r'<dt>([^<]*)</dt><dd class="typed">([^<]*)</dd>', answer.text)
    return [(html.unescape(label), html.unescape(text)) for label, text in found]


def test_typed_answers_stand_under_the_labels_of_the_form_with_their_rows(client: FlaskClient):
    typed = {
        "udgifter.poster[1].tekst": "Løn & pension",
        "udgifter.poster[1].beloeb": "200.00",
        "udgifter.poster[1].hyppighed": "engang",
        "_version": "3",
        "csrf_token": "x",
    }
    answer = client.post(f"{GONE}/udgifter", data=typed)
    assert answer.status_code == 404
    assert lines(answer) == [
        ("Udgift 2, Udgift til", "Løn & pension"),
        ("Udgift 2, Beløb", "200.00"),
        ("Udgift 2, Hyppighed", "Én gang"),
    ]
    assert "poster[1]" not in answer.text


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("indsatsomraader", "Indsatsområder"),
        ("indsatsomraader[1].problemkompleks", "Indsatsområde 2, Problemkompleks"),
    ],
)
def test_of_forms_that_have_the_page_it_is_the_one_that_asks_so(
    client: FlaskClient, name: str, label: str
):
    [(told, text)] = lines(client.post(f"{GONE}/indsatsomraader", data={name: "For få"}))
    assert told.startswith(label)
    assert text == "For få"


@pytest.mark.parametrize("language", ["da", "en"])
def test_questions_of_other_pages_have_names_too(client: FlaskClient, language: str):
    typed = {"tekst": "Se side 2", "sted": "3.1", "ukendt": "mere", "password": "hemmelig"}
    address = f"/bord/findes-ikke/fil/heller-ikke/bemaerkning?sprog={language}"
    answer = client.post(address, data=typed)
    assert answer.status_code == 404
    names = {"da": ("Tekst", "Andet"), "en": ("Text", "Other")}[language]
    assert lines(answer) == list(zip(names, ("Se side 2", "mere"), strict=True))


def test_two_versions_to_choose_from_are_not_lost_with_their_page(client: FlaskClient):
    carried = {"vision": "Min vision"}
    typed = {"_yours": json.dumps(carried), "choice-vision": "mine", "_version": "1"}
    [line] = lines(client.post(f"{GONE}/vision/afgoer", data=typed))
    assert line == ("Vision", "Min vision")


@pytest.mark.parametrize("carried", ["{", "[" * 100_000, '{"vision": {"raw": 3}}', '{"ukendt": 1}'])
def test_what_is_carried_and_is_no_answer_is_shown_as_it_came(client: FlaskClient, carried: str):
    typed = {"_yours": carried, "choice-vision": "mine"}
    answer = client.post(f"{GONE}/vision/afgoer", data=typed)
    assert answer.status_code == 404
    assert lines(answer) == [("Andet", carried)]


def test_a_page_of_thousands_of_names_is_shown(client: FlaskClient):
    typed = {f"udgifter.poster[{number}].tekst": "x" for number in range(2_000)}
    answer = client.post(f"{GONE}/udgifter", data=typed)
    assert len(lines(answer)) == 2_000
