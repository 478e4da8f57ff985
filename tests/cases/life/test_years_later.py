"""What was sent in is handed out byte for byte, however long ago and wherever it is kept."""

from datetime import timedelta

import pytest

from cases.actions.back_up import back_up
from cases.actions.open_life import open_life
from cases.actions.restore import restore
from cases.actions.sweep_files import sweep_files
from cases.database import Database
from cases.file_store import FileStore
from cases.job_worker import Worker
from cases.s3_shelf import S3Shelf
from tests.cases import s3

YEARS = timedelta(days=3653)


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_file_sent_ten_years_ago_is_as_it_was_sent(desk, either_store, tmp_path):
    desk.store = either_store
    sent = desk.sent()
    before = {file.name: either_store.get(file.sha256) for file in sent.files}
    either_store.put(b"efterladt")
    later = desk.now + YEARS
    Worker(desk.database, desk.store, tmp_path, {}).sweep()
    assert sweep_files(desk.database, either_store, now=later) == 1
    [found] = open_life(*desk.as_("writer")).submissions
    assert {file.name: either_store.get(file.sha256) for file in found.files} == before != {}
    assert (found.sent_at, found.receipt) == (sent.sent_at, sent.receipt)


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_files_go_from_a_folder_to_a_bucket_by_a_backup(desk, sqlite_url, s3_port, tmp_path):
    sent = desk.sent()
    with (tmp_path / "kopi.zip").open("w+b") as copy:
        back_up(desk.database, desk.store, copy, now=desk.now)
        bucket = FileStore(S3Shelf(s3.new_bucket(s3_port)))
        other = Database(f"sqlite:///{tmp_path / 'andre.db'}")
        restore(other, bucket, copy)
    for file in sent.files:
        assert bucket.get(file.sha256) == desk.store.get(file.sha256)
    assert sweep_files(other, bucket, now=desk.now) == 0
    other.dispose()
