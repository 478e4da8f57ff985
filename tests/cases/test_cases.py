"""A case and its documents: begun, held, no longer chosen, and deleted."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event, insert

from cases.actions.begin_document import begin_document
from cases.actions.delete_case import delete_case
from cases.actions.list_cases import list_cases
from cases.actions.list_drafts import list_drafts
from cases.actions.open_case import open_case, open_case_link
from cases.actions.open_draft import open_draft
from cases.actions.rotate_case_link import rotate_case_link
from cases.actions.save_section import save_section
from cases.actions.start_case import start_case
from cases.documents import documents_of
from cases.errors import CaseLocked, CaseNotFound, DraftNotFound, NotInCase
from cases.holder import APPLICANTS, Holder
from cases.models import CaseEventRecord, CaseRecord
from forms.answers import Answers
from forms.path import Path
from forms.registry import programme_of
from tests.cases.looking import dumped, refuses

PROGRAMME = programme_of("lbf-boligsocial-2019-26")
NOBODY = Holder()
STRANGER = Holder(case_ids=frozenset({"en anden"}), owner_id="p1", roles=APPLICANTS)


def areas(*names):
    return Answers(
        {Path.parse(f"indsatsomraader[{row}].omraade"): name for row, name in enumerate(names)}
    )


@pytest.fixture
def started(database, now):
    return start_case(database, NOBODY, PROGRAMME, now=now)


@pytest.fixture
def holder(started):
    return Holder(case_ids=frozenset({started.case.id}))


@pytest.fixture
def begin(database, started, holder, now):
    def begun(form, area=""):
        return begin_document(database, holder, started.case.id, form, area, now=now)

    return begun


@pytest.fixture
def choose(database, holder, begin, now):
    def chosen(*names):
        draft_id = begin("samarbejdsaftale")
        based_on = open_draft(database, holder, draft_id).revision
        save_section(
            database,
            holder,
            draft_id,
            "indsatsomraader",
            areas(*names),
            based_on=based_on,
            now=now,
        )

    return chosen


@pytest.fixture
def listed(database, started, holder):
    def found():
        case = open_case(database, holder, started.case.id)
        return [
            (each.area, each.draft is not None, each.is_chosen)
            for each in documents_of(case)
            if each.form.id == "delaftale"
        ]

    return found


def test_a_new_case_has_one_of_each_form_and_no_sub_agreement_yet(started):
    documents = documents_of(started.case)
    assert [each.form.id for each in documents] == [
        "samarbejdsaftale",
        "budget",
        "milepaelsplan",
        "beredskabsplan",
        "kommissorium",
        "indberetningsskema",
    ]
    assert not any(each.draft for each in documents)


def test_a_document_is_begun_once_however_often_it_is_asked_for(begin, started, database, holder):
    assert begin("budget") == begin("budget")
    assert len(open_case(database, holder, started.case.id).drafts) == 1


def test_each_chosen_area_has_its_sub_agreement(choose, listed):
    choose("beskaeftigelse", "uddannelse", "beskaeftigelse")
    assert listed() == [("beskaeftigelse", False, True), ("uddannelse", False, True)]


def test_a_sub_agreement_begins_with_its_area(choose, begin, database, holder):
    choose("uddannelse")
    draft = open_draft(database, holder, begin("delaftale", "uddannelse"))
    assert draft.answers == Answers({Path.parse("indsatsomraade"): "uddannelse"})


def test_a_sub_agreement_stays_when_its_area_is_chosen_no_longer(choose, begin, listed):
    choose("uddannelse", "beskaeftigelse")
    begin("delaftale", "uddannelse")
    choose("kriminalitetsforebyggelse")
    assert listed() == [
        ("kriminalitetsforebyggelse", False, True),
        ("uddannelse", True, False),
    ]
    choose("uddannelse")
    assert listed() == [("uddannelse", True, True)]


@pytest.mark.parametrize(
    ("form", "area"),
    [
        ("projektskitse", ""),
        ("delaftale", ""),
        ("delaftale", "uddannelse"),
        ("budget", "uddannelse"),
        ("findes-ikke", "\ud800"),
    ],
)
def test_what_the_case_does_not_have_is_not_begun(begin, form, area):
    with pytest.raises(NotInCase):
        begin(form, area)


def test_whoever_holds_the_case_holds_its_drafts(begin, database, holder):
    draft_id = begin("budget")
    assert open_draft(database, holder, draft_id).id == draft_id
    assert list_drafts(database, holder) == ()
    for other in (NOBODY, STRANGER):
        with pytest.raises(DraftNotFound):
            open_draft(database, other, draft_id)


def test_a_draft_that_was_shared_alone_opens_no_case(begin, database, started):
    alone = Holder(draft_ids=frozenset({begin("budget")}))
    assert [each.form.id for each in list_drafts(database, alone)] == ["budget"]
    with pytest.raises(CaseNotFound):
        open_case(database, alone, started.case.id)


def test_others_cases_are_not_found_whatever_is_done_with_them(database, folder, started, now):
    case_id = started.case.id
    attempts = (
        lambda: open_case(database, STRANGER, case_id),
        lambda: begin_document(database, STRANGER, case_id, "budget", "", now=now),
        lambda: rotate_case_link(database, STRANGER, case_id, now=now),
        lambda: delete_case(database, folder, STRANGER, case_id, now=now),
    )
    for attempt in attempts:
        with pytest.raises(CaseNotFound):
            attempt()
    assert list_cases(database, STRANGER) == ()


def test_a_link_opens_its_case_until_a_new_one_is_made(database, started, holder, now):
    assert open_case_link(database, started.link_token) == started.case
    token = rotate_case_link(database, holder, started.case.id, now=now)
    assert open_case_link(database, token).id == started.case.id
    with pytest.raises(CaseNotFound):
        open_case_link(database, started.link_token)


def test_cases_are_listed_by_the_area_with_the_last_changed_first(database, now):
    cases = [
        start_case(database, NOBODY, PROGRAMME, now=now + timedelta(minutes=minute)).case.id
        for minute in (0, 1)
    ]
    holder, later = Holder(case_ids=frozenset({*cases, "borte"})), now + timedelta(hours=1)
    agreement = begin_document(database, holder, cases[0], "samarbejdsaftale", "", now=now)
    name = Answers({Path.parse("omraadets_navn"): "Åparken"})
    save_section(database, holder, agreement, "stamdata", name, based_on=0, now=later)
    found = list_cases(database, holder)
    assert [(each.id, each.name) for each in found] == [(cases[0], "Åparken"), (cases[1], "")]
    assert found[0].updated_at == later


def test_a_deleted_case_leaves_only_events_without_a_word_of_it(
    choose, begin, database, folder, holder, started, now
):
    choose("uddannelse")
    begin("delaftale", "uddannelse")
    delete_case(database, folder, holder, started.case.id, now=now)
    with pytest.raises(CaseNotFound):
        open_case(database, holder, started.case.id)
    dump = dumped(database)
    assert "uddannelse" not in dump
    assert dump.count("draft_deleted") == 2
    assert dump.count("case_deleted") == 1


@pytest.mark.parametrize("statement", ["DELETE FROM case_events", "UPDATE case_events SET kind=''"])
def test_events_of_a_case_cannot_be_changed_for_five_years(started, database, statement):
    with database.writing() as session:
        told = {"at": datetime.now(UTC), "kind": "x", "case_id": "c"}
        session.execute(insert(CaseEventRecord).values(told))
    refuses(database, statement)


def test_a_case_is_opened_by_as_many_queries_whatever_it_holds(
    choose, begin, database, started, holder
):
    counts = []

    def count(*_):
        counts[-1] += 1

    def opened():
        counts.append(0)
        open_case(database, holder, started.case.id)
        return counts[-1]

    event.listen(database.engine, "before_cursor_execute", count)
    empty = opened()
    counts.append(0)
    choose("uddannelse", "beskaeftigelse", "kriminalitetsforebyggelse")
    begin("delaftale", "uddannelse")
    begin("budget")
    assert opened() == empty


def test_a_report_is_written_when_its_case_was_sent_but_the_application_is_not(
    database, holder, started, begin, now
):
    agreement = begin("samarbejdsaftale")

    def move(state):
        with database.writing() as session:
            session.get(CaseRecord, started.case.id).state = state

    def write(draft_id, section, path):
        based_on = open_draft(database, holder, draft_id).revision
        text = Answers({Path.parse(path): f"Tekst nummer {based_on}"})
        save_section(database, holder, draft_id, section, text, based_on=based_on, now=now)

    move("granted")
    report = begin("statusrapport", "2022")
    assert open_draft(database, holder, report).answers == Answers({Path.parse("aar"): 2022})
    write(report, "samlet_status", "samlet_status")
    with pytest.raises(CaseLocked):
        write(agreement, "vision", "vision")
    with pytest.raises(CaseLocked):
        begin("budget")
    move("refused")
    with pytest.raises(CaseLocked):
        begin("statusrapport", "2023")
    with pytest.raises(CaseLocked):
        write(report, "samlet_status", "samlet_status")
