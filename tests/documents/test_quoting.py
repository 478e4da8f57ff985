"""The words a finding rests on are found where a person would point."""

import pytest

from documents.quoting import Passage


@pytest.mark.parametrize(
    ("text", "evidence", "words"),
    [
        ("Ét  hårdt\u00a0mellemrum\n her", "hårdt mellemrum her", "hårdt\u00a0mellemrum\n her"),
        ("et bind\u00adestreg til", "bindestreg", "bind\u00adestreg"),
        ("i alt 1.300 og 300", "300", "300"),
        ("i alt 450.000.", "450.000", "450.000"),
        ("part BoligKorsør", "»BoligKorsør« / »Bolig Korsør«", "BoligKorsør"),
        ("stod 400 da", "450 ≠ 400", "400"),
        ("i alt 5.000.000 kr", "angivet 5.000.000,50 kr.; 1 + 2 = 3; forskel 7", None),
        ("i alt 5.000.000 og 1.400.000", "angivet 5.000.000 kr.; 3 × 1.400.000 = 7", "5.000.000"),
        ("det er afskåret", "er afskå…", "er afskå"),
        ("af Delm?l her", "bgrn (1:6); Delm?l (2:16)", "Delm?l"),
        ("ingen", "anden", None),
        ("etord", "ord", None),
        ("", "ord", None),
        ("ord", "", None),
        ("ord", " … ", None),
        ("a (b) [c", "(b) [", "(b) ["),
    ],
)
def test_where_evidence_stands(text, evidence, words):
    found = Passage(text).find(evidence)
    assert (None if found is None else text[slice(*found)]) == words
