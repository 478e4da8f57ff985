"""What a budget text says of each of its amounts: its side, rate, and whether it is a sum."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from forms.budgets.columns import column_parts
from forms.budgets.figures import Figure
from forms.budgets.labelling import label_of, source_of
from forms.budgets.sentences import breaks_after, sentence_breaks
from forms.budgets.wording import (
    Part,
    Rate,
    is_each,
    is_elsewhere,
    is_funder,
    is_granted,
    is_pending,
    is_total,
    leads_yearly,
    part_of,
    part_of_heading,
    rate_of,
    rate_of_heading,
)
from forms.kinds.amount_reading import Per

_CUT = re.compile(
    r"\s*(?:,(?!\s*[-–])|\bog\b|\bsamt\b|\bmens\b|\bplus\b|\+|\t|\s[-–]\s)\s*", re.IGNORECASE
)
_WORDS_AFTER = re.compile(
    r"^[\s,(]*(?:(?:kr\.?|årligt|om året|pr\.? år|en gang|én gang)[\s,)]*)*"
    r"(?:til|for|går|er\s+afsat|i\s+form|på\s+(?!\d)|fra|kommer|afsættes|bruges|dækker|i\s+(?:løn|udgift))\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"^\s*[([][^)\]\n]{0,200}[)\]]")
_WORDS = re.compile(r"[^\W\d_]{3}")
_FIGURED = re.compile(r"[0-9]{3}|[0-9]\s?(?:kr|mio|mill|t\.)", re.IGNORECASE)
_LONGEST_HEADING = 160
_MOST_BEFORE, _MOST_AFTER = 300, 200
_MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class MalformedCell:
    """A cell of a row whose reading follows from the row's own sum, and that sum."""

    figure: Figure
    value: Decimal
    formula: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One amount and what is said of it.

    `options` are its values in kroner, more than one where it is malformed. `is_sum` says that
    its words call it a sum; `is_doubtful` that it may be no amount of this budget. `rate` is what
    the text says outright, `label` and `source` its words for what is paid, and by whom; `words`
    are all that speak of it, `before` those that stand before it.
    """

    figure: Figure
    line: int
    options: tuple[Decimal, ...]
    precision: Decimal
    part: Part
    label: str
    before: str
    words: str
    source: str = ""
    rate: Rate | None = None
    is_sum: bool = False
    is_pending: bool = False
    is_granted: bool = False
    is_doubtful: bool = False
    is_named: bool = False
    cells: tuple[MalformedCell, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heading:
    """What the words above an amount say of it."""

    part: Part | None = None
    rate: Rate | None = None
    is_pending: bool = False
    is_sum: bool = False


def mentions_in(text: str, figures: Sequence[Figure]) -> list[Mention]:
    """Each figure with what its own clause says, else its sentence, else the heading above."""
    clauses = _clauses(text, figures)
    sides = column_parts(text, figures)
    above = _Heading()
    sentence = _Heading()
    last_end = 0
    found: list[Mention] = []
    for figure, (start, end) in zip(figures, clauses, strict=True):
        between = text[last_end:start] if found else "\n" + text[:start]
        above = _headings(between, above)
        begins_anew = not found or _is_parted(text, found[-1].figure.end, figure.start)
        if begins_anew:
            sentence = _Heading()
        before = text[max(start, figure.start - _MOST_BEFORE) : figure.start]
        after = text[figure.end : min(end, figure.end + _MOST_AFTER)]
        inline, before = _inline(before)
        if inline is not None:
            sentence = inline
        elif begins_anew and leads_yearly(before):
            sentence = replace(sentence, rate=Rate.YEARLY)
        if not _WORDS.search(f"{before}{after}"):
            before = _headed(text, figure, before)
        over = replace(above, part=sides[figure.start]) if figure.start in sides else above
        mention = _mention(text, figure, before, after, sentence, over)
        sentence = _after(sentence, mention)
        above = _kept(above, mention)
        found.append(mention)
        last_end = end
    return found


def _headed(text: str, figure: Figure, before: str) -> str:
    """The words above an amount that stands alone in its line, where no other amount follows."""
    start = text.rfind("\n", 0, figure.start) + 1
    end = text.find("\n", figure.end)
    line = text[start : end if end >= 0 else len(text)]
    if _WORDS.search(line.replace(figure.typed, "")) or not start:
        return before
    words = text[max(0, start - _MOST_BEFORE) : start].rstrip().rpartition("\n")[2].strip()
    is_heading = 0 < len(words) <= _LONGEST_HEADING and not _FIGURED.search(words)
    return f"{words} {before}" if is_heading else before


def _mention(
    text: str, figure: Figure, before: str, after: str, sentence: _Heading, above: _Heading
) -> Mention:
    words = f"{before} {after}"
    own = part_of(words)
    if (sentence.part or above.part) is Part.SHARE and own is not Part.SHARE and is_funder(before):
        own = Part.APPLIED
    called_sum = is_total(before) or is_total(re.split(r"[,;]", after)[0])
    part = own or sentence.part or above.part or Part.EXPENSES
    rate = _rate(figure, words)
    if not called_sum:
        rate = rate or sentence.rate or (above.rate if own in (None, above.part) else None)
    factor = _MONTHS if figure.per is Per.MONTH else 1
    return Mention(
        figure=figure,
        line=text.count("\n", 0, figure.start),
        options=tuple(_counted(value, part) * factor for value in figure.options),
        precision=figure.precision * factor,
        part=part,
        label=label_of(before, after, _line_above(text, figure.start)),
        before=before,
        words=words,
        source=source_of(words) if part is Part.SHARE else "",
        rate=rate,
        is_sum=called_sum,
        is_pending=is_pending(words)
        or (not is_granted(words) and (sentence.is_pending or above.is_pending)),
        is_granted=is_granted(words),
        is_doubtful=is_elsewhere(words) or is_each(words),
        is_named=own is not None,
    )


def _counted(value: Decimal, part: Part) -> Decimal:
    """The amount; what others pay and what is asked for may be written as less, and is not."""
    return value if part is Part.EXPENSES else abs(value)


def _rate(figure: Figure, words: str) -> Rate | None:
    if figure.per in (Per.YEAR, Per.MONTH):
        return Rate.YEARLY
    return Rate.ONCE if figure.per is Per.ONCE else rate_of(words)


def _after(sentence: _Heading, mention: Mention) -> _Heading:
    """What the rest of a sentence inherits from an amount in it: the side, and no total."""
    is_kept = mention.is_named and mention.part is Part.SHARE
    part = mention.part if is_kept else sentence.part
    if mention.is_named and mention.is_sum and mention.part is Part.EXPENSES:
        part = None
    return replace(sentence, part=part)


def _kept(above: _Heading, mention: Mention) -> _Heading:
    """The heading that still holds after an amount; a sum of another side ends it."""
    if mention.is_named and above.part is not None and mention.part is not above.part:
        return _Heading(part=Part.EXPENSES if mention.part is Part.EXPENSES else None)
    if mention.is_sum and above.rate is not None:
        return replace(above, rate=None)
    return above


def _headings(between: str, above: _Heading) -> _Heading:
    """The heading that the lines without amounts leave in force."""
    for line in between.split("\n")[1 if between[:1] != "\n" else 0 : -1]:
        words = line.strip()
        if not words or len(words) > _LONGEST_HEADING:
            continue
        part, rate = part_of_heading(words), rate_of_heading(words)
        if part is not None and part is not Part.APPLIED:
            above = _Heading(part=part, rate=rate, is_pending=is_pending(words))
        elif rate is not None and len(words) < _LONGEST_HEADING // 3:
            above = replace(above, rate=rate)
    return above


def _inline(before: str) -> tuple[_Heading | None, str]:
    """What stands before a colon in the line of an amount, when more than one thing follows it."""
    head, colon, rest = before.partition(":")
    is_heading = part_of_heading(head) is not None or rate_of_heading(head) is not None
    if not (colon and is_heading and re.search(r"[^\W\d_]{2}", rest)):
        return None, before
    return (
        _Heading(
            part=part_of_heading(head), rate=rate_of_heading(head), is_pending=is_pending(head)
        ),
        rest,
    )


def _clauses(text: str, figures: Sequence[Figure]) -> list[tuple[int, int]]:
    """The characters that speak of each figure, none of two."""
    if not figures:
        return []
    first = sentence_breaks(text[: figures[0].start])
    starts = [first[-1][1] if first else 0]
    ends: list[int] = []
    for one, other in pairwise(figures):
        end, start = _parted(text[one.end : other.start], text[one.end - 1])
        ends.append(one.end + end)
        starts.append(one.end + start)
    last = breaks_after(text[figures[-1].end :], text[figures[-1].end - 1])
    ends.append(figures[-1].end + last[0][0] if last else len(text))
    return list(zip(starts, ends, strict=True))


def _is_parted(text: str, end: int, start: int) -> bool:
    """Whether one amount's sentence ends before the next amount; a semicolon ends none."""
    gap = text[end:start]
    return any(gap[at] != ";" for at, _ in breaks_after(gap, text[end - 1]))


def _parted(gap: str, last: str) -> tuple[int, int]:
    """Where the words of one amount end and those of the next begin, in the text between them."""
    breaks = breaks_after(gap, last)
    if breaks:
        return breaks[0][0], breaks[-1][1]
    aside = _ASIDE.match(gap)
    offset = aside.end() if aside else 0
    cuts = [(offset + cut.start(), offset + cut.end()) for cut in _CUT.finditer(gap[offset:])]
    if not cuts:
        return offset, offset
    if _WORDS_AFTER.match(gap[offset:]):
        return cuts[-1]
    return cuts[0]


def _line_above(text: str, at: int) -> str:
    """The words of the line before the one an amount stands in."""
    lines = text[max(0, at - 600) : at].split("\n")
    return lines[-2].strip() if len(lines) > 1 else ""
