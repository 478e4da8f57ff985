"""A foreign report of a year: efforts under titles, with tables by year or with fixed blocks.

Two layouts are met, and any mixture of them. In a note each activity has a table of milestones and
one of expected results, whose cells tell of several years (`Status 2010: Ja Status 2011: ...`) or
whose columns are years. In a report each project has blocks under labels of their own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from documents.reader.guidance import guidance_of
from documents.reader.lines import Line, rows_of_lines
from documents.reader.spelling import normalised
from documents.reader.year_marks import year_in
from documents.reader.yearly_labels import Head, YearlyLabels, yearly_labels
from forms.grammar import FormDefinition, Section

_LONGEST_TITLE, _LONGEST_AREA = 120, 60
_SAID_OF_A_YEAR = ("status", "rapport")
_NUMBERED = re.compile(
    r"^(?:(?:aktivitet|projekt|indsats)\s+)?(?:nr\.?\s*)?\d{1,2}(?:\.\d{1,2}){0,2}[.:)]?\s+",
    re.IGNORECASE,
)
_SENTENCE_ENDS = (".", "!", "?", ":", ";", ",")
_MOST_EFFORTS = 200
_ENOUGH_BLOCKS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """A row of a table by what its columns hold, and where it stands."""

    said: tuple[tuple[Head, str], ...]
    line: Line

    def text(self, address: str) -> str:
        """What stands in the column of a field, empty where the table has none."""
        return next((text for head, text in self.said if head.address == address), "")


@dataclass(slots=True, kw_only=True)
class Page:
    """One effort as it is gathered: texts by address, rows by group, its area and its title."""

    area: list[Line] = field(default_factory=list)
    title: list[Line] = field(default_factory=list)
    texts: dict[str, list[Line]] = field(default_factory=dict)
    rows: dict[str, list[TableRow]] = field(default_factory=dict)

    @property
    def is_fresh(self) -> bool:
        """Whether nothing is known of it but where it belongs."""
        return not (self.title or self.texts or self.rows)


@dataclass(slots=True, kw_only=True)
class Gathered:
    """What a foreign report says, by the place in the form it belongs to.

    `left` are lines that belong nowhere; `opening` are the first lines, where a title may stand;
    `damaged` are the labels that were known though a letter or more was lost.
    """

    texts: dict[str, list[Line]] = field(default_factory=dict)
    rows: dict[str, list[TableRow]] = field(default_factory=dict)
    pages: list[Page] = field(default_factory=list)
    left: list[Line] = field(default_factory=list)
    opening: tuple[Line, ...] = ()
    damaged: list[Line] = field(default_factory=list)


def is_yearly(definition: FormDefinition, lines: Sequence[Line]) -> bool:
    """Whether lines have the tables or the blocks of a report that is written each year."""
    labels = yearly_labels(definition)
    if labels is None:
        return False
    blocks: set[str] = set()
    prefix = f"{labels.parts.pages.address}."
    for run in rows_of_lines(list(lines)):
        cells = cells_of(run)
        if len(cells) > 1 and (heads := labels.columns(cells)) and heads[0].startswith(prefix):
            return True
        found = labels.block(run[0].text) if len(run[0].text) <= _LONGEST_TITLE else None
        if found is not None and found[0].startswith(prefix):
            blocks.add(found[0])
    return len(blocks) >= _ENOUGH_BLOCKS


def gather(definition: FormDefinition, lines: Sequence[Line]) -> Gathered:
    """The lines of a report shared out; LookupError for a form that is not filled in each year."""
    labels = yearly_labels(definition)
    if labels is None:
        raise LookupError(definition.key)
    walk = _Walk(definition, labels)
    for run in rows_of_lines(_without_own_words(definition, lines)):
        walk.take(run)
    walk.end()
    walk.found.opening = tuple(line for line in lines if line.text.strip())[:15]
    return walk.found


def _without_own_words(definition: FormDefinition, lines: Sequence[Line]) -> list[Line]:
    """The lines without the guidance and the titles that our own layout prints."""
    own = {definition.title, *(text for each in definition.sections for text in guidance_in(each))}
    said = {normalised(text) for text in own if text}
    longest = 2 * max(map(len, said))
    return [line for line in lines if len(line.text) > longest or normalised(line.text) not in said]


def guidance_in(section: Section) -> Iterator[str]:
    """What a section prints beside its labels, and its title where it is no answer's label."""
    yield section.guidance
    yield from guidance_of(section.items)
    if section.box is None and len(section.items) > 1:
        yield section.title


