"""What is kept for how long: warned of, taken away, told of afterwards, and gone for good."""

import io
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from cases.actions import retain
from cases.actions.add_files import NewFile, add_files
from cases.actions.back_up import back_up
from cases.actions.begin_document import begin_document
from cases.actions.delete_case import delete_case
from cases.actions.open_case import open_case
from cases.actions.open_life import open_sent_case
from cases.actions.read_mails import read_mails
from cases.actions.restore import restore
from cases.actions.retain import due_now, let_go_of_old, warn_of_deletion
from cases.actions.save_section import save_section
from cases.actions.start_case import start_case
from cases.actions.start_draft import start_draft
from cases.actions.start_review import start_review
from cases.database import Database
from cases.errors import CaseNotFound
from cases.holder import Holder
from cases.life.models import SubmissionRecord
from cases.life.states import Deed
from cases.models import CaseEventRecord, EventRecord, TombstoneRecord
from cases.people.models import MailRecord, PersonEventRecord, SignInRecord
from cases.retention.due import WARNED_BEFORE, BadTerm, terms_with
from cases.retention.ledger import Ledger
from cases.retention.tombstones import Kind, Reason, all_tombstones, own_tombstone
from forms.answers import Answers
from forms.path import Path
from forms.registry import form_of
from tests.cases.life.conftest import PROGRAMME
from tests.cases.looking import dumped

DAYS = {"drafts": 60, "refused": 400, "reviews": 100, "mails": 50, "sign_ins": 20}
TERMS = terms_with(DAYS)
SECRET = "Kun vi to ved det"


def go(desk, days):
    desk.now += timedelta(days=days)


def warn(desk):
    return warn_of_deletion(desk.database, TERMS, address="sag/{}".format, now=desk.now)


def gone(desk):
    return {
        (each.kind, each.subject_id)
        for each in let_go_of_old(desk.database, desk.store, TERMS, now=desk.now)
    }


def stones(desk):
    with desk.database.reading() as session:
        return all_tombstones(session)


def count(desk, table):
    with desk.database.reading() as session:
        return session.scalar(select(func.count()).select_from(table))


def test_a_case_nobody_works_on_is_warned_of_before_it_goes(desk):
    desk.write("vision", "vision", SECRET)
    go(desk, 61)
    assert gone(desk) & {(Kind.CASE, desk.case)} == set()
    assert [warn(desk), warn(desk)] == [1, 0]
    letters = [each for each in read_mails(desk.database) if "slettes den" in each.subject]
    assert sorted(each.recipient for each in letters) == [
        "approver@example.dk",
        "writer@example.dk",
    ]
    go(desk, WARNED_BEFORE.days - 1)
    assert (Kind.CASE, desk.case) not in gone(desk)
    go(desk, 1)
    assert (Kind.CASE, desk.case) in gone(desk)
    assert SECRET not in dumped(desk.database)
    with pytest.raises(CaseNotFound):
        open_case(*desk.as_("writer"))


def test_a_warning_comes_in_time_and_a_save_begins_anew(desk):
    desk.write("vision", "vision", "En")
    go(desk, 60 - WARNED_BEFORE.days - 1)
    assert warn(desk) == 0
    go(desk, 2)
    assert warn(desk) == 1
    desk.write("vision", "vision", "To")
    go(desk, WARNED_BEFORE.days + 1)
    assert (Kind.CASE, desk.case) not in gone(desk)
    go(desk, 60)
    assert (Kind.CASE, desk.case) not in gone(desk)
    assert warn(desk) == 1


def test_what_was_sent_and_is_not_decided_stays(desk):
    desk.sent()
    go(desk, 30_000)
    assert warn(desk) == 0
    assert (Kind.CASE, desk.case) not in gone(desk)


