"""Word documents as PDF/A by LibreOffice: by a listener that stands ready, else by a fresh start.

LibreOffice runs in a session and with a profile of its own, without a network where the system
lets it go without, bounded in memory and time. A conversion that hangs is ended with everything
it started, and tried once more by a fresh start.
"""

import atexit
import io
import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from uuid import uuid4

from documents.controls import escaped

SECONDS = 60.0
_START_SECONDS = 90.0
_MOST_OF_ONE = 200
_PAUSE = 0.01
_PROGRAM = "soffice"
_LISTENER = Path(__file__).with_name("pdf_listener.bas")
_LIMITS = 'ulimit -v 4194304; ulimit -c 0; exec "$@"'
_LIBRARY = "http://openoffice.org/2000/library"
_SET_UP = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item
oor:path="/org.openoffice.Setup/Office"><prop oor:name="ooSetupInstCompleted" oor:op="fuse"><value
>true</value></prop></item></oor:items>"""
_EXPORT = (
    'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"},'
    '"UseTaggedPDF":{"type":"boolean","value":"true"},'
    '"ExportBookmarks":{"type":"boolean","value":"true"},'
    '"DisplayPDFDocumentTitle":{"type":"boolean","value":"true"}}'
)


class ConversionTrouble(StrEnum):
    """Why there is no PDF."""

    NO_PROGRAM = "no_program"
    TIMEOUT = "timeout"
    FAILED = "failed"


class NotPrinted(Exception):
    """The document could not be printed: LibreOffice is missing, busy, late or failed."""


class ConversionFailed(Exception):
    """No PDF was made; `trouble` says why."""

    def __init__(self, trouble: ConversionTrouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


@dataclass(frozen=True, slots=True, kw_only=True)
class Pdf:
    """A document as PDF/A-2b, tagged, and how many pages it really has."""

    content: bytes
    pages: int


def is_available() -> bool:
    """Whether LibreOffice is on this machine."""
    return shutil.which(_PROGRAM) is not None


def to_pdf(document: bytes, *, seconds: float = SECONDS) -> Pdf:
    """A Word document of ours as PDF; raises ConversionFailed."""
    if not is_available():
        raise ConversionFailed(ConversionTrouble.NO_PROGRAM)
    return _CONVERTER.convert(document, seconds)


class Converter:
    """One listener, started when it is first needed; conversions take turns."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._folder: Path | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._done = 0
        atexit.register(self.close)

    def convert(self, document: bytes, seconds: float) -> Pdf:
        """The document as PDF, by the listener, else by a start of its own."""
        with self._turn:
            try:
                content = self._by_listener(document, seconds)
            except ConversionFailed:
                self._end()
                content = by_fresh_start(document, seconds + _START_SECONDS)
        from pypdf import PdfReader  # noqa: PLC0415 - loaded where asked for

        return Pdf(content=content, pages=len(PdfReader(io.BytesIO(content)).pages))

    def close(self) -> None:
        """End the listener; a later conversion starts another."""
        with self._turn:
            self._end()

    @property
    def process(self) -> "subprocess.Popen[bytes] | None":
        """The listener's process, None before the first conversion."""
        return self._process

    def _by_listener(self, document: bytes, seconds: float) -> bytes:
        is_new = self._ensure_listener()
        folder, name = self._folder or Path(), uuid4().hex
        source, made, done = (folder / f"{name}.{end}" for end in ("docx", "pdf", "done"))
        source.write_bytes(document)
        (folder / f"{name}.work").touch()
        deadline = time.monotonic() + seconds + (_START_SECONDS if is_new else 0)
        try:
            while not done.exists():
                if (
                    time.monotonic() > deadline
                    or self._process is None
                    or _has_ended(self._process)
                ):
                    raise ConversionFailed(ConversionTrouble.TIMEOUT)
                time.sleep(_PAUSE)
            if done.read_text(errors="replace").strip():
                raise ConversionFailed(ConversionTrouble.FAILED)
            self._done += 1
            return made.read_bytes()
        finally:
            for each in (source, made, done):
                each.unlink(missing_ok=True)

    def _ensure_listener(self) -> bool:
        """A listener that runs; True when it was just started."""
        is_there = self._process is not None and not _has_ended(self._process)
        if is_there and self._done < _MOST_OF_ONE:
            return False
        self._end()
        self._folder = Path(mkdtemp(prefix="tilsagn-pdf-"))
        _lay_profile(self._folder / "profile")
        macro = f'macro:///Standard.Listener.Serve("{self._folder}","{os.getpid()}")'
        self._process = _started(self._folder / "profile", macro)
        self._done = 0
        return True

    def _end(self) -> None:
        if self._process is not None:
            _kill(self._process)
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
        self._process = self._folder = None


