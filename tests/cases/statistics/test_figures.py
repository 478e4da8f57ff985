"""The numbers of statistics, from lines alone."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from cases.life.states import CaseState
from cases.statistics.figures import (
    CaseLine,
    Move,
    RuleCount,
    group_of,
    grouped,
    rules_of,
    states_of,
    stays_of,
)
from validators.finding import Severity

START = datetime(2024, 1, 1, tzinfo=UTC)


def line(state=CaseState.SUBMITTED, applied="100", granted=None, kommune="Ærø", year=2024):
    return CaseLine(
        programme="p",
        year=year,
        state=state,
        kommune=kommune,
        applied=None if applied is None else Decimal(applied),
        granted=None if granted is None else Decimal(granted),
    )


def moves(case_id, *told):
    return [Move(case_id=case_id, kind=kind, at=START + timedelta(days=day)) for kind, day in told]


def test_amounts_are_added_to_the_oere():
    group = group_of([line(applied="0.10")] * 3)
    assert (group.cases, group.applied) == (3, Decimal("0.30"))


def test_a_case_without_an_amount_is_told_of_and_counts_nothing():
    group = group_of([line(applied=None), line()])
    assert (group.cases, group.applied, group.without_amount) == (2, 100, 1)


def test_a_share_is_of_what_was_decided_and_not_of_what_waits():
    group = group_of(
        [line(CaseState.GRANTED, "300", "150"), line(CaseState.REFUSED, "100"), line(applied="900")]
    )
    assert (group.decided, group.granted_cases, group.granted) == (2, 1, 150)
    assert (group.share_of_cases, group.share_of_money) == (Decimal("50.0"), Decimal("37.5"))


def test_there_is_no_share_of_nothing():
    group = group_of([line()])
    assert (group.share_of_cases, group.share_of_money) == (None, None)


def test_groups_stand_in_order():
    lines = [line(kommune="Vejle"), line(kommune="Aarhus"), line(kommune="Vejle")]
    found = grouped(lines, lambda each: each.kommune)
    assert [(name, each.cases) for name, each in found.items()] == [("Aarhus", 1), ("Vejle", 2)]


def test_states_stand_in_the_order_of_a_life():
    lines = [line(CaseState.GRANTED), line(), line()]
    assert states_of(lines) == ((CaseState.SUBMITTED, 2), (CaseState.GRANTED, 1))


def test_a_stay_is_the_median_of_those_that_left():
    told = [
        *moves("a", ("case_submitted", 0), ("case_received", 2)),
        *moves("b", ("case_submitted", 0), ("case_received", 10)),
        *moves("c", ("case_submitted", 0), ("case_received", 3), ("case_in_examination", 4)),
    ]
    [sent, received] = stays_of(told)
    assert (sent.state, sent.left, sent.days) == (CaseState.SUBMITTED, 3, Decimal("3.0"))
    assert (received.state, received.left, received.days) == (CaseState.RECEIVED, 1, Decimal("1.0"))


def test_a_stay_of_hours_is_a_part_of_a_day_and_cases_are_not_mixed():
    told = [
        *moves("a", ("case_submitted", 0)),
        *moves("b", ("case_submitted", 5)),
        Move(case_id="a", kind="case_received", at=START + timedelta(hours=6)),
    ]
    [stay] = stays_of(told)
    assert (stay.left, stay.days) == (1, Decimal("0.3"))


def test_the_commonest_rule_stands_first_with_its_waivers_beside():
    found = [
        RuleCount(rule=rule, severity=Severity.ERROR, findings=count, cases=1, waived=0)
        for rule, count in (("REQ001", 2), ("BUD001", 7))
    ]
    told = rules_of(found, {"REQ001": 3, "TXT004": 1})
    assert [(each.rule, each.findings, each.waived) for each in told] == [
        ("BUD001", 7, 0),
        ("REQ001", 2, 3),
        ("TXT004", 0, 1),
    ]
