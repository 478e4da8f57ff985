"""Statistics of the cases of a fund: what is counted, for whom, by how many queries."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import event, insert

from cases.actions.read_statistics import read_statistics
from cases.errors import NotAllowed, NotReady
from cases.example import example_answers
from cases.holder import Holder
from cases.life.first_try import keep_first_try
from cases.life.models import SubmissionRecord
from cases.life.states import CaseState, Deed
from cases.models import CaseEventRecord, CaseRecord, ReviewRecord, WaiverRecord
from cases.statistics.counted import counted_by
from forms.path import Path
from forms.registry import form_of, programme_of
from validators.examples import documents_of
from validators.finding import Finding, Severity
from validators.rule import Example

PROGRAMME = "lokale-partnerskaber"


def told(desk, who="officer", **asked):
    return read_statistics(desk.database, desk.people[who], **asked)


def granted(desk, amount="400000.00"):
    desk.sent()
    desk.examine()
    desk.decide(Deed.RECOMMEND)
    desk.now += timedelta(days=2)
    desk.decide(Deed.GRANT, Decimal(amount))


def test_what_was_applied_for_and_granted_is_told_by_programme_and_year(desk):
    granted(desk)
    figures = told(desk).figures
    [(programme, year, group)] = figures.by_programme_and_year
    assert (programme, year) == (PROGRAMME, 2009)
    assert (group.cases, group.applied) == (1, Decimal("600000.00"))
    assert (group.granted_cases, group.granted) == (1, Decimal("400000.00"))
    assert [(name, each.cases) for name, each in figures.by_kommune] == [("Ærø", 1)]
    assert figures.by_state == ((CaseState.GRANTED, 1),)


def test_how_long_a_case_stood_is_told_by_state(desk):
    granted(desk)
    stays = {each.state: each.days for each in told(desk).figures.stays}
    assert stays[CaseState.RECOMMENDED] == 2
    assert stays[CaseState.SUBMITTED] == 0


def test_errors_are_counted_at_the_first_try_alone(desk):
    desk.fill()
    desk.write("vision", "vision", "")
    for _ in range(2):
        with pytest.raises(NotReady):
            desk.approve()
    desk.write("vision", "vision", "Alle børn kender en voksen i skolen.")
    desk.approve()
    desk.submit()
    counts = {each.rule: (each.findings, each.cases) for each in told(desk).figures.rules}
    assert counts["REQ001"] == (1, 1)


def test_waivers_are_counted_at_ones_own_desk(desk):
    desk.sent()
    with desk.database.writing() as session:
        for number, who in enumerate(("officer", "other officer")):
            review = f"review-{number}"
            owner = desk.people[who].owner_id
            told_of = {"title": "x", "link_hash": review, "created_at": desk.now}
            session.execute(insert(ReviewRecord).values(id=review, owner_id=owner, **told_of))
            kept = {"review_id": review, "reason": "x", "waived_at": desk.now}
            counted = {"rule": "TXT004", "programme": PROGRAMME, "finding": "f"}
            session.execute(insert(WaiverRecord).values(**kept, **counted))
    assert [(each.rule, each.waived) for each in told(desk).figures.rules if each.waived] == [
        ("TXT004", 1)
    ]


def test_what_is_not_sent_is_not_counted(desk):
    desk.fill()
    desk.approve()
    statistics = told(desk)
    assert (statistics.figures.whole.cases, statistics.years) == (0, ())


def test_only_the_years_and_programmes_asked_for_are_counted(desk):
    desk.sent()
    assert told(desk, first=2010).figures.whole.cases == 0
    assert told(desk, last=2008).figures.whole.cases == 0
    assert told(desk, first=2009, last=2009, programme=PROGRAMME).figures.whole.cases == 1
    assert told(desk, programme="kl-ungeindsats").figures.whole.cases == 0
    assert told(desk, first=-5, last=10**9).figures.whole.cases == 1


def test_another_fund_sees_nothing_of_it(desk):
    desk.sent()
    assert told(desk, "other officer").figures.whole.cases == 0
    asked = {"programme": PROGRAMME, "first": 2000, "last": 2100}
    assert told(desk, "other officer", **asked).figures.whole.cases == 0
    assert told(desk, **asked).figures.whole.cases == 1
    assert told(desk, "auditor").figures.whole.cases == 1


@pytest.mark.parametrize("who", ["writer", "approver"])
def test_applicants_have_no_statistics(desk, who):
    with pytest.raises(NotAllowed):
        told(desk, who)
    with pytest.raises(NotAllowed):
        read_statistics(desk.database, Holder())


def _queries(desk):
    counted = []

    def note(*_):
        counted.append(1)

    event.listen(desk.database.engine, "before_cursor_execute", note)
    try:
        cases = told(desk).figures.whole.cases
    finally:
        event.remove(desk.database.engine, "before_cursor_execute", note)
    return cases, len(counted)


def test_a_rule_is_told_of_by_the_heaviest_it_found(desk):
    desk.sent()
    with desk.database.writing() as session:
        record = session.get_one(CaseRecord, desk.case)
        record.tried_at = None
        found = (finding(Severity.ERROR), finding(Severity.INFO))
        keep_first_try(session, record, found, desk.now)
        other = CaseRecord(
            id="other",
            owner_id=record.owner_id,
            programme=PROGRAMME,
            link_hash="other",
            created_at=desk.now,
            state="submitted",
        )
        session.add(other)
        session.flush()
        keep_first_try(session, other, (finding(Severity.INFO),), desk.now)
        sent = {"title": "x", "warnings": 0, "sent_by": desk.people["writer"].person_id}
        session.add(
            SubmissionRecord(
                id="other",
                case_id="other",
                number=1,
                applied="1.00",
                kommune="Ærø",
                sent_at=desk.now,
                **sent,
            )
        )
    [rule] = [each for each in told(desk).figures.rules if each.rule == "IND003"]
    assert (rule.severity, rule.findings, rule.cases) == (Severity.ERROR, 3, 2)


def finding(severity):
    return Finding(rule="IND003", severity=severity, path=Path.parse("vision"))


def test_a_hundred_cases_take_as_many_queries_as_one(desk):
    desk.sent()
    few = _queries(desk)
    owner, by = desk.people["writer"].owner_id, desk.people["writer"].person_id
    with desk.database.writing() as session:
        for number in range(99):
            name = f"case-{number}"
            case = {"programme": PROGRAMME, "created_at": desk.now, "state": "submitted"}
            session.execute(
                insert(CaseRecord).values(id=name, owner_id=owner, link_hash=name, **case)
            )
            sent = {"title": "x", "warnings": 0, "sent_by": by, "sent_at": desk.now}
            session.execute(
                insert(SubmissionRecord).values(
                    id=name, case_id=name, number=1, applied="1.00", kommune="Ærø", **sent
                )
            )
            moved = {"kind": "case_submitted", "at": desk.now}
            session.execute(insert(CaseEventRecord).values(case_id=name, **moved))
    assert (few[0], *_queries(desk)) == (1, 100, few[1])


def test_the_money_of_the_fund_and_the_kommune_are_found_in_a_whole_case():
    documents = [
        (each.definition, each.answers)
        for each in documents_of(Example(text="-", is_in_case=True))
        if each.definition is not None
    ]
    found = counted_by(programme_of("lbf-boligsocial-2019-26"), documents)
    assert Decimal(found.applied or 0) > 0
    assert found.kommune


def test_what_somebody_typed_for_a_kommune_is_never_counted_by():
    typed = example_answers().replaced({Path.parse("kommune"): "Karen Hansen, Åby"})
    documents = [(form_of("projektskitse"), typed)]
    assert counted_by(programme_of(PROGRAMME), documents).kommune == ""
