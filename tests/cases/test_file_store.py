import errno
import io
import os
import threading
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from unittest.mock import Mock

import pytest

from cases import laying
from cases.actions.add_files import MOST_FILES, NewFile, Room, add_files
from cases.actions.start_review import start_review
from cases.actions.sweep_files import sweep_files
from cases.database import Database
from cases.errors import NoRoom, ReviewFull, ReviewNotFound, StorageBusy, StorageFull, StoreDown
from cases.file_store import FileStore
from cases.folder_shelf import FolderShelf
from cases.holder import Holder, Role
from cases.laying import CLAIM, REMOVAL, lay, let_go, settle, take_away
from cases.shelf import FileGone
from tests.patience import PATIENCE


@pytest.fixture
def store(folder):
    return folder


def left_in(tmp_path):
    return [each for each in (tmp_path / "filer").rglob("*") if each.is_file()]


def test_a_content_is_kept_once_under_its_checksum(either_store):
    names = [either_store.put(b"samme") for _ in range(2)]
    assert names == [sha256(b"samme").hexdigest()] * 2
    assert either_store.get(names[0]) == b"samme"
    assert list(either_store.names()) == names[:1]


def test_what_was_never_there_or_is_removed_is_gone(either_store):
    name = either_store.put(b"")
    assert either_store.get(name) == b""
    assert either_store.size(name) == 0
    either_store.remove([name, "0" * 64])
    for each in (name, "0" * 64):
        for look in (either_store.get, either_store.size):
            with pytest.raises(FileGone):
                look(each)
    assert list(either_store.names()) == []
    either_store.check()


def spoil_in(store, name):
    """What lies there under the name is another thing from now on."""
    store._shelf.write(name, io.BytesIO(b"andet"), 5)


@pytest.mark.parametrize("said", [b"", b"en", b"en\n", b"en\n\nto", b"\n\n"])
def test_a_file_is_read_by_its_lines_however_its_pieces_fall(either_store, monkeypatch, said):
    monkeypatch.setattr("cases.folder_shelf._PIECE", 2)
    monkeypatch.setattr("cases.s3_shelf._AT_ONCE", 2)
    name = either_store.put(said)
    assert list(either_store.lines(name)) == said.splitlines()


def test_who_reads_the_first_lines_fetches_no_others(either_store, monkeypatch):
    monkeypatch.setattr("cases.folder_shelf._PIECE", 4)
    monkeypatch.setattr("cases.s3_shelf._AT_ONCE", 4)
    name = either_store.put(b"en\nto\n" + b"tre\n" * 100)
    plain, fetched = either_store._shelf.pieces, []

    def counted(name):
        for piece in plain(name):
            fetched.append(piece)
            yield piece

    monkeypatch.setattr(either_store._shelf, "pieces", counted)
    with closing(either_store.lines(name)) as lines:
        assert [next(lines), next(lines)] == [b"en", b"to"]
    assert len(fetched) == 2
    with pytest.raises(FileGone):
        next(either_store.lines("0" * 64))


def test_what_was_spoiled_is_told_and_put_anew(either_store):
    name = either_store.put(b"indhold")
    spoil_in(either_store, name)
    for look in (either_store.get, either_store.open):
        with pytest.raises(FileGone):
            look(name)
    either_store.put(b"indhold")
    assert either_store.get(name) == b"indhold"


def test_a_file_is_put_and_opened_as_its_content_is(either_store, tmp_path):
    file = tmp_path / "en fil"
    file.write_bytes(b"samme")
    assert either_store.put_file(file) == either_store.put(b"samme")
    assert either_store.size(sha256(b"samme").hexdigest()) == 5
    with either_store.open(sha256(b"samme").hexdigest()) as kept:
        assert kept.read() == b"samme"


class Forgetful:
    """A shelf that says it keeps what it does not."""

    def write(self, name, source, size):
        pass

    def pieces(self, name):
        raise FileGone(name)


def test_a_file_is_not_put_before_it_was_read_again():
    with pytest.raises(StoreDown):
        FileStore(Forgetful()).put(b"indhold")