def by_fresh_start(document: bytes, seconds: float) -> bytes:
    """The document as PDF by a LibreOffice that is started for it; raises ConversionFailed.

    What others made is printed in this way alone, so that it meets no document of anybody else's.
    """
    if not is_available():
        raise ConversionFailed(ConversionTrouble.NO_PROGRAM)
    with _folder() as folder:
        source = folder / "document.docx"
        source.write_bytes(document)
        process = _started(
            folder / "profile", "--convert-to", _EXPORT, "--outdir", str(folder), str(source)
        )
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired as error:
            raise ConversionFailed(ConversionTrouble.TIMEOUT) from error
        finally:
            _kill(process)
        made = source.with_suffix(".pdf")
        if not made.exists():
            raise ConversionFailed(ConversionTrouble.FAILED)
        return made.read_bytes()


@contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(mkdtemp(prefix="tilsagn-pdf-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _started(profile: Path, *arguments: str) -> "subprocess.Popen[bytes]":
    """LibreOffice with nothing of ours: no keys, no address of a database, no network."""
    environment = {"HOME": str(profile), "LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]}
    command = ["/bin/sh", "-c", _LIMITS, "sh", *_without_network(), _PROGRAM]
    options = [f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    return subprocess.Popen(
        [*command, *options, "--nologo", "--nolockcheck", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
        cwd="/",
        start_new_session=True,
    )


@cache
def _without_network() -> tuple[str, ...]:
    """What starts a program in a network without interfaces, where the system allows it."""
    command = ("unshare", "--user", "--map-current-user", "--net")
    try:
        ran = subprocess.run([*command, "true"], capture_output=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return command if ran.returncode == 0 else ()


def _has_ended(process: "subprocess.Popen[bytes]") -> bool:
    return process.poll() is not None


def _kill(process: "subprocess.Popen[bytes]") -> None:
    """End a session and everything in it."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _lay_profile(profile: Path) -> None:
    """A profile that counts as set up, with the listener in its library of macros."""
    library = profile / "user" / "basic" / "Standard"
    library.mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SET_UP)
    module = (
        '<?xml version="1.0" encoding="UTF-8"?><script:module '
        'xmlns:script="http://openoffice.org/2000/script" script:name="Listener" '
        f'script:language="StarBasic">{escaped(_LISTENER.read_text(encoding="utf-8"))}'
        "</script:module>"
    )
    (library / "Listener.xba").write_text(module, encoding="utf-8")
    (library / "script.xlb").write_text(
        f'<?xml version="1.0" encoding="UTF-8"?><library:library xmlns:library="{_LIBRARY}" '
        'library:name="Standard" library:readonly="false" library:passwordprotected="false">'
        '<library:element library:name="Listener"/></library:library>'
    )
    (library.parent / "script.xlc").write_text(
        f'<?xml version="1.0" encoding="UTF-8"?><library:libraries xmlns:library="{_LIBRARY}">'
        '<library:library library:name="Standard" library:link="false"/></library:libraries>'
    )


_CONVERTER = Converter()
