"""Rows of tables in a document without marks, by the labels over their columns."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import lru_cache

from lxml.etree import _Element

from documents.found_by import FoundBy
from documents.reader.contents import Contents
from documents.reader.item_labels import is_sheet
from documents.reader.marked import MarkedAnswers, answers_in, slots_met
from documents.reader.places import Places
from documents.reader.sections import LabelledSection
from documents.reader.spelling import normalised, with_damaged
from documents.reading import Origin
from forms.answers import Answers
from forms.grammar import Field, FormDefinition, Group, Item
from forms.kinds.kind import Unread, Value
from forms.outline import Placed, outline
from forms.path import Path
from validators.finding import Place

_BY_LABEL_BESIDE = 0.9
_LONGEST_LABEL = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRows:
    """The answers found in rows of tables, and the rows of the document they fill.

    `groups` are the groups that were found so; `filled` the places (block, row) of the answers;
    `whole` the sections that have nothing else to be looked for.
    """

    answers: Answers
    origins: Mapping[Path, Origin]
    groups: frozenset[str]
    filled: frozenset[tuple[int | None, int | None]]
    labels: frozenset[str]
    whole: frozenset[str]

    def without_rows(self, part: LabelledSection) -> LabelledSection:
        """The section without the lines of these rows and of the header over them."""
        if not self.groups.intersection(item.id for item in part.section.items):
            return part
        kept = tuple(
            line
            for line in part.lines
            if line.spot is None
            or (
                (line.place.block, line.place.row) not in self.filled
                and normalised(line.text[:_LONGEST_LABEL]) not in self.labels
            )
        )
        return replace(part, lines=kept)


def rows_by_label(form: FormDefinition, body: _Element, contents: Contents) -> TableRows:
    """What the labels over columns lead to, for the groups that lie in tables of rows.

    A row over the first goal that counts nothing is a subtitle, and no row.
    """
    met = slots_met(form, body, contents)
    wanted = _of_rows(form, met.beside)
    told = (each for each in met.slots if each[0].mark.address in wanted)
    marked = answers_in(form, told, contents)
    places = Places(body)
    by_group: dict[str, list[Path]] = {}
    for path in marked.answers:
        if path.rows:
            by_group.setdefault(path.outermost, []).append(path)
    met_in = {outline(form).at(group).section.id for group in by_group}
    whole = met_in & _plain_sections(form)
    inside = {each.address for each in outline(form).placed() if each.section.id in whole}
    moved = {path: path for path in (marked.answers if whole else ()) if path.address in inside}
    groups = [
        group
        for group, paths in by_group.items()
        if _lies_in_rows(form, group, _places_of_first(paths, marked, places))
    ]
    for group in groups:
        moved |= _without_subtitles(form, group, by_group[group], marked.answers)
    kept = {new: _origin_of(old, marked, places) for new, old in moved.items()}
    return TableRows(
        answers=Answers(
            (new, value)
            for new, old in moved.items()
            if (value := marked.answers.get(old)) is not None
        ),
        origins=kept,
        groups=frozenset(groups),
        filled=frozenset((each.place.block, each.place.row) for each in kept.values()),
        labels=frozenset(_labels(form, groups)),
        whole=frozenset(whole),
    )


def _of_rows(form: FormDefinition, beside: AbstractSet[str]) -> set[str]:
    """The addresses of answers that may lie in rows of tables.

    Those of sheets do not where none has two of its texts in one row.
    """
    plain = _plain_sections(form)
    return {
        each.address
        for each in outline(form).placed()
        if each.section.id in plain or (each.groups and _may_lie_in_rows(each.groups[0], beside))
    }


def _may_lie_in_rows(outer: Placed, beside: AbstractSet[str]) -> bool:
    return outer.address in beside or not is_sheet(outer.item)


@lru_cache(maxsize=64)
def _plain_sections(form: FormDefinition) -> frozenset[str]:
    """The sections that have an item which is rows of a table and nothing else on paper."""
    return frozenset(each.id for each in form.sections if any(map(_is_plain, each.items)))


def marked_origins(marked: MarkedAnswers, places: Places) -> dict[Path, Origin]:
    """Where the answers stand that marks or labels beside cells led to."""
    return {path: _origin_of(path, marked, places) for path in marked.slots}


def _origin_of(path: Path, marked: MarkedAnswers, places: Places) -> Origin:
    slot = marked.slots[path]
    certainty = _BY_LABEL_BESIDE if slot.by is FoundBy.LABEL else 1.0
    return Origin(by=slot.by, place=places.of(slot.cell), certainty=certainty)


def _places_of_first(
    paths: Sequence[Path], marked: MarkedAnswers, places: Places
) -> Iterator[Place]:
    """Where the answers of a group's first row stand."""
    return (places.of(marked.slots[path].cell) for path in paths if path.rows[0] == 0)


def _is_plain(item: Item) -> bool:
    """Whether an item is rows of a table and nothing else on paper."""
    return isinstance(item, Group) and not (item.is_listed or item.merges or is_sheet(item))


def _lies_in_rows(form: FormDefinition, group: str, first: Iterator[Place]) -> bool:
    """Whether a group of a section that is no table as a whole stands in a table's rows."""
    placed = outline(form).at(group)
    if placed.section.id in _plain_sections(form):
        return False
    rows = [(place.block, place.row) for place in first]
    is_beside = len(rows) > 1 and len(set(rows)) == 1
    return is_beside or placed.group.merges is not None


def _without_subtitles(
    form: FormDefinition, group: str, paths: Sequence[Path], answers: Answers
) -> dict[Path, Path]:
    """Old paths by new ones, the rows over the first goal that count nothing left out."""
    item = outline(form).at(group).group
    goal = None if item.fixed_rows else item.merges
    with_goal = {path.rows[0] for path in paths if goal and path.parts[-1] == goal}
    counted = {path.rows[0] for path in paths if _counts(answers.get(path))}
    first = min(with_goal | counted) if with_goal else 0
    at = len(group.split("."))
    return {
        Path((*path.parts[:at], path.rows[0] - first, *path.parts[at + 1 :])): path
        for path in paths
        if first <= path.rows[0]
    }


def _counts(value: Value | None) -> bool:
    return value is not None and not isinstance(value, str | Unread)


def _labels(form: FormDefinition, groups: Sequence[str]) -> set[str]:
    found: dict[str, str] = {}
    for placed in outline(form).fields():
        if placed.groups and placed.groups[0].address in groups and isinstance(placed.item, Field):
            labels = (placed.item.label, *placed.item.aliases)
            found.update((normalised(each), placed.address) for each in labels)
    return set(with_damaged(found))
