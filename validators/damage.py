"""Words that a conversion from one program to another has damaged: `bgrn`, `Delm?l`, `Ã¸`.

Only what cannot be good Danish is taken for damage: signs of a wrong character set, holes that a
common word fills, and a closed list of forms. There is no dictionary, so much stays unseen.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, product

from forms.clues import has_any, in_any_case
from validators.damaged_words import DAMAGED, PARTED, SHORTEST_INSIDE, SOUND

_LONGEST_PIECE = 80
_PIECE = re.compile(rf"\S{{1,{_LONGEST_PIECE}}}")
_MOST_HOLES = 3
_MARKS = ".,;:!()[]»«\"'“”„…–-"
_LOST_LETTER = "\ufffd"
_LOST = re.compile(f"{_LOST_LETTER}|ï¿½")
_UTF8_AS_OTHER = (
    "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122"
)
_MOJIBAKE = re.compile(f"Ã[{_UTF8_AS_OTHER}]|â€[{_UTF8_AS_OTHER}]|Â[\u00a0-\u00bf]")
_STRANGE = str.maketrans(
    {
        **dict.fromkeys("°›¿¯¢", "ø"),
        **dict.fromkeys("ÕŒÂ†", "å"),
        **dict.fromkeys("µ¾Ê", "æ"),
        "¬": "",
    }
)
_STRANGE_INSIDE = re.compile("(?<=[a-zæøå])[°›¿¯¢ÕŒÂ†µ¾Ê¬](?=[a-zæøå])")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_PLURAL_R = re.compile(r"(?:gruppe|kommune|periode|datakilde|bestyrelse)®", re.IGNORECASE)
_PLURAL_E = re.compile(r"[a-zæøå]{2}er€(?![\d\w])")
_HOLE = re.compile(r"(?<=[a-zæøåA-ZÆØÅ])\?(?=[a-zæøå])|^\?(?=[a-zæøå]{3})")
_WORD = re.compile(r"[^\W_]+")
_ADDRESS = re.compile(r"@|://|\bwww\.|\w\.\w{2,}|\\|=")
_OPENING = 4

_NUMBER = r"(?P<number>\d{1,3}(?: [a-hj-z](?!\w))?)"
_PART = r"(?:,? stk\. ?\d{1,2})?(?:,? (?:nr|pkt)\. ?\d{1,2})?"
_LAW = (
    r"(?:i|af) (?:(?:lov|bekendtgørelse) om\b|(?:[a-zæøå]{2,25} )?"
    r"[a-zæøå]{0,30}(?:loven|bekendtgørelsen|regulativet)\b)"
)
_NO_SIGN = re.compile(
    r"(?:(?P<cites>\b(?:jf|jfr|jævnfør|efter|i henhold til|iht|ifølge|i medfør af|i hht)\.? )"
    rf"(?:[$?ß] ?)?{_NUMBER}(?:{_PART} {_LAW}|, stk\. ?\d)"
    rf"|(?P<law>\b[a-zæøå]{{2,30}}lovens? )(?P<in_law>\d{{1,3}}(?: [a-hj-z])?), stk\. ?\d)",
    re.IGNORECASE,
)
_LAW_CLUES = ("loven", "lov om", "bekendtgørelse", "regulativet", ", stk")
IN_PHRASES = (*_LAW_CLUES, "iden", "- ")
"""A text without any of these, in any case of letters, has only damage that stands in a word."""

_SINCE = re.compile(r"\b[Ss]iden[ \t\u00a0]{1,5}[.,;](?!\w)")
_SINCE_IS_ELSE = re.compile(
    r"(?:\bfor\b[^.;\n]{1,40}|\b(?:på|ved|til|fra|ud|af|længe|år|uger?|dage?|måneder?|timer?|tid"
    r"|kort|nylig|lige|altid|anden|ene|højre|venstre))\s*$",
    re.IGNORECASE,
)
_SPACED_MARK = re.compile(r"\w [.,;](?!\w)")
_BROKEN = re.compile(r"(?<![\w-])([^\W\d_]{2,30})- ([a-zæøå]{3,30})(?![\w-])")
_LINKED = re.compile(r"(?:ings|heds|tids|steds|tions|skabs|doms|tets|ments|sels|bejds|nings)\Z")
_SUSPENDED = re.compile(r",? (?:og|eller|samt)\b|/")
_FUNCTION_WORDS = """
alle alt altså bare blandt både dem den denne der deres derfor dermed dertil dette disse dog
eksempelvis eller enten for fordi fra fremfor før gennem ham han har hele her herunder hun hver
hvilken hvilket hvis hvor hvordan ikke inden især kan kun man med mellem men mens mest noget nogle
når også omkring over samt selv selvom side sin sit skal snarere som så særlig særligt såvel til
uden under ved vel via vil vores være været
"""
_AFTER_A_DASH = frozenset(_FUNCTION_WORDS.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """Some damaged characters of a text from `start` on; `meant` is empty where nothing tells."""

    start: int
    shown: str
    meant: str = ""


def damaged_pieces(pieces: Iterable[str]) -> frozenset[str]:
    """What stands between spaces with damage in it, or is too long to tell before it is cut."""
    return frozenset(
        each for each in pieces if len(each) > _LONGEST_PIECE or _mended(each) is not None
    )


def damages(text: str, damaged: AbstractSet[str]) -> Iterator[Damage]:
    """The damaged words of a text in order, none of them twice; time is linear in its length.

    `damaged` are the `damaged_pieces` of it, and maybe of other texts.
    """
    return in_order(_in_pieces(text, damaged), _in_phrases(text))


def in_order(*told: Iterable[Damage]) -> Iterator[Damage]:
    """What several tell of a text as it stands there, none of it twice."""
    end = 0
    for each in sorted((each for some in told for each in some), key=lambda each: each.start):
        if each.start >= end:
            yield each
            end = each.start + len(each.shown)


def _in_pieces(text: str, damaged: AbstractSet[str]) -> Iterator[Damage]:
    if not damaged or damaged.isdisjoint(text.split()):
        return
    for match in _PIECE.finditer(text):
        meant = _mended(match[0])
        if meant is None:
            continue
        shown = match[0].rstrip(_MARKS + "?") or match[0]
        end = len(meant) - (len(match[0]) - len(shown))
        start = len(shown) - len(shown.lstrip(_MARKS))
        yield Damage(start=match.start() + start, shown=shown[start:], meant=meant[start:end])


@lru_cache(maxsize=16_384)
def _mended(piece: str) -> str | None:
    """What the characters between two spaces were before; empty if unknown, None if sound."""
    if not (piece.isascii() and piece.isalpha()):
        for sign, mend in _SIGNS:
            if sign.search(piece):
                return mend(piece)
        if _ADDRESS.search(piece):
            return None
        if _HOLE.search(piece):
            return _filled(_HOLE.sub(_LOST_LETTER, piece))
    return _without_listed(piece)


def _with_lost(piece: str) -> str:
    return _filled(_LOST.sub(_LOST_LETTER, piece)) or ""


def _of_right_letters(piece: str) -> str:
    return _STRANGE_INSIDE.sub(lambda match: match[0].translate(_STRANGE), piece)


def _without_ligatures(piece: str) -> str:
    return "".join(_LIGATURES.get(each, each) for each in piece)


def _with_plural(piece: str) -> str:
    return piece.replace("®", "(r)").replace("€", "(e)")


def _decoded(piece: str) -> str:
    try:
        return piece.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return ""


def _filled(piece: str) -> str | None:
    """The piece with letters in its holes, where a common word then stands over each of them."""
    holes = [at for at, character in enumerate(piece) if character == _LOST_LETTER]
    if not holes or len(holes) > _MOST_HOLES:
        return None
    for letters in product("øåæ", repeat=len(holes)):
        filled = list(piece)
        for at, letter in zip(holes, letters, strict=True):
            filled[at] = letter
        word = "".join(filled)
        if all(_stands_over(word.casefold(), at) for at in holes):
            return word
    return None


def _stands_over(word: str, at: int) -> bool:
    """Whether a common word stands in another one over a place of it; short ones stand alone."""
    for sound in SOUND:
        start = word.find(sound)
        while start >= 0:
            if start <= at < start + len(sound) and _is_long_enough(sound, word):
                return True
            start = word.find(sound, start + 1)
    return False


def _is_long_enough(sound: str, word: str) -> bool:
    return len(sound) > 2 or sound == word.strip(_MARKS)


def _without_listed(piece: str) -> str | None:
    """The piece with a listed form as it was; None where it has none."""
    for match in _WORD.finditer(piece):
        word = match[0].casefold()
        form = _listed_in(word)
        if form is None or (len(form) < SHORTEST_INSIDE and match[0].isupper()):
            continue
        start = match.start() + word.find(form)
        meant = DAMAGED[form]
        if match[0].isupper():
            meant = meant.upper()
        elif piece[start].isupper():
            meant = meant[0].upper() + meant[1:]
        return piece[:start] + meant + piece[start + len(form) :]
    return None


def _listed_in(word: str) -> str | None:
    """The listed form that a word is, or that a longer one stands in."""
    if word in DAMAGED:
        return word
    for at in range(len(word) - SHORTEST_INSIDE + 1):
        for form in _LONG_FORMS.get(word[at : at + _OPENING], ()):
            if word.startswith(form, at):
                return form
    return None


def _long_forms() -> dict[str, tuple[str, ...]]:
    """The forms sought inside words, by their first letters."""
    found: dict[str, tuple[str, ...]] = {}
    for form in (each for each in DAMAGED if len(each) >= SHORTEST_INSIDE):
        found[form[:_OPENING]] = (*found.get(form[:_OPENING], ()), form)
    return found


def _in_phrases(text: str) -> Iterator[Damage]:
    may_cite = has_any(in_any_case(text), _LAW_CLUES)
    for match in _NO_SIGN.finditer(text) if may_cite else ():
        name = "number" if match["number"] else "in_law"
        before, number = match["cites"] or match["law"], match[name]
        yield Damage(
            start=match.start(),
            shown=text[match.start() : match.end(name)],
            meant=f"{before}§ {number}",
        )
    yield from _since_without_a_year(text)
    yield from _broken_words(text)


def _since_without_a_year(text: str) -> Iterator[Damage]:
    """`siden .`, unless a span of time stands before it or other marks have a space before too."""
    spots = [
        match
        for match in (_SINCE.finditer(text) if "iden" in text else ())
        if not _SINCE_IS_ELSE.search(text[max(0, match.start() - 60) : match.start()])
    ]
    spaced = islice(_SPACED_MARK.finditer(text), len(spots) + 1) if spots else ()
    if spots and sum(1 for _ in spaced) <= len(spots):
        for match in spots:
            yield Damage(start=match.start(), shown=match[0])


def _broken_words(text: str) -> Iterator[Damage]:
    """`værested- arbejdet`: a hyphen at the end of a line that became part of the line."""
    for match in _BROKEN.finditer(text) if "- " in text else ():
        first, second = match[1], match[2]
        if second in _AFTER_A_DASH or _SUSPENDED.match(text, match.end()):
            continue
        joined = first + second
        is_prefix = first[1:].islower() and joined.casefold().startswith(PARTED)
        if _LINKED.search(first) or is_prefix:
            yield Damage(start=match.start(), shown=match[0], meant=joined)


_LONG_FORMS = _long_forms()
_SIGNS: tuple[tuple[re.Pattern[str], Callable[[str], str]], ...] = (
    (_LOST, _with_lost),
    (_MOJIBAKE, _decoded),
    (_STRANGE_INSIDE, _of_right_letters),
    (re.compile(f"[{''.join(_LIGATURES)}]"), _without_ligatures),
    (_PLURAL_R, _with_plural),
    (_PLURAL_E, _with_plural),
)
