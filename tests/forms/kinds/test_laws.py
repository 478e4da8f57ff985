"""What holds for every kind, whatever was answered or typed."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.kinds.amount import Amount
from forms.kinds.baseline import Baseline
from forms.kinds.choice import Choice, Option
from forms.kinds.cvr import Cvr
from forms.kinds.date import CalendarDay
from forms.kinds.email import Email
from forms.kinds.kind import Kind, Unread
from forms.kinds.kommune import Kommune
from forms.kinds.line import Line
from forms.kinds.number import Number
from forms.kinds.percent import Percentage
from forms.kinds.period import TimeSpan
from forms.kinds.phone import Phone
from forms.kinds.prose import Prose
from forms.kinds.tick import Tick
from forms.kinds.weekly_hours import WeeklyHours
from forms.kinds.whole_number import WholeNumber
from forms.kinds.yes_no import YesNo
from forms.text import clean_line, clean_prose
from tests.strategies import raw_texts, typed, values

KINDS: tuple[Kind, ...] = (
    Amount(),
    Baseline(),
    CalendarDay(),
    Choice(options=(Option(id="aarligt", label="Årligt"), Option(id="engang", label="Engangs"))),
    Cvr(),
    Email(),
    Kommune(),
    Line(),
    Number(unit="årsværk"),
    Percentage(),
    Phone(),
    Prose(),
    Tick(),
    TimeSpan(),
    WeeklyHours(),
    WholeNumber(),
    WholeNumber(least=1, most=10, units=("år",)),
    YesNo(),
)
every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: type(kind).__name__)
# In each of some twenty kinds: a law is looked at many more times than two hundred.
thorough = settings(max_examples=settings.default.max_examples // 5)


@every_kind
@thorough
@given(data=st.data())
def test_a_shown_value_is_read_as_itself(kind: Kind, data: st.DataObject) -> None:
    value = data.draw(values(kind))
    assert kind.parse(kind.format(value)) == value


@every_kind
@thorough
@given(data=st.data())
def test_a_stored_value_is_restored_as_itself(kind: Kind, data: st.DataObject) -> None:
    value = data.draw(values(kind))
    stored = json.loads(json.dumps(kind.to_json(value)))
    assert kind.from_json(stored) == value


@every_kind
@thorough
@given(data=st.data())
def test_what_is_read_of_a_typed_text_survives_showing_and_storing(
    kind: Kind, data: st.DataObject
) -> None:
    value = kind.parse(data.draw(typed(kind)))
    if value is not None:
        assert kind.parse(kind.format(value)) == value
        assert kind.from_json(kind.to_json(value)) == value


@every_kind
@thorough
@given(text=raw_texts())
def test_a_text_that_cannot_be_read_is_kept_whole(kind: Kind, text: str) -> None:
    value = kind.parse(text)
    if isinstance(value, Unread):
        assert value.text in {clean_line(text), clean_prose(text)}
        assert kind.format(value) == value.text


@every_kind
@settings(thorough)
@given(data=st.data())
def test_what_is_suggested_for_an_unread_text_can_be_read(kind: Kind, data: st.DataObject) -> None:
    value = kind.parse(data.draw(typed(kind)))
    for suggestion in value.suggestions if isinstance(value, Unread) else ():
        assert not isinstance(kind.parse(suggestion), Unread | None)


@every_kind
@thorough
@given(text=raw_texts())
def test_finding_values_in_any_text_stays_inside_it(kind: Kind, text: str) -> None:
    for found in kind.find(text):
        assert 0 <= found.start < found.end <= len(text)


@every_kind
@pytest.mark.parametrize("text", ["", " ", "\n", "\t \u00a0", "\x00"])
def test_nothing_typed_is_no_answer(kind: Kind, text: str) -> None:
    assert kind.parse(text) is None


@every_kind
def test_nothing_stored_is_no_answer(kind: Kind) -> None:
    assert kind.from_json(None) is None


@every_kind
@pytest.mark.parametrize("data", [[], ["x"], {"x": "y"}, {"raw": 3}, 2.5])
def test_json_that_is_no_value_is_refused(kind: Kind, data: object) -> None:
    with pytest.raises(ValueError, match=r"expected|object|only"):
        kind.from_json(data)  # type: ignore[arg-type] - what a caller may send all the same
