"""The activities of a sub-agreement: its list, its sheets, and the indicators that name them."""

import re
from dataclasses import dataclass

from forms.path import Path
from validators.case import Examined, typed_text
from validators.names import Likeness, folded, is_within, likeness, stem, stems

LIST = Path.parse("aktivitetsliste")
SHEETS = Path.parse("aktiviteter")
GOALS = Path.parse("delmaal")

_WORD = re.compile(r"[^\W_]+")
_SHORTEST_TELLING = 4
_MOST_WORDS = 3_000
_LONGEST_WORD = 40
_TELL_NOTHING = frozenset(
    stem(word)
    for words in (
        "andel antal aktivitet deltager forløb indikator ung unge børn barn voksne forældre",
        "familie beboer projekt indsats gruppe årlig boligområde personer akt nær mindst minimum",
    )
    for word in words.split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An activity where it is named."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The list and the sheets set against each other; `renamed` are listed beside their sheet."""

    renamed: tuple[tuple[Named, Named], ...]
    only_listed: tuple[Named, ...]
    only_sheets: tuple[Named, ...]


def named(case: Examined, group: Path) -> tuple[Named, ...]:
    """The activities a group names, row by row."""
    paths = [group.row(row) / "navn" for row in case.first_rows(group)]
    told = [(path, typed_text(case.told_at(path))) for path in paths]
    return tuple(Named(path=path, name=name) for path, name in told if name)


def compared(case: Examined) -> Compared:
    """Which sheet each listed activity has; nothing lacks where either is not filled in at all.

    An unfilled list is made from the sheets, and unfilled sheets are missing by themselves.
    """
    listed, sheets = list(named(case, LIST)), list(named(case, SHEETS))
    if not listed or not sheets:
        return Compared(renamed=(), only_listed=(), only_sheets=())
    for listing in tuple(listed):
        twin = next((each for each in sheets if folded(each.name) == folded(listing.name)), None)
        if twin is not None:
            listed.remove(listing)
            sheets.remove(twin)
    renamed: list[tuple[Named, Named]] = []
    for is_alike in (_is_variant, _is_shortened):
        for listing in tuple(listed):
            near = [each for each in sheets if is_alike(listing.name, each.name)]
            if near:
                renamed.append((listing, near[0]))
                listed.remove(listing)
                sheets.remove(near[0])
    return Compared(renamed=tuple(renamed), only_listed=tuple(listed), only_sheets=tuple(sheets))


def without_indicator(case: Examined) -> tuple[Named, ...]:
    """The activities no goal or indicator speaks of, where others are spoken of.

    Goals may hold for all the activities together: where none is named, nothing can be told.
    """
    spoken = _words_of_goals(case)
    begun = frozenset(start for word in spoken for start in _beginnings(word[:_LONGEST_WORD]))
    sheets = named(case, SHEETS)
    silent = tuple(each for each in sheets if not _is_spoken_of(each.name, spoken, begun))
    return silent if len(silent) < len(sheets) else ()


def _is_variant(one: str, other: str) -> bool:
    return likeness(one, other) is Likeness.VARIANT


def _is_shortened(one: str, other: str) -> bool:
    return is_within(one, other) or is_within(other, one)


def _words_of_goals(case: Examined) -> frozenset[str]:
    words: set[str] = set()
    for row in case.first_rows(GOALS):
        for column in ("delmaal", "indikator"):
            path = GOALS.row(row) / column
            text = typed_text(case.told_at(path)) or ""
            if len(words) < _MOST_WORDS:
                words |= {stem(word) for word in _WORD.findall(text[:1_000].casefold())}
    return frozenset(words - _TELL_NOTHING)


def _is_spoken_of(name: str, spoken: frozenset[str], begun: frozenset[str]) -> bool:
    """Whether a telling word of the name begins like one that is spoken, or is one in brackets."""
    telling = {*stems(name), *_bracketed(name)} - _TELL_NOTHING
    return any(word in spoken or word in begun or _beginnings(word) & spoken for word in telling)


def _bracketed(name: str) -> list[str]:
    return [stem(word) for word in _WORD.findall(folded(name).partition("(")[2])]


def _beginnings(word: str) -> set[str]:
    return {word[:size] for size in range(_SHORTEST_TELLING, len(word) + 1)}
