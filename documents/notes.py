"""What notes in a Word file and in a PDF have in common: who writes them, how long, how many."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from forms.messages import N_
from forms.text import clean_text
from validators.finding import Place

AUTHOR = "Tilsagn"
MOST_NOTES = 1_000
_LONGEST = 5_000
_APART = " · "

MORE = N_("Der er %(count)s bemærkninger mere. De er ikke vist her.")
"""What the last note says where there are more than `MOST_NOTES`."""

AnyNote = TypeVar("AnyNote")


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A text for the margin and the place it is about; without one it stands at the beginning.

    The comment stands around the words of the `evidence` where the place has them, else around
    all of it. It begins with the id of the `rule`, where there is one.
    """

    text: str
    place: Place | None = None
    evidence: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfNote:
    """A text for a page, counted from 0; one without a page stands on the first.

    It stands beside the line with the words of the `evidence`, which are highlighted, and begins
    with the id of the `rule`, where there is one.
    """

    text: str
    page: int | None = None
    evidence: str = ""
    rule: str = ""


def said(rule: str, text: str) -> str:
    """What a note says: the rule's id first, by which it is known when the file comes back."""
    told = clean_text(f"{rule}{_APART}{text}" if rule else text)
    return told if len(told) <= _LONGEST else told[: _LONGEST - 1] + "…"


def few_enough(
    notes: Sequence[AnyNote],
    last: Callable[[str], AnyNote],
    *,
    more: str,
    most: int = MOST_NOTES,
) -> Sequence[AnyNote]:
    """No more notes than can be read, the last of them saying by `more` how many are left out."""
    if len(notes) <= most:
        return notes
    kept = notes[: most - 1]
    return (*kept, last(more % {"count": len(notes) - len(kept)}))
