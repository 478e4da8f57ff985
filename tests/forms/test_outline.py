from dataclasses import replace

import pytest

from forms.answers import Answers
from forms.conditions import Answered
from forms.grammar import Field, FormDefinition, Section
from forms.kinds.line import Line
from forms.outline import BadDefinition, Outline, checksum, given_text, is_asked, outline, row_paths
from forms.path import Path
from tests.forms.example_form import EXAMPLE_FORM

ANSWERS = Answers(
    {
        Path.parse("indsatser[0].tilstand"): "lukket",
        Path.parse("indsatser[0].milepaele[1].aar"): 2027,
        Path.parse("indsatser[1].tilstand"): "aktiv",
    }
)


def test_every_item_is_found_by_its_address_with_the_groups_around_it() -> None:
    placed = outline(EXAMPLE_FORM).at("indsatser.milepaele.aar")
    assert placed.field.label == "År"
    assert [group.address for group in placed.groups] == ["indsatser", "indsatser.milepaele"]
    assert placed.section.id == "indsatser"


def test_a_field_in_nested_rows_has_a_path_in_every_row() -> None:
    paths = row_paths(EXAMPLE_FORM, ANSWERS, "indsatser.milepaele.aar")
    assert [str(path) for path in paths] == [
        "indsatser[0].milepaele[0].aar",
        "indsatser[0].milepaele[1].aar",
    ]


def test_fixed_rows_count_before_anybody_answers_them() -> None:
    paths = row_paths(EXAMPLE_FORM, Answers(), "maal.tal")
    assert [str(path) for path in paths] == ["maal[0].tal", "maal[1].tal"]


def test_the_form_prints_the_given_texts_of_its_fixed_rows_and_asks_for_the_rest() -> None:
    assert given_text(EXAMPLE_FORM, Path.parse("maal[1].delmaal")) == "Færre på forsørgelse"
    assert given_text(EXAMPLE_FORM, Path.parse("maal[2].delmaal")) is None
    assert not is_asked(EXAMPLE_FORM, ANSWERS, Path.parse("maal[0].delmaal"))
    assert is_asked(EXAMPLE_FORM, ANSWERS, Path.parse("maal[0].tal"))


def test_a_field_is_asked_by_the_answers_of_its_own_row() -> None:
    assert is_asked(EXAMPLE_FORM, ANSWERS, Path.parse("indsatser[0].begrundelse"))
    assert not is_asked(EXAMPLE_FORM, ANSWERS, Path.parse("indsatser[1].begrundelse"))
    assert is_asked(EXAMPLE_FORM, ANSWERS, Path.parse("indsatser[0].milepaele[1].kommentar"))
    assert not is_asked(EXAMPLE_FORM, ANSWERS, Path.parse("indsatser[0].milepaele[0].kommentar"))


def form_with(*fields: Field, box: str | None = None) -> FormDefinition:
    section = Section(id="s", number="1", title="S", items=fields, box=box)
    return replace(EXAMPLE_FORM, sections=(section,))


def test_a_form_that_contradicts_itself_is_refused_when_it_is_made() -> None:
    twice = Field(id="a", label="A", kind=Line())
    with pytest.raises(BadDefinition):
        Outline(form_with(twice, twice))
    with pytest.raises(BadDefinition):
        Outline(form_with(replace(twice, asked_when=Answered("borte"))))
    with pytest.raises(BadDefinition):
        Outline(form_with(twice, box="borte"))


def test_the_checksum_changes_with_anything_a_form_says() -> None:
    field = Field(id="a", label="A", kind=Line())
    plain = checksum(form_with(field))
    assert plain == checksum(form_with(field))
    assert plain != checksum(form_with(replace(field, is_required=False)))
    assert plain != checksum(form_with(replace(field, guidance="Ny")))


def test_the_checksum_leaves_out_what_only_helps_the_reader() -> None:
    field = Field(id="a", label="A", kind=Line())
    helped = replace(field, aliases=("Aa",), leads=("Her skrives",))
    assert checksum(form_with(field)) == checksum(form_with(helped))
