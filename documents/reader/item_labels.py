"""Labels of single fields and lists met in lines, alone or with their answer after them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from documents.reader.labels import Lookalikes, field_labels, labels_before
from documents.reader.lines import Line
from documents.reader.spelling import LONGEST_LABEL, normalised, with_damaged
from forms.grammar import Field, Group, Item, Section
from forms.kinds.choice import Choice
from forms.kinds.kind import Unread
from forms.kinds.prose import Prose
from validators.guidance import guidance_spans

_ALIKE = 92.0
_LONGEST_ALIKE = 80
_LONGEST_TYPED = 120
_SHORTEST_OPTION = 8
_TRIMMED = " \t\u00a0:;–—-"
_QUOTED = " \t\u00a0:;–—-.…_»«\"”“'’"
_BRACKETED = re.compile(r"\s{0,5}\([^()]{1,400}\)\s{0,5}:?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Begin:
    """A label at line `at`, on `count` lines; `rest` is what its last line says after it."""

    at: int
    count: int
    item: Item
    rest: str


def is_sheet(item: Item) -> bool:
    """Whether an item is a group whose rows are sheets of their own, with texts in them."""
    if not isinstance(item, Group) or item.is_listed or item.merges:
        return False
    return any(isinstance(each, Field) and isinstance(each.kind, Prose) for each in item.items)


def labels_of(section: Section) -> Mapping[str, Item]:
    """What the labels of a section lead to: fields, lists, and the fields inside sheets."""
    found: dict[str, Item] = {}
    for item in section.items:
        if isinstance(item, Field):
            spellings: tuple[tuple[str, Item], ...] = tuple((s, item) for s in field_labels(item))
        elif is_sheet(item) and isinstance(item, Group):
            inner = [each for each in item.items if isinstance(each, Field)]
            spellings = tuple((label, each) for each in inner for label in field_labels(each))
        elif isinstance(item, Group) and item.is_listed:
            spellings = tuple((label, item) for label in (item.label, *item.aliases))
        else:
            spellings = ()
        for spelling, led_to in spellings:
            found.setdefault(normalised(spelling), led_to)
    return with_damaged(found)


def begins(lines: Sequence[Line], labels: Mapping[str, Item]) -> list[Begin]:
    """The labels among lines; in a table only those a cell begins with, where there are any."""
    found = list(_begins(lines, labels))
    first = [each for each in found if _opens_cell(lines, each.at)]
    return first or found


def _begins(lines: Sequence[Line], labels: Mapping[str, Item]) -> Iterator[Begin]:
    openings = {words.split(" ", 1)[0] for words in labels}
    lookalikes = Lookalikes(labels, _ALIKE)
    options = _option_lines(labels)
    covered = 0
    for at, line in enumerate(lines):
        text = line.text
        if at < covered or not text or text.isspace():
            continue
        words = normalised(text[:LONGEST_LABEL]).split(" ", 1)
        begin = _begin(lines, at, labels) if words[0] in openings else None
        begin = begin or _option(line, at, options) or _alike(line, at, labels, lookalikes)
        if begin is not None:
            covered = at + begin.count
            yield begin


def _begin(lines: Sequence[Line], at: int, labels: Mapping[str, Item]) -> Begin | None:
    text = lines[at].text
    if at + 1 < len(lines) and len(text) + len(lines[at + 1].text) < LONGEST_LABEL:
        item = labels.get(normalised(f"{text}\n{lines[at + 1].text}"))
        if item is not None:
            return Begin(at=at, count=2, item=item, rest="")
    for end, label in labels_before(text):
        item = labels.get(label)
        if item is not None:
            return Begin(at=at, count=1, item=item, rest=text[end:].strip(_TRIMMED))
    return _without_mark(text, at, labels)


def _without_mark(text: str, at: int, labels: Mapping[str, Item]) -> Begin | None:
    """A label with no colon after it: a bracket, guidance, or an answer of the field's kind."""
    ends = [match.end() for match in re.finditer(r"\w(?=\W|$)", text[:LONGEST_LABEL])]
    for end in reversed(ends[:40]):
        item = labels.get(normalised(text[:end]))
        if item is None:
            continue
        bracket = _BRACKETED.match(text, end)
        if bracket is not None:
            return Begin(at=at, count=1, item=item, rest=text[bracket.end() :].strip(_TRIMMED))
        rest = text[end:].strip(_QUOTED)
        if isinstance(item, Field) and _is_answer(item, rest):
            return Begin(at=at, count=1, item=item, rest=rest)
        leads = getattr(item, "leads", ())
        spans = guidance_spans(text[end:], leads)
        if spans and not text[end : end + spans[0][0]].strip(_TRIMMED):
            return Begin(at=at, count=1, item=item, rest=text[end:].strip())
    return None


def _is_answer(field: Field, text: str) -> bool:
    value = field.kind.parse(text) if 0 < len(text) <= _LONGEST_TYPED else None
    is_any_text = isinstance(value, str) and not field.kind.alternatives()
    return value is not None and not isinstance(value, Unread) and not is_any_text


def _option_lines(labels: Mapping[str, Item]) -> Mapping[str, Field]:
    """The options of the one closed set among the fields, by their words; none of several sets."""
    fields = {item.id: item for item in labels.values() if isinstance(item, Field)}
    closed = [field for field in fields.values() if isinstance(field.kind, Choice)]
    if len(closed) != 1 or not isinstance(closed[0].kind, Choice):
        return {}
    spellings = (
        each for option in closed[0].kind.options for each in (option.label, *option.words)
    )
    return {normalised(each): closed[0] for each in spellings if len(each) >= _SHORTEST_OPTION}


def _option(line: Line, at: int, options: Mapping[str, Field]) -> Begin | None:
    """An option alone in its line, which needs no label before it."""
    if not options or len(line.text) > _LONGEST_ALIKE:
        return None
    field = options.get(normalised(line.text))
    if field is None:
        return None
    return Begin(at=at, count=1, item=field, rest=line.text.strip(_QUOTED))


def _alike(line: Line, at: int, labels: Mapping[str, Item], lookalikes: Lookalikes) -> Begin | None:
    """A label alone in its line that was damaged or misspelled."""
    if len(line.text) > _LONGEST_ALIKE:
        return None
    hit = lookalikes.nearest(normalised(line.text))
    return None if hit is None else Begin(at=at, count=1, item=labels[hit[0]], rest="")


def _opens_cell(lines: Sequence[Line], at: int) -> bool:
    spot = lines[at].spot
    if spot is None:
        return True
    for before in range(at - 1, max(0, at - 20) - 1, -1):
        if lines[before].text.strip():
            return lines[before].spot != spot
    return True
