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
        *('{"raw": 2.5}', '"12,50"', '"1.5"', "[" * 1_500 + "]" * 1_500, "[" * 200 + "]" * 200),
    ]
)
NAMES = st.sampled_from(["navn", "accept", "antal_aar", "rest", "opdigtet", "rest.i_alt", "maal"])
INNER = st.builds('{{"{}": {}}}'.format, st.sampled_from(["i_alt", "brugt", "tal", "x"]), VALUES)
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
