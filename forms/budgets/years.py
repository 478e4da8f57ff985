"""How many years a budget text is about."""

import re
from dataclasses import dataclass

from forms.budgets.wording import NUMBER_WORDS

_NUMBER = r"(?P<number>[1-9]|10|et|ét|to|tre|fire|fem|seks|syv|otte)"
_COUNTED = re.compile(
    rf"(?<![\w.,–-]){_NUMBER}(?:\s+(?:hele|fulde|projekt))?[\s\u00a0]*-?\s?(?:års?|årige?t?|årets)\b"
    r"(?!\s?(?:gamle|sværk|gange|stid))",
    re.IGNORECASE,
)
_TIMES = re.compile(rf"[x×*]\s?{_NUMBER}(?!\w|[.,]?\d)(?:\s?år)?", re.IGNORECASE)
_LABELLED = re.compile(rf"\bantal\s+år\s*[:=]?\s*{_NUMBER}(?![\w.,]?\d)", re.IGNORECASE)
_JOINED = re.compile(r"\b(?P<number>to|tre|fire|fem|seks)-?årige?t?\b", re.IGNORECASE)
_AGE = re.compile(
    r"(?:\bunder|\bfra|\balder\w*|\bbørn|\bunge|\bfyldt|\bmindst|\d\s?[-–]|\bdrenge|\bpiger)\s*$",
    re.IGNORECASE,
)
_AGED = re.compile(r"\s*(?:og\s+(?:op|derover)|børn|unge|drenge|piger)", re.IGNORECASE)
_SPAN = re.compile(
    r"(?<!\d)(?P<first>(?:19|20)\d\d)\s?(?:[-–/]|til(?:\s+og\s+med)?|t\.?o\.?m\.?)\s?"
    r"(?:udgangen\s+af\s+)?(?P<last>(?:19|20)?\d\d)(?!\d|[.,]\d)",
    re.IGNORECASE,
)
_LISTED = re.compile(r"(?:(?:19|20)\d\d(?:\s*[,\t]\s*|[ ]{2,}|\s+og\s+)){1,8}(?:19|20)\d\d(?!\d)")
_MOST_YEARS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Years:
    """A number of years that a text gives, and where; `is_certain` unless it follows from dates."""

    number: int
    start: int
    is_certain: bool


def years_in(text: str) -> tuple[Years, ...]:
    """Every number of years the text may mean, those it says outright first.

    Two calendar years give two numbers: `2009-2012` is four years, or three from summer to summer.
    """
    said = {each.number: each for each in (*_counted(text), *_dated(text))}
    for each in _counted(text):
        said[each.number] = each
    return tuple(sorted(said.values(), key=lambda each: (not each.is_certain, each.start)))


def _counted(text: str) -> list[Years]:
    found = []
    for pattern in (_COUNTED, _LABELLED, _JOINED, _TIMES):
        for match in pattern.finditer(text):
            before = text[max(0, match.start() - 12) : match.start()]
            if _AGE.search(before) or _AGED.match(text, match.end()):
                continue
            word = match["number"].casefold()
            number = NUMBER_WORDS.get(word) or int(word)
            found.append(Years(number=number, start=match.start(), is_certain=True))
    return found


def _dated(text: str) -> list[Years]:
    found = []
    for match in _SPAN.finditer(text):
        first, last = int(match["first"]), int(match["last"])
        span = last - first if last > 99 else last - first % 100
        found += [
            Years(number=number, start=match.start(), is_certain=False)
            for number in (span + 1, span)
            if 1 <= number <= _MOST_YEARS
        ]
    for match in _LISTED.finditer(text):
        number = len(set(re.findall(r"\d{4}", match[0])))
        if number <= _MOST_YEARS:
            found.append(Years(number=number, start=match.start(), is_certain=False))
    return found
