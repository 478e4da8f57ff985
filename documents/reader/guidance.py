"""The funder's own words taken out of what a person wrote among them."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from documents.reader.lines import Line
from documents.reader.spelling import normalised
from forms.grammar import Field, Group, Item, Section, Total
from forms.kinds.kind import Control
from validators.finding import Place
from validators.guidance import guidance_spans

_OPENING = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Guidance that stood among answers, with its place."""

    text: str
    place: Place


def without_guidance(
    lines: Sequence[Line], leads: tuple[str, ...]
) -> tuple[Sequence[Line], list[Passage]]:
    """The lines without the guidance, and the guidance; a passage may go on in the next row."""
    text = "\n".join([line.text for line in lines]) if leads else ""
    spans = guidance_spans(text, leads)
    if not spans:
        return lines, []
    starts = list(accumulate((len(line.text) + 1 for line in lines[:-1]), initial=0))
    passages = [
        Passage(text=text[a:b], place=lines[bisect_right(starts, a) - 1].place) for a, b in spans
    ]
    return _cut(lines, spans), passages


def without_introduction(lines: Sequence[Line], intro: tuple[str, ...]) -> list[Line]:
    """The lines without the paragraphs that the template itself prints, known by first words."""
    openings = tuple(normalised(each) for each in intro)
    if not openings:
        return list(lines)
    return [
        line
        for line in lines
        if not normalised(line.text[:_OPENING].strip(" (")).startswith(openings)
    ]


def without_heads(section: Section, lines: Sequence[Line]) -> list[Line]:
    """The lines without labels printed again: over the only text, or over a list's columns."""
    first, kept = section.items[0], list(lines)
    is_text = isinstance(first, Field) and first.kind.control is Control.TEXT
    if isinstance(first, Group) and (first.is_listed or len(section.items) == 1):
        heads = {normalised(item.label) for item in first.items}
    else:
        heads = {normalised(first.label)} if is_text and len(section.items) == 1 else set()
    while kept and normalised(kept[0].text) in heads:
        del kept[0]
    return kept


def guidance_of(items: Sequence[Item]) -> Iterator[str]:
    """What a form says of its items and of those inside them."""
    for item in items:
        if not isinstance(item, Total):
            yield item.guidance
        if isinstance(item, Group):
            yield from guidance_of(item.items)


def _cut(lines: Sequence[Line], spans: Sequence[tuple[int, int]]) -> list[Line]:
    kept: list[Line] = []
    start = number = 0
    for line in lines:
        end = start + len(line.text)
        while number < len(spans) and spans[number][1] <= start:
            number += 1
        pieces, at, following = [], start, number
        while following < len(spans) and spans[following][0] < end:
            pieces.append(line.text[at - start : max(at, spans[following][0]) - start])
            at = min(end, spans[following][1])
            following += 1
        if following == number:
            kept.append(line)
        else:
            text = "".join((*pieces, line.text[at - start :]))
            if text.strip(" \t.•-–"):
                kept.append(line._replace(text=text.rstrip()))
        start = end + 1
    return kept
