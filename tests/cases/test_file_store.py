import errno
import os
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest

from cases.actions.add_files import MOST_FILES, NewFile, Room, add_files
from cases.actions.start_review import start_review
from cases.actions.sweep_files import sweep_files
from cases.errors import NoRoom, ReviewFull, ReviewNotFound, StorageFull
from cases.file_store import FileGone, FileStore
from cases.holder import Holder, Role


@pytest.fixture
def store(tmp_path):
    return FileStore(tmp_path / "filer")


def left_in(tmp_path):
    return [each for each in (tmp_path / "filer").rglob("*") if each.is_file()]


def test_a_content_is_kept_once_under_its_checksum(store, tmp_path):
    names = [store.put(b"samme") for _ in range(2)]
    assert names == [sha256(b"samme").hexdigest()] * 2
    assert store.get(names[0]) == b"samme"
    assert len(left_in(tmp_path)) == 1


def test_what_is_gone_or_changed_on_the_disk_is_told(store, tmp_path):
    name = store.put(b"indhold")
    [path] = left_in(tmp_path)
    path.write_bytes(b"andet")
    with pytest.raises(FileGone):
        store.get(name)
    path.unlink()
    with pytest.raises(FileGone):
        store.get(name)


def test_a_full_disk_keeps_nothing_of_the_file(store, tmp_path, monkeypatch):
    def full(_handle):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageFull):
        store.put(b"for meget")
    assert left_in(tmp_path) == []


def test_what_no_review_tells_of_is_swept_and_the_rest_is_kept(store, database, now, tmp_path):
    started = start_review(database, Holder(), title="", received=None, now=now)
    holder = Holder(review_ids=frozenset({started.review_id}))
    kept = NewFile(name="a.docx", content=b"kendt")
    add_files(database, store, holder, started.review_id, [kept], now=now)
    orphan = store.put(b"ukendt")
    (tmp_path / "filer" / orphan[:2] / "new.half").write_bytes(b"halv")
    assert sweep_files(database, store) == 2
    assert list(store.names()) == [sha256(b"kendt").hexdigest()]


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
