"""What goes in and out of a command: bytes of files, stdin and stdout."""

import json
import os
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from errno import ENOSPC
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from cli.language import Translate
from cli.terminal import Mistake
from forms.messages import N_
from forms.text import clean_text

STDIN = "-"
_REASONS = {
    FileNotFoundError: N_("mappen findes ikke"),
    NotADirectoryError: N_("mappen findes ikke"),
    IsADirectoryError: N_("det er en mappe"),
    PermissionError: N_("du har ikke lov til at skrive der"),
}


class NoFile(Exception):
    """A file cannot be opened; `reason` is a Danish msgid, `code` a word for scripts."""

    def __init__(self, reason: str, code: str) -> None:
        super().__init__(code)
        self.reason = reason
        self.code = code


def read_bytes(name: str, most: int) -> bytes:
    """A file's content, or stdin's for `-`, cut off one byte after `most`; raises NoFile."""
    with open_bytes(name) as stream:
        try:
            return stream.read(most + 1)
        except OSError as error:
            raise _no_file(error) from error


def open_bytes(name: str) -> AbstractContextManager[IO[bytes]]:
    """A file, or stdin for `-`, open for reading; only the file is closed; raises NoFile."""
    if name == STDIN:
        return nullcontext(sys.stdin.buffer)
    try:
        return Path(name).open("rb")
    except (OSError, ValueError) as error:
        raise _no_file(error) from error


def shown_name(name: str) -> str:
    """The name of a file as reports show it."""
    return name if name == STDIN else Path(name).name


def write_text(text: str) -> None:
    """Text to stdout in UTF-8, whatever the terminal says it takes."""
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))


def write_json(data: object) -> None:
    """JSON to stdout, for people and scripts alike."""
    write_text(json.dumps(data, ensure_ascii=False, indent=2, default=str) + "\n")


def write_document(content: bytes, output: str | None, translate: Translate) -> None:
    """A document to a file, or to stdout when that is not a terminal; raises Mistake."""
    if output is not None and output != STDIN:
        write_content(Path(output), content, translate)
        return
    if output is None and sys.stdout.isatty():
        message = N_("Dokumentet kan ikke vises her. Skriv med -o, hvor det skal gemmes.")
        raise Mistake(translate(message), translate)
    sys.stdout.buffer.write(content)


def write_content(target: Path, content: bytes, translate: Translate) -> None:
    """Bytes to a file made whole or not at all; raises Mistake when it cannot be made."""
    write_file(target, lambda stream: stream.write(content), translate)


def write_file(target: Path, fill: Callable[[IO[bytes]], object], translate: Translate) -> None:
    """A file made whole or not at all; raises Mistake when it cannot be made.

    What is no ordinary file, such as a device or a pipe, is written to and not replaced.
    """
    try:
        if target.exists() and not target.is_file():
            with target.open("wb") as stream:
                fill(stream)
        else:
            _replace(target.resolve(), fill)
    except OSError as error:
        reason = _REASONS.get(type(error), N_("den kan ikke skrives"))
        if error.errno == ENOSPC:
            reason = N_("disken er fuld")
        sentence = translate(N_("%(file)s kan ikke gemmes: %(reason)s."))
        values = {"file": str(target), "reason": translate(reason)}
        raise Mistake(sentence % values, translate) from error


def _replace(target: Path, fill: Callable[[IO[bytes]], object]) -> None:
    with NamedTemporaryFile(dir=target.parent, prefix=".tilsagn-", delete=False) as stream:
        made = Path(stream.name)
        try:
            fill(stream)
            stream.flush()
            made.chmod(0o666 & ~_mask())
            made.replace(target)
        except BaseException:
            made.unlink(missing_ok=True)
            raise


def plain(text: str) -> str:
    """Text from a document as a terminal may show it: no control character gets through."""
    return clean_text(text).replace("\t", " ")


def _mask() -> int:
    """The permissions new files are denied; it can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _no_file(error: Exception) -> NoFile:
    if isinstance(error, FileNotFoundError):
        return NoFile(N_("Filen findes ikke."), "missing")
    if isinstance(error, IsADirectoryError):
        return NoFile(N_("Det er en mappe og ikke en fil."), "folder")
    if isinstance(error, PermissionError):
        return NoFile(N_("Du har ikke lov til at læse filen."), "forbidden")
    return NoFile(N_("Filen kan ikke åbnes."), "unopened")
