"""A file is laid into the store while somebody takes the same file away: it is there afterwards."""

from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256

import pytest
from sqlalchemy import event

from cases.actions.add_files import NewFile, add_files
from cases.actions.delete_review import delete_review
from cases.actions.start_review import start_review
from cases.example import example_answers, example_form
from cases.file_store import FileStore
from cases.holder import Holder
from documents.writer import write
from tests.patience import PATIENCE


class Disturbed(FileStore):
    """A store that lets somebody else do something to the end after each file is put."""

    def __init__(self, folder, deeds):
        super().__init__(folder)
        self.deeds = deeds

    def put(self, content):
        name = super().put(content)
        deed = next(self.deeds, None)
        if deed is not None:
            to_the_end(deed)
        return name


def to_the_end(deed):
    """Done by somebody else, before one goes on."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(deed).result(PATIENCE)


def review_of(desk, content):
    """A review that holds the content, and what deletes it."""
    started = start_review(desk.database, Holder(), title="", received=None, now=desk.now)
    holder = Holder(review_ids=frozenset({started.review_id}))
    file = NewFile(name="skitse.docx", content=content)
    add_files(desk.database, desk.store, holder, started.review_id, [file], now=desk.now)
    return lambda: delete_review(desk.database, desk.store, holder, started.review_id, now=desk.now)


@pytest.fixture
def approved(desk):
    desk.fill()
    desk.approve()
    return desk


CONTENT = write(example_form(), example_answers())


def test_a_review_of_the_same_file_deleted_before_the_case_is_sent_leaves_it(approved, tmp_path):
    approved.store = Disturbed(tmp_path / "filer", iter([review_of(approved, CONTENT)]))
    sent = approved.submit()
    assert [approved.store.get(file.sha256) for file in sent.files] == [CONTENT]


@pytest.mark.postgresql
@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_a_review_of_the_same_file_deleted_while_the_case_is_sent_leaves_it(approved):
    delete, done = review_of(approved, CONTENT), []

    def before_commit(connection):
        if not done and connection.exec_driver_sql("SELECT 1 FROM submissions").first():
            done.append(True)
            to_the_end(delete)

    event.listen(approved.database.engine, "commit", before_commit)
    sent = approved.submit()
    assert done
    assert [approved.store.get(file.sha256) for file in sent.files] == [CONTENT]


def test_reviews_deleted_over_and_over_while_the_same_files_are_laid_up_lose_none(
    database, folder, now
):
    def laid_up():
        started = start_review(database, Holder(), title="", received=None, now=now)
        holder = Holder(review_ids=frozenset({started.review_id}))
        files = [NewFile(name="a", content=b"%d" % each) for each in range(3)]
        add_files(database, folder, holder, started.review_id, files, now=now)
        for each in files:
            folder.get(sha256(each.content).hexdigest())
        delete_review(database, folder, holder, started.review_id, now=now)

    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(laid_up) for _ in range(24)]:
            done.result()
    assert list(folder.names()) == []
