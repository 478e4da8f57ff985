"""A disk that takes no more: saving, laying up and sending say so, and go on when there is room."""

import io
import os
import re
import resource
from contextlib import contextmanager
from pathlib import Path

from cases.example_cases import READY
from tests.web.submission import fields_of


@contextmanager
def no_room(most):
    """No file of this process grows beyond so many bytes, as on a disk or quota that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


class AtWork:
    """One saves a draft, one lays a file up and one sends a case in."""

    def __init__(self, sign_in):
        self.writer, self.officer = sign_in("skriver"), sign_in("sagsbehandler")
        page = self.writer.get("/").text
        self.case = re.search(rf'href="(/sager/\w+)"[^>]*>\s*{READY}', page)[1]
        sign_in("godkender").post(f"{self.case}/gang/godkend")
        self.draft = self.writer.post("/kladder", data={"form": "projektskitse"}).location
        self.review = self.officer.post("/bord", data=self.file()).location

    def file(self):
        return {"filer": (io.BytesIO(b"en fil " + os.urandom(200_000)), "a.bin")}

    def vision(self):
        return fields_of(self.writer.get(f"{self.draft}/trin/vision").text)

    def save(self, text):
        page = self.vision()
        page["vision"] = text
        return self.writer.post(f"{self.draft}/trin/vision/gem", data=page)

    def lay_up(self):
        return self.officer.post(f"{self.review}/filer", data=self.file())

    def files_laid_up(self):
        return self.officer.get(self.review).text.count("/fil/")

    def send(self):
        return self.writer.post(f"{self.case}/indsend")


def test_a_full_disk_is_told_in_danish_and_costs_nothing_that_was_there(app, sign_in):
    at_work = AtWork(sign_in)
    at_work.save("Den første")
    laid_up = at_work.files_laid_up()
    file = Path(app.config["DATABASE_URL"].removeprefix("sqlite:///") + "-wal")
    with no_room(file.stat().st_size):
        for deed in (lambda: at_work.save("Den anden"), at_work.lay_up, at_work.send):
            answer = deed()
            assert (answer.status_code, "Der er ikke plads" in answer.text) == (507, True)
        assert at_work.vision()["vision"] == "Den første"
    assert at_work.files_laid_up() == laid_up
    assert at_work.writer.get(f"{at_work.case}/kvittering/1").status_code == 404
    assert at_work.save("Den anden").status_code == 200
    assert at_work.lay_up().status_code == at_work.send().status_code == 302
    assert at_work.files_laid_up() > laid_up
    assert at_work.writer.get(f"{at_work.case}/kvittering/1").status_code == 200
