"""A text that tells of several years: `Status 2010: Ja Status 2011: Nej`."""

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

_MARK = re.compile(r"(?<!\d)((?:19|20)\d\d) ?:\s?")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LEAD = "status"
_ALIKE = 70.0
_MOST_MARKS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class ByYear:
    """What stands before the first year, and what is said of each."""

    before: str
    years: tuple[tuple[int, str], ...]

    def of(self, year: int) -> str:
        """What is said of a year, empty where nothing is."""
        return "\n".join(text for each, text in self.years if each == year)


def by_year(text: str) -> ByYear:
    """The text by the years it is marked with; the word before a year is part of the mark."""
    marks = list(_MARK.finditer(text))[:_MOST_MARKS]
    if not marks:
        return ByYear(before=text.strip(), years=())
    ends = [each.start() for each in marks[1:]] + [len(text)]
    return ByYear(
        before=_without_lead(text[: marks[0].start()]),
        years=tuple(
            (int(mark[1]), _without_lead(text[mark.end() : end]))
            for mark, end in zip(marks, ends, strict=True)
        ),
    )


def year_alone(text: str) -> int | None:
    """The year that a short text is, such as the head of a column; None for any other."""
    stripped = text.strip().strip(".:")
    return int(stripped) if _YEAR.fullmatch(stripped) else None


def year_in(text: str) -> int | None:
    """The only year a text names, None where it names none or several."""
    years = {int(each) for each in _YEAR.findall(text[:500])}
    return years.pop() if len(years) == 1 else None


def _without_lead(text: str) -> str:
    """The text without the word that led the next year's mark, whole or broken or misread."""
    kept = text.rstrip(" \t\n\u00a0;,")
    for count in (1, 2, 3):
        words = kept.split()
        if len(words) < count:
            break
        last = "".join(words[-count:])
        if len(last) <= len(_LEAD) + 2 and fuzz.ratio(last.casefold(), _LEAD) >= _ALIKE:
            start = len(kept)
            for word in reversed(words[-count:]):
                start = kept.rindex(word, 0, start)
            return kept[:start].strip(" \t\n\u00a0;,")
    return kept.strip()