def cells_of(run: Sequence[Line]) -> dict[int, str]:
    """The texts of a table's row by the column they begin in."""
    cells: dict[int, list[str]] = {}
    for line in run:
        cells.setdefault(line.spot.column if line.spot else 0, []).append(line.text.strip())
    return {column: "\n".join(filter(None, texts)) for column, texts in cells.items()}


class _Walk:
    """One reading from top to bottom."""

    def __init__(self, definition: FormDefinition, labels: YearlyLabels) -> None:
        self.found = Gathered()
        self._labels = labels
        self._pages = labels.parts.pages.address
        self._overall = next((each.box for each in definition.sections if each.box), "")
        self._target: list[Line] | None = None
        self._titles: list[Line] = []
        self._waiting: list[Line] = []
        self._area: list[Line] = []
        self._beside: Line | None = None
        self._table: tuple[int, str, dict[int, Head]] | None = None
        self._heads: tuple[int, dict[int, str]] | None = None

    def take(self, run: list[Line]) -> None:
        cells = cells_of(run)
        table = run[0].spot.table if run[0].spot else 0
        if len(cells) == 1 and (self._table is None or self._table[0] != table):
            for line in run:
                self._line(line)
            return
        self._row(run, cells)

    def end(self) -> None:
        """What waited for an effort that did not come belongs nowhere."""
        self.found.left.extend((*self._titles, *self._waiting))

    def _line(self, line: Line) -> None:
        if not line.text.strip():
            return
        label = self._labels.block(line.text) if len(line.text) <= _LONGEST_TITLE * 4 else None
        if label is not None:
            self._begin(label[0], line, label[1])
            self._note_damage(_with(line, line.text.removesuffix(label[1]).rstrip(" :\t")))
        elif line.is_heading:
            self._titles.append(line)
            self._target = None
        elif self._target is not None:
            self._target.append(line)
        else:
            self._waiting.append(line)

    def _begin(self, address: str, line: Line, rest: str) -> None:
        """A label: what follows it belongs to its field, in a new effort where one begins."""
        name = address.removeprefix(f"{self._pages}.")
        if address == self._pages or (name == address and "." not in address):
            self._target = self.found.texts.setdefault(address, [])
        elif name == "omraade":
            self._target = self._area = []
            if self.found.pages and self.found.pages[-1].is_fresh:
                self.found.pages[-1].area = self._area
        elif name == "aktivitet":
            self._target = self._untitled_page().title
        else:
            self._target = self._page_for(address).texts.setdefault(address, [])
        if rest:
            self._beside = _with(line, rest)
            self._target.append(self._beside)

    def _note_damage(self, label: Line) -> None:
        if not self._labels.is_sound(label.text):
            self.found.damaged.append(label)

    def _page_for(self, address: str) -> Page:
        """The effort that something belongs to: a new one where the last has it already."""
        last = self.found.pages[-1] if self.found.pages else None
        if last is not None and not self._titles and not _has(last, address):
            return last
        page = self._untitled_page()
        if not page.title:
            self._name(page)
        return page

    def _untitled_page(self) -> Page:
        """A new effort, or the last one where nothing is known of it yet."""
        last = self.found.pages[-1] if self.found.pages else None
        if last is not None and last.is_fresh:
            return last
        page = Page(area=self._area)
        if len(self.found.pages) < _MOST_EFFORTS:
            self.found.pages.append(page)
        return page

    def _name(self, page: Page) -> None:
        """The title over an effort: its heading, else the short line right before it.

        A title over that one is the area's; so is a short line over a title with a number.
        """
        if not self._titles:
            self._titles = _popped_titles(self._target or self._waiting, self._beside)
        if not self._titles:
            return
        *others, title = self._titles
        self._titles = []
        if others and not tells_the_year(others[-1].text):
            page.area = self._area = [_plain(others.pop())]
        self.found.left.extend(others)
        page.title = [_plain(title)]
        is_first = len(self.found.pages) == 1
        if self._waiting and not is_first:
            page.texts[f"{self._pages}.beskrivelse"] = self._waiting
        elif is_first:
            self.found.left.extend(self._waiting)
        self._waiting = []

    def _row(self, run: list[Line], cells: dict[int, str]) -> None:
        table = run[0].spot.table if run[0].spot else 0
        heads = self._labels.columns(cells)
        if heads is not None:
            self._table = (table, *heads)
            for at, head in heads[1].items():
                if head.address:
                    self._note_damage(_with(run[0], cells[at]))
            if heads[0].startswith(f"{self._pages}."):
                self._page_for(heads[0]).rows.setdefault(heads[0], [])
            self._target = None
        elif self._table is not None and self._table[0] == table:
            self._row_of_table(run, cells, self._table[1], self._table[2])
        elif self._is_overall(table, cells):
            self._row_overall(run, cells)
        else:
            self._loose_row(run, cells)

    def _row_of_table(
        self, run: list[Line], cells: dict[int, str], group: str, heads: dict[int, Head]
    ) -> None:
        told = tuple((head, cells[at]) for at, head in heads.items() if cells.get(at))
        values = self._values(cells)
        if values is not None:
            group, told = self._labels.parts.series.address, values
        row = TableRow(said=told, line=run[0])
        if not group.startswith(f"{self._pages}."):
            self.found.rows.setdefault(group, []).append(row)
        elif told:
            self.found.pages[-1].rows.setdefault(group, []).append(row)
        taken = set(heads) if values is None else set(cells)
        self.found.left.extend(
            line
            for line in run
            if line.spot and line.spot.column not in taken and line.text.strip()
        )

    def _values(self, cells: dict[int, str]) -> tuple[tuple[Head, str], ...] | None:
        """A year and its value, each after its label in one row, as our own layout has them."""
        texts = list(cells.values())
        found = [self._labels.values.get(text) for text in texts]
        if len(texts) < 2 or found[0] is None:
            return None
        after = zip(found, [*texts[1:], ""], [*found[1:], None], strict=True)
        return tuple(
            (Head(address=label), text)
            for label, text, next_label in after
            if label and text and next_label is None
        )

    def _is_overall(self, table: int, cells: dict[int, str]) -> bool:
        """Whether a row belongs to the one table of all efforts, which is the overall status."""
        if self._heads is not None and self._heads[0] == table:
            return True
        known = [self._labels.blocks.get(text) for text in cells.values()]
        if len(cells) > 2 and sum(each is not None for each in known) >= len(cells) - 1:
            self._heads = (table, cells)
            return True
        return False

    def _row_overall(self, run: list[Line], cells: dict[int, str]) -> None:
        heads = self._heads[1] if self._heads else {}
        if cells == heads:
            return
        told = "; ".join(f"{heads.get(at, '')}: {text}" for at, text in cells.items() if text)
        self.found.texts.setdefault(self._overall, []).append(_with(run[0], told))

    def _loose_row(self, run: list[Line], cells: dict[int, str]) -> None:
        """A row of a table with no head: a label and its answer, or text like any other."""
        first, *others = sorted(cells)
        label = self._labels.block(cells[first])
        if label is None:
            for line in run:
                self._line(line)
            return
        rest = "\n".join(filter(None, (label[1], *(cells[at] for at in others))))
        line = next((each for each in run if each.spot and each.spot.column != first), run[0])
        self._begin(label[0], line, rest)


