"""A server killed while it saves, takes files in and sends a case: nothing acknowledged is lost.

The number of kills is TILSAGN_KILLS; at which moment each comes hangs on the seed alone. Of three
kills one comes at any moment, one before a commit and one after it, before anybody was answered.
"""

import http.client
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path as FilePath
from random import Random
from urllib.parse import urlencode

import pytest
from sqlalchemy import select

from cases.actions.approve_case import approve_case
from cases.actions.begin_document import begin_document
from cases.actions.invite_person import invite_person
from cases.actions.open_draft import open_draft
from cases.actions.open_life import open_life
from cases.actions.start_case import start_case
from cases.actions.sweep_files import sweep_files
from cases.actions.take_over import take_over
from cases.actions.take_up_invitation import take_up_invitation
from cases.example import example_answers
from cases.holder import Role
from cases.kept_files import files_told_of
from cases.laying import CLAIM
from cases.life.states import CaseState
from cases.models import ReviewFileRecord
from forms.path import Path
from tests.cases.life.conftest import PROGRAMME
from tests.patience import PATIENCE

KILLS = int(os.environ.get("TILSAGN_KILLS", "4"))
EMAIL, PASSWORD = "mange@example.dk", "tre grønne cykler"
VISION = Path.parse("vision")
MOST_COMMITS = 10
FORM = "application/x-www-form-urlencoded"
EDGE = "kanten-af-en-fil"


class Served:
    """One server after the other, and somebody at a browser who is signed in with all of them."""

    def __init__(self, program):
        self.program = program
        self.process, self.port, self.cookie = 0, 0, ""

    def start(self, line=""):
        self.program.stdin.write(f"{line}\n")
        self.program.stdin.flush()
        self.process, self.port = map(int, self.program.stdout.readline().split())

    def kill(self):
        os.kill(self.process, signal.SIGKILL)
        self.wait()

    def wait(self):
        assert self.program.stdout.readline() == "0\n"

    def post(self, address, **data):
        """Status and body; None where the server died before it had answered."""
        return self.send(address, urlencode(data), FORM)

    def lay_up(self, files):
        """The answer to files laid into a review of their own."""
        parts = [
            f'--{EDGE}\r\nContent-Disposition: form-data; name="filer"; filename="{number}.pdf"\r\n'
            f"Content-Type: application/pdf\r\n\r\n".encode()
            + content
            + b"\r\n"
            for number, content in enumerate(files)
        ]
        body = b"".join((*parts, f"--{EDGE}--\r\n".encode()))
        return self.send("/bord", body, f"multipart/form-data; boundary={EDGE}")

    def send(self, address, body, kind):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        head = {"Content-Type": kind, "Cookie": self.cookie, "Accept": "application/json"}
        try:
            connection.request("POST", address, body, head)
            answer = connection.getresponse()
            told = answer.read()
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()
        cookies = answer.headers.get_all("Set-Cookie") or ()
        if not self.cookie:
            self.cookie = "; ".join(each.split(";", 1)[0] for each in cookies)
        return answer.status, told


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
def writer(desk, cheap):
    """Somebody of the case's organisation who can sign in."""
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


