"""The guidance of a funder's template in a text that somebody wrote.

It is known by the first words of its sentences, which the form holds beside its fields; its
sentences are nobody's to copy. So a passage ends where its sentence ends, or the next one whose
first words are known too.
"""

import re
from functools import lru_cache

from forms.clues import in_any_case
from forms.late import late

_LONGEST_SHOWN = 90
_STEM = 5
_AFTER_SENTENCE = r"(?:(?<=[.!?:)\n] )|(?<=[\n(])|\A)"
_GAP = r"[\W_]{1,5}"
_SENTENCE_END = late(
    r"[.!?]{1,3}[)\]\"”»]{0,2}(?=\s{1,50}[^\sa-zæøå]|\s{0,50}\Z)"
    r"|(?=[^\S\n]{0,20}\n\s{0,50}[^\sa-zæøå])"
)


def guidance_spans(text: str, leads: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """Where passages of guidance begin and end in a text, by the first words of their sentences.

    The first of these words has its capital letter or follows a sentence; a word between them or
    another ending is allowed, since people edit around what they forget to delete.
    """
    if not leads:
        return ()
    if not _may_hold(in_any_case(text), leads):
        return ()
    lead = _pattern(leads)
    spans: list[tuple[int, int]] = []
    at = 0
    while match := lead.search(text, at):
        at = _end_of_passage(text, match.end(), lead)
        start = match.start()
        if text[max(0, start - 1) : start] == "(":
            start -= 1
            at += text[at : at + 1] == ")"
        spans.append((start, at))
    return tuple(spans)


def shown_guidance(passage: str) -> str:
    """The first words of a passage, as a finding shows them."""
    line = " ".join(passage[: 4 * _LONGEST_SHOWN].split())
    return line if len(line) <= _LONGEST_SHOWN else f"{line[:_LONGEST_SHOWN].rstrip()} …"


def _end_of_passage(text: str, at: int, lead: re.Pattern[str]) -> int:
    while True:
        sentence = _SENTENCE_END.search(text, at)
        end = len(text) if sentence is None else sentence.end()
        rest = text[end : end + 60]
        following = lead.match(text, end + len(rest) - len(rest.lstrip()))
        if following is None:
            return end
        at = following.end()


def _may_hold(lower: str, leads: tuple[str, ...]) -> bool:
    """Whether a text in lower case has the stems of all words of one of the leads."""
    for stems in _stems(leads):
        for stem in stems:
            if stem not in lower:
                break
        else:
            return True
    return False


@lru_cache(maxsize=256)
def _stems(leads: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """What a text has of each lead that it has: most texts lack some, and need no closer look."""
    return tuple(_stems_of(*re.findall(r"\w+", lead.lower())) for lead in leads)


def _stems_of(first: str, *others: str) -> tuple[str, ...]:
    """The stems of a lead's words, the longest, which is the rarest, first."""
    return tuple(sorted({first, *map(_kept, others)}, key=len, reverse=True))


@lru_cache(maxsize=256)
def _pattern(leads: tuple[str, ...]) -> re.Pattern[str]:
    first = {re.findall(r"\w", lead)[0] for lead in leads}
    letters = {each for letter in first for each in (letter.upper(), letter.lower())}
    spelled = "|".join(_spelled(lead) for lead in leads)
    return re.compile(rf"(?<!\w)(?=[{''.join(sorted(letters))}])(?:{spelled})")


def _spelled(lead: str) -> str:
    first, *others = re.findall(r"\w+", lead)
    words = "".join(rf"{_GAP}(?:\w{{1,12}}{_GAP})?{_stem(word)}" for word in others)
    begin = rf"(?:(?<!\w){first[0].upper()}|{_AFTER_SENTENCE}{first[0].lower()})"
    return rf"{begin}(?i:{re.escape(first[1:])}{words})"


def _stem(word: str) -> str:
    """A word whose ending is left open when it is long enough to be known without."""
    ending = r"\b" if len(word) <= _STEM else r"\w{0,5}"
    return re.escape(_kept(word)) + ending


def _kept(word: str) -> str:
    """What of a word is looked for: all but the last two letters, five at least."""
    return word[: max(_STEM, len(word) - 2)]
