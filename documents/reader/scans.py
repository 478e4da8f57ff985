"""Scanned pages read by Tesseract where it is installed with Danish; without it nothing is read.

The pages are drawn isolated; Tesseract sees pictures of ours alone, one at a time, in a folder of
its own and for a bounded time; what it saw is read isolated again.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from documents.reader.scan_pictures import (
    Picture,
    pictures_of,
    pictures_task,
    read_words_task,
)
from documents.reader.wire import reading_from_bytes
from documents.reading import Reading
from documents.safety.isolation import run_isolated
from forms.grammar import FormDefinition

_PROGRAM, _LANGUAGE = "tesseract", "dan"
_SECONDS, _SECONDS_A_PAGE, _SECONDS_ALL = 40.0, 20.0, 60.0
_MOST_BYTES = 4_000_000
_COLUMNS = 12
_WORD = "5"
_SURE = 60.0
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,12})?")
_PICTURES = f"{pictures_task.__module__}.{pictures_task.__name__}"
_READ = f"{read_words_task.__module__}.{read_words_task.__name__}"


class NotSeen(Exception):
    """Tesseract failed or took too long."""


@lru_cache(maxsize=1)
def can_read_scans() -> bool:
    """Whether Tesseract is here and knows Danish."""
    program = shutil.which(_PROGRAM)
    if program is None:
        return False
    try:
        told = subprocess.run(
            [program, "--list-langs"], capture_output=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return _LANGUAGE.encode() in told.stdout.split()


def read_scans(data: bytes, form: FormDefinition | None) -> Reading | None:
    """The reading of a PDF with its scanned pages seen; None where none could be seen.

    What stands on those pages is uncertain; what stands on others is read as it is.

    Raises IsolationFailed and IsolationBusy.
    """
    pictures = pictures_of(run_isolated(_PICTURES, data, options={}, seconds=_SECONDS))
    deadline = time.monotonic() + _SECONDS_ALL
    try:
        seen = [
            [each.page, each.width, each.height, list(_words(each, deadline)), each.rules]
            for each in pictures
        ]
    except NotSeen:
        return None
    if not any(words for _, _, _, words, _ in seen):
        return None
    options = {} if form is None else {"form": form.key}
    payload = json.dumps(seen).encode() + b"\n" + data
    return reading_from_bytes(run_isolated(_READ, payload, options=options))


def _words(picture: Picture, deadline: float) -> Iterator[tuple[str, int, int, int, int, bool]]:
    """The words of a page with left, top, width and height in dots; raises NotSeen.

    The last says whether Tesseract itself is sure of the word.
    """
    for line in _seen(picture, deadline).decode("utf-8", "replace").splitlines():
        cells = line.split("\t")
        if len(cells) != _COLUMNS or cells[0] != _WORD or not cells[11].strip():
            continue
        if not all(map(str.isdecimal, cells[6:10])):
            raise NotSeen("Tesseract told of no place")
        left, top, width, height = map(int, cells[6:10])
        is_sure = float(cells[10]) >= _SURE if _NUMBER.fullmatch(cells[10]) else False
        yield cells[11].strip()[:200], left, top, width, height, is_sure


def _seen(picture: Picture, deadline: float) -> bytes:
    """Tesseract's table of words; raises NotSeen."""
    program = shutil.which(_PROGRAM)
    if program is None:
        raise NotSeen("Tesseract is not installed")
    with tempfile.TemporaryDirectory(prefix="tilsagn-scan-") as name:
        folder = Path(name)
        drawn = folder / "side.pgm"
        drawn.write_bytes(b"P5 %d %d 255\n" % (picture.width, picture.height) + picture.dots)
        command = [program, str(drawn), str(folder / "set"), "-l", _LANGUAGE, "--psm", "11"]
        left = min(_SECONDS_A_PAGE, deadline - time.monotonic())
        _run([*command, "--dpi", "200", "tsv"], folder, left)
        try:
            with (folder / "set.tsv").open("rb") as table:
                return table.read(_MOST_BYTES)
        except OSError as error:
            raise NotSeen("Tesseract told nothing") from error


def _run(command: list[str], folder: Path, seconds: float) -> None:
    environment = {"HOME": str(folder), "PATH": os.defpath, "OMP_THREAD_LIMIT": "1"}
    with subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as program:
        try:
            status = program.wait(timeout=max(seconds, 0))
        except subprocess.TimeoutExpired as late:
            os.killpg(program.pid, signal.SIGKILL)
            raise NotSeen("Tesseract took too long") from late
    if status:
        raise NotSeen(f"Tesseract ended with {status}")
