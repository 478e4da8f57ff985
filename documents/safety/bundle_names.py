"""The names of files in a zip a person made: as text to show, and which are no files of theirs."""

import re
import unicodedata
from collections.abc import Iterable

from documents.safety.package import Record

# Danish Windows names files in page 850, which has the Danish letters where 865 has them and 437
# has signs of money; macOS and Linux write UTF-8, often without saying so.
_PAGE_OF_WINDOWS = "cp850"
_LONGEST_STEP = 120
_LONGEST_NAME = 300
_NAMELESS = "fil"
_LEFT_BEHIND = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
_LEFT_BEHIND_STARTS = ("~$", "._", ".~lock.")
_FOLDER_OF_MAC = "__macosx"
_DRIVE = re.compile(r"^[A-Za-z]:")


def name_in(record: Record) -> str:
    """The path of a file to be shown: data only, with `/` between steps that are all printable.

    Steps that lead out of the zip are left out, and what is too long is cut.
    """
    steps = (_shown(step) for step in _steps(record) if step not in (".", ".."))
    return _cut("/".join(step for step in steps if step)) or _NAMELESS


def is_left_out(record: Record) -> bool:
    """Whether this is a folder, or one of the files Windows, macOS and Office leave behind."""
    steps = [step.lower() for step in _steps(record)]
    last = steps[-1] if steps else ""
    return (
        record.raw_name.endswith((b"/", b"\\"))
        or _FOLDER_OF_MAC in steps
        or last in _LEFT_BEHIND
        or last.startswith(_LEFT_BEHIND_STARTS)
    )


def told_apart(name: str, taken: Iterable[str]) -> str:
    """The name, with a number before its ending where another file has it already."""
    others = {other.casefold() for other in taken}
    stem, dot, ending = name.rpartition(".")
    if not dot or "/" in ending:
        stem, ending = name, ""
    told, number = name, 2
    while told.casefold() in others:
        told = f"{stem} ({number}){dot if ending else ''}{ending}"
        number += 1
    return told


def _steps(record: Record) -> list[str]:
    text = _DRIVE.sub("", _decoded(record)).replace("\\", "/")
    return [step for step in text.split("/") if step]


def _decoded(record: Record) -> str:
    try:
        name = record.raw_name.decode("utf-8")
    except UnicodeDecodeError:
        name = record.raw_name.decode(_PAGE_OF_WINDOWS)
    return unicodedata.normalize("NFC", name)


def _shown(step: str) -> str:
    return "".join(each for each in step if each.isprintable()).strip()[-_LONGEST_STEP:]


def _cut(name: str) -> str:
    """The end of a name that is too long: the innermost folders and the file's own name."""
    return name[-_LONGEST_NAME:].lstrip("/")
