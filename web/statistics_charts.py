"""The charts of statistics; each says what its table says."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from flask_babel import gettext, ngettext

from cases.statistics.figures import Figures, Group
from documents.pictures.narrow_bars import Line, NarrowBars, narrow_bars
from forms.messages import N_
from forms.registry import programme_of
from web.formats import count, money
from web.life_wording import STATES
from web.statistics_tables import NO_KOMMUNE

_MOST, _MOST_KOMMUNER = 10, 8
_APPLIED, _GRANTED = 0, 1
_MONEY = N_("Ansøgt og bevilget: %(programme)s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart under the table of that id, with its heading in the reader's words."""

    id: str
    table: str
    heading: str
    bars: NarrowBars


def charts_of(figures: Figures) -> tuple[Chart, ...]:
    """The charts that have something to show."""
    return tuple(_all(figures))


def _all(figures: Figures) -> Iterator[Chart]:
    yield from _by_programme(figures)
    richest = sorted(figures.by_kommune, key=lambda each: (-each[1].applied, each[0]))[
        :_MOST_KOMMUNER
    ]
    named = ((name or gettext(NO_KOMMUNE), group) for name, group in richest)
    lines = [line for name, group in named for line in _money_lines(name, group)]
    yield from _chart("kommuner", "kommune", gettext("Kommuner, der har søgt mest"), lines)
    states = (
        Line(name=gettext(STATES[state]), said=_cases(cases), value=Decimal(cases))
        for state, cases in figures.by_state
    )
    yield from _chart("tilstande", "tilstand", gettext("Sager efter, hvor de er"), states)
    stays = (
        Line(name=gettext(STATES[each.state]), said=_days(each.days), value=each.days, shade=2)
        for each in figures.stays
    )
    yield from _chart("median", "dage", gettext("Dage i hver tilstand, median"), stays)
    rules = (
        Line(name=each.rule, said=count(each.findings), value=Decimal(each.findings), shade=3)
        for each in figures.rules[:_MOST]
        if each.findings
    )
    yield from _chart("regler", "fund", gettext("De hyppigste fund"), rules)


def _by_programme(figures: Figures) -> Iterator[Chart]:
    years: dict[str, list[Line]] = {}
    for programme, year, group in figures.by_programme_and_year:
        years.setdefault(programme, []).extend(_money_lines(str(year), group))
    for number, (programme, lines) in enumerate(years.items(), 1):
        title = gettext(programme_of(programme).title)
        yield from _chart(f"beloeb-{number}", "program", gettext(_MONEY, programme=title), lines)


def _money_lines(name: str, group: Group) -> tuple[Line, ...]:
    """Nothing was applied for where no case names an amount: that is no bar of nothing."""
    applied = Line(
        name=gettext("ansøgt"), said=_kroner(group.applied), value=group.applied, shade=_APPLIED
    )
    granted = Line(
        name=gettext("bevilget"), said=_kroner(group.granted), value=group.granted, shade=_GRANTED
    )
    if group.cases == group.without_amount:
        return (Line(name=name), granted)
    return (Line(name=name), applied, granted)


def _chart(id_: str, table: str, heading: str, lines: Iterable[Line]) -> Iterator[Chart]:
    bars = narrow_bars(tuple(lines))
    if bars is not None:
        yield Chart(id=id_, table=table, heading=heading, bars=bars)


def _kroner(amount: Decimal) -> str:
    """Without øre where there are none: there is little room over a bar."""
    return money(amount).replace(",00\N{NO-BREAK SPACE}", "\N{NO-BREAK SPACE}")


def _cases(number: int) -> str:
    return ngettext("%(num)s sag", "%(num)s sager", number)


def _days(days: Decimal) -> str:
    shown = str(days).replace(".", ",").removesuffix(",0")
    return gettext("%(n)s dage", n=shown)
