import pytest

from forms.path import BadPath, Path


@pytest.mark.parametrize(
    "text", ["vision", "kontaktperson.navn", "aktiviteter[2].formaal", "a[0].b[11].c", ""]
)
def test_a_path_is_written_as_it_was_read(text: str) -> None:
    assert str(Path.parse(text)) == text


@pytest.mark.parametrize("text", ["[0]", "a[x]", "a..b", "A", "a[1", "a[-1]", "a[1][2]", "æ"])
def test_what_is_no_path_is_refused(text: str) -> None:
    with pytest.raises(BadPath):
        Path.parse(text)


def test_an_address_is_the_path_without_row_numbers() -> None:
    path = Path.parse("indsatser[3].milepaele[0].aar")
    assert path.address == "indsatser.milepaele.aar"
    assert path.rows == (3, 0)


def test_a_path_is_made_from_an_address_and_the_rows_of_its_groups() -> None:
    groups = ("indsatser", "indsatser.milepaele")
    assert Path.at("indsatser.milepaele.aar", (3, 0), groups) == Path.parse(
        "indsatser[3].milepaele[0].aar"
    )
    assert Path.at("indsatser.milepaele", (3,), groups[:1]) == Path.parse("indsatser[3].milepaele")


def test_a_dotted_group_name_takes_its_row_at_its_end() -> None:
    assert Path.at("udgifter.poster.beloeb", (2,), ("udgifter.poster",)) == Path.parse(
        "udgifter.poster[2].beloeb"
    )
