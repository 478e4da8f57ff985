"""Indicators with their baselines and sources, in an agreement and its sub-agreements."""

from dataclasses import dataclass

from forms.kinds.kind import Measured, Percent, Unread, Value
from forms.path import Path
from validators.case import Examined, Spot, typed_text

_MONITORED = "monitorering"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Where a form has its indicators: the group, and its columns that rules speak of."""

    group: str
    baseline: str
    source: str = "datakilde"
    name: str = "indikator"

    def path(self, row: int, column: str) -> Path:
        """The path of a column in a row."""
        return Path.at(self.group).row(row) / column


TABLES = {
    "samarbejdsaftale": Table(group="indikatorer", baseline="baseline_omraade"),
    "delaftale": Table(group="delmaal", baseline="baseline"),
}


def table_of(case: Examined) -> Table | None:
    """The table of indicators of the case's form, if it has one."""
    return TABLES.get(case.definition.id)


def rows_of(case: Examined, table: Table) -> tuple[int, ...]:
    """The rows that count and have something in them, so that a rule may ask for the rest."""
    return tuple(sorted(case.answered_rows(Path.parse(table.group))))


def unanswered_rows(case: Examined, table: Table) -> tuple[int, ...]:
    """The rows the form prints, of which nothing is answered."""
    group = case.outline.at(table.group).group
    answered = case.answered_rows(Path.parse(table.group))
    return tuple(row for row in range(len(group.fixed_rows)) if row not in answered)


def is_monitored(case: Examined, table: Table, row: int) -> bool:
    """Whether an indicator only says that something is followed, which needs no baseline."""
    for column in (table.name, table.baseline):
        path = table.path(row, column)
        text = typed_text(case.answers.get(path))
        if text is not None and _MONITORED in text.casefold():
            return True
    return False


def is_monitoring(spot: Spot) -> bool:
    """Whether a baseline that cannot be read says that the indicator is only followed."""
    is_baseline = any(
        spot.path.address == f"{table.group}.{table.baseline}" for table in TABLES.values()
    )
    return is_baseline and _MONITORED in (spot.text or "").casefold()


def lacks_baseline(value: Value | None) -> bool:
    """Whether nothing is counted: `0` is a count, `Opgøres ikke` is none."""
    return value is None or (isinstance(value, Measured) and value.number is None)


def lacks_year(value: Value | None) -> bool:
    """Whether a count does not say when: a bare `0`, before anything has begun, need not."""
    if not isinstance(value, Measured) or value.number is None or value.year is not None:
        return False
    return isinstance(value.number, Percent) or value.number != 0 or bool(value.unit)


def is_told_of(case: Examined, spot: Spot) -> bool:
    """Whether a rule of its own asks for a missing answer, so that no other need do so."""
    table = table_of(case)
    if table is None or not spot.path.rows or not spot.path.address.startswith(f"{table.group}."):
        return False
    if spot.path.rows[0] in unanswered_rows(case, table):
        return True
    column = spot.path.address.removeprefix(f"{table.group}.")
    return column in (table.baseline, table.source) and not isinstance(spot.value, Unread)
