"""CPR numbers in text: found by a real date and the shape, and masked wherever text is shown."""

import re
from calendar import monthrange
from collections.abc import Iterator

from forms.clues import shape_of

_HYPHENS = "-\u2010\u2011\u2012\u2013\u2212"
_CPR = re.compile(
    rf"(?<![\w.,/{_HYPHENS}])([0-9]{{2}})([0-9]{{2}})([0-9]{{2}})"
    rf"(?P<between>[ \u00a0]?[{_HYPHENS}][ \u00a0]?|[ \u00a0]?)"
    rf"(?P<serial>[0-9]{{4}})(?![\w]|[{_HYPHENS}.,/][0-9])"
)
_OTHER_NUMBER = re.compile(
    r"(?:\bp[-. ]{0,2}n(?:r|umm?er)|produktionsenhed|\bkonto|\bean\b|\bgln\b|\bcvr|\bse[- ]?n"
    r"|\btlf|telefon|mobil|fax|faktura|\bsags?[- ]?n|journal|\bj\.? ?n|\bisbn|\bgiro|\+)"
    r"[^\n]{0,24}$",
    re.IGNORECASE,
)
_MONEY = re.compile(r"[ \u00a0]?(?:kr|t\.?kr|dkk|,-|mio)", re.IGNORECASE)
_BEFORE = 40
_HIDDEN = "••••"


def cpr_numbers(text: str) -> Iterator[re.Match[str]]:
    """Where CPR numbers stand: `ddmmyy-xxxx`, or ten digits that nothing says are another number.

    The date must be one; modulus 11 is not asked, since numbers given out after 2007 need not
    keep it. Ten bare digits behind words for an account, a phone, a production unit or a file
    are those.
    """
    if "000000" not in shape_of(text):
        return
    for match in _CPR.finditer(text):
        if not _is_birthday(int(match[1]), int(match[2]), int(match[3]), match["serial"]):
            continue
        if match["between"].strip() or not _is_another_number(text, match):
            yield match


def without_cpr_numbers(text: str) -> str:
    """The text with the last four digits of each CPR number hidden."""
    shown: list[str] = []
    done = 0
    for match in cpr_numbers(text):
        shown.append(text[done : match.start("serial")] + _HIDDEN)
        done = match.end("serial")
    return "".join((*shown, text[done:]))


def _is_another_number(text: str, match: re.Match[str]) -> bool:
    """Whether the words around ten bare digits say that they are an account, a sum or the like."""
    before = text[max(0, match.start() - _BEFORE) : match.start()]
    return bool(_OTHER_NUMBER.search(before) or _MONEY.match(text, match.end()))


def _is_birthday(day: int, month: int, year: int, serial: str) -> bool:
    """Whether the six digits are a date in the century that the seventh digit gives."""
    if not 1 <= month <= 12:
        return False
    century = _century(year, int(serial[0]))
    return century is not None and 1 <= day <= monthrange(century + year, month)[1]


def _century(year: int, seventh: int) -> int | None:
    """The century by the seventh digit; None for the 1800s, from which nobody lives."""
    if seventh <= 3:
        return 1900
    if seventh in (4, 9):
        return 2000 if year <= 36 else 1900
    return 2000 if year <= 57 else None