def test_a_decided_case_goes_whole_with_its_files_and_leaves_a_stone(desk):
    desk.sent()
    desk.examine()
    desk.decide(Deed.RECOMMEND)
    desk.decide(Deed.REFUSE, reason=SECRET)
    go(desk, 400)
    assert (Kind.CASE, desk.case) not in gone(desk)
    assert list(desk.store.names())
    go(desk, 1)
    assert (Kind.CASE, desk.case) in gone(desk)
    assert list(desk.store.names()) == []
    assert count(desk, SubmissionRecord) == 0
    assert SECRET not in dumped(desk.database)
    with pytest.raises(CaseNotFound):
        open_sent_case(*desk.as_("officer"))
    [stone] = [each for each in stones(desk) if each.kind is Kind.CASE]
    assert (stone.reason, stone.actor_id, stone.programme) == (Reason.TIME, None, PROGRAMME.id)


def test_a_file_that_another_tells_of_stays(desk):
    desk.sent()
    desk.examine()
    desk.decide(Deed.RECOMMEND)
    desk.decide(Deed.REFUSE)
    [name, *_] = desk.store.names()
    go(desk, 401)
    review = start_review(
        desk.database, desk.people["officer"], title="x", received=None, now=desk.now
    )
    file = NewFile(name="a.docx", content=desk.store.get(name))
    who = desk.people["officer"]
    add_files(desk.database, desk.store, who, review.review_id, [file], now=desk.now)
    assert (Kind.CASE, desk.case) in gone(desk)
    assert list(desk.store.names()) == [name]


def test_drafts_and_reviews_without_an_owner_go_unwarned(desk):
    draft = start_draft(desk.database, Holder(), form_of("projektskitse"), now=desk.now).draft
    review = start_review(desk.database, Holder(), title=SECRET, received=None, now=desk.now)
    go(desk, 100)
    assert (Kind.DRAFT, draft.id) in gone(desk)
    go(desk, 1)
    assert (Kind.REVIEW, review.review_id) in gone(desk)
    assert SECRET not in dumped(desk.database)


def test_letters_and_sign_ins_go_by_their_number(desk):
    letters = count(desk, MailRecord)
    with desk.database.writing() as session:
        who = desk.people["writer"].person_id
        told = {"token_hash": "x", "is_half": False, "created_at": desk.now}
        session.add(SignInRecord(person_id=who, **told))
    go(desk, 51)
    assert {(Kind.MAILS, str(letters)), (Kind.SIGN_INS, "1")} <= gone(desk)
    assert (count(desk, MailRecord), count(desk, SignInRecord)) == (0, 0)


def test_the_trail_of_what_is_there_stays_and_of_what_is_gone_goes_late(desk):
    other = start_case(desk.database, desk.people["writer"], PROGRAMME, now=desk.now).case.id
    delete_case(desk.database, desk.store, desk.people["writer"], other, now=desk.now)
    go(desk, 365 * 11)
    let_go_of_old(desk.database, desk.store, terms_with({"drafts": 30_000}), now=desk.now)
    with desk.database.reading() as session:
        told = set(session.scalars(select(CaseEventRecord.case_id)))
    assert told == {desk.case}


def test_the_lines_of_a_trail_are_counted_as_they_went_those_of_what_goes_now_among_them(desk):
    start_draft(desk.database, Holder(), form_of("projektskitse"), now=desk.now)
    go(desk, 365 * 11)
    trails = (EventRecord, CaseEventRecord, PersonEventRecord)
    before = sum(count(desk, each) for each in trails)
    told = dict(gone(desk))
    line_of_now = 1  # that the draft was deleted
    assert int(told[Kind.TRAIL]) == before + line_of_now - sum(count(desk, each) for each in trails)


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_what_somebody_saves_in_while_it_is_asked_what_is_due_stays(desk, monkeypatch):
    draft = start_draft(desk.database, Holder(), form_of("projektskitse"), now=desk.now).draft
    left = start_draft(desk.database, Holder(), form_of("projektskitse"), now=desk.now).draft
    go(desk, 61)
    asked = retain._due

    def ask_while_one_saves(*given):
        found = asked(*given)
        if draft.id in {each.id for each in found.drafts}:
            mine = Holder(draft_ids=frozenset({draft.id}))
            given = Answers({Path.parse("vision"): SECRET})
            save_section(desk.database, mine, draft.id, "vision", given, based_on=0, now=desk.now)
        return found

    monkeypatch.setattr(retain, "_due", ask_while_one_saves)
    went = gone(desk)
    assert (Kind.DRAFT, left.id) in went
    assert (Kind.DRAFT, draft.id) not in went
    assert SECRET in dumped(desk.database)


