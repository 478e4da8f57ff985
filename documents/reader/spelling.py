"""How labels are compared: by their words alone, or what is left of them without some letters."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import TypeVar

from forms.late import late

LONGEST_LABEL = 260
_SHORTEST_DAMAGED = 6
_LONGEST_KEPT = 2 * LONGEST_LABEL
_INVISIBLE = late("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
_NUMBER = late(
    r"\s*(?:[•·▪‣◦*–—-]\s*)?\(?((?:\d{1,2}(?:\.\d{1,2}){0,3})|[a-zæøå]|[ivx]{1,5})"
    r"(?:[.):]+\s*|\s*[-–—]\s+|(?<=\d)\s+)",
    re.IGNORECASE,
)
_BULLET = late(r"\s*(?:[•·▪‣◦*–—\uf0b7-]|o\t)\s*")
_SUFFIX = late(r"(?<=\w)\((\w{1,3})\)")
_HYPHENATED = late(r"(?<=\w)-\s*\n\s*(?=[a-zæøå])")
_BETWEEN_WORDS = late(r"(?<=\w)[-‐‑–](?=\w)")
_NOT_A_WORD = late(r"[\W_]+")
_LOSSES = tuple(
    str.maketrans(dict(zip("æøå", letters, strict=True)))
    for letters in (
        ("ae", "oe", "aa"),
        ("a", "o", "a"),
        ("ae", "o", "a"),
        ("", "", ""),
        (" ", " ", " "),
        ("ce", "g", "a"),
        ("", "g", ""),
    )
)
Led = TypeVar("Led")


def normalised(text: str) -> str:
    """The words of a label alone: no case, number, bullet, punctuation or hyphens.

    `Målgruppe(r)` and its damaged form `Målgruppe®` are both `målgrupper`.
    """
    return _normalised(text) if len(text) <= _LONGEST_KEPT else _words_of(text)


def _words_of(text: str) -> str:
    plain = _mended(unicodedata.normalize("NFC", _INVISIBLE.sub("", text)))
    if not _has_only_words(plain):
        plain = _plainer(plain)
    return " ".join(plain.casefold().split())


def _has_only_words(text: str) -> bool:
    """Whether a text is letters and single spaces, as most labels and many lines are."""
    return text.replace(" ", "").isalpha()


def _plainer(text: str) -> str:
    plain = _SUFFIX.sub(r"\1", _HYPHENATED.sub("", text)).replace("®", "r").replace("&", " og ")
    bullet = _BULLET.match(plain)
    plain = plain[bullet.end() :] if bullet else plain
    number = _NUMBER.match(plain)
    plain = plain[number.end() :] if number else plain
    return _NOT_A_WORD.sub(" ", _BETWEEN_WORDS.sub("", plain))


_normalised = lru_cache(maxsize=8192)(_words_of)
"""The same lines are held against the labels of every form, and again as sections are taken."""


def number_of(text: str) -> str:
    """The number a line begins with (`3`, `2.1`), empty when it has none."""
    match = _NUMBER.match(text)
    return match[1] if match and match[1][0].isdigit() else ""


def with_damaged(labels: Mapping[str, Led]) -> dict[str, Led]:
    """What normalised labels lead to, found by the forms they have where æ, ø and å were lost too.

    `Malgruppe`, `Delm?l` and `Maalgruppe` are labels; one that another label is stays that one's.
    """
    found = dict(labels)
    for words, led_to in labels.items():
        for damaged in _damaged(words):
            found.setdefault(damaged, led_to)
    return found


@lru_cache(maxsize=4_096)
def _damaged(words: str) -> tuple[str, ...]:
    if len(words) < _SHORTEST_DAMAGED:
        return ()
    return tuple(" ".join(words.translate(table).split()) for table in _LOSSES)


def _mended(text: str) -> str:
    """Text whose UTF-8 was taken for Windows' characters, put right where that is certain."""
    if "Ã" not in text:
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text
