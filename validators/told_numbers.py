"""Numbers that a text tells and that can be reckoned again: shares, parts of a whole, sums."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from forms.formulas import shown_number

_COUNT = r"\d{1,3}(?:\.\d{3}){1,2}|\d{1,7}"
_SHARE = r"\d{1,3}(?:,\d{1,2})?"
_PERCENT = r"\s?(?:pct\b\.?|%|procent\b)"
_THAT_IS = r"(?:svarende til|svarer til|dvs\.|det vil sige|det er|eller|=|\()"
_OF_SMALL = re.compile(
    rf"(?<![\d,.])(?P<share>{_SHARE}){_PERCENT}\s?(?:af (?:de |i alt )?|\(?n\s?=\s?)"
    r"(?P<n>\d{1,3})(?![\d%]|[.,]\d| ?pct| ?procent| ?kr)",
    re.IGNORECASE,
)
_PART_OF = re.compile(
    rf"(?<![\d,.])(?P<part>{_COUNT}) (?:ud )?af (?:de |i alt |alle )?(?P<whole>{_COUNT})(?![\d%])"
    rf"[^.\d%\n]{{0,40}}?{_THAT_IS}\s?(?P<about>\b(?:ca\.|cirka|knap|godt|omkring|næsten)\s)?"
    rf"(?<![\d,.])(?P<share>{_SHARE}){_PERCENT}",
    re.IGNORECASE,
)
_TERMS = rf"(?P<terms>(?:{_COUNT}) [a-zæøå]{{2,30}}(?:, (?:{_COUNT}) [a-zæøå]{{2,30}}){{0,6}}"
_TERMS += rf" og (?:{_COUNT}) [a-zæøå]{{2,30}})"
_SUM_AFTER = re.compile(
    rf"(?<![\d,.]){_TERMS},? (?:i alt|tilsammen|sammenlagt) (?P<sum>{_COUNT})(?![\d,%])",
    re.IGNORECASE,
)
_SUM_BEFORE = re.compile(
    rf"\b(?:i alt|tilsammen) (?P<sum>{_COUNT})(?: [a-zæøå]{{2,30}})?(?::| \() ?{_TERMS}",
    re.IGNORECASE,
)
_FROM_TO = re.compile(
    r"\bfra [^.;\n]{1,40}? i (?P<first>(?:19|20)\d\d)\b[^.;\n]{0,20}? til [^.;\n]{1,40}? "
    r"i (?P<last>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_MOST_EXACT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A claim of a text that does not hold; `right` is what it should say, where that is known."""

    text: str
    stated: str
    right: str = ""


def impossible_shares(text: str) -> Iterator[Told]:
    """Shares that no whole number of so few can be: `80 % af 6`."""
    for match in _OF_SMALL.finditer(text):
        share, whole = _number(match["share"]), int(match["n"])
        half = _half_step(match["share"])
        if not 0 < whole <= _MOST_EXACT:
            continue
        possible = (Decimal(100 * part) / whole for part in range(whole + 1))
        if all(abs(each - share) > half for each in possible):
            yield Told(text=match[0], stated=match["share"])


def wrong_shares(text: str) -> Iterator[Told]:
    """Shares that are not those of the numbers before them: `149 af 182, svarende til 80 pct.`."""
    for match in _PART_OF.finditer(text):
        part, whole = _count(match["part"]), _count(match["whole"])
        if not 0 < part <= whole:
            continue
        exact = Decimal(100 * part) / whole
        allowed = _half_step(match["share"]) + (1 if match["about"] else 0)
        if abs(exact - _number(match["share"])) > allowed:
            shown = exact.quantize(2 * _half_step(match["share"]))
            yield Told(text=match[0], stated=match["share"], right=f"{shown}".replace(".", ","))


def wrong_sums(text: str) -> Iterator[Told]:
    """Sums that are not those of the counts beside them: `12 drenge og 15 piger, i alt 28`."""
    for pattern in (_SUM_AFTER, _SUM_BEFORE):
        for match in pattern.finditer(text):
            terms = sum(map(_count, re.findall(rf"(?<![\d.])(?:{_COUNT})", match["terms"])))
            if terms != _count(match["sum"]):
                shown = shown_number(Decimal(terms))
                yield Told(text=match[0], stated=match["sum"], right=shown)


def same_years(text: str) -> Iterator[Told]:
    """A change from one year to the same: `fra 45 i 2010 til 9 i 2010`."""
    for match in _FROM_TO.finditer(text):
        if match["first"] == match["last"]:
            yield Told(text=match[0], stated=match["last"])


def shares_in(text: str) -> Iterator[tuple[int, Decimal, Decimal]]:
    """Each share of a text: where it stands, its number, and half a step of its last figure."""
    for match in re.finditer(
        rf"(?<![\d,.])({_SHARE}){_PERCENT}(?!-?\s?point)", text, re.IGNORECASE
    ):
        yield match.start(), _number(match[1]), _half_step(match[1])


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def _count(text: str) -> int:
    return int(text.replace(".", ""))


def _half_step(text: str) -> Decimal:
    """Half of the last figure that was written: what rounding can account for."""
    decimals = len(text.partition(",")[2])
    return Decimal(5).scaleb(-decimals - 1)
