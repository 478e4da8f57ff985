"""What each family of rules finds and leaves alone, on a sketch that is otherwise correct."""

import pytest

from tests.validators.sketches import codes_with, findings_with, value_of
from validators.placeholders import placeholders, says_nothing
from validators.privacy import cpr_numbers, without_cpr_numbers


@pytest.mark.parametrize("nothing", ["-", "–", "…", "...", "?", "n/a", "N/A", "[skriv her]", "()"])
def test_an_answer_that_says_nothing_is_missing(nothing: str) -> None:
    assert codes_with({"organisering.forvaltning": nothing}) == ["REQ001"]
    assert codes_with({"udgifter.poster[1].beloeb": nothing}) == ["REQ001"]


def test_guidance_left_standing_is_no_answer() -> None:
    guidance = "Beskriv udfordringerne, og begrund valget af målgrupper."
    assert codes_with({"udfordringer": guidance}) == ["REQ001"]


def test_a_row_that_says_nothing_is_no_row() -> None:
    assert codes_with({"udgifter.poster[2].tekst": "-", "udgifter.poster[2].beloeb": "?"}) == []


def test_a_question_that_is_not_asked_is_not_missing() -> None:
    typed = {"tilkendegivelse.status": "Afventer behandling", "tilkendegivelse.dato": ""}
    assert codes_with(typed) == []


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ({"udgifter.i_alt": "4.700.000"}, ["BUD002"]),
        ({"udgifter.ansoegt_beloeb": "3.900.000,50"}, ["BUD003"]),
        ({"udgifter.i_alt": "5.000.000", "udgifter.ansoegt_beloeb": "4.100.000"}, ["BUD002"]),
        ({"udgifter.i_alt": "5.000.000", "udgifter.ansoegt_beloeb": "1"}, ["BUD002", "BUD003"]),
        ({"udgifter.antal_aar": ""}, ["REQ001"]),
        ({"udgifter.poster[0].beloeb": ""}, ["REQ001"]),
        ({"udgifter.poster[0].hyppighed": ""}, ["REQ001"]),
        ({"udgifter.poster[0].hyppighed": "hver dag"}, ["VAL001"]),
        ({"udgifter.i_alt": ""}, ["REQ001"]),
        ({"udgifter.antal_aar": "11"}, ["VAL001"]),
    ],
    ids=str,
)
def test_totals_are_examined_where_all_their_numbers_are_known(
    typed: dict[str, str], codes: list[str]
) -> None:
    assert codes_with(typed) == codes


def test_one_off_lines_need_no_years() -> None:
    typed = {"udgifter.poster[0].hyppighed": "Én gang", "udgifter.i_alt": "2.100.000"}
    once = {
        "udgifter.medfinansiering[0].hyppighed": "Én gang",
        "udgifter.medfinansiering_i_alt": "300.000",
        "udgifter.ansoegt_beloeb": "1.700.000",
        "udgifter.antal_aar": "",
    }
    found = findings_with({**typed, **once})
    assert [each.rule for each in found] == ["REQ001", "BUD001"]
    assert value_of(found[1], "formula") == "1.400.000 + 600.000 = 2.000.000"


def test_the_evidence_shows_the_arithmetic() -> None:
    [finding] = findings_with({"udgifter.i_alt": "5.000.000"})
    assert finding.evidence.replace("\u00a0", " ") == (
        "angivet 5.000.000 kr.; 3 × 1.400.000 + 600.000 = 4.800.000; forskel 200.000"
    )


@pytest.mark.parametrize(
    ("typed", "variant"),
    [("600.00", "proven"), ("601.00", "suggested"), ("mange penge", "")],
)
def test_a_malformed_amount_gets_the_suggestion_that_fits(typed: str, variant: str) -> None:
    [finding] = findings_with({"udgifter.poster[1].beloeb": typed})
    assert (finding.rule, finding.variant) == ("BUD006", variant)


def test_two_malformed_amounts_of_one_sum_are_proven_together() -> None:
    typed = {"udgifter.poster[0].beloeb": "1400.00", "udgifter.poster[1].beloeb": "600.00"}
    found = findings_with({**typed, "udgifter.i_alt": "4.800.000"})
    assert [each.rule for each in found] == ["BUD006", "BUD006"]


def test_co_financing_not_granted_is_shown_with_and_without() -> None:
    [finding] = findings_with({"udgifter.medfinansiering[0].bevilget": "Nej"})
    assert finding.rule == "BUD008"
    assert value_of(finding, "with") == "18,8\u00a0%"
    assert value_of(finding, "without") == "0,0\u00a0%"


@pytest.mark.parametrize(
    "text",
    [
        "ANFØR kommunens navn",
        "Vi når […] unge",
        "Vi når [...] unge",
        "[skriv her]",
        "[indsæt antal unge]",
        "<navn>",
        "HER indsættes et kort",
        "Lorem ipsum dolor",
        "Kære {{ navn }}",
        "{% if x %}",
        "Det koster XX kr. om året",
    ],
)
def test_an_unfilled_placeholder_is_found(text: str) -> None:
    assert list(placeholders(text))


@pytest.mark.parametrize(
    "text",
    [
        "Se bilag [1] og [12, s. 4].",
        "Vi fortsætter (…) hele året.",
        'Rapporten siger: "De unge […] vil gerne arbejde."',
        "Unge [sic] fra byen",
        "Skriv til anne@eksempel.dk <anne@eksempel.dk>",
        "Her indsættes der flere vejledere.",
        "Vi vil anføre målene i en plan.",
        "a < b og c > d",
        "Liga XX og MXX",
    ],
)
def test_ordinary_writing_is_no_placeholder(text: str) -> None:
    assert list(placeholders(text)) == []


@pytest.mark.parametrize("text", ["Ingen", "0", "Nej", "Ja", "x", "Ålborg"])
def test_short_answers_are_answers(text: str) -> None:
    assert not says_nothing(text)


@pytest.mark.parametrize(
    "text", ["010190-1234", "CPR 0101901234", "(311299-4321)", "010190–1234", "290204-5678."]
)
def test_a_cpr_number_is_found_and_masked(text: str) -> None:
    assert len(list(cpr_numbers(text))) == 1
    assert without_cpr_numbers(text).count("•") == 4


@pytest.mark.parametrize(
    "text",
    [
        "320190-1234",
        "011390-1234",
        "290203-5678",
        "P-nummer 1003366221",
        "konto 0101901234",
        "tlf. 4512345678",
        "1010901234 kr.",
        "1.010.901.234",
        "99010190-12345",
        "EAN 5798000123456",
        "2009-1234",
    ],
)
def test_other_numbers_are_no_cpr_numbers(text: str) -> None:
    assert list(cpr_numbers(text)) == []
    assert without_cpr_numbers(text) == text
