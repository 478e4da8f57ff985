import pytest

from forms.answers import Answers
from forms.catalogue.projektskitse_2009 import PROJEKTSKITSE_2009
from forms.exchange import answers_from_json, answers_to_json, normalised
from forms.kinds.kind import Json, Unread
from forms.levels import BadAnswers
from forms.path import Path
from tests.forms.example_form import EXAMPLE_FORM


def test_dotted_ids_nest_and_rows_are_lists() -> None:
    data: Json = {
        "rest": {"i_alt": "500.000 kr."},
        "indsatser": [{"aktivitet": "Café", "milepaele": [{"aar": 2027}]}],
    }
    answers = answers_from_json(EXAMPLE_FORM, data)
    assert answers.row_count(Path.parse("indsatser[0].milepaele")) == 1
    assert answers_to_json(EXAMPLE_FORM, answers) == {
        "rest": {"i_alt": "500000.00"},
        "indsatser": [{"aktivitet": "Café", "milepaele": [{"aar": 2027}]}],
    }


def test_empty_rows_between_others_are_no_rows() -> None:
    data: Json = {"indsatser": [{}, {"aktivitet": "A"}, {"milepaele": [{}]}, {"aktivitet": "B"}]}
    answers = answers_from_json(EXAMPLE_FORM, data)
    assert answers_to_json(EXAMPLE_FORM, answers) == {
        "indsatser": [{"aktivitet": "A"}, {"aktivitet": "B"}]
    }


def test_fixed_rows_keep_their_place_and_own_rows_close_up_after_them() -> None:
    data: Json = {"maal": [{}, {"tal": 4}, {}, {"delmaal": "Eget mål", "tal": 5}]}
    answers = answers_from_json(EXAMPLE_FORM, data)
    assert answers_to_json(EXAMPLE_FORM, answers) == {
        "maal": [{}, {"tal": 4}, {"delmaal": "Eget mål", "tal": 5}]
    }


def test_a_text_the_form_prints_is_no_answer() -> None:
    data: Json = {"maal": [{"delmaal": "Flere i arbejde", "tal": 1}]}
    answers = answers_from_json(EXAMPLE_FORM, data)
    assert list(answers) == [Path.parse("maal[0].tal")]


def test_what_a_kind_cannot_read_is_kept_as_typed_through_storage() -> None:
    answers = answers_from_json(PROJEKTSKITSE_2009, {"udgifter": {"i_alt": {"raw": "200.00"}}})
    value = answers.get(Path.parse("udgifter.i_alt"))
    assert isinstance(value, Unread)
    assert value.text == "200.00"
    stored = answers_to_json(PROJEKTSKITSE_2009, answers)
    assert answers_from_json(PROJEKTSKITSE_2009, stored) == answers


@pytest.mark.parametrize(
    ("data", "path"),
    [
        ([], ""),
        ({"ukendt": "x"}, "ukendt"),
        ({"rest": {"ukendt": "x"}}, "rest.ukendt"),
        ({"rest": "x"}, "rest"),
        ({"indsatser": {"aktivitet": "x"}}, "indsatser"),
        ({"indsatser": ["x"]}, "indsatser[0]"),
        ({"indsatser": [{"navn": "x"}]}, "indsatser[0].navn"),
        ({"navn": ["x"]}, "navn"),
        ({"navn": {"text": "x"}}, "navn"),
        ({"indsatser": [{"aktivitet": "x"}] * 2001}, "indsatser"),
    ],
)
def test_json_of_another_shape_is_refused_with_its_place(data: Json, path: str) -> None:
    with pytest.raises(BadAnswers) as refusal:
        answers_from_json(EXAMPLE_FORM, data)
    assert refusal.value.path == path


def test_closing_up_moves_nested_rows_with_their_outer_row() -> None:
    scattered = Answers(
        {
            Path.parse("indsatser[4].milepaele[3].aar"): 2027,
            Path.parse("indsatser[2].milepaele[9].aar"): 2026,
        }
    )
    assert normalised(EXAMPLE_FORM, scattered) == Answers(
        {
            Path.parse("indsatser[0].milepaele[0].aar"): 2026,
            Path.parse("indsatser[1].milepaele[0].aar"): 2027,
        }
    )
