"""What people type in one box, taken apart into the fields it answers."""

import pytest

from documents.reader.lines import Line
from documents.reader.listed import take_list
from documents.reader.taken import LeftOver, Taken
from forms.grammar import Group
from forms.outline import outline
from forms.registry import form_of
from tests.documents.reader.test_mixed import take
from validators.finding import Place

FORM = form_of("delaftale")
WHOLE = ("Bo Falsk", "konsulent", "12 34 56 78", "bo@x.example")
CONTACTS = [
    "Bo Falsk, konsulent, tlf. 12 34 56 78, bo@x.example",
    "tlf. 12 34 56 78, bo@x.example, Bo Falsk, konsulent",
    "konsulent Bo Falsk, 12 34 56 78 bo@x.example",
    "Bo Falsk / konsulent / 12 34 56 78 / bo@x.example",
    "Navn: Bo Falsk Titel: konsulent Tlf: 12 34 56 78 Mail: bo@x.example",
    "Navn, titel: Bo Falsk, konsulent, 12 34 56 78, bo@x.example",
    "Navn: konsulent Bo Falsk, 12 34 56 78, bo@x.example",
    "Kontaktperson er konsulent Bo Falsk, 12 34 56 78, bo@x.example",
]


def rows(group: str, *lines: str) -> tuple[list[dict[str, str]], list[str]]:
    """The rows a list gives, by field, and what is left over."""
    item: Group = outline(FORM).at(group).group
    found = take_list(item, [Line(text=each, place=Place()) for each in lines])
    told: dict[int, dict[str, str]] = {}
    for each in found:
        if isinstance(each, Taken):
            field = outline(FORM).at(each.path.address).field
            row = told.setdefault(each.path.rows[0], {})
            row[str(each.path.parts[-1])] = field.kind.format(each.value)
    return list(told.values()), [each.text for each in found if isinstance(each, LeftOver)]


@pytest.mark.parametrize("text", CONTACTS)
def test_a_contact_in_one_line_is_taken_apart_whole(text: str) -> None:
    answers, left = take(text)
    told = tuple(answers.get(each) for each in ("navn", "stilling", "telefon", "email"))
    assert (told, left) == (WHOLE, [])


def test_eight_digits_after_words_are_the_telephone_number() -> None:
    answers, _ = take("bo@x.example Bo Falsk konsulent 12345678")
    assert (answers["stilling"], answers["telefon"]) == ("konsulent", "12345678")


def test_a_number_said_to_be_another_is_no_telephone_number() -> None:
    answers, left = take("Bo Falsk\nForeningen, cvr 12345678")
    assert "telefon" not in answers
    assert "12345678" in " ".join((*answers.values(), *left))


@pytest.mark.parametrize(
    "typed",
    [
        ("Åby Bolig, Fonden og Politiet",),
        ("Åby Bolig, Fonden samt Politiet.",),
        ("Åby Bolig; Fonden; Politiet",),
        ("Åby Bolig / Fonden / Politiet",),
        ("Åby Bolig", "Fonden", "Politiet"),
        ("1. Åby Bolig", "2. Fonden", "3. Politiet"),
        ("a) Åby Bolig", "b) Fonden", "c) Politiet"),
        ("Part 1: Åby Bolig", "Part 2: Fonden", "Part 3: Politiet"),
    ],
)
def test_parties_are_rows_however_they_are_typed(typed: tuple[str, ...]) -> None:
    told, left = rows("parter", *typed)
    assert [each["navn"] for each in told] == ["Åby Bolig", "Fonden", "Politiet"]
    assert left == []


def test_words_that_lead_in_to_a_list_are_no_party() -> None:
    told, left = rows("parter", "Parterne er: Åby Bolig, Fonden og Politiet")
    assert [each["navn"] for each in told] == ["Åby Bolig", "Fonden", "Politiet"]
    assert left == ["Parterne er:"]


@pytest.mark.parametrize(
    ("typed", "row", "left"),
    [
        ("25% Chef for planen", {"funktion": "Chef for planen", "andel": "25\u00a0%"}, []),
        ("Chef, ca. 25%", {"funktion": "Chef", "andel": "25\u00a0%"}, ["ca."]),
        ("2 vejledere, 50% hver", {"funktion": "2 vejledere", "andel": "50\u00a0%"}, ["hver"]),
        (
            "Vejleder, 9 t./uge, egne midler",
            {"funktion": "Vejleder", "timer": "9\u00a0timer", "finansiering": "egne midler"},
            [],
        ),
        (
            "Kok, kommunal medfinansiering, 9 timer",
            {
                "funktion": "Kok",
                "timer": "9\u00a0timer",
                "finansiering": "kommunal medfinansiering",
            },
            [],
        ),
        ("Leder, Team Nord, 25%", {"funktion": "Leder, Team Nord", "andel": "25\u00a0%"}, []),
    ],
)
def test_staffing_is_a_function_a_measure_and_who_pays(
    typed: str, row: dict[str, str], left: list[str]
) -> None:
    told, rest = rows("medarbejderressourcer", typed)
    assert told == [row]
    assert rest == left


@pytest.mark.parametrize(
    ("typed", "name", "text"),
    [
        ("Jobklub, hjælp til alle: unge", "Jobklub", "hjælp til alle: unge"),
        ("Jobklub: hjælp, cv og mere", "Jobklub", "hjælp, cv og mere"),
        ("Jobklub - hjælp, cv og mere", "Jobklub", "hjælp, cv og mere"),
        ("Jobklub. Hjælp til alle.", "Jobklub", "Hjælp til alle."),
        ("Aktivitet 1: Jobklub, hjælp", "Jobklub", "hjælp"),
        ("2. Jobklub", "Jobklub", None),
        ("Jobklub v. Bo", "Jobklub v. Bo", None),
    ],
)
def test_an_activity_is_its_name_and_what_it_is(typed: str, name: str, text: str | None) -> None:
    [told], left = rows("aktivitetsliste", typed)
    assert (told["navn"], told.get("beskrivelse"), left) == (name, text, [])
