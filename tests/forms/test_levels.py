import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.answers import Answers
from forms.exchange import answers_from_json, normalised
from forms.kinds.kind import Json
from forms.levels import BadAnswers
from forms.path import Path
from tests.forms.example_form import EXAMPLE_FORM, MAAL

_WORDS = st.sampled_from(["", " ", "A", "B\n"])
_YEARS = st.sampled_from([None, 2026, "2027", "snart"])
_MILESTONE = st.fixed_dictionaries({}, optional={"milepael": _WORDS, "aar": _YEARS})
_EFFORT = st.fixed_dictionaries(
    {}, optional={"aktivitet": _WORDS, "milepaele": st.lists(_MILESTONE, max_size=4)}
)
_GOAL = st.fixed_dictionaries({}, optional={"delmaal": _WORDS, "tal": st.sampled_from([None, 4])})
_FORMS = st.fixed_dictionaries(
    {},
    optional={
        "indsatser": st.lists(_EFFORT, max_size=4),
        "maal": st.lists(_GOAL, max_size=5),
    },
)


@given(data=_FORMS)
def test_what_is_read_is_normal_and_its_rows_are_counted_as_any_other_answers(data: Json) -> None:
    found = answers_from_json(EXAMPLE_FORM, data)
    again = Answers(dict(found.items()))
    assert found.row_counts() == again.row_counts()
    assert normalised(EXAMPLE_FORM, again) == found


@given(data=_FORMS, apart=st.integers(1, 3), first=st.integers(0, 2))
def test_rows_with_empty_ones_between_them_close_up_to_those_without(
    data: Json, apart: int, first: int
) -> None:
    found = answers_from_json(EXAMPLE_FORM, data)
    scattered = {}
    for path, value in found.items():
        parts = list(path.parts)
        for at, part in enumerate(path.parts):
            fixed = len(MAAL.fixed_rows) if parts[at - 1] == MAAL.id else 0
            if isinstance(part, int) and part >= fixed:
                parts[at] = fixed + (part - fixed) * apart + first
        scattered[Path(tuple(parts))] = value
    assert normalised(EXAMPLE_FORM, Answers(scattered)) == found


def test_rows_are_read_alike_however_many_there_are() -> None:
    rows: Json = [{"aktivitet": f"A{row}"} for row in range(200)]
    for _ in range(2):
        found = answers_from_json(EXAMPLE_FORM, {"indsatser": rows})
        told = [found.get(Path.parse(f"indsatser[{row}].aktivitet")) for row in range(200)]
        assert told == [f"A{row}" for row in range(200)]


def test_what_no_answer_can_look_like_is_refused_where_the_form_prints_one_too() -> None:
    with pytest.raises(BadAnswers) as refusal:
        answers_from_json(EXAMPLE_FORM, {"maal": [{"delmaal": ["x"]}]})
    assert refusal.value.path == "maal[0].delmaal"


@pytest.mark.parametrize("value", [1.5, {"raw": 1.5}, [["x", {"y": 0.1}]]])
@pytest.mark.parametrize("at", ["navn", "antal_aar", "accept"])
def test_a_float_is_refused_however_deep_it_stands(at: str, value: Json) -> None:
    with pytest.raises(BadAnswers) as refusal:
        answers_from_json(EXAMPLE_FORM, {at: value})
    assert refusal.value.path == at
    assert "float" in refusal.value.reason