def lines_text(lines: Sequence[Line]) -> str:
    """Lines as one text."""
    return "\n".join(line.text.strip() for line in lines if line.text.strip())


def tells_the_year(text: str) -> bool:
    """Whether a line is the title of a report, which names its year."""
    said = text.casefold()
    return year_in(text) is not None and any(word in said for word in _SAID_OF_A_YEAR)


def _popped_titles(lines: list[Line], beside: Line | None) -> list[Line]:
    """The short line that ends some lines, with the one before it where it has a number.

    What stands `beside` its label is an answer, however short.
    """
    if not lines or lines[-1] is beside or not _is_title(lines[-1]):
        return []
    titles = [lines.pop()]
    is_numbered = _NUMBERED.match(titles[0].text.strip()) is not None
    if is_numbered and lines and _is_title(lines[-1]) and len(lines[-1].text) <= _LONGEST_AREA:
        titles.insert(0, lines.pop())
    return titles


def _has(page: Page, address: str) -> bool:
    return bool(page.texts.get(address)) or address in page.rows


def _is_title(line: Line) -> bool:
    text = line.text.strip()
    return len(text) <= _LONGEST_TITLE and not text.endswith(_SENTENCE_ENDS)


def _plain(line: Line) -> Line:
    return _with(line, _NUMBERED.sub("", line.text.strip()))


def _with(line: Line, text: str) -> Line:
    return Line(text=text, place=line.place, spot=line.spot)
