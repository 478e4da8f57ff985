"""What the documents of a case cite: the regulativ by its date, and themselves by their type."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice

from forms.kinds.date import CalendarDay, written_days
from forms.programmes.programme import Programme, Threshold
from forms.registry import all_forms
from validators.case import Examined, Spot
from validators.names import stem
from validators.whole_case import Document, Site, WholeCase

_REGULATIV = re.compile(r"\bregulativ\w*", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?]\s+(?=[A-ZÆØÅ])|\n")
_NEAR = 60
_LONGEST = 20_000
_SELF = re.compile(
    r"\b(?:denne|dette|nærværende)\s+(?:(?:strategiske?|boligsociale?)\s+)?(?P<type>[a-zæøå]{5,30})\b",
    re.IGNORECASE,
)
_CLUES = ("regulativ",)
THIS = ("denne", "dette", "nærværende")
_MOST_CITATIONS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A place that cites the regulativ, and the day it says the regulativ is of."""

    site: Site
    day: date
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfNaming:
    """Words by which a document calls itself: `denne delaftale`."""

    text: str
    form: str


def citations(whole: WholeCase) -> tuple[Citation, ...]:
    """Every citation of a regulativ with its date, document by document."""
    return tuple(each for document in whole.documents for each in _cited(document))


def regulativ_of(programme: Programme | None) -> date | None:
    """The day of the regulativ that the programme's thresholds are set by; None if none is."""
    thresholds = (
        (programme.minimum_local_share, programme.longest_period_years, programme.most_pages)
        if programme
        else ()
    )
    for threshold in thresholds:
        if isinstance(threshold, Threshold):
            for day, _ in _regulativ_days(threshold.source):
                return day
    return None


def calls_itself(case: Examined, text: str) -> Iterator[SelfNaming]:
    """Where a text calls its document by the name of another form of the same programme.

    It has one of the words `THIS`.
    """
    types = _types_under(case.definition.programme)
    for match in _SELF.finditer(text[:_LONGEST]):
        form = types.get(stem(_spelled(match["type"].casefold())))
        if form is not None and form != case.definition.id:
            yield SelfNaming(text=match[0], form=form)


@lru_cache(maxsize=64)
def _types_under(programme: str) -> Mapping[str, str]:
    """The forms of a programme by what a document of each calls itself."""
    return {stem(_spelled(form.id)): form.id for form in all_forms() if form.programme == programme}


def _cited(document: Document) -> Iterator[Citation]:
    left = _MOST_CITATIONS
    telling = {spot.path for spot in document.examined.saying(_CLUES)}
    for spot in document.examined.asked:
        found = _days_of_date(spot)
        if spot.path in telling and spot.text:
            found = tuple(islice(_regulativ_days(spot.text[:_LONGEST]), left))
            left -= len(found)
        for day, text in found:
            site = Site(document=document, path=spot.path)
            yield Citation(site=site, day=day, text=text)


def _days_of_date(spot: Spot) -> tuple[tuple[date, str], ...]:
    """The day of an answer that is the date of a regulativ, as the form shows it."""
    if not isinstance(spot.value, date) or not isinstance(spot.field.kind, CalendarDay):
        return ()
    is_named = any(clue in spot.path.address for clue in _CLUES)
    return ((spot.value, spot.field.kind.format(spot.value)),) if is_named else ()


def _regulativ_days(text: str) -> Iterator[tuple[date, str]]:
    """The date after each mention of a regulativ, near it in the same sentence."""
    mentions = list(islice(_REGULATIV.finditer(text), _MOST_CITATIONS))
    starts = [*(mention.start() for mention in mentions[1:]), len(text)]
    for match, following in zip(mentions, starts, strict=False):
        until = min(match.end() + _NEAR, following)
        rest = _SENTENCE_END.split(text[match.end() : until], maxsplit=1)[0]
        for written, _, end in written_days(rest):
            yield written.day, text[match.start() : match.end() + end]
            break


def _spelled(name: str) -> str:
    """A form's id or a word of Danish in one spelling."""
    return name.replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
