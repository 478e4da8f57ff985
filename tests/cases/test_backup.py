"""A backup holds every row and file, and an empty database has them again after it."""

import io
import json
import zipfile
from datetime import timedelta
from hashlib import sha256

import pytest

from cases.actions.add_files import NewFile, add_files
from cases.actions.back_up import back_up
from cases.actions.restore import NotEmpty, restore
from cases.actions.save_section import save_section
from cases.actions.start_case import start_case
from cases.actions.start_draft import start_draft
from cases.actions.start_review import start_review
from cases.backup import CONTENTS, Contents, KeptTable, NotABackup, line_of, tables_of
from cases.database import Database
from cases.file_store import FileStore
from cases.holder import Holder
from cases.migration import UnknownRevision, revision_of
from forms.answers import Answers
from forms.path import Path
from forms.registry import form_of, programme_of
from tests.cases.looking import dumped
from tests.cases.test_migration import differences, upgrade_to

FORM = form_of("projektskitse")
PROGRAMME = programme_of("lbf-boligsocial-2019-26")
CONTENT = b"%PDF-1.7 en fil"


@pytest.fixture
def store(tmp_path):
    return FileStore(tmp_path / "filer")


@pytest.fixture
def other_store(tmp_path):
    return FileStore(tmp_path / "andre")


@pytest.fixture
def filled(database, store, now):
    """A case, a draft saved twice, and a review with a file."""
    draft = start_draft(database, Holder(), FORM, now=now).draft
    holder = Holder(draft_ids=frozenset({draft.id}))
    for revision, words in enumerate(("først", "så æ\u2028ø 😀 \ud800")):
        given = Answers({Path.parse("vision"): words})
        later = now + timedelta(minutes=revision)
        save_section(database, holder, draft.id, "vision", given, based_on=revision, now=later)
    start_case(database, Holder(), PROGRAMME, now=now)
    review = start_review(database, Holder(), title="bunke", received=now.date(), now=now)
    held = Holder(review_ids=frozenset({review.review_id}))
    file = NewFile(name="skitse.pdf", content=CONTENT)
    add_files(database, store, held, review.review_id, [file], now=now)
    return database


@pytest.fixture
def empty(bare_url):
    made = Database(bare_url)
    yield made
    made.dispose()


@pytest.fixture
def kept(filled, store, now):
    return backup_of(filled, store, now)


def backup_of(database, store, now):
    target = io.BytesIO()
    back_up(database, store, target, now=now)
    return target.getvalue()


