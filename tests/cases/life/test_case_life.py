"""A case from a draft to a decision: who may, once, nothing lost, and only what was returned."""

import threading
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from cases.actions.add_files import NewFile, add_files
from cases.actions.approve_case import reopen_case
from cases.actions.ask_approval import ask_approval, see_approval
from cases.actions.decide_case import reconsider_case
from cases.actions.delete_draft import delete_draft
from cases.actions.delete_review import delete_review
from cases.actions.open_draft import open_draft
from cases.actions.open_life import list_inbox, open_life, open_sent_case, opening_of
from cases.actions.read_mails import read_mails
from cases.actions.reply_to_point import reply_to_point
from cases.actions.return_case import point_out, take_point_back
from cases.actions.share_case import share_case
from cases.actions.start_case import start_case
from cases.actions.start_review import start_review
from cases.actions.submit_case import submit_case
from cases.actions.sweep_files import sweep_files
from cases.actions.take_case import assign_case, list_officers, receive_case
from cases.actions.take_over import take_over
from cases.actions.withdraw_case import withdraw_case
from cases.addresses import Addresses
from cases.errors import (
    CaseLocked,
    CaseMoved,
    CaseNotFound,
    NeedsSecondPerson,
    NobodyApproves,
    NotAllowed,
    NothingToMend,
    NotInCase,
    NotReady,
    PersonNotFound,
    TooLate,
    UnfitDecision,
    UnfitPoint,
)
from cases.example import example_answers
from cases.file_store import FileStore
from cases.holder import Holder
from cases.life.models import SubmissionRecord
from cases.life.states import CaseState, Deed
from forms.answers import Answers
from forms.path import Path
from forms.registry import form_of, programme_of

PROGRAMME = programme_of("lokale-partnerskaber")
SKETCH = form_of("projektskitse")
ADDRESSES = Addresses(applicant="sag/{}".format, officer="indbakke/{}".format)


def test_a_case_goes_from_a_draft_to_a_grant_after_a_return(desk):
    desk.returned("vision", "kommentarer")
    desk.write("vision", "vision", "Den nye vision")
    [first, second] = open_life(*desk.as_("writer")).open_points()
    reply_to_point(*desk.as_("writer"), second.id, "Vi har ingen.", now=desk.now)
    again = desk.submit()
    assert (again.number, desk.state()) == (2, CaseState.RESUBMITTED)
    desk.examine()
    desk.decide(Deed.RECOMMEND, Decimal("600000.00"))
    desk.decide(Deed.GRANT, Decimal("600000.00"))
    life = open_sent_case(*desk.as_("officer"))
    assert (life.state, life.officer) == (CaseState.GRANTED, "officer")
    assert [each.amount for each in life.decisions] == ["600000.00", "600000.00"]
    assert [(each.id, each.reply) for each in life.points] == [
        (first.id, ""),
        (second.id, "Vi har ingen."),
    ]


def test_who_changed_a_case_last_does_not_approve_it(desk):
    desk.fill("approver")
    with pytest.raises(NeedsSecondPerson):
        desk.approve()
    desk.write("vision", "vision", "Skrevet af en anden")
    desk.approve()
    assert desk.state() is CaseState.APPROVED


def test_a_case_without_its_main_document_is_neither_approved_nor_sent(desk, database):
    writer = desk.people["writer"]
    bare = start_case(database, writer, programme_of("lbf-boligsocial-2019-26"), now=desk.now).case
    desk.case = bare.id
    for step in (
        desk.approve,
        lambda: ask_approval(*desk.as_("writer"), address=str, now=desk.now),
    ):
        with pytest.raises(NotReady):
            step()
    assert desk.state() is CaseState.DRAFT


def test_a_case_with_errors_is_neither_approved_nor_sent(desk):
    with pytest.raises(NotReady) as told:
        desk.approve()
    assert told.value.errors > 0


