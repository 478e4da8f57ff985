"""Words no listed form knows, that a document as a whole gives away as damaged.

A word is odd that is another one of the form, or one the document says more often, without its
Danish letters or with digits in it; and one that no Danish word can be, where the document has
several such: one alone may be a name or a foreign word.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice

from forms.grammar import FormDefinition
from forms.outline import outline
from validators.damage import Damage
from validators.damaged_words import SOUND
from validators.letter_patterns import may_be_danish

_WORD = re.compile(r"(?<![\w.@/\\-])[^\W\d_][\w]{3,39}(?![\w@/\\]|\.\w)")
_LETTERS = re.compile(r"[a-zæøå]+")
_DIGIT_INSIDE = re.compile(r"[a-zæøå]+[01][a-zæøå]+")
_FROM_DIGIT = {"0": "oø", "1": "li"}
_BARE = str.maketrans("øå", "oa")
_SHORTEST, _SHORTEST_KNOWN, _FEWEST_ODD = 5, 6, 2
_MOST_WORDS = 20_000


class OddWords:
    """What is odd in the texts of one document of a form.

    `pieces` is what stands between the spaces of the texts, and how often; `is_none` holds where
    nothing is odd.
    """

    def __init__(
        self, definition: FormDefinition, texts: Sequence[str], pieces: Mapping[str, int]
    ) -> None:
        self._said = _said_in(texts, pieces)
        counts = Counter[str]()
        for word, count in self._said.items():
            counts[word.casefold()] += count
        self._counts = counts
        self._form = _words_of(definition)
        self._known = _damaged_forms(self._form)
        self._damaged = dict(_lost_forms(each for each, count in counts.items() if count > 1))
        odd = {each for each in self._said if self._is_impossible(each)}
        self._impossible = odd if len(odd) >= _FEWEST_ODD else set()
        is_all = counts.total() < _MOST_WORDS
        self.is_none = is_all and not self._impossible and not any(map(self._meant, counts))

    def in_text(self, text: str) -> Iterator[Damage]:
        """The odd words of one of the texts, in order."""
        for match in _WORD.finditer(text) if not self.is_none else ():
            word = match[0]
            meant = self._meant(word.casefold())
            if meant:
                yield Damage(start=match.start(), shown=word, meant=_in_case_of(word, meant))
            elif word in self._impossible:
                yield Damage(start=match.start(), shown=word)

    def _is_impossible(self, word: str) -> bool:
        is_word = len(word) >= _SHORTEST and _LETTERS.fullmatch(word)
        return bool(is_word) and word not in self._form and not may_be_danish(word)

    def _meant(self, word: str) -> str:
        """The word that this one was, empty where nothing tells."""
        if word in self._form or len(word) < _SHORTEST:
            return ""
        if _DIGIT_INSIDE.fullmatch(word):
            return next((each for each in _without_digit(word) if self._is_known(each)), "")
        if word in self._known:
            return self._known[word]
        other = self._damaged.get(word, "")
        return other if self._counts[other] > self._counts[word] else ""

    def _is_known(self, word: str) -> bool:
        return word in self._form or self._counts[word] > 0


def _said_in(texts: Sequence[str], pieces: Mapping[str, int]) -> Counter[str]:
    """The words of texts in the order they are first met, as many as are looked at.

    No word goes on over a space: each piece is taken apart once, however often it stands there.
    """
    said = Counter[str]()
    for piece, count in pieces.items():
        for match in _WORD.finditer(piece):
            said[match[0]] += count
    if said.total() <= _MOST_WORDS:
        return said
    words = (match[0] for text in texts for match in _WORD.finditer(text))
    return Counter(islice(words, _MOST_WORDS))


@lru_cache(maxsize=64)
def _words_of(definition: FormDefinition) -> frozenset[str]:
    """The words the form itself uses, and the common ones."""
    told = [section.title for section in definition.sections]
    for placed in outline(definition).placed():
        told += [placed.item.label, getattr(placed.item, "guidance", "")]
    words = {match[0].casefold() for text in told for match in _WORD.finditer(text)}
    return frozenset(words | SOUND)


@lru_cache(maxsize=64)
def _damaged_forms(words: frozenset[str]) -> Mapping[str, str]:
    """What known words look like without their Danish letters, lost or bare; no known word."""
    forms = dict(_lost_forms(words))
    for word in words:
        bare = word.translate(_BARE)
        if bare != word and len(word) >= _SHORTEST_KNOWN:
            forms[bare] = word
    return {form: word for form, word in forms.items() if form not in words}


def _lost_forms(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The words with one of their inner Danish letters lost."""
    for word in words:
        if len(word) <= _SHORTEST_KNOWN:
            continue
        for at, letter in enumerate(word[1:-1], 1):
            if letter in "æøå":
                yield word[:at] + word[at + 1 :], word


def _without_digit(word: str) -> Iterator[str]:
    at = next(at for at, letter in enumerate(word) if letter.isdigit())
    return (word[:at] + each + word[at + 1 :] for each in _FROM_DIGIT[word[at]])


def _in_case_of(word: str, meant: str) -> str:
    if word.isupper():
        return meant.upper()
    return meant[0].upper() + meant[1:] if word[0].isupper() else meant
