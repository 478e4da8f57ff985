"""Rows are read the quick way, and never otherwise than the exact one reads them."""

import json
from codecs import BOM_UTF8
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.bulk import row_answers
from documents.bulk.order import Shape
from documents.bulk.row_answers import answers_of_row
from forms.path import Path
from forms.typed import NotAnswers, answers_of_text
from tests.forms.example_form import EXAMPLE_FORM

FAR = "99999999999999999999"
DEPTHS = st.sampled_from([200, 249, 250, *range(495, 505), *range(990, 1_100)])
AROUND = st.sampled_from([("[", "]"), ('{"a":', "}"), ('[{"a":', "}]")])


def nested(depth, around):
    before, after = around
    return before * depth + "1" + after * depth


VALUES = st.sampled_from(
    [
        *(
            '"A"',
            '" "',
            '"Køb & salg"',
            r'"\u00e6\n\u0000"',
            r'"\ud83d\ude00"',
            r'"\ud83d"',
            '"\x01"',
        ),
        *("1.10", "0.1", "1e2", "1E400", "-0", "-0.0", "7", "123456789012345678901234567890"),
        *("NaN", "Infinity", "true", "null", "01", "[]", "{}", '["a"]', "[1.5]", '{"raw": "7"}'),
        *('{"raw": 2.5}', '"12,50"', '"1.5"', "1e-5000", f"0e{FAR}", "1e99999999", "1e-99999999"),
        *(f"1e{FAR}", f"1e-{FAR}", f"[1e-{FAR}]", f'{{"raw": 1e{FAR}}}', "0." + "0" * 2_000 + "1"),
    ]
) | st.builds(nested, DEPTHS, AROUND)
NAMES = st.sampled_from(["navn", "accept", "antal_aar", "rest", "opdigtet", "rest.i_alt", "maal"])
INNER_NAMES = st.sampled_from(["i_alt", "brugt", "beregnet", "pr_aar", "tal", "x"])
INNER = st.builds('{{"{}": {}}}'.format, INNER_NAMES, VALUES)
ROWS = st.lists(INNER, max_size=3).map(lambda rows: f"[{', '.join(rows)}]")
PAIRS = st.tuples(NAMES, st.one_of(VALUES, INNER, ROWS))
TEXTS = st.lists(PAIRS, max_size=4).map(
    lambda pairs: "{" + ", ".join(f'"{name}": {value}' for name, value in pairs) + "}"
)
ENDS = st.sampled_from([b"", b" ", b"\r", b"}", b"\xff", b"\x00"])


def told(read):
    try:
        answers = read()
    except NotAnswers as refused:
        return refused.sentence, refused.values
    return list(map(repr, answers.items())), answers.row_counts()


def quick(data):
    return answers_of_row(EXAMPLE_FORM, Shape.JSON, data)


def hidden(value):
    """JSON where nobody looks at a value: it is a Total's, or another is said after it."""
    return f'{{"rest": {{"beregnet": {value}}}}}', f'{{"navn": {value}, "navn": "A"}}'


NO_ANSWERS = [
    pytest.param(text, id=f"{value[:12]} {place}")
    for value in (
        *(f"1e{FAR}", f"1e-{FAR}", f"0e{FAR}", "7" * 5_000, "NaN", '"\\ud83d"'),
        *(nested(depth, ("[", "]")) for depth in (498, 499, 500, 501, 990, 1_020, 1_030)),
    )
    for place, text in enumerate(hidden(value))
]


@pytest.mark.parametrize("text", NO_ANSWERS)
def test_both_ways_take_and_refuse_the_same_where_it_is_no_answer(text):
    data = text.encode()
    assert told(lambda: quick(data)) == told(lambda: answers_of_text(EXAMPLE_FORM, data))


@given(text=TEXTS, end=ENDS, start=st.sampled_from([b"", BOM_UTF8]))
def test_whatever_a_row_holds_it_is_read_as_the_exact_way_reads_it(text, end, start):
    data = start + text.encode("utf-8", "surrogatepass") + end
    assert told(lambda: quick(data)) == told(lambda: answers_of_text(EXAMPLE_FORM, data))


def test_no_number_passes_through_a_float():
    answers = quick(b'{"rest": {"i_alt": 1234567890123.1, "brugt": 0.07}}')
    assert answers.get(Path.parse("rest.i_alt")) == Decimal("1234567890123.10")
    assert answers.get(Path.parse("rest.brugt")) == Decimal("0.07")


def test_an_ordinary_row_is_not_read_twice(monkeypatch):
    monkeypatch.delattr(row_answers, "answers_of_text")
    assert quick('{"navn": "Åse"}'.encode()).get(Path.parse("navn")) == "Åse"


def test_a_row_beyond_all_bounds_is_refused_though_it_could_be_read(monkeypatch):
    monkeypatch.setattr("forms.typed.MOST_BYTES", 20)
    monkeypatch.setattr(row_answers, "MOST_BYTES", 20)
    with pytest.raises(NotAnswers):
        quick(json.dumps({"navn": "x" * 20}).encode())
