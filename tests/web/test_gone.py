"""The pages of what was deleted."""

from datetime import UTC, datetime, timedelta

import pytest

from cases.actions.retain import let_go_of_old
from cases.database import Database
from cases.file_store import FileStore
from cases.retention.due import terms_with


@pytest.fixture
def swept(app, draft, tmp_path):
    """The draft's time was up."""
    database = Database(app.config["DATABASE_URL"])
    later = datetime.now(UTC) + timedelta(days=800)
    let_go_of_old(database, FileStore(tmp_path / "filer"), terms_with({}), now=later)
    database.dispose()


def test_who_held_a_draft_is_told_that_its_time_was_up(client, draft, swept):
    answer = client.get(draft)
    assert answer.status_code == 410
    assert "gemt så længe, som det må" in answer.text
    assert client.get(f"{draft}?sprog=en").status_code == 410


def test_what_one_wrote_on_a_page_of_it_is_shown_again(client, draft, swept):
    typed = {"_version": "0", "_end": "1", "vision": "Det her skal ikke gå tabt"}
    answer = client.post(f"{draft}/trin/vision", data=typed)
    assert answer.status_code == 410
    assert "Det her skal ikke gå tabt" in answer.text


def test_a_stranger_is_not_told_that_it_was_there(app, draft, swept):
    assert app.test_client().get(draft).status_code == 404


def test_a_draft_outside_any_case_that_is_deleted_by_hand_is_not_there(client, draft):
    assert client.post(f"{draft}/slet").status_code == 302
    assert client.get(draft).status_code == 404
