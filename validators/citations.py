"""What the documents of a case cite: the regulativ by its date, and themselves by their type."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice

from forms.clues import has_any, in_any_case
from forms.kinds.date import CalendarDay, written_days
from forms.programmes.programme import Programme, Threshold
from forms.registry import all_forms
from validators.case import Examined
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
_THIS = ("denne ", "dette ", "nærværende")
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
    """Where a text calls its document by the name of another form of the same programme."""
    if not has_any(in_any_case(text), _THIS):
        return
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
    for spot in document.examined.asked:
        is_its_date = "regulativ" in spot.path.address and isinstance(spot.field.kind, CalendarDay)
        site = Site(document=document, path=spot.path)
        if is_its_date and isinstance(spot.value, date):
            yield Citation(site=site, day=spot.value, text=spot.field.kind.format(spot.value))
        for day, text in islice(_regulativ_days((spot.text or "")[:_LONGEST]), left):
            left -= 1
            yield Citation(site=site, day=day, text=text)


def _regulativ_days(text: str) -> Iterator[tuple[date, str]]:
    """The date after each mention of a regulativ, near it in the same sentence."""
    if "regulativ" not in in_any_case(text):
        return
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