def test_a_full_disk_keeps_nothing_of_the_file(store, tmp_path, monkeypatch):
    def full(_handle):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageFull):
        store.put(b"for meget")
    assert left_in(tmp_path) == []


def test_a_folder_that_may_not_be_written_in_is_down(tmp_path):
    (tmp_path / "filer").write_bytes(b"en fil, hvor mappen skulle ligge")
    store = FileStore(tmp_path / "filer")
    for deed in (store.check, lambda: store.put(b"indhold")):
        with pytest.raises(StoreDown):
            deed()


def add_to_review(database, store, content, now):
    started = start_review(database, Holder(), title="", received=None, now=now)
    holder = Holder(review_ids=frozenset({started.review_id}))
    file = NewFile(name="a.docx", content=content)
    add_files(database, store, holder, started.review_id, [file], now=now)


def test_a_folder_that_nothing_may_be_taken_from_is_down(store, tmp_path, monkeypatch):
    name = store.put(b"x")

    def refuse(*_args, **_kwargs):
        raise OSError(errno.EROFS, "read-only")

    monkeypatch.setattr("pathlib.Path.unlink", refuse)
    with pytest.raises(StoreDown):
        store.remove([name])


def test_what_nothing_tells_of_is_swept_and_the_rest_is_kept(either_store, database, now):
    add_to_review(database, either_store, b"kendt", now)
    either_store.put(b"ukendt")
    assert sweep_files(database, either_store, now=now) == 1
    assert list(either_store.names()) == [sha256(b"kendt").hexdigest()]


def while_taken_away(store, monkeypatch, deed):
    """Let something be done each time before files are taken away."""
    remove = store.remove

    def slow(names):
        deed()
        remove(names)

    monkeypatch.setattr(store, "remove", slow)


def test_nobody_waits_to_write_while_files_are_taken_away(url, database, store, now, monkeypatch):
    impatient = Database(url, seconds_to_wait=0.01)
    while_taken_away(store, monkeypatch, lambda: lay(impatient, store, [b"andet"], now=now))
    assert take_away(database, store, [store.put(b"x")], now=now) == 1
    assert list(store.names()) == [sha256(b"andet").hexdigest()]
    impatient.dispose()


def test_who_lays_a_file_down_waits_until_the_same_is_gone(database, store, now, monkeypatch):
    monkeypatch.setattr("cases.laying._PATIENCE", 0)

    def lay_the_same():
        with pytest.raises(StorageBusy):
            lay(database, store, [b"x"], now=now)

    while_taken_away(store, monkeypatch, lay_the_same)
    assert take_away(database, store, [store.put(b"x")], now=now) == 1
    laid = lay(database, store, [b"x"], now=now)
    assert take_away(database, store, laid.names, now=now) == 0
    assert store.get(laid.names[0]) == b"x"


def test_what_a_store_may_still_take_away_is_not_laid_down(database, store, now, monkeypatch):
    monkeypatch.setattr("cases.laying._PATIENCE", 0)
    name = store.put(b"x")
    with monkeypatch.context() as patched:
        patched.setattr(FolderShelf, "remove", Mock(side_effect=StoreDown))
        with pytest.raises(StoreDown):
            take_away(database, store, [name], now=now)
    with pytest.raises(StorageBusy):
        lay(database, store, [b"x"], now=now + REMOVAL)
    lay(database, store, [b"x"], now=now + 2 * REMOVAL)


class Silent(FileStore):
    """A store elsewhere that answers when it is told to, with its error where it has one."""

    is_elsewhere = True

    def __init__(self, folder, error=None):
        super().__init__(folder)
        self.asked, self.goes_on, self.error = threading.Event(), threading.Event(), error

    def remove(self, names):
        self.asked.set()
        assert self.goes_on.wait(PATIENCE)
        if self.error:
            raise self.error
        super().remove(names)


def taking_ends():
    for each in threading.enumerate():
        if each.name == laying._BESIDE:
            each.join(PATIENCE)


