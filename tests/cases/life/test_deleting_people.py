"""Accounts and organisations deleted: what goes, what stays, and under which name."""

import io
import json
import zipfile

import pytest

from cases.actions.back_up import back_up
from cases.actions.case_insight import case_insight
from cases.actions.delete_organisation import delete_organisation
from cases.actions.delete_person import delete_own_account, delete_person
from cases.actions.list_people import list_organisations, list_people
from cases.actions.open_life import open_sent_case
from cases.actions.own_insight import own_insight
from cases.actions.restore import restore
from cases.actions.send_mails import send_mails
from cases.actions.sign_in import sign_in, signed_in
from cases.actions.start_case import start_case
from cases.actions.start_review import start_review
from cases.database import Database
from cases.errors import PersonNotFound, WrongSignIn
from cases.holder import Holder, Role
from cases.models import CaseRecord, TombstoneRecord
from cases.people.forgotten import NAMELESS
from cases.people.models import IdentityRecord, PersonRecord, RecoveryCodeRecord
from cases.people.passwords import hash_password
from cases.retention.ledger import Ledger
from tests.cases.life.conftest import PROGRAMME
from tests.cases.looking import dumped

pytestmark = pytest.mark.usefixtures("cheap")

PASSWORD = "tre grønne cykler"
STAFF = Holder(person_id="staff", owner_id="x", roles=frozenset({Role.STAFF}))


@pytest.fixture
def writer(desk):
    """The id of the writer, who has a password."""
    who = desk.people["writer"].person_id
    with desk.database.writing() as session:
        record = session.get_one(PersonRecord, who)
        record.name = "Karla Kvist"
        record.password_hash = hash_password(PASSWORD, email=record.email)
    return who


def forget(desk, writer, present=PASSWORD):
    delete_own_account(desk.database, desk.people["writer"], writer, present, now=desk.now)


def test_a_deleted_person_is_nowhere_by_name_and_signed_out(desk, writer):
    desk.sent()
    token = sign_in(desk.database, "writer@example.dk", PASSWORD, now=desk.now).token
    forget(desk, writer)
    assert signed_in(desk.database, token, now=desk.now) is None
    with pytest.raises(WrongSignIn):
        sign_in(desk.database, "writer@example.dk", PASSWORD, now=desk.now)
    dump = dumped(desk.database)
    assert "Karla Kvist" not in dump
    assert "writer@example.dk" not in dump


def test_what_was_sent_stays_under_no_name(desk, writer):
    desk.sent()
    forget(desk, writer)
    life = open_sent_case(*desk.as_("officer"))
    assert life.latest is not None
    assert life.latest.sent_by == NAMELESS
    assert list(desk.store.names())


def test_colleagues_go_on_with_the_drafts(desk, writer):
    desk.fill()
    forget(desk, writer)
    desk.approve()
    trail = case_insight(
        desk.database, desk.store, desk.people["approver"], desk.case, now=desk.now
    )
    with zipfile.ZipFile(io.BytesIO(trail)) as made:
        told = json.loads(made.read("spor.json"))
    assert {each["hvem"] for each in told if each["haendelse"] == "draft_saved"} == {NAMELESS}


def test_a_wrong_password_deletes_nothing(desk, writer):
    with pytest.raises(WrongSignIn):
        forget(desk, writer, "noget andet")
    assert "Karla Kvist" in dumped(desk.database)


def test_a_person_is_deleted_once(desk, writer):
    forget(desk, writer)
    with pytest.raises(PersonNotFound):
        delete_person(desk.database, STAFF, writer, now=desk.now)
    assert writer not in {each.id for each in list_people(desk.database, STAFF)}


def test_a_case_that_goes_on_is_nobodys_when_its_officer_is_deleted(desk):
    desk.sent()
    desk.examine()
    officer = desk.people["officer"].person_id
    delete_person(desk.database, STAFF, officer, now=desk.now)
    with desk.database.reading() as session:
        assert session.get_one(CaseRecord, desk.case).officer_id is None


def test_no_letter_goes_to_who_was_deleted(desk, writer):
    desk.sent()
    forget(desk, writer)
    sent = []
    send_mails(desk.database, lambda to, *_: sent.append(to), now=desk.now)
    assert "writer@example.dk" not in sent
    assert sent


def test_an_organisation_goes_but_for_what_it_sent(desk, writer):
    desk.sent()
    other = start_case(desk.database, desk.people["approver"], PROGRAMME, now=desk.now).case.id
    owner = desk.people["writer"].owner_id
    assert delete_organisation(desk.database, desk.store, STAFF, owner, now=desk.now).count == 1
    with desk.database.reading() as session:
        assert session.get(CaseRecord, other) is None
        assert session.get(CaseRecord, desk.case) is not None
    assert open_sent_case(*desk.as_("officer")).organisation == "Ærø Kommune"
    assert "Karla Kvist" not in dumped(desk.database)
    assert owner not in {each.id for each in list_organisations(desk.database, STAFF)}


def test_an_organisation_that_never_sent_anything_loses_its_name(desk, writer):
    owner = desk.people["writer"].owner_id
    assert delete_organisation(desk.database, desk.store, STAFF, owner, now=desk.now).count == 0
    assert "Ærø Kommune" not in dumped(desk.database)


def test_a_fund_is_not_deleted(desk):
    with pytest.raises(PersonNotFound):
        delete_organisation(
            desk.database, desk.store, STAFF, desk.people["officer"].owner_id, now=desk.now
        )


def test_a_restored_backup_forgets_the_person_again(desk, writer, bare_url, tmp_path):
    copy = io.BytesIO()
    back_up(desk.database, desk.store, copy, now=desk.now)
    forget(desk, writer)
    ledger = Ledger(tmp_path / "gravsten")
    ledger.copy_from(desk.database)
    other = Database(bare_url)
    assert restore(other, desk.store, copy, ledger.read()).deleted_again == 1
    assert "Karla Kvist" not in dumped(other)
    with other.reading() as session:
        assert session.query(TombstoneRecord).count() == 1
    other.dispose()


def _told(desk, who):
    with zipfile.ZipFile(io.BytesIO(own_insight(desk.database, who))) as made:
        return json.loads(made.read("spor.json"))


def test_insight_holds_reviews_deletions_and_invitations_and_nobody_elses(desk):
    officer, colleague = desk.people["officer"], desk.people["colleague"]
    review = start_review(desk.database, officer, title="x", received=None, now=desk.now)
    desk.delete("approver")
    told = _told(desk, officer.person_id)
    assert [each["review_id"] for each in told["i_gennemgange"]] == [review.review_id]
    assert len(told["invitationer"]) == 1
    assert _told(desk, colleague.person_id)["i_gennemgange"] == []
    gone = _told(desk, desk.people["approver"].person_id)["slettet"]
    assert {each["subject_id"] for each in gone} >= {desk.case}
    assert _told(desk, desk.people["writer"].person_id)["slettet"] == []


def test_ways_to_sign_in_elsewhere_are_told_and_go_with_the_person(desk, writer):
    with desk.database.writing() as session:
        told = {"issuer": "https://log.example", "subject_hash": "x", "organisation": "Ærø"}
        session.add(IdentityRecord(**told, person_id=writer, linked_at=desk.now))
        session.add(RecoveryCodeRecord(code_hash="en kode", person_id=writer))
    [told] = _told(desk, writer)["log_ind_hos_andre"]
    assert told["issuer"] == "https://log.example"
    forget(desk, writer)
    dump = dumped(desk.database)
    assert "https://log.example" not in dump
    assert "en kode" not in dump
