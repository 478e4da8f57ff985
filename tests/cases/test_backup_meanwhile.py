"""A backup taken while people work holds one moment, with every file that its rows tell of."""

import io
import threading
import time
from collections import Counter
from functools import partial

from sqlalchemy import select

from cases.actions.add_files import NewFile, add_files
from cases.actions.back_up import back_up
from cases.actions.delete_review import delete_review
from cases.actions.open_draft import open_draft
from cases.actions.restore import restore
from cases.actions.save_section import save_section
from cases.actions.start_draft import start_draft
from cases.actions.start_review import start_review
from cases.database import Database
from cases.file_store import FileStore
from cases.holder import Holder
from cases.models import FileClaimRecord, ReviewFileRecord
from forms.answers import Answers
from forms.path import Path
from forms.registry import form_of
from tests.patience import PATIENCE

BACKUPS, FILES = 4, 3
VISION = Path.parse("vision")


class AtWork:
    """People who save, lay files up and delete them until they are told to stop."""

    def __init__(self, database, store, now):
        self.database, self.store, self.now = database, store, now
        self.draft = start_draft(database, Holder(), form_of("projektskitse"), now=now).draft
        self.holder = Holder(draft_ids=frozenset({self.draft.id}))
        self.is_over, self.done, self.failures = threading.Event(), Counter(), []
        self.laid = {}

    def __enter__(self):
        self.threads = [threading.Thread(target=self._run, args=(each,)) for each in (1, 2, 3)]
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.is_over.set()
        for thread in self.threads:
            thread.join(PATIENCE)
        assert self.failures == []

    def _run(self, number):
        try:
            while not self.is_over.is_set():
                self.save() if number == 1 else self.lay_up(number)
                self.done[number] += 1
        except Exception as error:  # noqa: BLE001 - a thread's failure is the test's
            self.failures.append(error)

    def save(self):
        at = self.done[1]
        given = Answers({VISION: f"gemt {at + 1}"})
        save_section(
            *(self.database, self.holder, self.draft.id, "vision", given),
            based_on=at,
            now=self.now,
        )

    def lay_up(self, number):
        started = start_review(self.database, Holder(), title="", received=None, now=self.now)
        held = Holder(review_ids=frozenset({started.review_id}))
        made = [
            NewFile(name="a", content=b"%d.%d.%d" % (number, self.done[number], each))
            for each in range(FILES)
        ]
        add_files(self.database, self.store, held, started.review_id, made, now=self.now)
        before, self.laid[number] = self.laid.get(number), (held, started.review_id)
        if before:
            delete_review(self.database, self.store, *before, now=self.now)

    def wait_for_a_round(self, before):
        """Until everybody has done more than that, or somebody failed."""
        while not self.failures and any(self.done[each] <= before[each] for each in (1, 2, 3)):
            time.sleep(0.001)


class Slow(FileStore):
    """A store that hands nothing out before somebody else has done something."""

    def __init__(self, place, wait):
        super().__init__(place)
        self.wait = wait

    def get(self, name):
        self.wait()
        return super().get(name)


def hold_one_moment(copy, path, at_work):
    """The copy brought back holds what the draft said at one revision, and whole uploads."""
    restored = Database(f"sqlite:///{path}.db")
    contents = restore(restored, FileStore(path), copy).contents
    draft = open_draft(restored, at_work.holder, at_work.draft.id)
    assert draft.answers.get(VISION) == f"gemt {draft.revision}"
    with restored.reading() as session:
        files = session.scalars(select(ReviewFileRecord.review_id)).all()
    assert set(Counter(files).values()) <= {FILES}
    assert contents.missing == ()
    restored.dispose()
    return len(files)


def test_each_backup_is_of_one_moment_and_lacks_no_file(database, folder, now, tmp_path):
    copies = []
    with AtWork(database, folder, now) as at_work:
        at_work.wait_for_a_round(Counter())
        for _ in range(BACKUPS):
            # Everybody deletes what is there before any of it is read.
            before = Counter({each: count + 1 for each, count in at_work.done.items()})
            store = Slow(tmp_path / "filer", partial(at_work.wait_for_a_round, before))
            copies.append(io.BytesIO())
            back_up(database, store, copies[-1], now=now)
    held = [hold_one_moment(copy, tmp_path / str(n), at_work) for n, copy in enumerate(copies)]
    assert all(held)
    with database.reading() as session:
        assert session.scalars(select(FileClaimRecord.id)).all() == []
