"""Statements put to the driver as they are: they say the same, in the same transaction."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import DateTime, bindparam, insert, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session

from cases.actions.start_draft import start_draft
from cases.database import Database
from cases.holder import Holder
from cases.models import AnswerRecord, DraftRecord, UtcDateTime, table_of
from cases.prepared import Prepared
from forms.registry import form_of

_DRAFTS, _ANSWERS = table_of(DraftRecord), table_of(AnswerRecord)
WANTED = select(_DRAFTS.c.created_at, _DRAFTS.c.id, _DRAFTS.c.case_id, _DRAFTS.c.size).where(
    _DRAFTS.c.id == bindparam("draft"), _DRAFTS.c.created_at <= bindparam("latest")
)
TOLD = Prepared(WANTED)
ALL = Prepared(select(_ANSWERS.c.path, _ANSWERS.c.value).order_by(_ANSWERS.c.path))
ADD = Prepared(insert(_ANSWERS))
SQLITE = sqlite.dialect()
hours = st.datetimes(
    datetime(1900, 1, 2),  # noqa: DTZ001 - hypothesis adds the zone
    datetime(9999, 12, 30),  # noqa: DTZ001 - the same
    timezones=st.timezones(),
)


@pytest.fixture
def draft_id(database, now) -> str:
    return start_draft(database, Holder(), form_of("projektskitse"), now=now).draft.id


def _answers(draft_id, *paths):
    return [{"draft_id": draft_id, "section": "x", "path": path, "value": "1"} for path in paths]


def test_a_row_is_the_one_that_sqlalchemy_gives(database: Database, draft_id, now):
    values = {"draft": draft_id, "latest": now}
    with database.looking() as asked:
        assert TOLD.rows(asked, values) == [(now, draft_id, None, 0)]
        assert TOLD.rows(asked, values) == [(now, draft_id, None, 0)]
    with database.reading() as session:
        assert [tuple(row) for row in session.execute(WANTED, values)] == [(now, draft_id, None, 0)]
        assert isinstance(session, Session)
        assert TOLD.rows(session, values) == [(now, draft_id, None, 0)]


@given(hours)
def test_an_hour_is_kept_and_read_as_sqlalchemy_does(hour: datetime) -> None:
    ours, usual = (each.dialect_impl(SQLITE) for each in (UtcDateTime(), DateTime()))
    text = ours.bind_processor(SQLITE)(hour)
    assert text == usual.bind_processor(SQLITE)(hour.astimezone(UTC))
    read = ours.result_processor(SQLITE, None)(text)
    # An hour that comes twice in its own zone equals none of another.
    assert (read, read.utcoffset()) == (hour.astimezone(UTC), timedelta(0))


def test_the_hour_that_comes_twice_is_kept_as_the_two_it_is() -> None:
    here = ZoneInfo("Europe/Copenhagen")
    hour = datetime(2026, 10, 25, 2, 30, tzinfo=here)
    write = UtcDateTime().dialect_impl(SQLITE).bind_processor(SQLITE)
    assert [write(hour.replace(fold=fold))[11:16] for fold in (0, 1)] == ["00:30", "01:30"]


@pytest.mark.parametrize(
    "text", ["2024-01-02 10:00:00", "2024-01-02 10:00", "2024-01-02T12:00:00.000+02:00"]
)
def test_an_hour_that_was_written_by_hand_is_read_too(text: str) -> None:
    read = UtcDateTime().dialect_impl(SQLITE).result_processor(SQLITE, None)
    assert read(text) == datetime(2024, 1, 2, 10, tzinfo=UTC)


def test_an_hour_without_its_zone_is_refused(database, draft_id, now):
    with database.looking() as asked, pytest.raises(Exception, match="time zone"):
        TOLD.rows(asked, {"draft": draft_id, "latest": now.replace(tzinfo=None)})


def test_what_is_written_is_undone_with_its_transaction(database, draft_id):
    with suppress(ZeroDivisionError), database.connection() as asked:
        ADD.rows(asked, _answers(draft_id, "a")[0])
        ADD.each(asked, _answers(draft_id, "b", "c"))
        ADD.each(asked, [])
        assert [path for path, _ in ALL.rows(asked, {})] == ["a", "b", "c"]
        raise ZeroDivisionError
    with database.looking() as asked:
        assert ALL.rows(asked, {}) == []


def test_two_looks_see_one_state(database, draft_id):
    with database.looking() as asked:
        assert ALL.rows(asked, {}) == []
        with database.connection() as writing:
            ADD.each(writing, _answers(draft_id, "a"))
        assert ALL.rows(asked, {}) == []
    with database.looking() as asked:
        assert ALL.rows(asked, {}) == [("a", "1")]
