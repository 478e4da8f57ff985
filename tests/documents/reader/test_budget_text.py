"""The fields of a budget that stands in one box of prose."""

from documents.found_by import FoundBy
from documents.reader.boxes import take_box
from documents.reader.lines import Line
from documents.reader.sections import LabelledSection
from documents.reader.taken import Taken
from forms.catalogue.projektskitse_2009 import PROJEKTSKITSE_2009
from forms.kinds.kind import Unread
from tests.forms.budgets.test_reading import SKETCH
from validators.finding import Place

SECTION = next(each for each in PROJEKTSKITSE_2009.sections if each.id == "udgifter")


def take(text: str) -> dict[str, Taken]:
    lines = tuple(
        Line(text=each, place=Place(block=at)) for at, each in enumerate(text.split("\n"))
    )
    part = LabelledSection(section=SECTION, label=lines[0], lines=lines, certainty=1.0)
    found = take_box(PROJEKTSKITSE_2009, part)
    return {str(each.path): each for each in found if isinstance(each, Taken)}


def told(text: str) -> dict[str, object]:
    return {path.partition(".")[2]: each.value for path, each in take(text).items()}


def test_each_amount_is_found_in_the_line_it_stands_in() -> None:
    taken = take("\n" + SKETCH)
    assert taken["udgifter.poster[4].beloeb"].place == Place(block=6)
    assert taken["udgifter.ansoegt_beloeb"].place == Place(block=13)
    assert {each.by for path, each in taken.items() if "bemaerk" not in path} == {FoundBy.TEXT}


def test_the_text_is_kept_whole() -> None:
    assert told(SKETCH)["bemaerkninger"] == SKETCH


def test_sums_and_years_fill_their_fields() -> None:
    found = told(SKETCH)
    sums = ("antal_aar", "i_alt", "medfinansiering_i_alt", "ansoegt_beloeb")
    assert [found[each] for each in sums] == [2, 2_900_000, 700_000, 2_200_000]


def test_a_malformed_amount_stays_as_typed_with_the_proved_reading_first() -> None:
    amount = told(SKETCH)["poster[2].beloeb"]
    assert isinstance(amount, Unread)
    assert (amount.text, amount.suggestions[0]) == ("120.00", "120.000,00\u00a0kr.")


def test_what_the_text_does_not_say_stays_empty() -> None:
    found = told("Mentor 400.000 kr.\nKommunen bidrager med 100.000 kr. om året")
    assert "antal_aar" not in found
    assert "i_alt" not in found
    assert "medfinansiering[0].bevilget" not in found


def test_a_contribution_that_awaits_its_grant_is_told_though_only_its_place_names_it_one() -> None:
    found = told(
        "Klub 500.000 kr. årligt\nFilm 100.000 kr. (én gang)\nI alt for 2 år 1.100.000 kr.\n"
        "Kommunen betaler selv 300.000 kr. årligt\n"
        "Lån af en bus 100.000 kr. (endnu ikke bevilget)\n"
        "Medfinansiering i alt 700.000 kr."
    )
    assert found["medfinansiering[1].beloeb"] == 100_000
    assert found["medfinansiering[1].bevilget"] == "nej"


def test_a_sum_that_does_not_agree_for_certain_makes_its_lines_doubtful() -> None:
    taken = take("Løn bl.a. 500.000 kr.\nDrift 20.000 kr.\nI alt 750.000 kr.")
    assert taken["udgifter.poster[0].beloeb"].certainty < 0.7


def test_a_text_without_amounts_fills_nothing_else() -> None:
    assert list(told("Budgettet eftersendes.")) == ["bemaerkninger"]