def test_an_approved_case_is_changed_only_after_it_is_opened_again(desk):
    desk.fill()
    desk.approve()
    with pytest.raises(CaseLocked):
        desk.write("vision", "vision", "Ny")
    with pytest.raises(CaseLocked):
        delete_draft(desk.database, desk.store, desk.people["writer"], desk.draft.id, now=desk.now)
    with pytest.raises(CaseLocked):
        desk.delete("writer")
    reopen_case(*desk.as_("writer"), now=desk.now)
    assert desk.write("vision", "vision", "Ny").has_changed


def test_what_was_sent_is_kept_byte_for_byte_though_the_draft_moves_on(desk, store):
    sent = desk.sent()
    [file] = sent.files
    kept = store.get(file.sha256)
    assert (kept[:2], len(kept), file.answers) == (b"PK", file.size, example_answers())
    desk.examine()
    desk.point()
    desk.send_back()
    desk.write("vision", "vision", "Den nye vision")
    again = desk.submit()
    first, second = open_life(*desk.as_("writer")).submissions
    assert (first.files, second.files) == (sent.files, again.files)
    assert first.files[0].sha256 != second.files[0].sha256
    assert store.get(file.sha256) == kept


def test_files_that_were_sent_are_never_swept_nor_deleted_with_a_review(desk, store, database):
    [file] = desk.sent().files
    assert sweep_files(database, store, now=desk.now) == 0
    officer = desk.people["officer"]
    review = start_review(database, officer, title="x", received=None, now=desk.now).review_id
    new = NewFile(name="a.docx", content=store.get(file.sha256), dated=None, refused=None)
    add_files(database, store, officer, review, [new], now=desk.now)
    delete_review(database, store, officer, review, now=desk.now)
    assert store.get(file.sha256)


def test_fifty_submissions_at_once_make_one_receipt(desk, database):
    desk.fill()
    desk.approve()
    told, failures = [], []
    ready = threading.Barrier(50)

    def send(who):
        try:
            ready.wait()
            told.append(desk.submit(who).receipt)
        except Exception as error:  # noqa: BLE001 - a thread's failure is the test's
            failures.append(error)

    threads = [
        threading.Thread(target=send, args=(("writer", "approver")[number % 2],))
        for number in range(50)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert (len(told), len(set(told))) == (50, 1)
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(SubmissionRecord)) == 1
    receipts = [each for each in read_mails(database) if each.subject.startswith("Kvittering")]
    assert sorted(each.recipient for each in receipts) == [
        "approver@example.dk",
        "writer@example.dk",
    ]


def test_the_receipt_names_each_document_with_its_checksum(desk, database):
    sent = desk.sent()
    mail = next(each for each in read_mails(database) if sent.receipt in each.subject)
    assert sent.files[0].name in mail.body
    assert sent.files[0].sha256 in mail.body
    told = [each.recipient for each in read_mails(database) if each.subject.startswith("Ny i")]
    assert sorted(told) == ["colleague@example.dk", "officer@example.dk"]


def test_an_application_is_late_after_its_programme_s_last_day(desk):
    desk.fill()
    desk.approve()
    desk.now += timedelta(days=365)
    with pytest.raises(TooLate):
        desk.submit()
    assert desk.state() is CaseState.APPROVED


def _opened(database, desk):
    opened = opening_of(database, desk.case, SKETCH, "")
    return {each.id for each in SKETCH.sections if opened.has(each.id)}


def test_a_return_reopens_exactly_its_points_whatever_is_tried(desk, database, people):
    desk.returned("vision")
    with pytest.raises(CaseLocked):
        desk.write("udfordringer", "udfordringer", "Noget andet")
    draft = desk.draft
    read = Answers({Path.parse("vision"): "Fra Word", Path.parse("udfordringer"): "Fra Word"})
    both = tuple(read)
    with pytest.raises(CaseLocked):
        take_over(
            database, people["writer"], draft.id, read, both, based_on=draft.revision, now=desk.now
        )
    assert desk.draft.answers == example_answers()
    only = (Path.parse("vision"),)
    take_over(
        database, people["writer"], draft.id, read, only, based_on=draft.revision, now=desk.now
    )
    assert desk.draft.answers.get(only[0]) == "Fra Word"
    assert _opened(database, desk) == {"vision"}


