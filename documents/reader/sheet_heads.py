"""Headings of tables in workbooks: by label and alias, with the unit that holds for a column."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import TypeVar

from documents.reader.column_units import LONGEST_HEADING, unit_of, word_of
from documents.reader.labels import field_labels
from documents.reader.sheet_grid import Cell, said
from documents.reader.spelling import normalised
from forms.grammar import Field, FormDefinition
from forms.kinds.amount import Amount
from forms.kinds.line import Line
from forms.late import late
from forms.outline import Placed, outline

_CALENDAR = late(r"(?:år\s*)?(20[0-9]{2})(?:\s*[/–-]\s*(?:20)?[0-9]{2})?")
_TOTAL = late(
    r"(?:.{0,40} )?i ?alt(?: .{0,20})?|(?:sub|del|mellem)?(?:sum|total)(?: .{0,40})?"
    r"|samlet|samlede? (?:sum|budget|udgift(?:er)?|finansiering|beløb)"
)
_GRAND = frozenset(
    ("i alt", "ialt", "sum", "total", "samlet", "budget i alt", "samlet budget", "total i alt")
)
_SURE, _BY_YEAR = 0.9, 0.6
Told = TypeVar("Told")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A row that heads a table: the columns of its fields, and of the sums of its rows.

    `units` are those that the headings of its columns say.
    """

    group: Placed
    row: int
    columns: Mapping[str, int]
    whole: int | None = None
    units: Mapping[int, str] = field(default_factory=dict)
    certainty: float = _SURE


class HeadBook:
    """What the columns of the groups of a form may be called."""

    def __init__(self, definition: FormDefinition) -> None:
        form = outline(definition)
        self._groups = tuple(placed for placed in form.groups() if not placed.groups)
        self._labels = {each.address: self._of_group(definition, each) for each in self._groups}
        self._years = {
            each.address: tuple(
                inner.id
                for inner in each.group.items
                if isinstance(inner, Field) and isinstance(inner.kind, Amount)
            )
            for each in self._groups
        }
        self._known = {word for labels in self._labels.values() for word in labels}

    def head(self, row: int, cells: Sequence[Cell]) -> Head | None:
        """The head a row is, for the group it has most of the columns of; None for none."""
        texts = {
            at: said(cell) for at, cell in enumerate(cells) if 0 < len(said(cell)) < LONGEST_HEADING
        }
        words = {at: word_of(text) for at, text in texts.items()}
        if sum(1 for word in words.values() if word in self._known) < 1 or len(texts) < 2:
            return None
        heads = [self._head(group, row, texts, words) for group in self._groups]
        found = [head for head in heads if head is not None]
        return max(found, key=lambda head: len(head.columns), default=None)

    def _head(
        self, group: Placed, row: int, texts: Mapping[int, str], words: Mapping[int, str]
    ) -> Head | None:
        labels, years = self._labels[group.address], self._years[group.address]
        columns: dict[str, int] = {}
        for at, word in words.items():
            name = labels.get(word)
            if name is not None and name not in columns:
                columns[name] = at
        certainty = _SURE
        if len(years) > 1 and not set(years) & set(columns):
            columns |= _by_calendar(texts, years)
            certainty = _BY_YEAR
        whole = columns.pop("", None)
        if len(columns) < 2 or not set(columns) - set(years):
            return None
        units = {at: unit for at, text in texts.items() if (unit := unit_of(text))}
        return Head(
            group=group, row=row, columns=columns, whole=whole, units=units, certainty=certainty
        )

    def _of_group(self, definition: FormDefinition, placed: Placed) -> dict[str, str]:
        """The words of headings and their fields; an empty one for the sums of rows."""
        fields = [item for item in placed.group.items if isinstance(item, Field)]
        named = next((each for each in fields if isinstance(each.kind, Line)), fields[0])
        labels = dict.fromkeys(_GRAND, "")
        labels |= {
            normalised(each.item.label): ""
            for each in outline(definition).of_section(placed.section)
            if isinstance(each.item, Field)
        }
        labels |= {normalised(placed.group.row_label): named.id}
        return labels | {
            normalised(label): each.id for each in fields for label in field_labels(each)
        }


def _by_calendar(texts: Mapping[int, str], years: Sequence[str]) -> dict[str, int]:
    """Columns that are headed by years one after the other, as many as are asked for at most."""
    found = [
        (at, int(match[1])) for at, text in texts.items() if (match := _CALENDAR.fullmatch(text))
    ]
    follows = all(after == before + 1 for (_, before), (_, after) in pairwise(found))
    if not 2 <= len(found) <= len(years) or not follows:
        return {}
    return {name: at for name, (at, _) in zip(years, found, strict=False)}


def is_total(text: str) -> bool:
    """Whether a text says that its line sums up others."""
    words = normalised(text) if len(text) <= LONGEST_HEADING else ""
    return bool(words) and _TOTAL.fullmatch(words) is not None


def grand_words(definition: FormDefinition, placed: Placed) -> frozenset[str]:
    """The words for the sum over all rows of a group, as against a part of them."""
    names = (placed.group.label, placed.section.title)
    stated = (
        each.item.label
        for each in outline(definition).of_section(placed.section)
        if isinstance(each.item, Field)
    )
    ours = (*stated, *(f"{name} {word}" for name in names for word in ("i alt", "ialt")))
    return _GRAND | _normalised((*ours, *(f"samlede {name}" for name in names)))


def _normalised(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(map(normalised, texts))


@lru_cache(maxsize=16)
def head_book(definition: FormDefinition) -> HeadBook:
    """The headings of a form, gathered once."""
    return HeadBook(definition)
