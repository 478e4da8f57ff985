"""What was sent in is in the backup, and as it was sent when it is brought back."""

import io

from cases.actions.back_up import back_up
from cases.actions.open_life import open_life
from cases.actions.restore import restore
from cases.actions.sweep_files import sweep_files
from cases.database import Database
from cases.file_store import FileStore


def test_what_was_sent_is_there_again_byte_for_byte(desk, database, store, bare_url, tmp_path):
    desk.returned("vision")
    desk.write("vision", "vision", "Den nye vision")
    desk.submit()
    backup = io.BytesIO()
    assert back_up(database, store, backup, now=desk.now).missing == ()
    restored, other = Database(bare_url), FileStore(tmp_path / "andre")
    restore(restored, other, backup)
    life = open_life(restored, desk.people["writer"], desk.case)
    assert life == open_life(*desk.as_("writer"))
    for file in (each for sent in life.submissions for each in sent.files):
        assert other.get(file.sha256) == store.get(file.sha256)
    assert sweep_files(restored, other, now=desk.now) == 0
    restored.dispose()
