"""Statistics as tables in the reader's language: the page, the workbook and the text file."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from flask_babel import gettext

from cases.statistics.figures import Figures, Group, RuleCount
from documents.plain_sheets import Cell, PlainSheets
from forms.messages import N_
from forms.registry import programme_of
from validators.registry import all_rules
from web.formats import count, money
from web.life_wording import STATES
from web.wording import severity_name

TITLE = N_("Statistik")
NO_KOMMUNE = N_("Ikke oplyst")
_COUNT, _AMOUNT, _NAME, _LONG = 12, 20, 26, 60
_OF_GROUPS = (
    (N_("Sager"), _COUNT),
    (N_("Ansøgt, kr."), _AMOUNT),
    (N_("Uden beløb"), _COUNT),
    (N_("Afgjort"), _COUNT),
    (N_("Bevilget, sager"), _COUNT),
    (N_("Bevilget, kr."), _AMOUNT),
    (N_("Andel af sager, pct."), _COUNT),
    (N_("Andel af beløb, pct."), _COUNT),
)
_MONEY = frozenset({N_("Ansøgt, kr."), N_("Bevilget, kr.")})


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: its name and headings are msgids, its rows in the reader's words already."""

    id: str
    name: str
    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[Cell, ...], ...]

    def is_number(self, column: int) -> bool:
        """Whether a column holds counts, amounts or shares."""
        return any(not isinstance(row[column], str) for row in self.rows)

    def shown(self) -> Iterator[tuple[str, ...]]:
        """The rows as they are read: amounts with øre, counts and shares as Danes write them."""
        for row in self.rows:
            heads = (head for head, _ in self.columns)
            yield tuple(_shown(cell, head) for cell, head in zip(row, heads, strict=True))


def tables_of(figures: Figures) -> tuple[Table, ...]:
    """Every table, also those without rows."""
    return (
        Table(
            id="program",
            name=N_("Program og år"),
            columns=((N_("Program"), _NAME), (N_("År"), _COUNT), *_OF_GROUPS),
            rows=tuple(
                (gettext(programme_of(programme).title), str(year), *_group(group))
                for programme, year, group in figures.by_programme_and_year
            ),
        ),
        Table(
            id="kommune",
            name=N_("Kommune"),
            columns=((N_("Kommune"), _NAME), *_OF_GROUPS),
            rows=tuple(
                (name or gettext(NO_KOMMUNE), *_group(group)) for name, group in figures.by_kommune
            ),
        ),
        Table(
            id="tilstand",
            name=N_("Hvor sagerne er"),
            columns=((N_("Hvor er sagen?"), _NAME), (N_("Sager"), _COUNT)),
            rows=tuple((gettext(STATES[state]), count) for state, count in figures.by_state),
        ),
        Table(
            id="dage",
            name=N_("Dage i hver tilstand"),
            columns=(
                (N_("Hvor var sagen?"), _NAME),
                (N_("Gange"), _COUNT),
                (N_("Median, dage"), _COUNT),
            ),
            rows=tuple((gettext(STATES[e.state]), e.left, e.days) for e in figures.stays),
        ),
        _rules(figures.rules),
    )


def draw_tables(sheets: PlainSheets, tables: Iterable[Table]) -> None:
    """A sheet for each table."""
    for each in tables:
        sheets.add(each.name, each.columns, each.rows)


def delimited_rows(tables: Iterable[Table]) -> Iterator[tuple[str, ...]]:
    """Every table under its name, with a free line between; numbers with a decimal comma."""
    for each in tables:
        yield (gettext(each.name),)
        yield tuple(gettext(head) for head, _ in each.columns)
        for row in each.rows:
            yield tuple(_plain(cell) for cell in row)
        yield ()


def _rules(rules: Sequence[RuleCount]) -> Table:
    titles = {each.id: each.title for each in all_rules()}
    return Table(
        id="fund",
        name=N_("Fund efter regel"),
        columns=(
            (N_("Regel"), _COUNT),
            (N_("Hvad reglen ser efter"), _LONG),
            (N_("Alvor"), _COUNT),
            (N_("Fund"), _COUNT),
            (N_("Sager"), _COUNT),
            (N_("Fraveget"), _COUNT),
        ),
        rows=tuple(
            (
                each.rule,
                gettext(titles[each.rule]) if each.rule in titles else "",
                severity_name(each.severity) if each.severity else "",
                *(each.findings, each.cases, each.waived),
            )
            for each in rules
        ),
    )


def _group(group: Group) -> tuple[Cell, ...]:
    return (
        group.cases,
        group.applied,
        group.without_amount,
        group.decided,
        group.granted_cases,
        group.granted,
        _or_none(group.share_of_cases),
        _or_none(group.share_of_money),
    )


def _or_none(share: Decimal | None) -> Cell:
    return "" if share is None else share


def _shown(cell: Cell, head: str) -> str:
    if isinstance(cell, Decimal) and head in _MONEY:
        return money(cell).removesuffix("\N{NO-BREAK SPACE}kr.")
    return count(cell) if isinstance(cell, int) else _plain(cell)


def _plain(cell: Cell) -> str:
    return str(cell).replace(".", ",") if isinstance(cell, Decimal) else str(cell)
