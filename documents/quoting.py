"""Words found again in a text, however its white space was set."""

import re
from collections.abc import Iterator

_LEAST_PART = 3
_LEAST_INSIDE = 8
_PARTS = re.compile(r";\s|\s[/≠=<>→]\s")
_PLACE = re.compile(r" \(\d+:\d+\)$")
"""Where a word stands by line and character, which evidence of single words tells beside it."""

_NUMBER = re.compile(r"\d[\d.]*\d(?:,\d+)?")
_AROUND = "»«›‹\"“”„'….,: \t\n"
_SHY = "\u00ad"


class Passage:
    """A text to find evidence in; any white space counts as one space, soft hyphens as nothing."""

    def __init__(self, text: str) -> None:
        self._folded, self._places = _folded(text)

    def find(self, evidence: str) -> tuple[int, int] | None:
        """From where to where in the text the words of the evidence stand; None for nowhere.

        Evidence that sets one thing against another (`450.000 ≠ 500.000`) is found by the first of
        them that stands here, and arithmetic by the number it begins with.
        """
        for words in _tried(evidence):
            at = self._place(words)
            if at >= 0:
                return self._places[at], self._places[at + len(words) - 1] + 1
        return None

    def _place(self, words: str) -> int:
        """Where the words stand whole, else, where they are long enough, within others."""
        found = re.search(_whole(words), self._folded)
        if found is not None:
            return found.start()
        return self._folded.find(words) if len(words) >= _LEAST_INSIDE else -1


def _whole(words: str) -> str:
    before = r"(?<!\w)(?<!\d[.,])" if words[0].isalnum() else ""
    after = r"(?!\w)(?![.,]\d)" if words[-1].isalnum() else ""
    return before + re.escape(words) + after


def _tried(evidence: str) -> Iterator[str]:
    """The evidence as it is, without what a rule set around it, its parts, its first number."""
    whole, _ = _folded(evidence)
    if whole:
        yield whole
    parts = [_PLACE.sub("", _folded(part)[0]) for part in _PARTS.split(evidence)]
    for words in (whole, *parts):
        if len(words.strip(_AROUND)) >= _LEAST_PART:
            yield words.strip(_AROUND)
    number = _NUMBER.search(whole)
    if number is not None and len(number[0]) >= _LEAST_PART:
        yield number[0]


def _folded(text: str) -> tuple[str, list[int]]:
    """The text with single spaces, none at its ends, and where each character of it stood."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        if letter == _SHY or (letter.isspace() and letters[-1:] in ([], [" "])):
            continue
        letters.append(" " if letter.isspace() else letter)
        places.append(place)
    if letters[-1:] == [" "]:
        letters.pop()
        places.pop()
    return "".join(letters), places
