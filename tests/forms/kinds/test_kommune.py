"""The 98 kommuner and how they are written."""

import pytest

from forms.data.kommuner_2007 import MUNICIPALITIES
from forms.kinds.kommune import Kommune, is_known_kommune, nearest_kommuner

KOMMUNE = Kommune()


def test_there_are_98_each_with_its_own_code() -> None:
    assert len({each.name for each in MUNICIPALITIES}) == 98
    assert len({each.code for each in MUNICIPALITIES}) == 98
    assert all(len(each.code) == 3 and each.code.isdigit() for each in MUNICIPALITIES)
    assert "411" not in {each.code for each in MUNICIPALITIES}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Holstebro Kommune", "Holstebro"),
        ("holstebro kommune", "Holstebro"),
        ("HOLSTEBRO", "Holstebro"),
        ("661", "Holstebro"),
        ("0661", "Holstebro"),
        ("Kommune: Holstebro", "Holstebro"),
        ("Holstebro Kommunes", "Holstebro"),
        ("Københavns Kommune", "København"),
        ("Århus", "Aarhus"),
        ("Aarhus Kommune", "Aarhus"),
        ("Bornholms Regionskommune", "Bornholm"),
        ("Vesthimmerland", "Vesthimmerlands"),
        ("Høje Taastrup", "Høje-Taastrup"),
        ("Frederiksværk-Hundested Kommune", "Halsnæs"),
    ],
)
def test_a_kommune_is_known_however_it_is_written(text: str, name: str) -> None:
    assert KOMMUNE.parse(text) == name
    assert is_known_kommune(name)


@pytest.mark.parametrize(
    ("text", "name"), [("Nordby Kommune", "Nordby"), ("Kommune", "Kommune"), ("999", "999")]
)
def test_an_unknown_name_is_a_value_too(text: str, name: str) -> None:
    assert KOMMUNE.parse(text) == name
    assert not is_known_kommune(name)


def test_a_slip_is_near_the_name_meant() -> None:
    assert nearest_kommuner("Holsterbro")[0] == "Holstebro"
    assert nearest_kommuner("xyzxyz") == ()


def test_the_names_are_offered_in_danish_order() -> None:
    names = KOMMUNE.alternatives()
    assert names[0] == "Albertslund"
    assert names[-1] == "Aarhus"
