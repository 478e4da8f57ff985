"""A deadline is reminded of when it comes near, and once."""

from datetime import UTC, datetime, timedelta

import pytest

from cases.actions.read_mails import read_mails
from cases.actions.send_reminders import send_reminders
from cases.actions.withdraw_case import withdraw_case

CLOSING = datetime(2009, 5, 25, 22, tzinfo=UTC)


@pytest.fixture
def remind(database):
    def reminded(at):
        return send_reminders(database, address="sag/{}".format, now=at)

    return reminded


@pytest.mark.parametrize(
    ("before", "count"),
    [(timedelta(days=8), 0), (timedelta(days=7), 1), (timedelta(hours=1), 1), (timedelta(0), 0)],
)
def test_a_case_that_is_not_sent_is_reminded_of_in_the_last_week(case, remind, before, count):
    assert remind(CLOSING - before) == count


def test_everybody_who_applies_is_written_to_once(desk, database, remind):
    desk.fill()
    assert [remind(CLOSING - timedelta(days=days)) for days in (6, 5, 1)] == [1, 0, 0]
    mails = [each for each in read_mails(database) if each.subject.startswith("Husk")]
    assert sorted(each.recipient for each in mails) == ["approver@example.dk", "writer@example.dk"]
    assert all("»Ærø« skal sendes senest den 25.05.2009" in each.body for each in mails)


def test_a_case_that_was_sent_is_not_reminded_of(desk, remind):
    desk.sent()
    assert remind(CLOSING - timedelta(days=1)) == 0


def test_a_return_is_reminded_of_three_days_before_it_is_to_be_mended(desk, remind):
    desk.returned()
    answer_by = datetime(2009, 6, 1, 10, tzinfo=UTC)
    days = [remind(answer_by - timedelta(days=days)) for days in (4, 3, 2)]
    assert days == [0, 1, 0]


def test_a_second_return_is_reminded_of_anew_and_a_withdrawn_case_never(desk, remind):
    desk.returned()
    at = datetime(2009, 5, 31, 10, tzinfo=UTC)
    assert remind(at) == 1
    desk.write("vision", "vision", "Ny")
    desk.submit()
    desk.examine()
    desk.point()
    desk.send_back()
    assert [remind(at), remind(at)] == [1, 0]
    withdraw_case(*desk.as_("approver"), now=desk.now)
    assert remind(at) == 0
