"""What notes in a Word file and in a PDF have in common: who writes them, how long, how many."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from forms.messages import N_
from forms.text import clean_text

AUTHOR = "Tilsagn"
MOST_NOTES = 1_000
_LONGEST = 5_000
_APART = " · "

MORE = N_("Der er %(count)s bemærkninger mere. De er ikke vist her.")
"""What the last note says where there are more than `MOST_NOTES`."""

AnyNote = TypeVar("AnyNote")


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