class Work:
    """What people do until the server dies, what was acknowledged, and whether it is there."""

    def __init__(self, served, desk, chance):
        self.served, self.desk, self.chance = served, desk, chance
        self.saved, self.uploads, self.files = 0, {}, 0
        self.seen, self.counts = set(), Counter()
        self.case_id, self.answer = "", None

    def approved_case(self):
        """A case that only waits to be sent in."""
        database, writer, now = self.desk.database, self.desk.people["writer"], self.desk.now
        case_id = start_case(database, writer, PROGRAMME, now=now).case.id
        draft_id = begin_document(database, writer, case_id, "projektskitse", "", now=now)
        answers = example_answers()
        take_over(database, writer, draft_id, answers, tuple(answers), based_on=0, now=now)
        approver = self.desk.people["approver"]
        approve_case(database, approver, case_id, address=str, now=now)
        return case_id

    def save(self, draft):
        """Save the vision again and again, each time another; what was acknowledged is noted."""
        while True:
            address = f"/kladder/{draft.id}/trin/vision/gem"
            typed = f"gemt {self.saved + 1}"
            told = self.served.post(address, _version=draft.revision, _end=1, vision=typed)
            if told is None:
                return
            assert told[0] == 200
            self.saved += 1
            draft = open_draft(self.desk.database, self.desk.people["writer"], draft.id)

    def lay_up(self):
        """Lay files up again and again, never the same."""
        while True:
            self.files += 1
            made = [b"%%PDF-1.7 fil %d.%d" % (self.files, each) for each in range(3)]
            told = self.served.lay_up(made)
            if told is None:
                return
            assert told[0] == 200
            review = json.loads(told[1])["review"].rpartition("/")[2]
            self.uploads[review] = {sha256(each).hexdigest() for each in made}

    def send(self):
        self.answer = self.served.post(f"/sager/{self.case_id}/indsend")

    def until_killed(self, line, longest):
        """A case that waits to be sent, and people at work until the server is gone."""
        self.case_id = self.approved_case()
        self.uploads.clear()
        self.served.start(line)
        works = (lambda: self.save(self.desk.draft), self.lay_up, self.send)
        threads = [threading.Thread(target=work) for work in works]
        pause = self.chance.random() * longest
        for thread in threads:
            thread.start()
        if line:
            self.served.wait()
        else:
            time.sleep(pause)
            self.served.kill()
        for thread in threads:
            thread.join()

    def look(self):
        """What was acknowledged is there, and so is every file that any row tells of."""
        kept = int((self.desk.draft.answers.get(VISION) or "gemt 0").removeprefix("gemt "))
        # A save that was through and not answered any more is kept too.
        assert kept - self.saved in (0, 1)
        self.counts["saved unanswered"] += kept - self.saved
        self.saved = kept
        self.look_at_files()
        state, sent = self.submissions()
        assert (state, sent) in ((CaseState.SUBMITTED, 1), (CaseState.APPROVED, 0))
        if self.answer is not None:
            assert (self.answer[0], sent) == (302, 1)
        self.counts["sent unanswered"] += self.answer is None and sent
        self.counts["sent answered"] += self.answer is not None

    def look_at_files(self):
        with self.desk.database.reading() as session:
            found = {}
            for review, name in session.execute(
                select(ReviewFileRecord.review_id, ReviewFileRecord.sha256)
            ):
                found.setdefault(review, set()).add(name)
            told_of = files_told_of(session)
        for name in told_of - self.seen:
            self.desk.store.get(name)
        # All files of an upload or none, and all of one that was acknowledged.
        assert {len(names) for names in found.values()} <= {3}
        assert self.uploads.items() <= found.items()
        new = {review for review, names in found.items() if not names <= self.seen}
        self.seen |= told_of
        self.counts["laid up"] += len(self.uploads)
        self.counts["laid up unanswered"] += len(new - self.uploads.keys())

    def submissions(self):
        life = open_life(self.desk.database, self.desk.people["writer"], self.case_id)
        for submission in life.submissions:
            for file in submission.files:
                self.desk.store.get(file.sha256)
        return life.state, len(life.submissions)

    def send_again(self):
        """Pressed once more after the start: one receipt, whatever became of the first press."""
        self.served.start()
        self.send()
        assert self.answer[0] == 302
        assert self.submissions() == (CaseState.SUBMITTED, 1)
        self.served.kill()

    def sweep(self):
        """What was broken off is swept, and nothing else."""
        later = datetime.now(UTC) + 2 * CLAIM
        before = set(self.desk.store.names())
        sweep_files(self.desk.database, self.desk.store, now=later)
        with self.desk.database.reading() as session:
            told_of = files_told_of(session)
        assert set(self.desk.store.names()) == told_of
        self.counts["swept"] = len(before - told_of)


def _first_submission(served, work):
    """Sign in, send one case in undisturbed, and tell how long that took."""
    served.start()
    assert served.post("/log-ind", email=EMAIL, password=PASSWORD)[0] == 302
    case_id = work.approved_case()
    begun = time.monotonic()
    assert served.post(f"/sager/{case_id}/indsend")[0] == 302
    took = time.monotonic() - begun
    served.kill()
    return took


def test_what_a_killed_server_acknowledged_is_kept_and_a_case_is_sent_once(
    served, desk, writer, record_property
):
    chance = Random(os.environ.get("TILSAGN_SEED", "1"))
    work = Work(served, desk, chance)
    longest = 2 * _first_submission(served, work)
    for number in range(KILLS):
        when = ("", "before", "after")[number % 3]
        line = f"{when} {chance.randint(1, MOST_COMMITS)}" if when else ""
        work.until_killed(line, longest)
        work.look()
        work.send_again()
    work.sweep()
    for name, count in {"kills": KILLS, "saves": work.saved, **work.counts}.items():
        record_property(name, count)
