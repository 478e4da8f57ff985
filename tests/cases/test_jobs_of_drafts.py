"""What is made of a draft goes when the draft goes, wherever its files lie."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from cases.actions.begin_document import begin_document
from cases.actions.delete_case import delete_case
from cases.actions.delete_draft import delete_draft
from cases.actions.retain import let_go_of_old
from cases.actions.see_jobs import open_job
from cases.actions.start_case import start_case
from cases.actions.start_draft import start_draft
from cases.actions.sweep_files import sweep_files
from cases.errors import DraftNotFound, JobNotFound, StorageBusy, StorageFull, StoreDown
from cases.holder import Holder
from cases.job_files import RESULT
from cases.job_worker import Made, Worker, job_folder
from cases.jobs import Note, take_next
from cases.laying import settle
from cases.pdf_job import PDF, start_pdf
from cases.retention.due import terms_with
from forms.registry import form_of, programme_of
from tests.cases.postgres import until_waiting

on_sqlite = pytest.mark.parametrize("url", ["sqlite"], indirect=True)


def put_pdf(database, store, draft_id, now, content=b"kilde"):
    return start_pdf(
        database,
        store,
        title="Skitse",
        content=content,
        owner_id=None,
        draft_id=draft_id,
        now=now,
    )


def is_there(database, job_id):
    try:
        open_job(database, frozenset({job_id}), job_id)
    except JobNotFound:
        return False
    return True


def make(work):
    file = work.folder / "lavet"
    file.write_bytes(b"lavet")
    return Made(note=Note(), files={RESULT: file})


@pytest.fixture
def draft(database, now):
    """The id of a draft, and who holds it."""
    started = start_draft(database, Holder(), form_of("projektskitse"), now=now).draft
    return started.id, Holder(draft_ids=frozenset({started.id}))


def test_what_was_made_of_a_draft_goes_with_it(database, either_store, draft, now, tmp_path):
    draft_id, holder = draft
    done = put_pdf(database, either_store, draft_id, now)
    assert Worker(database, either_store, tmp_path, {PDF: make}).work_once()
    waiting = put_pdf(database, either_store, draft_id, now, b"anden kilde")
    other = put_pdf(database, either_store, None, now, b"en andens")
    assert len(set(either_store.names())) == 4
    delete_draft(database, either_store, holder, draft_id, now=now)
    there = [is_there(database, each) for each in (done, waiting, other)]
    assert there == [False, False, True]
    assert len(set(either_store.names())) == 1


@on_sqlite
def test_what_was_made_in_a_case_goes_with_it(database, folder, now):
    case = start_case(database, Holder(), programme_of("lbf-boligsocial-2019-26"), now=now).case
    holder = Holder(case_ids=frozenset({case.id}))
    draft_id = begin_document(database, holder, case.id, "samarbejdsaftale", "", now=now)
    job_id = put_pdf(database, folder, draft_id, now)
    delete_case(database, folder, holder, case.id, now=now)
    assert not is_there(database, job_id)
    assert set(folder.names()) == set()


@on_sqlite
def test_what_was_made_of_a_draft_goes_when_its_time_is_up(database, folder, draft, now):
    job_id = put_pdf(database, folder, draft[0], now)
    let_go_of_old(database, folder, terms_with({}), now=now + timedelta(days=9_999))
    assert not is_there(database, job_id)
    assert set(folder.names()) == set()


@on_sqlite
@pytest.mark.parametrize("refusal", [StoreDown, StorageBusy, StorageFull])
def test_a_draft_is_deleted_though_the_files_made_of_it_cannot_be_taken_away_now(
    database, folder, draft, now, monkeypatch, refusal
):
    def refuse(*_given):
        raise refusal

    draft_id, holder = draft
    job_id = put_pdf(database, folder, draft_id, now)
    with monkeypatch.context() as patched:
        patched.setattr(folder, "remove", refuse)
        delete_draft(database, folder, holder, draft_id, now=now)
    assert not is_there(database, job_id)
    assert sweep_files(database, folder, now=now) == 1
    assert set(folder.names()) == set()


def test_a_job_under_way_leaves_nothing_of_a_draft_that_is_deleted_meanwhile(
    database, folder, draft, now, tmp_path
):
    draft_id, holder = draft
    job_id = put_pdf(database, folder, draft_id, now)

    def delete_and_make(work):
        delete_draft(database, folder, holder, draft_id, now=now)
        return make(work)

    assert Worker(database, folder, tmp_path, {PDF: delete_and_make}).work_once()
    assert not is_there(database, job_id)
    assert set(folder.names()) == set()
    assert not job_folder(tmp_path, job_id).exists()


@on_sqlite
def test_a_job_that_fails_leaves_nothing_of_a_draft_that_is_deleted_meanwhile(
    database, folder, draft, now, tmp_path
):
    draft_id, holder = draft
    job_id = put_pdf(database, folder, draft_id, now)

    def delete_and_fail(work):
        delete_draft(database, folder, holder, draft_id, now=now)
        raise ZeroDivisionError

    assert Worker(database, folder, tmp_path, {PDF: delete_and_fail}).work_once()
    assert not job_folder(tmp_path, job_id).exists()


def test_nothing_is_made_of_a_draft_that_is_gone(database, folder, draft, now):
    draft_id, holder = draft
    delete_draft(database, folder, holder, draft_id, now=now)
    with pytest.raises(DraftNotFound):
        put_pdf(database, folder, draft_id, now)
    with database.writing() as session:
        assert take_next(session, now=now) is None
    assert set(folder.names()) == set()
    assert sweep_files(database, folder, now=now) == 0


@pytest.mark.postgresql
@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
@pytest.mark.parametrize("place", ["cases.job_worker.settle", "cases.job_files.settle"])
def test_a_job_that_ends_or_begins_while_its_draft_is_deleted_goes_with_it(
    database, folder, draft, now, tmp_path, monkeypatch, place
):
    draft_id, holder = draft
    deleting = []

    def while_deleted(session, laid):
        deleting.append(others.submit(delete_draft, database, folder, holder, draft_id, now=now))
        until_waiting(database, deleting[0])
        settle(session, laid)

    with ThreadPoolExecutor() as others:
        monkeypatch.setattr(place, while_deleted)
        job_id = put_pdf(database, folder, draft_id, now)
        if not deleting:
            assert Worker(database, folder, tmp_path, {PDF: make}).work_once()
    deleting[0].result()
    assert not is_there(database, job_id)
    assert set(folder.names()) == set()
