"""A section that is one box on paper: its text whole, and the other fields found inside it."""

from collections.abc import Iterator, Sequence

from documents.found_by import FoundBy
from documents.reader.budget_text import take_budget
from documents.reader.choices import meant_option
from documents.reader.inner import Labelled, labelled_in, named_before
from documents.reader.labels import field_labels
from documents.reader.lines import Line, joined_text
from documents.reader.sections import LabelledSection
from documents.reader.spelling import normalised, with_damaged
from documents.reader.taken import LeftOver, Taken, place_in
from forms.answers import Answers
from forms.conditions import Is
from forms.grammar import Field, FormDefinition, Group, Section
from forms.kinds.choice import Choice
from forms.kinds.kind import Found, Kind, Unread, Value
from forms.outline import is_asked
from forms.path import Path
from validators.finding import Place

_LONGEST_SEARCHED = 100_000
_LONG_WORD = 8


def take_box(definition: FormDefinition, part: LabelledSection) -> list[Taken | LeftOver]:
    """The answers of a section that has a box; its box field gets the text as it was typed.

    A section that asks for rows gives its text, and of a budget what that says; which values
    belong to which row is else not for a search of single ones to say.
    """
    box = _box_field(part.section)
    structured = _by_own_labels(part, box)
    if structured is not None:
        return structured
    text = joined_text(list(part.lines)).strip()
    if not text:
        return []
    others = [item for item in part.section.items if isinstance(item, Field) and item is not box]
    taken = list(_whole(part, box, text))
    if part.section.budget is not None:
        return taken + list(take_budget(part, part.section.budget))
    if not others or any(isinstance(item, Group) for item in part.section.items):
        return taken
    taken += _inside(definition, part, others)
    return taken


def _box_field(section: Section) -> Field:
    return next(
        item for item in section.items if isinstance(item, Field) and item.id == section.box
    )


def _whole(part: LabelledSection, box: Field, text: str) -> Iterator[Taken | LeftOver]:
    """The text of the box as its field's value; of a closed set, the one line that is of it."""
    place = place_in(part.lines, 0)
    known = box.kind.alternatives()
    lines = [line for line in part.lines if line.text.strip()]
    value, rest = box.kind.parse(text), []
    if known and len(lines) > 1 and value not in known:
        read = [(line, box.kind.parse(line.text)) for line in lines]
        best = next(((line, read) for line, read in read if read in known), read[0])
        value, place = best[1], best[0].place
        rest = [line for line in lines if line is not best[0]]
    if isinstance(value, Unread):
        value = _only(box.kind, text) or value
    if value is not None:
        yield _taken(box, value, FoundBy.LABEL, place, part.certainty)
    for line in rest:
        yield LeftOver(section=box.id, text=line.text, place=line.place)


def _only(kind: Kind, text: str) -> Value | None:
    """The one value of its kind that stands in the text, None where there is none or several."""
    values = [hit.value for hit in kind.find(text[:_LONGEST_SEARCHED])]
    return values[0] if len(values) == 1 else None


def _by_own_labels(part: LabelledSection, box: Field) -> list[Taken | LeftOver] | None:
    """The fields of a section that has a box of its own for each; None where it has not."""
    fields = [item for item in part.section.items if isinstance(item, Field)]
    by_words = with_damaged(
        {normalised(label): field for field in fields for label in field_labels(field)}
    )
    starts = [(at, by_words[words]) for at, words in _whole_labels(part.lines) if words in by_words]
    if len(fields) < 2 or box not in {field for _, field in starts}:
        return None
    taken: list[Taken | LeftOver] = []
    ends = [at for at, _ in starts[1:]] + [len(part.lines)]
    for (at, field), end in zip(starts, ends, strict=True):
        taken += _from_lines(field, part.lines[at + 1 : end], part.certainty)
    taken += [
        LeftOver(section=box.id, text=line.text, place=line.place)
        for line in part.lines[: starts[0][0]]
        if line.text.strip()
    ]
    return taken


