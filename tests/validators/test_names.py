"""Names as people mean them."""

import pytest

from validators.names import Likeness, are_akin, folded, is_within, likeness, stems


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Åby Kommune", "åby  kommune"),
        ("En Fælles Indsats", "En fælles indsats."),
        ("Uddannelse & Livschancer", "Uddannelse og livschancer"),
        ("Nord–Syd", "Nord-Syd"),
    ],
)
def test_capitals_blanks_and_kinds_of_dashes_make_no_other_name(one: str, other: str) -> None:
    assert likeness(one, other) is Likeness.SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bolig Østerby", "BoligØsterby"),
        ("Øst- og Vester Åby politi", "Øst og Vester-Åbys Politi"),
        ("Åby Boligforening", "Åby Boligforenning"),
        ("Jobklub", "Jobklubber"),
        ("Klub for fædre", "Klub for fædre (30+)"),
        ("Fædregruppe 30+", "Fædregruppe"),
        ("Lommepengejob", "Lommepengejobs"),
        ("Vores Egen Lille Butik", "Vores Egen Lille Butik (VELB)"),
        ("VELB", "Vores Egen Lille Butik"),
        ("Beboervejledere", "Beboervejlederne"),
    ],
)
def test_what_people_mean_as_one_name_is_a_variant(one: str, other: str) -> None:
    assert likeness(one, other) is Likeness.VARIANT
    assert likeness(other, one) is Likeness.VARIANT


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Åby Boligforening", "Åby Kommune"),
        ("Boligforeningen Øst", "Boligforeningen Vest"),
        ("Afdeling 12", "Afdeling 13"),
        ("Jobklub 13-17 år", "Jobklub 18+"),
        ("Østparken", "Vestparken"),
        ("FOB", "FOA"),
        ("", ""),
        ("-", "-"),
        ("Beboervejleder", "Familievejleder"),
    ],
)
def test_other_names_are_others(one: str, other: str) -> None:
    assert likeness(one, other) is Likeness.OTHER


def test_a_party_may_be_told_with_more_detail() -> None:
    assert is_within("Åby Kommune", "Åby Kommune, Ungeenheden (UE) og Fritidsafdelingen")
    assert is_within("Fritidsafdelingen", "Åby Kommune, Ungeenheden (UE) og Fritidsafdelingen")
    assert not is_within("Åby Kommune", "Åby Boligforening, kommune")
    assert not is_within("", "Åby Kommune")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Beboervejledere", "Beboermedarbejdere"),
        ("Aktivitetsmedarbejder", "Aktivitetskoordinator"),
        ("Familievejledere", "Boligsociale familievejledere"),
        ("Chef for helhedsplanen", "Leder af helhedsplanen"),
        ("Leder", "Chef"),
    ],
)
def test_one_function_may_have_two_names(one: str, other: str) -> None:
    assert are_akin(one, other)
    assert are_akin(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Beboervejleder", "Familievejleder"),
        ("Leder", "Beboervejleder"),
        ("Vejleder", "Medarbejder"),
    ],
)
def test_functions_about_other_things_are_others(one: str, other: str) -> None:
    assert not are_akin(one, other)


def test_endless_names_are_cut() -> None:
    assert len(folded("x" * 10_000)) == 300
    assert stems("(((" * 1_000) == ()
