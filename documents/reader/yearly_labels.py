"""The labels of a form that is filled in each year, as foreign reports have them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from documents.reader.labels import field_labels, labels_before
from documents.reader.spelling import normalised, with_damaged
from documents.reader.year_marks import year_alone
from forms.grammar import Field, FormDefinition, Group, Item
from forms.kinds.prose import Prose
from forms.outline import Outline, Placed, outline

_ALIKE = 82.0
_SHORTEST_ALIKE = 5
_LONGEST = 60
_AFTER_LABEL = " \t\u00a0:–—-"


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyParts:
    """The groups of such a form by address: the pages, their dated rows, and their series."""

    pages: Placed
    dated: Placed
    series: Placed
    values: Placed


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a column of a table holds: a field by address, or the values of a year."""

    address: str = ""
    year: int | None = None


def yearly_parts(definition: FormDefinition) -> YearlyParts | None:
    """The groups of a form filled in each year; None for any other form."""
    form = outline(definition)
    pages = next((each for each in form.groups() if each.group.is_paged), None)
    if definition.year is None or pages is None:
        return None
    inner = [each for each in form.inside(pages.address) if isinstance(each.item, Group)]
    dated = next((each for each in inner if each.group.year), None)
    for series in inner:
        values = [each for each in form.inside(series.address) if isinstance(each.item, Group)]
        if dated is not None and values and values[0].group.year:
            return YearlyParts(pages=pages, dated=dated, series=series, values=values[0])
    return None


class YearlyLabels:
    """The labels by what they lead to, whole, damaged or broken in two."""

    def __init__(self, definition: FormDefinition, parts: YearlyParts) -> None:
        form = outline(definition)
        self.blocks = _Book(_blocks(form, parts))
        plain = [each for each in form.groups() if not each.groups and not each.group.is_paged]
        self.parts = parts
        self.heads = {
            each.address: _Book(_columns(each)) for each in (parts.dated, parts.series, *plain)
        }
        self.values = _Book(_columns(parts.values))

    def block(self, text: str) -> tuple[str, str] | None:
        """The address that a line's label leads to, and what stands after the label in the line."""
        for end, _ in labels_before(text):
            label = text[:end].rstrip(_AFTER_LABEL)
            address = None if ":" in label else self.blocks.get(label)
            if address is not None and (end == len(text) or ":" in text[len(label) : end + 1]):
                return address, text[end:].strip(_AFTER_LABEL)
        return None

    def is_sound(self, text: str) -> bool:
        """Whether a label that was met is spelled as it should be, somewhere in the form."""
        return any(book.is_sound(text) for book in (self.blocks, self.values, *self.heads.values()))

    def columns(self, cells: Mapping[int, str]) -> tuple[str, dict[int, Head]] | None:
        """The group whose head a row of cells is, with what each column holds."""
        for group, book in self.heads.items():
            found = {
                at: Head(address=address)
                for at, text in cells.items()
                if (address := book.get(text))
            }
            years = {
                at: Head(year=year) for at, text in cells.items() if (year := year_alone(text))
            }
            has_first = any(head.address == book.first for head in found.values())
            if has_first and len(found) + len(years) >= max(2, len(cells) - 1):
                return group, {**years, **found}
        return None


class _Book:
    """Labels looked up by their words alone, without the spaces a scan may put into them."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        self.first = next(iter(labels.values()))
        whole = {normalised(label): address for label, address in labels.items()}
        damaged = with_damaged(whole)
        self._spellings = frozenset(whole)
        self._known = {words.replace(" ", ""): address for words, address in damaged.items()}

    def is_sound(self, text: str) -> bool:
        """Whether a text that leads somewhere is spelled as the label is."""
        return normalised(text) in self._spellings

    def get(self, text: str) -> str | None:
        """What a text leads to that is a label and nothing else."""
        if not text.strip() or len(text) > _LONGEST:
            return None
        words = normalised(text).replace(" ", "")
        if words in self._known or len(words) < _SHORTEST_ALIKE:
            return self._known.get(words)
        hit = process.extractOne(words, list(self._known), scorer=fuzz.ratio, score_cutoff=_ALIKE)
        return None if hit is None else self._known[hit[0]]


@lru_cache(maxsize=8)
def yearly_labels(definition: FormDefinition) -> YearlyLabels | None:
    """The labels of a form filled in each year, gathered once; None for any other form."""
    parts = yearly_parts(definition)
    return None if parts is None else YearlyLabels(definition, parts)


def _blocks(form: Outline, parts: YearlyParts) -> dict[str, str]:
    """Labels that begin a text: of fields outside rows, of a page's own, and of its lists."""
    found: dict[str, str] = {}
    for section in form.definition.sections:
        for item in section.items:
            _add(found, item, "")
            is_box = isinstance(item, Field) and item.id == section.box
            if is_box or len(section.items) == 1:
                found.setdefault(section.title, item.id)
    for item in parts.pages.group.items:
        _add(found, item, f"{parts.pages.address}.")
    for field in _fields(parts.dated):
        if not field.is_required and not isinstance(field.kind, Prose):
            _add(found, field, f"{parts.dated.address}.")
    return found


def _columns(group: Placed) -> dict[str, str]:
    found: dict[str, str] = {}
    for field in _fields(group):
        _add(found, field, f"{group.address}.")
    return found


def _fields(group: Placed) -> Iterator[Field]:
    return (item for item in group.group.items if isinstance(item, Field))


def _add(found: dict[str, str], item: Item, prefix: str) -> None:
    if isinstance(item, Field):
        for label in field_labels(item):
            found.setdefault(label, prefix + item.id)
    elif isinstance(item, Group):
        for label in (item.label, *item.aliases):
            found.setdefault(label, prefix + item.id)