def _whole_labels(lines: Sequence[Line]) -> Iterator[tuple[int, str]]:
    for at, line in enumerate(lines):
        if 0 < len(line.text) < 200:
            yield at, normalised(line.text)


def _from_lines(field: Field, lines: Sequence[Line], certainty: float) -> Iterator[Taken]:
    text = joined_text(list(lines)).strip()
    value = field.kind.parse(text)
    if isinstance(value, Unread):
        value = _only(field.kind, text) or value
    if value is not None:
        place = next((line.place for line in lines if line.text.strip()), lines[0].place)
        yield _taken(field, value, FoundBy.LABEL, place, certainty)


def _inside(
    definition: FormDefinition, part: LabelledSection, fields: list[Field]
) -> Iterator[Taken]:
    """The other fields found inside the box, by an inner label, else by what they look like."""
    text = joined_text(list(part.lines))[:_LONGEST_SEARCHED]
    found: dict[str, Taken] = {}
    for labelled in (*labelled_in(text, fields), *named_before(text, fields)):
        taken = _from_inner_label(part, labelled)
        if taken is not None and labelled.field.id not in found:
            found[labelled.field.id] = taken
    spots: dict[str, int] = {}
    for field in sorted(fields, key=lambda each: each.asked_when is not None):
        if field.id in found or not _stands_alone(field, fields):
            continue
        known = Answers((each.path, each.value) for each in found.values())
        if is_asked(definition, known, Path.at(field.id)):
            taken = _by_looks(part, field, text, spots)
            if taken is not None:
                found[field.id] = taken
    return iter(found.values())


def _from_inner_label(part: LabelledSection, labelled: Labelled) -> Taken | None:
    value = labelled.field.kind.parse(labelled.text)
    if isinstance(value, Unread):
        hits = list(labelled.field.kind.find(labelled.text))
        value = hits[0].value if hits else None
    if value is None:
        return None
    place = place_in(part.lines, labelled.start)
    return _taken(labelled.field, value, FoundBy.TEXT, place, labelled.certainty)


def _stands_alone(field: Field, fields: list[Field]) -> bool:
    """Whether no other field of the section could be meant by a value of this kind."""
    return [type(each.kind) for each in fields].count(type(field.kind)) == 1


def _by_looks(
    part: LabelledSection, field: Field, text: str, spots: dict[str, int]
) -> Taken | None:
    if isinstance(field.kind, Choice):
        meant = meant_option(field.kind, text)
        if meant is None:
            return None
        spots[field.id] = meant.at
        place = place_in(part.lines, meant.at)
        return _taken(field, meant.option, FoundBy.TEXT, place, meant.certainty)
    hits = list(field.kind.find(text))
    if not hits:
        return None
    anchor = _anchor(field, text, spots)
    best = min(hits, key=lambda hit: _distance(hit, anchor, text))
    certainty = 0.85 if len({hit.value for hit in hits}) == 1 else 0.6
    return _taken(field, best.value, FoundBy.TEXT, place_in(part.lines, best.start), certainty)


def _anchor(field: Field, text: str, spots: dict[str, int]) -> int:
    """Where in the text a field's value is to be looked for: by its condition, else its label."""
    if isinstance(field.asked_when, Is) and field.asked_when.address in spots:
        return spots[field.asked_when.address]
    words = sorted(field.label.casefold().split(), key=len, reverse=True)
    low = text.casefold()
    return next((low.find(word) for word in words if len(word) > _LONG_WORD and word in low), 0)


def _distance(hit: Found, anchor: int, text: str) -> tuple[bool, int]:
    """Nearer is smaller; another sentence is further than any place in the same one."""
    start, end = sorted((hit.start, anchor))
    between = text[start:end]
    return "\n" in between or ". " in between, end - start


def _taken(field: Field, value: Value, by: FoundBy, place: Place, certainty: float) -> Taken:
    return Taken(path=Path.at(field.id), value=value, by=by, place=place, certainty=certainty)