def test_looking_at_what_is_due_takes_nothing_away(desk):
    draft = start_draft(desk.database, Holder(), form_of("projektskitse"), now=desk.now).draft
    go(desk, 61)
    before = dumped(desk.database)
    due = {(each.kind, each.subject_id) for each in due_now(desk.database, TERMS, now=desk.now)}
    assert (Kind.DRAFT, draft.id) in due
    assert dumped(desk.database) == before
    assert gone(desk) == due


@pytest.mark.parametrize("days", [{"granted": 1}, {"trail": 365}, {"drafts": 0}, {"noget": 50}])
def test_a_time_that_law_does_not_allow_is_refused(days):
    with pytest.raises(BadTerm):
        terms_with(days)


def test_only_those_it_belonged_to_are_told_that_it_is_gone(desk):
    desk.delete("writer")
    with desk.database.reading() as session:
        told = {
            who: own_tombstone(session, holder, [desk.case]) is not None
            for who, holder in desk.people.items()
        }
    assert {who for who, is_told in told.items() if is_told} == {"writer", "approver"}


@pytest.fixture
def elsewhere(bare_url):
    made = Database(bare_url)
    yield made
    made.dispose()


def _restored(desk, elsewhere, copy, ledger):
    return restore(elsewhere, desk.store, io.BytesIO(copy), ledger.read())


def test_what_was_deleted_after_a_backup_is_deleted_again_when_it_is_restored(
    desk, elsewhere, tmp_path
):
    desk.write("vision", "vision", SECRET)
    kept = start_case(desk.database, desk.people["writer"], PROGRAMME, now=desk.now).case.id
    begin_document(desk.database, desk.people["writer"], kept, "projektskitse", "", now=desk.now)
    copy = io.BytesIO()
    back_up(desk.database, desk.store, copy, now=desk.now)
    desk.delete("writer")
    ledger = Ledger(tmp_path / "gravsten.jsonl")
    assert ledger.copy_from(desk.database) == 2
    assert ledger.copy_from(desk.database) == 0
    restored = _restored(desk, elsewhere, copy.getvalue(), ledger)
    assert restored.deleted_again == 2
    assert SECRET not in dumped(elsewhere)
    assert open_case(elsewhere, desk.people["writer"], kept).id == kept
    with pytest.raises(CaseNotFound):
        open_case(elsewhere, *desk.as_("writer")[1:])


def test_a_ledger_that_was_cut_off_loses_its_last_line_alone(desk, tmp_path):
    desk.delete("writer")
    ledger = Ledger(tmp_path / "gravsten.jsonl")
    ledger.copy_from(desk.database)
    whole = ledger.read()
    with (tmp_path / "gravsten.jsonl").open("a") as file:
        file.write('\n{"id": "half')
    assert ledger.read() == whole
    with desk.database.writing() as session:
        session.add(
            TombstoneRecord(
                id="new",
                kind="case",
                subject_id="s",
                programme="",
                reason="asked",
                gone_at=desk.now,
            )
        )
    assert ledger.copy_from(desk.database) == 1
    assert [each.id for each in ledger.read()] == [*(each.id for each in whole), "new"]


def test_no_ledger_is_an_empty_one(tmp_path):
    assert Ledger(tmp_path / "ikke her").read() == ()


def test_a_tombstone_holds_no_word_that_was_written(desk, tmp_path):
    desk.write("vision", "vision", SECRET)
    desk.delete("writer")
    Ledger(tmp_path / "x").copy_from(desk.database)
    text = (tmp_path / "x").read_text()
    assert SECRET not in text
    assert "writer" not in text
