"""Whether two names mean the same: as people write them, not letter by letter."""

import re
import unicodedata
from enum import Enum
from functools import lru_cache

from rapidfuzz.distance import OSA

_LONGEST = 300
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_AGE = re.compile(r"\b\d{1,3}(?:\s?-\s?\d{1,3})?\s?(?:\+|år\b|-?årige?\b)")
_WORD = re.compile(r"[^\W_]+")
_ENDINGS = ("erne", "eren", "ere", "ene", "er", "en", "et", "e")
_SHORTEST_STEM = 3
_SHORTEST_ACRONYM = 3
_SMALL = frozenset(("af", "de", "den", "det", "for", "fra", "i", "med", "og", "på", "til", "ved"))
_ROLES = (
    "medarbejd",
    "koordinator",
    "konsulent",
    "vejled",
    "rådgiv",
    "pædagog",
    "assistent",
    "formidl",
    "mentor",
    "chef",
    "coach",
    "led",
)
_LEADERS = frozenset(("chef", "led"))


class Likeness(Enum):
    """How near two names are: the same but for capitals, a variant of each other, or others."""

    SAME = "same"
    VARIANT = "variant"
    OTHER = "other"


@lru_cache(maxsize=8192)
def folded(name: str) -> str:
    """The name without what nobody means by it: capitals, kinds of dashes, blanks, `&` for `og`."""
    text = unicodedata.normalize("NFKC", name[:_LONGEST]).casefold().replace("\u00ad", "")
    text = _DASHES.sub("-", text).replace("&", " og ")
    return " ".join(text.split()).strip(" .,;:-")


@lru_cache(maxsize=8192)
def stems(name: str) -> tuple[str, ...]:
    """The words that tell the name, without endings: brackets, ages and small words tell little.

    A name that is nothing else keeps them.
    """
    text = folded(name)
    return _stems_of(_AGE.sub(" ", _BRACKETS.sub(" ", text))) or _stems_of(text)


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A folded word without its Danish ending: `vejlederne` and `vejleders` are one."""
    if not word.isalpha():
        return word
    bare = word[:-1] if word.endswith("s") and len(word) > _SHORTEST_STEM else word
    for ending in _ENDINGS:
        if bare.endswith(ending) and len(bare) - len(ending) >= _SHORTEST_STEM:
            bare = bare[: -len(ending)]
            break
    return bare[:-1] if len(bare) > _SHORTEST_STEM and bare[-1] == bare[-2] else bare


def likeness(one: str, other: str) -> Likeness:
    """How near two names are; nothing is near a name without a letter or digit."""
    if not stems(one) or not stems(other):
        return Likeness.OTHER
    if folded(one) == folded(other):
        return Likeness.SAME
    return Likeness.VARIANT if _is_variant(one, other) else Likeness.OTHER


def is_within(name: str, longer: str) -> bool:
    """Whether a longer name says the name and more: `Åby Kommune, Fritidsafdelingen (FRI)`."""
    inner, outer = stems(name), _every_stem(longer)
    size = len(inner)
    is_telling = size > 1 or (size == 1 and len(inner[0]) >= _SHORTEST_STEM)
    return is_telling and any(outer[at : at + size] == inner for at in range(len(outer) - size + 1))


def are_akin(one: str, other: str) -> bool:
    """Whether two functions may be one under two names: `Beboervejleder`, `Beboermedarbejdere`."""
    if likeness(one, other) is not Likeness.OTHER:
        return True
    (one_field, one_leads), (other_field, other_leads) = _duty(one), _duty(other)
    if not one_field or not other_field:
        return one_leads and other_leads
    return (
        one_field <= other_field
        or other_field <= one_field
        or _is_near("".join(sorted(one_field)), "".join(sorted(other_field)))
    )


def is_role(word: str) -> bool:
    """Whether a stem is what somebody is employed as: `jobvejled`, `chef`."""
    return word.endswith(_ROLES)


@lru_cache(maxsize=8192)
def _every_stem(name: str) -> tuple[str, ...]:
    """The stems of a name with what stands in its brackets."""
    return _stems_of(folded(name))


def _stems_of(text: str) -> tuple[str, ...]:
    words = _WORD.findall(text)
    return tuple(stem(word) for word in words if word not in _SMALL)


def _is_variant(one: str, other: str) -> bool:
    mine, theirs = stems(one), stems(other)
    if _numbers(mine) != _numbers(theirs) or _are_of_other_ages(one, other):
        return False
    if _is_short_for(one, other) or _is_short_for(other, one):
        return True
    if len(mine) == len(theirs):
        return all(_is_near(*pair) for pair in zip(mine, theirs, strict=True))
    return _is_near("".join(mine), "".join(theirs))


def _numbers(words: tuple[str, ...]) -> list[str]:
    return [word for word in words if not word.isalpha()]


def _are_of_other_ages(one: str, other: str) -> bool:
    mine, theirs = _AGE.findall(folded(one)), _AGE.findall(folded(other))
    return bool(mine and theirs) and mine != theirs


def _is_near(one: str, other: str) -> bool:
    """Whether two stems are a slip of the finger apart; short ones must be equal."""
    shortest = min(len(one), len(other))
    allowed = 2 if shortest >= 9 else 1 if shortest >= 5 else 0
    if one == other or not allowed or not (one.isalpha() and other.isalpha()):
        return one == other
    return OSA.distance(one, other, score_cutoff=allowed) <= allowed


def _is_short_for(short: str, name: str) -> bool:
    """Whether a name is the capitals that stand for another: in its brackets or its initials."""
    letters = short.strip(" ().")
    if len(letters) < _SHORTEST_ACRONYM or not letters.isupper() or not letters.isalpha():
        return False
    wanted = letters.casefold()
    if wanted in (inside.strip() for inside in _BRACKETS.findall(folded(name))):
        return True
    return wanted in "".join(word[0] for word in _WORD.findall(_BRACKETS.sub(" ", folded(name))))


def _duty(name: str) -> tuple[frozenset[str], bool]:
    """What a function is about, without the word for its role, and whether it leads."""
    told: set[str] = set()
    leads = False
    for word in stems(name):
        role = next((each for each in _ROLES if word.endswith(each)), "")
        leads = leads or role in _LEADERS
        if rest := word.removesuffix(role).removesuffix("s"):
            told.add(rest)
    return frozenset(told), leads
