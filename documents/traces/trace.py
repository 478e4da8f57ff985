"""One thing that a file tells beside its text, and all of them together."""

from dataclasses import dataclass
from enum import StrEnum

from forms.text import clean_line
from validators.privacy import without_cpr_numbers

MOST = 300
LONGEST = 400


class TraceKind(StrEnum):
    """What it is; the value is part of what an isolated task answers."""

    AUTHOR = "author"
    CHANGED_BY = "changed_by"
    COMPANY = "company"
    TEMPLATE = "template"
    COMMENT = "comment"
    INSERTED = "inserted"
    DELETED = "deleted"
    HIDDEN = "hidden"
    EMBEDDED = "embedded"
    LOCATION = "location"
    PICTURE = "picture"
    FOLDER = "folder"
    SIGNED = "signed"
    NAMED = "named"


NAMELESS_COPY_KEEPS = frozenset({TraceKind.HIDDEN})
"""What a copy without names and comments still has: text that is only not shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """Something a reader of the file could find out: by whom, where that is told, and what."""

    kind: TraceKind
    who: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Traces:
    """Everything that was found, at most MOST of it, and how many there were in all.

    `cpr` are CPR numbers anywhere in the file, each once, as ten digits.
    """

    found: tuple[Trace, ...] = ()
    count: int = 0
    cpr: tuple[str, ...] = ()

    def of(self, kind: TraceKind) -> tuple[Trace, ...]:
        """Those of a kind."""
        return tuple(each for each in self.found if each.kind is kind)


def trace(kind: TraceKind, *, who: str = "", text: str = "") -> Trace | None:
    """A trace with its texts as a line each, CPR numbers hidden; None where it tells nothing."""
    by, said = (without_cpr_numbers(clean_line(each))[:LONGEST] for each in (who, text))
    return Trace(kind=kind, who=by, text=said) if by or said else None
