"""Many saves at once: none is lost, none silently overruled, none forgotten by a crash."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path as FilePath

import pytest

from cases.actions.draft_history import list_versions
from cases.actions.open_draft import open_draft
from cases.actions.save_section import save_section
from cases.actions.start_draft import start_draft
from cases.database import Database
from cases.errors import StaleDraft
from cases.holder import Holder
from forms.answers import Answers
from forms.path import Path
from forms.registry import form_of

FORM = form_of("projektskitse")
WRITERS, SAVES, KILLS = 8, 12, 10
FIELDS = (
    ("kontaktperson", "kontaktperson.navn"),
    ("kontaktperson", "kontaktperson.stilling"),
    ("vision", "vision"),
    ("udfordringer", "udfordringer"),
    ("indsatsomraader", "indsatsomraader"),
    ("organisering", "organisering.forvaltning"),
    ("organisering", "organisering.tovholder"),
    ("kommentarer", "kommentarer"),
)


@pytest.fixture
def draft(database, now):
    return start_draft(database, Holder(), FORM, now=now).draft


@pytest.fixture
def holder(draft):
    return Holder(draft_ids=frozenset({draft.id}))


def in_parallel(works):
    failures = []

    def run(work):
        try:
            work()
        except Exception as error:  # noqa: BLE001 - a thread's failure is the test's
            failures.append(error)

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_writers_of_different_fields_lose_nothing(database, draft, holder, now):
    def writer(section, field):
        path = Path.parse(field)

        def work():
            for number in range(SAVES):
                # Its own field in what it saw last, as a page that lies open in a browser.
                seen = open_draft(database, holder, draft.id)
                below = [each for sec, each in FIELDS if sec == section and each != field]
                others = {Path.parse(each): seen.answers.get(Path.parse(each)) for each in below}
                shown = Answers({at: text for at, text in others.items() if text is not None})
                given = shown.replaced({path: f"{field} {number}"})
                save_section(
                    database, holder, draft.id, section, given, based_on=seen.revision, now=now
                )

        return work

    in_parallel([writer(section, field) for section, field in FIELDS])
    last = {Path.parse(field): f"{field} {SAVES - 1}" for _, field in FIELDS}
    assert open_draft(database, holder, draft.id).answers == Answers(last)
    versions = list_versions(database, holder, draft.id)
    assert [each.revision for each in versions] == list(range(WRITERS * SAVES, 0, -1))


def test_writers_of_one_field_are_each_kept_or_told(database, draft, holder, now):
    kept, told = [], []

    def writer(name):
        def work():
            for number in range(SAVES):
                seen = open_draft(database, holder, draft.id).revision
                given = Answers({Path.parse("vision"): f"{name} {number}"})
                try:
                    saved = save_section(
                        database, holder, draft.id, "vision", given, based_on=seen, now=now
                    )
                    kept.append(saved.revision)
                except StaleDraft as stale:
                    told.append(stale)

        return work

    in_parallel([writer(name) for name in range(WRITERS)])
    assert len(kept) + len(told) == WRITERS * SAVES
    assert sorted(kept) == list(range(1, len(kept) + 1))
    assert all(stale.yours != stale.theirs for stale in told)


@pytest.fixture
def writer(url, draft):
    program = str(FilePath(__file__).parent / "saving_writer.py")
    with subprocess.Popen(
        [sys.executable, program, url, draft.id],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=FilePath(__file__).parents[2],
        env={**os.environ, "PYTHONPATH": "."},
        text=True,
    ) as started:
        yield started
        started.stdin.close()


def test_acknowledged_saves_survive_being_killed(url, database, draft, holder, writer):
    acknowledged = 0
    for _ in range(KILLS):
        writer.stdin.write("go\n")
        writer.stdin.flush()
        process = int(writer.stdout.readline())
        for _ in range(3):
            acknowledged = int(writer.stdout.readline())
        os.kill(process, signal.SIGKILL)
        # What it still said before it died, then a nought by the one that waited for it.
        for told in iter(writer.stdout.readline, "0\n"):
            acknowledged = int(told)
        kept = open_draft(database, holder, draft.id)
        assert kept.revision >= acknowledged
        assert kept.answers.get(Path.parse("vision")) == f"gemt {kept.revision}"
    fresh = Database(url)
    assert len(list_versions(fresh, holder, draft.id)) >= acknowledged
    fresh.dispose()