def changed(backup, **entries):
    """The backup with entries put in place of its own, or left out where there is None."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(backup)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = entries.get(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return io.BytesIO(target.getvalue())


def entries_of(backup):
    with zipfile.ZipFile(io.BytesIO(backup)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def overwritten(backup):
    """The backup with bytes that cannot be unpacked in an entry."""
    with zipfile.ZipFile(io.BytesIO(backup)) as archive:
        entry = archive.getinfo("tabeller/drafts.jsonl")
    at = backup.index(b"drafts.jsonl", entry.header_offset) + len("drafts.jsonl") + 20
    return io.BytesIO(backup[:at] + b"\xff" * 4 + backup[at + 4 :])


def locked(backup):
    """The backup with an entry that says it needs a password."""
    with zipfile.ZipFile(io.BytesIO(backup)) as archive:
        at = archive.start_dir + 8
    return io.BytesIO(backup[:at] + bytes([backup[at] | 1]) + backup[at + 1 :])


def earlier_backup(connection):
    """What this version would have kept, had it been the earlier one."""
    target, kept = io.BytesIO(), []
    with zipfile.ZipFile(target, "w") as archive:
        for table in tables_of(connection):
            lines = b"".join(line_of(row) for row in connection.execute(table.select()))
            archive.writestr(f"tabeller/{table.name}.jsonl", lines)
            digest, rows = sha256(lines).hexdigest(), lines.count(b"\n")
            kept.append(KeptTable(name=table.name, rows=rows, sha256=digest))
        contents = Contents(
            made_at="", revision=revision_of(connection), tables=tuple(kept), files=(), missing=()
        )
        archive.writestr(CONTENTS, contents.to_json())
    return target


def test_what_is_restored_is_what_was_kept(kept, filled, empty, other_store, now):
    contents = restore(empty, other_store, io.BytesIO(kept)).contents
    assert entries_of(backup_of(empty, other_store, now)) == entries_of(kept)
    assert contents.files == (sha256(CONTENT).hexdigest(),)
    assert other_store.get(contents.files[0]) == CONTENT
    assert {each.name: each.rows for each in contents.tables}["draft_changes"] == 2
    assert differences(empty.url) == []


def test_work_goes_on_in_what_was_restored(kept, empty, other_store, now):
    restore(empty, other_store, io.BytesIO(kept))
    started = start_draft(empty, Holder(), FORM, now=now)
    assert started.draft.revision == 0
    assert dumped(empty).count("draft_started") == 2


def test_nothing_is_restored_over_what_is_there(kept, filled, store):
    before = dumped(filled)
    with pytest.raises(NotEmpty):
        restore(filled, store, io.BytesIO(kept))
    assert dumped(filled) == before


@pytest.mark.parametrize("bare_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "spoil",
    [
        lambda kept: io.BytesIO(kept[: len(kept) // 2]),
        lambda kept: io.BytesIO(b"PK\x03\x04 ingen zip"),
        overwritten,
        locked,
        lambda kept: changed(kept, **{CONTENTS: None}),
        lambda kept: changed(kept, **{CONTENTS: b"[" * 100_000}),
        lambda kept: changed(kept, **{CONTENTS: b'{"format": 2}'}),
        lambda kept: changed(kept, **{"tabeller/drafts.jsonl": None}),
        lambda kept: changed(kept, **{"tabeller/drafts.jsonl": b""}),
        lambda kept: changed(kept, **{"tabeller/drafts.jsonl": b'["x"]\n'}),
        lambda kept: changed(kept, **{f"filer/{sha256(CONTENT).hexdigest()}": b"en anden"}),
        lambda kept: changed(kept, **{f"filer/{sha256(CONTENT).hexdigest()}": None}),
    ],
    ids=[
        "cut",
        "no zip",
        "spoiled",
        "locked",
        "no contents",
        "deep",
        "other",
        "no table",
        "no rows",
        "row",
        "file",
        "no file",
    ],
)
def test_a_spoiled_backup_brings_back_nothing(kept, empty, other_store, spoil):
    with pytest.raises(NotABackup):
        restore(empty, other_store, spoil(kept))
    assert dumped(empty) == ""


@pytest.mark.parametrize("bare_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_backup_of_a_later_version_is_refused(kept, empty, other_store):
    with zipfile.ZipFile(io.BytesIO(kept)) as archive:
        told = json.loads(archive.read(CONTENTS))
    later = json.dumps(told | {"revision": "9999"}).encode()
    with pytest.raises(UnknownRevision):
        restore(empty, other_store, changed(kept, **{CONTENTS: later}))


def test_a_backup_of_an_earlier_version_is_brought_up_to_this_one(bare_url, tmp_path, store):
    upgrade_to(bare_url, "0001")
    old = Database(bare_url)
    with old.connection() as connection:
        connection.exec_driver_sql(
            "INSERT INTO drafts VALUES ('d', 'projektskitse', '2009', 'lokale-partnerskaber', "
            "NULL, 'h', 1, 3, 0, '2009-05-04 10:30:00', '2009-05-04 10:30:00')"
        )
        backup = earlier_backup(connection)
    old.dispose()
    new = Database(f"sqlite:///{tmp_path / 'new.db'}")
    restore(new, store, backup)
    assert "lokale-partnerskaber" in dumped(new)
    assert differences(new.url) == []
    new.dispose()


def test_a_file_that_is_gone_is_told_of_and_the_rest_is_kept_and_comes_back(
    filled, store, empty, other_store, now
):
    name = sha256(CONTENT).hexdigest()
    store.remove([name])
    target = io.BytesIO()
    assert back_up(filled, store, target, now=now).missing == (name,)
    assert f"filer/{name}" not in entries_of(target.getvalue())
    assert restore(empty, other_store, target).contents.missing == (name,)
    assert list(other_store.names()) == []
    assert entries_of(backup_of(empty, other_store, now)) == entries_of(target.getvalue())
