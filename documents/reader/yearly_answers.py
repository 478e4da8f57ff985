"""The answers of a foreign report of a year, from what was gathered of it."""

from collections.abc import Sequence

from documents.found_by import FoundBy
from documents.reader.lines import Line
from documents.reader.year_marks import ByYear, by_year, year_in
from documents.reader.yearly import Gathered, Page, TableRow, lines_text, tells_the_year
from documents.reader.yearly_labels import YearlyParts, yearly_parts
from documents.reading import Origin
from forms.answers import Answers
from forms.grammar import Field, FormDefinition
from forms.kinds.choice import Choice
from forms.kinds.kind import Measured, Percent, Value
from forms.kinds.kommune import Kommune, is_known_kommune
from forms.kinds.prose import Prose
from forms.outline import outline
from forms.path import Path

_CERTAINTY = 0.8
_KOMMUNE = Kommune()


class YearlyAnswers:
    """Answers by path with where each was found; what its kind cannot read is kept as typed.

    Raises LookupError for a form that is not filled in each year.
    """

    def __init__(self, definition: FormDefinition, found: Gathered) -> None:
        parts = yearly_parts(definition)
        if parts is None:
            raise LookupError(definition.key)
        self.origins: dict[Path, Origin] = {}
        self._values: dict[Path, Value] = {}
        self._form = outline(definition)
        self._parts: YearlyParts = parts
        self._put_texts(definition, found)
        year = self._year(definition, found)
        at = Path.parse(parts.pages.address)
        for number, page in enumerate(found.pages):
            self._put_page(at.row(number), page, year)

    @property
    def answers(self) -> Answers:
        """What was read."""
        return Answers(self._values)

    def is_taken(self, line: Line) -> bool:
        """Whether a line that belongs nowhere says what is known: the year, or the kommune."""
        value = _KOMMUNE.parse(line.text[:80])
        return tells_the_year(line.text) or value in self._values.values()

    def _put(self, path: Path, text: str, line: Line) -> None:
        """A text as the answer at a path, where there is any."""
        value = self._form.at(path.address).field.kind.parse(text)
        if value is not None:
            self._values[path] = value
            self.origins[path] = Origin(by=FoundBy.LABEL, place=line.place, certainty=_CERTAINTY)

    def _put_texts(self, definition: FormDefinition, found: Gathered) -> None:
        for address, lines in found.texts.items():
            if lines and isinstance(self._form.at(address).item, Field):
                self._put(Path.parse(address), lines_text(lines), lines[0])
        for section in definition.sections:
            for item in section.items:
                if isinstance(item, Field) and isinstance(item.kind, Kommune):
                    self._put_kommune(Path.parse(item.id), found.opening)
        for group, rows in found.rows.items():
            for number, row in enumerate(rows):
                for head, text in row.said:
                    name = head.address.rpartition(".")[2]
                    self._put(Path.parse(group).row(number) / name, text, row.line)

    def _put_kommune(self, path: Path, opening: Sequence[Line]) -> None:
        """The kommune that one of the first lines names, where no label did."""
        for line in opening:
            value = _KOMMUNE.parse(line.text[:80])
            if path not in self._values and value is not None and is_known_kommune(value):
                self._put(path, line.text, line)

    def _year(self, definition: FormDefinition, found: Gathered) -> int | None:
        """The year of the report: as labelled, as titled, else the last that has a status."""
        at = Path.parse(definition.year or "")
        said = self._values.get(at)
        if isinstance(said, int):
            return said
        for line in found.opening:
            year = year_in(line.text) if tells_the_year(line.text) else None
            if year is not None:
                self._put(at, str(year), line)
                return year
        dated = [
            (year, row.line)
            for page in found.pages
            for row in page.rows.get(self._parts.dated.address, ())
            for _, text in row.said
            for year, _ in by_year(text).years
        ]
        if not dated:
            return None
        year, line = max(dated, key=lambda each: each[0])
        self._put(at, str(year), line)
        return year

    def _put_page(self, at: Path, page: Page, year: int | None) -> None:
        fields = [item for item in self._parts.pages.group.items if isinstance(item, Field)]
        for field, lines in ((fields[0], page.area), (fields[1], page.title)):
            if lines:
                self._put(at / field.id, lines_text(lines), lines[0])
        for address, lines in page.texts.items():
            item = self._form.at(address).item
            within = self._form.at(address).groups[-1].address == self._parts.pages.address
            if lines and isinstance(item, Field) and within:
                self._put(at / item.id, lines_text(lines), lines[0])
        self._put_overall(at, page)
        self._put_dated(at, page, year)
        self._put_series(at, page)

    def _put_overall(self, at: Path, page: Page) -> None:
        """What a block tells of an effort and of no milestone, before what is thought of it.

        A report has one `Status` for a whole project, which names no milestone.
        """
        told = [
            (f"{self._form.at(address).item.label}: {lines_text(lines)}", lines[0])
            for address, lines in page.texts.items()
            if lines and address.startswith(f"{self._parts.dated.address}.")
        ]
        fields = [item for item in self._parts.pages.group.items if isinstance(item, Field)]
        judged = next(each for each in fields if isinstance(each.kind, Prose) and each.is_required)
        if told:
            own = page.texts.get(f"{self._parts.pages.address}.{judged.id}", [])
            texts = [text for text, _ in told] + ([lines_text(own)] if own else [])
            self._put(at / judged.id, "\n".join(texts), own[0] if own else told[0][1])

    def _put_dated(self, at: Path, page: Page, year: int | None) -> None:
        """The milestones: a row for each year that something is said of."""
        dated = self._parts.dated
        group = at / dated.item.id
        number = 0
        for row in page.rows.get(dated.address, ()):
            for texts in self._rows_by_year(row, year):
                for name, text in texts.items():
                    self._put(group.row(number) / name, text, row.line)
                number += 1

    def _rows_by_year(self, row: TableRow, year: int | None) -> list[dict[str, str]]:
        dated = self._parts.dated
        fields = [item for item in dated.group.items if isinstance(item, Field)]
        first, own_year = fields[0].id, dated.group.year or ""
        texts = {each.id: row.text(f"{dated.address}.{each.id}") for each in fields}
        parted = {
            name: by_year(text) for name, text in texts.items() if name not in (first, own_year)
        }
        years = sorted({each for told in parted.values() for each, _ in told.years})
        if texts[own_year] or not years:
            due = texts[own_year] or str(year_in(texts[first]) or year or "")
            return [self._with_colour({**texts, own_year: due})]
        return [
            self._with_colour(
                {first: texts[first], own_year: str(each), **_of_year(parted, each, years)}
            )
            for each in years
        ]

    def _with_colour(self, texts: dict[str, str]) -> dict[str, str]:
        """The texts, with the colour that a status is, where nothing else says it."""
        fields = [item for item in self._parts.dated.group.items if isinstance(item, Field)]
        colour = next((each for each in fields if isinstance(each.kind, Choice)), None)
        if colour is None or texts.get(colour.id):
            return texts
        said = (texts[each.id] for each in fields if not each.is_required and texts.get(each.id))
        named = next((text for text in said if isinstance(colour.kind.parse(text), str)), "")
        return {**texts, colour.id: named}

    def _put_series(self, at: Path, page: Page) -> None:
        """The expected results: of a table with their values by year, of a list a line each."""
        series = self._parts.series
        group = at / series.item.id
        rows = page.rows.get(series.address, [])
        are_marked = any(by_year(text).years for row in rows for _, text in _of_years(row))
        number = -1
        for row in rows:
            if any(
                head.address.startswith(f"{self._parts.values.address}.") for head, _ in row.said
            ):
                self._put_value(group.row(max(number, 0)), row)
                continue
            number += 1
            self._put_result(group.row(number), row)
            told = _marked(row) if are_marked else _of_years(row)
            self._put_values(group.row(number), told, row.line)
        first = next(item for item in series.group.items if isinstance(item, Field))
        for line in page.texts.get(series.address, ()):
            number += 1
            self._put(group.row(number) / first.id, line.text, line)

    def _put_result(self, at: Path, row: TableRow) -> None:
        """The name, baseline and target of a result; a marked row's target is what stands first."""
        for head, text in row.said:
            if head.address:
                self._put(at / head.address.rpartition(".")[2], text, row.line)
        baseline = self._values.get(at / "baseline")
        if isinstance(baseline, Measured):
            unit = "pct" if isinstance(baseline.number, Percent) else "antal"
            if at / "enhed" not in self._values:
                self._put(at / "enhed", unit, row.line)
            if baseline.year and at / "baseline_aar" not in self._values:
                self._put(at / "baseline_aar", str(baseline.year), row.line)
        targets = [by_year(text) for _, text in _of_years(row)]
        if any(each.years for each in targets):
            target = next((each.before for each in reversed(targets) if each.before), "")
            self._put(at / "maal", target, row.line)

    def _put_value(self, at: Path, row: TableRow) -> None:
        """A year and its value from a row of their own under a result."""
        group = at / self._parts.values.item.id
        number = Answers(self._values).below(group).row_count(group)
        for head, text in row.said:
            self._put(group.row(number) / head.address.rpartition(".")[2], text, row.line)

    def _put_values(self, at: Path, told: Sequence[tuple[int, str]], line: Line) -> None:
        values = self._parts.values
        fields = [item.id for item in values.group.items if isinstance(item, Field)]
        value = next(name for name in fields if name != values.group.year)
        filled = [(year, text) for year, text in told if text]
        for number, (year, text) in enumerate(filled):
            at_row = (at / values.item.id).row(number)
            self._put(at_row / (values.group.year or ""), str(year), line)
            self._put(at_row / value, text, line)


def _of_years(row: TableRow) -> list[tuple[int, str]]:
    """The texts of the columns that are headed by a year."""
    return [(head.year, text) for head, text in row.said if head.year is not None]


def _marked(row: TableRow) -> list[tuple[int, str]]:
    """What the cells of a row say of the years they are marked with."""
    return sorted(pair for _, text in _of_years(row) for pair in by_year(text).years)


def _of_year(parted: dict[str, ByYear], year: int, years: Sequence[int]) -> dict[str, str]:
    """What the cells say of one year; what they say of none belongs to the last."""
    told = {}
    for name, text in parted.items():
        said = [text.of(year), text.before if year == years[-1] else ""]
        told[name] = "\n".join(filter(None, reversed(said)))
    return told