def test_nobody_waits_for_a_store_elsewhere_that_is_silent(database, tmp_path, now, monkeypatch):
    monkeypatch.setattr(laying, "_SECONDS_ELSEWHERE", 0)
    silent = Silent(tmp_path / "filer")
    name = silent.put(b"x")
    let_go(database, silent, [name], now=now)
    assert silent.asked.wait(PATIENCE)
    assert list(silent.names()) == [name]
    silent.goes_on.set()
    taking_ends()
    assert list(silent.names()) == []


@pytest.mark.parametrize("error", [StoreDown("hemmeligt"), ZeroDivisionError("hemmeligt")])
def test_what_goes_wrong_beside_is_told_without_its_words(database, tmp_path, now, caplog, error):
    silent = Silent(tmp_path / "filer", error)
    silent.goes_on.set()
    let_go(database, silent, [silent.put(b"x")], now=now)
    assert ("ZeroDivisionError" in caplog.text) is isinstance(error, ZeroDivisionError)
    assert "hemmeligt" not in caplog.text


def test_what_is_being_laid_down_is_swept_only_when_its_hour_is_over(either_store, database, now):
    laid = lay(database, either_store, [b"halvvejs"], now=now)
    assert sweep_files(database, either_store, now=now + CLAIM) == 0
    assert sweep_files(database, either_store, now=now + 2 * CLAIM) == 1
    with pytest.raises(StorageBusy), database.writing() as session:
        settle(session, laid)


def test_a_file_that_was_half_written_is_swept_when_nobody_can_be_writing_it(
    store, database, now, tmp_path
):
    add_to_review(database, store, b"hel", now)
    half = tmp_path / "filer" / "ab" / "new.half"
    half.parent.mkdir()
    half.write_bytes(b"halv")
    hour = datetime.fromtimestamp(half.stat().st_mtime, UTC)
    for later, swept in ((timedelta(), 0), (timedelta(seconds=1), 1)):
        assert sweep_files(database, store, now=hour + CLAIM + later) == swept
        assert half.exists() is not bool(swept)
    assert list(store.names()) == [sha256(b"hel").hexdigest()]


def test_a_review_takes_no_more_files_than_it_may_and_then_none_of_them(store, database, now):
    started = start_review(database, Holder(), title="", received=None, now=now)
    holder = Holder(review_ids=frozenset({started.review_id}))
    most = [NewFile(name="a", content=b"")] * MOST_FILES
    add_files(database, store, holder, started.review_id, most, now=now)
    with pytest.raises(ReviewFull):
        add_files(database, store, holder, started.review_id, most[:1], now=now)


def test_one_person_lays_up_no_more_in_a_day_than_there_is_room_for(store, database, now):
    first, other = (
        start_review(database, Holder(), title="", received=None, now=now).review_id
        for _ in range(2)
    )
    mine = Holder(review_ids=frozenset({first, other}))
    file, room = [NewFile(name="a", content=b"12345")], Room(a_day=12, without_owner=100)

    def add(review_id, holder, hours=0):
        hour = now + timedelta(hours=hours)
        add_files(database, store, holder, review_id, file, now=hour, room=room)

    add(first, mine)
    add(other, mine, hours=20)
    with pytest.raises(NoRoom):
        add(first, mine, hours=23)
    add(first, mine, hours=25)


def test_those_without_an_account_share_their_room_and_others_do_not_need_it(store, database, now):
    file, room = [NewFile(name="a", content=b"12345")], Room(a_day=100, without_owner=8)
    officer = Holder(owner_id="fond", roles=frozenset({Role.OFFICER}))
    holders = [Holder(), Holder(), officer]
    ids = [
        start_review(database, each, title="", received=None, now=now).review_id for each in holders
    ]
    held = [
        replace(each, review_ids=frozenset({at})) for each, at in zip(holders, ids, strict=True)
    ]

    add_files(database, store, held[0], ids[0], file, now=now, room=room)
    with pytest.raises(NoRoom):
        add_files(database, store, held[1], ids[1], file, now=now, room=room)
    add_files(database, store, held[2], ids[2], file, now=now, room=room)


def test_nobody_adds_to_what_somebody_else_holds(store, database, now):
    started = start_review(database, Holder(), title="", received=None, now=now)
    with pytest.raises(ReviewNotFound):
        add_files(database, store, Holder(), started.review_id, [], now=now)
