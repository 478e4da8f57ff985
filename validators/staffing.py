"""Functions and how much of them works where: shares and weekly hours over a whole case."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, islice

from forms.kinds.kind import Percent
from forms.path import Path
from validators.areas import is_complete
from validators.case import Examined, typed_text
from validators.names import Likeness, are_akin, folded, likeness, stem, stems
from validators.sentences import sentences
from validators.whole_case import Document, Site, WholeCase

WHOLE = Decimal(100)
TOLERANCE = Decimal(1)
"""Shares are rounded when they are written: this many points off a whole is no fault."""

RESOURCES = "medarbejderressourcer"
_MOST_SPELLINGS = 100
_MOST_NAMES = 3
_MOST_TOLD = 300
_WORD = re.compile(r"[^\W_]+")
_WEEKLY = re.compile(
    r"(?<![\w,.])(?P<hours>[0-9]{1,3}(?:,[0-9]{1,2})?)\s*(?:timer|t\.)\s*"
    r"(?:om ugen|i ugen|ugentlig\w*|hver uge|(?:pr\.?|per|/)\s*uge)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Post:
    """A line of a sub-agreement's staff: a share in percent, or hours a week, or neither known.

    A line that says both counts by its share; its hours are `told_hours`.
    """

    site: Site
    name: str
    share: Decimal | None
    hours: Decimal | None
    is_paid_by_others: bool
    told_hours: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Function:
    """One function with its lines in all the sub-agreements, spelled as in the first."""

    name: str
    posts: tuple[Post, ...]

    @property
    def share(self) -> Decimal | None:
        """All its shares together; None where a line has no share."""
        shares = [post.share for post in self.posts if post.share is not None]
        return sum(shares, Decimal(0)) if len(shares) == len(self.posts) else None

    @property
    def is_short(self) -> bool:
        """Whether its shares together do not reach a whole."""
        return self.share is not None and self.share < WHOLE - TOLERANCE

    @property
    def is_over(self) -> bool:
        """Whether its shares together exceed a whole."""
        return self.share is not None and self.share > WHOLE + TOLERANCE


def functions(whole: WholeCase) -> tuple[Function, ...]:
    """The functions of the sub-agreements; small differences of spelling make no other one."""
    groups: list[list[Post]] = []
    homes: dict[str, list[Post]] = {}
    for post in (post for document in whole.of("delaftale") for post in posts(document)):
        spelled = folded(post.name)
        if spelled not in homes and len(homes) < _MOST_SPELLINGS:
            home = next((each for each in groups if _is_one(each[0].name, post.name)), None)
            if home is None:
                home = []
                groups.append(home)
            homes[spelled] = home
        homes.get(spelled, []).append(post)
    return tuple(Function(name=group[0].name, posts=tuple(group)) for group in groups)


def posts(document: Document) -> Iterator[Post]:
    """The lines of a sub-agreement's staff that name a function."""
    for site, name in document.names(f"{RESOURCES}.funktion"):
        row = Path(site.path.parts[:-1])
        answers = document.examined.answers
        share, hours = answers.get(row / "andel"), answers.get(row / "timer")
        paid = document.examined.value_beside(f"{RESOURCES}.finansiering", row)
        yield Post(
            site=site,
            name=name,
            share=share.number if isinstance(share, Percent) and not share.is_points else None,
            hours=hours if isinstance(hours, Decimal) and share is None else None,
            is_paid_by_others=paid is not None,
            told_hours=hours if isinstance(hours, Decimal) else None,
        )


def renamed(whole: WholeCase) -> tuple[tuple[Function, ...], ...]:
    """Functions that are one under several names: akin, and only together a whole."""
    short = [each for each in whole.once(functions) if each.is_short]
    found: list[tuple[Function, ...]] = []
    for size in range(2, _MOST_NAMES + 1):
        for together in combinations(short, size):
            is_new = not any(each in known for known in found for each in together)
            if is_new and _make_a_whole(together):
                found.append(together)
    return tuple(found)


def incomplete(whole: WholeCase) -> tuple[Function, ...]:
    """The functions that do not reach a whole under any name, if all sub-agreements are there."""
    if not is_complete(whole):
        return ()
    explained = {each for together in whole.once(renamed) for each in together}
    return tuple(each for each in whole.once(functions) if each.is_short and each not in explained)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetHours:
    """What a sentence of an activity sheet says of hours a week, with the stems of its words."""

    path: Path
    hours: Decimal
    sentence: str
    words: frozenset[str]


def hours_in_sheets(case: Examined, function: str) -> tuple[SheetHours, ...]:
    """The weekly hours that sentences of the sheets give a function."""
    wanted = set(stems(function))
    return tuple(each for each in case.once(_hours_told) if wanted and wanted <= each.words)


def _hours_told(case: Examined) -> tuple[SheetHours, ...]:
    texts = (
        (spot.path, typed_text(spot.value) or "")
        for spot in case.spots
        if spot.path.address.startswith("aktiviteter.")
    )
    told = (
        SheetHours(path=path, hours=_number(match), sentence=sentence, words=_words(sentence))
        for path, text in texts
        for sentence in sentences(text)
        for match in _WEEKLY.finditer(sentence)
    )
    return tuple(islice(told, _MOST_TOLD))


def _words(sentence: str) -> frozenset[str]:
    return frozenset(stem(word) for word in _WORD.findall(sentence.casefold()))


def _number(match: re.Match[str]) -> Decimal:
    return Decimal(match["hours"].replace(",", "."))


def _is_one(name: str, other: str) -> bool:
    return likeness(name, other) is not Likeness.OTHER


def _make_a_whole(together: tuple[Function, ...]) -> bool:
    total = sum((each.share or Decimal(0) for each in together), Decimal(0))
    if abs(total - WHOLE) > TOLERANCE:
        return False
    return all(are_akin(together[0].name, each.name) for each in together[1:])