def test_a_point_about_a_whole_document_opens_all_of_it(desk, database):
    desk.returned("")
    assert _opened(database, desk) == {each.id for each in SKETCH.sections}
    assert desk.write("udfordringer", "udfordringer", "Noget andet").has_changed


def test_the_points_of_an_earlier_return_open_nothing(desk):
    desk.returned("udfordringer")
    desk.submit()
    desk.examine()
    desk.point("vision")
    desk.send_back()
    with pytest.raises(CaseLocked):
        desk.write("udfordringer", "udfordringer", "Noget andet")


def test_a_case_is_not_returned_without_a_point_nor_decided_without_a_reason(desk):
    desk.sent()
    desk.examine()
    with pytest.raises(NothingToMend):
        desk.send_back()
    with pytest.raises(UnfitPoint):
        desk.point(text=" \n")
    with pytest.raises(UnfitDecision):
        desk.decide(Deed.RECOMMEND, reason=" ")
    desk.decide(Deed.RECOMMEND)
    for amount in (None, Decimal(0), Decimal(-1)):
        with pytest.raises(UnfitDecision):
            desk.decide(Deed.GRANT, amount)
    desk.decide(Deed.REFUSE)
    assert open_life(*desk.as_("writer")).decisions[-1].amount == ""


def test_a_point_is_in_a_section_the_programme_s_forms_have(desk):
    desk.sent()
    desk.examine()
    for form_id, section in (("budget", ""), ("projektskitse", "findes-ikke")):
        with pytest.raises(NotInCase):
            point_out(
                *desk.as_("officer"),
                form_id=form_id,
                area="",
                section=section,
                text="x",
                address=str,
                now=desk.now,
            )


def test_a_point_is_taken_back_before_the_return_and_not_after_it(desk):
    desk.sent()
    desk.examine()
    desk.point("vision")
    desk.point("kommentarer")
    first, second = open_sent_case(*desk.as_("officer")).points
    take_point_back(*desk.as_("officer"), first.id)
    desk.send_back()
    with pytest.raises(CaseMoved):
        take_point_back(*desk.as_("officer"), second.id)
    assert [each.id for each in open_life(*desk.as_("writer")).points] == [second.id]


def test_the_return_is_written_to_the_applicant_with_its_points(desk, database):
    desk.returned("vision")
    [mail, _] = [each for each in read_mails(database) if each.subject.startswith("Til rettelse")]
    assert "1. Skriv, hvem visionen er for." in mail.body
    assert "01.06.2009" in mail.body


def test_a_case_that_was_not_sent_is_not_there_for_the_fund(desk):
    desk.fill()
    desk.approve()
    for attempt in (
        lambda: open_sent_case(*desk.as_("officer")),
        lambda: receive_case(*desk.as_("officer"), now=desk.now),
    ):
        with pytest.raises(CaseNotFound):
            attempt()
    assert list_inbox(desk.database, desk.people["officer"]) == ()


def test_a_sent_case_is_there_for_its_own_fund_alone(desk):
    desk.sent()
    for who in ("writer", "neighbour", "other officer"):
        with pytest.raises(CaseNotFound):
            open_sent_case(*desk.as_(who))
    assert open_sent_case(*desk.as_("auditor")).state is CaseState.SUBMITTED
    with pytest.raises(NotAllowed):
        receive_case(*desk.as_("auditor"), now=desk.now)
    [line] = list_inbox(desk.database, desk.people["auditor"])
    assert (line.title, line.organisation, line.rounds) == ("Ærø", "Ærø Kommune", 1)


def test_a_case_is_given_to_an_officer_of_the_fund_alone(desk, database, people):
    desk.sent()
    colleagues = {each.name: each.id for each in list_officers(database, people["officer"])}
    assert sorted(colleagues) == ["colleague", "officer"]
    assign_case(*desk.as_("officer"), colleagues["colleague"], now=desk.now)
    assert open_sent_case(*desk.as_("officer")).officer == "colleague"
    for other in (people["other officer"].person_id, people["auditor"].person_id, "ingen"):
        with pytest.raises(PersonNotFound):
            assign_case(*desk.as_("officer"), other, now=desk.now)


