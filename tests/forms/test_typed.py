"""Answers typed as JSON text: what is out of all bounds is refused, in little time and room."""

import tracemalloc

import pytest

from forms.path import Path
from forms.typed import MOST_DEEP, NotAnswers, _is_deep, answers_of_text, may_be_deep
from tests.forms.example_form import EXAMPLE_FORM

FAR = "9" * 20
"""More than the exponent of a Decimal may be."""


def refused_at(text):
    with pytest.raises(NotAnswers) as refused:
        answers_of_text(EXAMPLE_FORM, text.encode())
    return refused.value.values.get("path")


@pytest.mark.parametrize("number", [f"1e{FAR}", f"1e-{FAR}", f"0e{FAR}", "1e9999999", "-2E-5000"])
def test_a_number_out_of_all_bounds_is_refused_where_it_stands(number):
    assert refused_at(f'{{"navn": {number}}}') == "navn"
    assert refused_at(f'{{"rest": {{"i_alt": {number}}}}}') == "rest.i_alt"


@pytest.mark.parametrize("number", [f"1e{FAR}", f"1e-{FAR}"])
def test_and_not_where_it_is_no_answer(number):
    answers = answers_of_text(EXAMPLE_FORM, f'{{"rest": {{"beregnet": {number}}}}}'.encode())
    assert not list(answers)


def test_a_number_of_many_digits_is_read_whole():
    text = '{"rest": {"i_alt": 7.' + "0" * 2_000 + "}}"
    assert answers_of_text(EXAMPLE_FORM, text.encode()).get(Path.parse("rest.i_alt")) == 7


def nested(depth, around=("[", "]")):
    """A Total's value, which nobody looks at."""
    return '{"rest": {"beregnet": ' + around[0] * (depth - 2) + around[1] * (depth - 2) + "}}"


def called_from(depth, read):
    return read() if not depth else called_from(depth - 1, read)


@pytest.mark.parametrize("calls", [0, 300])
def test_how_deep_answers_may_lie_is_the_same_whoever_asks(calls):
    deepest, deeper = nested(MOST_DEEP), nested(MOST_DEEP + 1)
    assert not list(called_from(calls, lambda: answers_of_text(EXAMPLE_FORM, deepest.encode())))
    assert called_from(calls, lambda: refused_at(deeper)) is None


def test_brackets_in_texts_are_not_taken_for_depth():
    text = r'{"navn": "\"' + "[" * 2_000 + '"}'
    assert may_be_deep(text.encode())
    assert len(str(answers_of_text(EXAMPLE_FORM, text.encode()).get(Path.parse("navn")))) == 2_001


def test_quotes_that_never_end_are_looked_through_once():
    assert refused_at("[" * 300 + r"\"" * 1_000_000) is None


def test_how_deep_a_text_goes_is_found_in_little_room():
    text = '"a",' * 100_000
    tracemalloc.start()
    try:
        assert not _is_deep(text)
        assert _is_deep("[" * (MOST_DEEP + 1) + text)
        assert tracemalloc.get_traced_memory()[1] < 2 * len(text)
    finally:
        tracemalloc.stop()
