"""A server killed while it saves and while a case is sent in: nothing acknowledged is lost.

The number of kills is TILSAGN_KILLS; at which moment each comes hangs on the seed alone.
"""

import http.client
import os
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path as FilePath
from random import Random
from urllib.parse import urlencode

import pytest

from cases.actions.approve_case import approve_case
from cases.actions.begin_document import begin_document
from cases.actions.invite_person import invite_person
from cases.actions.open_draft import open_draft
from cases.actions.open_life import open_life
from cases.actions.start_case import start_case
from cases.actions.take_over import take_over
from cases.actions.take_up_invitation import take_up_invitation
from cases.example import example_answers
from cases.holder import Role
from cases.life.states import CaseState
from cases.people import passwords
from forms.path import Path
from tests.cases.life.conftest import PROGRAMME
from tests.cases.people.cheap import CHEAP
from tests.patience import PATIENCE

KILLS = int(os.environ.get("TILSAGN_KILLS", "4"))
EMAIL, PASSWORD = "mange@example.dk", "tre grønne cykler"
VISION = Path.parse("vision")


class Served:
    """One server after the other, and somebody at a browser who is signed in with all of them."""

    def __init__(self, program):
        self.program = program
        self.process, self.port, self.cookie = 0, 0, ""
        self.was_saved = threading.Semaphore(0)

    def start(self):
        self.program.stdin.write("go\n")
        self.program.stdin.flush()
        self.process, self.port = map(int, self.program.stdout.readline().split())

    def kill(self):
        os.kill(self.process, signal.SIGKILL)
        assert self.program.stdout.readline() == "0\n"

    def post(self, address, **data):
        """Status and body; None where the server died before it had answered."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        kind = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": self.cookie}
        try:
            connection.request("POST", address, urlencode(data), kind)
            answer = connection.getresponse()
            body = answer.read()
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()
        cookies = answer.headers.get_all("Set-Cookie") or ()
        if not self.cookie:
            self.cookie = "; ".join(each.split(";", 1)[0] for each in cookies)
        return answer.status, body


@pytest.fixture
def served(url, desk, tmp_path):
    program = str(FilePath(__file__).parent / "killed_server.py")
    with subprocess.Popen(
        [sys.executable, program, url, str(tmp_path / "filer")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=FilePath(__file__).parents[3],
        env={**os.environ, "PYTHONPATH": "."},
        text=True,
    ) as started:
        yield Served(started)
        started.stdin.close()


@pytest.fixture
def writer(desk, monkeypatch):
    """Somebody of the case's organisation who can sign in."""
    monkeypatch.setattr(passwords, "_HASHER", CHEAP)
    now = datetime.now(UTC)
    token = invite_person(
        desk.database,
        organisation_id=desk.people["writer"].owner_id,
        name="Mange",
        email=EMAIL,
        roles={Role.WRITER},
        address=str,
        actor_id=None,
        now=now,
    )
    take_up_invitation(desk.database, token, PASSWORD, now=now)


def _approved_case(desk):
    """A case that only waits to be sent in."""
    database, writer, now = desk.database, desk.people["writer"], desk.now
    case_id = start_case(database, writer, PROGRAMME, now=now).case.id
    draft_id = begin_document(database, writer, case_id, "projektskitse", "", now=now)
    answers = example_answers()
    take_over(database, writer, draft_id, answers, tuple(answers), based_on=0, now=now)
    approve_case(database, desk.people["approver"], case_id, address=str, now=now)
    return case_id


def _save_until_killed(served, draft, acknowledged):
    """Save the vision again and again, each time another; what was acknowledged is noted."""
    while True:
        number = acknowledged[-1] + 1
        address = f"/kladder/{draft.id}/trin/vision/gem"
        told = served.post(address, _version=draft.revision, _end=1, vision=f"gemt {number}")
        if told is None:
            return
        assert told[0] == 200
        acknowledged.append(number)
        served.was_saved.release()
        draft = open_draft(*served.reader, draft.id)


def _submissions(desk, case_id):
    life = open_life(desk.database, desk.people["writer"], case_id)
    for submission in life.submissions:
        for file in submission.files:
            desk.store.get(file.sha256)
    return life.state, len(life.submissions)


def _first_submission(served, desk):
    """Sign in, send one case in undisturbed, and tell how long that took."""
    served.start()
    assert served.post("/log-ind", email=EMAIL, password=PASSWORD)[0] == 302
    case_id = _approved_case(desk)
    begun = time.monotonic()
    assert served.post(f"/sager/{case_id}/indsend")[0] == 302
    took = time.monotonic() - begun
    served.kill()
    return took


def _killed_in_the_middle(served, desk, case_id, acknowledged, chance, longest):
    """The answer of the submission, None where the server died before it."""
    answers = []
    saving = threading.Thread(target=_save_until_killed, args=(served, desk.draft, acknowledged))
    sending = threading.Thread(
        target=lambda: answers.append(served.post(f"/sager/{case_id}/indsend"))
    )
    saving.start()
    for _ in range(chance.randint(1, 3)):
        assert served.was_saved.acquire(timeout=PATIENCE)
    sending.start()
    time.sleep(chance.random() * longest)
    served.kill()
    saving.join()
    sending.join()
    return answers[0]


def test_what_a_killed_server_acknowledged_is_kept_and_a_case_is_sent_once(
    served, desk, writer, record_property
):
    chance = Random(os.environ.get("TILSAGN_SEED", "1"))
    served.reader = (desk.database, desk.people["writer"])
    longest = 2 * _first_submission(served, desk)
    acknowledged, unanswered, unsent = [0], 0, 0
    for _ in range(KILLS):
        case_id = _approved_case(desk)
        served.start()
        answer = _killed_in_the_middle(served, desk, case_id, acknowledged, chance, longest)
        kept = int(desk.draft.answers.get(VISION).removeprefix("gemt "))
        # A save that was through and not answered any more is kept too.
        assert kept - acknowledged[-1] in (0, 1)
        acknowledged.append(kept)
        found = _submissions(desk, case_id)
        assert found in ((CaseState.SUBMITTED, 1), (CaseState.APPROVED, 0))
        if answer is not None:
            assert (answer[0], found[1]) == (302, 1)
        served.start()
        assert served.post(f"/sager/{case_id}/indsend")[0] == 302
        assert _submissions(desk, case_id) == (CaseState.SUBMITTED, 1)
        served.kill()
        unanswered, unsent = unanswered + (answer is None), unsent + (found[1] == 0)
    told = {"kills": KILLS, "saves": kept, "unanswered": unanswered, "unsent": unsent}
    for name, number in told.items():
        record_property(name, number)
