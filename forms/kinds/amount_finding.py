"""Amounts inside free text, told apart from years, counts, dates and telephone numbers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from forms.kinds.amount_reading import (
    DASH,
    KRONE,
    NO_LETTER,
    PER,
    SCALE,
    AmountReading,
    Per,
    reading_of,
)
from forms.kinds.numerals import SPACES
from forms.late import late

_PRE_SCALE = SCALE.replace("?P<", "?P<pre_")
_NUMBER = (
    rf"[0-9]{{1,3}}(?:{SPACES}[0-9]{{3}})+(?![0-9])(?:,[0-9]+)?"
    rf"|[0-9]+(?:[.,][0-9]+)*(?:{SPACES}?[½¼¾])?|[½¼¾]"
)
_CANDIDATE = late(
    rf"(?<![\w.,/€$£§])(?<![€$£]\s)(?P<sign>(?<![-)\]])[-−÷])?(?P<before>(?:{_PRE_SCALE}\s?)?(?:{KRONE})?)"
    rf"(?(before)\s?)(?P<sign2>(?<=[.\s])[-−÷])?(?P<number>{_NUMBER})(?P<dash>{DASH}(?![0-9]))?"
    rf"(?P<after>(?:\s?(?:{SCALE}))?(?:\s?(?:{KRONE}))?)(?P<trail>(?!))?(?:\s?\(?(?P<per>{PER})\)?)?",
    re.IGNORECASE,
)
_DOTTED = late(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]{1,2})?")
_OTHER_UNIT = (
    r"%|pct|procent|eur\b|euro|€|usd|dollar|\$|sek\b|nok\b|gbp|pund|m2|m²|kvm|km\b|meter|hektar"
    r"|kg\b|ton|liter|kwh|stk|time|dag|uge|måned|år(?!lig)|side|tegn|ord\b|person|menneske|indbygger"
    r"|borger|beboer|bolig|lejemål|husstand|famili|elev|barn|børn|unge?\b|studerende|kursist"
    r"|deltager|medlem|medarbejder|ansat|lærer|pædagog|kvind|mænd|nydansk|indvandrer"
    r"|efterkommer|besøg|virksomhed|arbejdsplads|plads|job|skole|kommune|afdeling|bøger|pige|dreng"
)
_COUNTS_SOMETHING_ELSE = late(
    rf"[^\S\n\t]?(?:[^\W\d_]+[et]\s)?(?:{_OTHER_UNIT})|[./-][0-9]|,[0-9]", re.IGNORECASE
)
_NUMBERED = late(
    r"(?:\bnr\.?|nummer|§|\blov|postnr\.?|tlf\.?|telefon|\bcvr\S*|\bkonto(?:nr\.?)?|\bean\S*|\bside|\bs\.)[\s:]*$",
    re.IGNORECASE,
)
_YEARLY_BEFORE = late(
    r"\b(?:årligt?|årlige|om året|pr\.? år)(?:\s(?:på|med))?:?\s*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenAmount:
    """An amount in free text and the characters it stands on, its unit included."""

    reading: AmountReading
    start: int
    end: int


def written_amounts(text: str) -> Iterator[WrittenAmount]:
    """Every amount in a text, in order; one with several readings carries its fault.

    An amount is a number with a unit of money, or with `årligt` and its like, or grouped by full
    stops and followed by nothing else that is counted.
    """
    for match in _CANDIDATE.finditer(text):
        if not _is_money(match, text):
            continue
        is_negative = bool(match["sign"] or match["sign2"])
        reading = reading_of(match, -1 if is_negative else 1)
        if reading.value is None and not reading.suggestions:
            continue
        if reading.per is None and _YEARLY_BEFORE.search(
            text, max(0, match.start() - 20), match.start()
        ):
            reading = replace(reading, per=Per.YEAR)
        yield WrittenAmount(reading=reading, start=match.start(), end=match.end())


def counts_something_else(rest: str) -> bool:
    """Whether the words right after a number say that it counts what is no money."""
    return _COUNTS_SOMETHING_ELSE.match(rest) is not None


def follows_its_kind(text: str, at: int) -> bool:
    """Whether the words right before a number say that it numbers something: `konto`, `tlf.`."""
    return _NUMBERED.search(text, max(0, at - 20), at) is not None


def _is_money(match: re.Match[str], text: str) -> bool:
    rest = text[match.end() : match.end() + 40]
    names_kroner = re.search(rf"{KRONE}", f"{match['before']} {match['after']}", re.IGNORECASE)
    if names_kroner or match["dash"]:
        return True
    if counts_something_else(rest):
        return False
    if match["after"].strip() or match["before"]:
        return True
    if follows_its_kind(text, match.start()):
        return False
    is_grouped = _DOTTED.fullmatch(match["number"]) is not None
    return is_grouped or (match["per"] is not None and re.match(NO_LETTER, rest) is not None)