def test_neither_a_neighbour_nor_a_partner_moves_a_case(desk, database):
    desk.fill()
    with pytest.raises(CaseNotFound):
        desk.approve("neighbour")
    share_case(*desk.as_("writer"), "neighbour@example.dk", address="sag", now=desk.now)
    for attempt in (lambda: desk.approve("neighbour"), lambda: desk.fill("neighbour")):
        with pytest.raises(NotAllowed):
            attempt()
    assert open_draft(database, desk.people["neighbour"], desk.draft.id).answers


def test_a_writer_does_not_approve(desk):
    desk.fill()
    with pytest.raises(NotAllowed):
        desk.approve("writer")


def test_a_case_nobody_owns_is_not_sent(database, store, now):
    started = start_case(database, Holder(), PROGRAMME, now=now).case
    holder = Holder(case_ids=frozenset({started.id}))
    with pytest.raises(NotAllowed):
        submit_case(database, store, holder, started.id, addresses=ADDRESSES, now=now)


def test_a_save_between_looking_and_sending_stops_the_submission(desk, monkeypatch):
    desk.fill()
    desk.approve()
    put = FileStore.put

    def put_and_meddle(store, content):
        monkeypatch.setattr(FileStore, "put", put)
        reopen_case(*desk.as_("writer"), now=desk.now)
        desk.write("vision", "vision", "Ændret imens")
        desk.approve()
        return put(store, content)

    monkeypatch.setattr(FileStore, "put", put_and_meddle)
    with pytest.raises(CaseMoved):
        desk.submit()
    assert desk.submit().files[0].answers.get(Path.parse("vision")) == "Ændret imens"


def test_a_case_is_withdrawn_by_an_approver_and_then_over(desk):
    desk.sent()
    with pytest.raises(NotAllowed):
        withdraw_case(*desk.as_("writer"), now=desk.now)
    withdraw_case(*desk.as_("approver"), now=desk.now)
    with pytest.raises(CaseMoved):
        receive_case(*desk.as_("officer"), now=desk.now)
    assert list_inbox(desk.database, desk.people["officer"])[0].state is CaseState.WITHDRAWN


def test_a_recommendation_is_reconsidered(desk):
    desk.sent()
    desk.examine()
    desk.decide(Deed.RECOMMEND)
    reconsider_case(*desk.as_("colleague"), now=desk.now)
    assert desk.state() is CaseState.EXAMINED


def test_one_more_place_is_opened_while_the_applicant_mends(desk, database):
    desk.returned("vision")
    desk.point("udfordringer", "Også det her.")
    assert desk.write("udfordringer", "udfordringer", "Noget andet").has_changed
    told = [each for each in read_mails(database) if each.subject.startswith("Et punkt mere")]
    assert {each.recipient for each in told} == {"approver@example.dk", "writer@example.dk"}
    [_, added] = open_life(*desk.as_("writer")).open_points()
    with pytest.raises(CaseMoved):
        take_point_back(*desk.as_("officer"), added.id)


def test_approval_is_asked_of_the_others_who_may_give_it(desk, database):
    with pytest.raises(NotReady):
        ask_approval(*desk.as_("writer"), address=ADDRESSES.applicant, now=desk.now)
    desk.fill()
    ask_approval(*desk.as_("writer"), address=ADDRESSES.applicant, now=desk.now)
    asked = [each for each in read_mails(database) if each.subject.startswith("Til godkendelse")]
    assert [each.recipient for each in asked] == ["approver@example.dk"]
    assert f"sag/{desk.case}" in asked[0].body
    told = see_approval(*desk.as_("approver"))
    assert (told.asked_by, told.asked_at, told.is_own) == ("writer", desk.now, False)
    with pytest.raises(NobodyApproves):
        ask_approval(*desk.as_("approver"), address=ADDRESSES.applicant, now=desk.now)
    desk.approve()
    reopen_case(*desk.as_("writer"), now=desk.now)
    assert see_approval(*desk.as_("approver")).asked_at is None
