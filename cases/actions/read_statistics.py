"""Read the statistics of the cases sent to one's fund."""

from collections.abc import Sequence
from dataclasses import dataclass

from cases.database import Database
from cases.errors import NotAllowed
from cases.holder import Holder, Role
from cases.statistics.figures import (
    CaseLine,
    Figures,
    RuleCount,
    Stay,
    group_of,
    grouped,
    rules_of,
    states_of,
    stays_of,
)
from cases.statistics.queries import (
    Asked,
    case_lines,
    first_findings,
    moves,
    waivers,
    years_sent,
)

READERS = frozenset({Role.OFFICER, Role.STAFF, Role.AUDITOR})
_NO_YEARS = (1900, 1900)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """The figures, of which cases they are, and the years there is something of."""

    asked: Asked
    years: tuple[int, ...]
    figures: Figures


def read_statistics(
    database: Database,
    holder: Holder,
    *,
    programme: str = "",
    first: int | None = None,
    last: int | None = None,
) -> Statistics:
    """The figures of a programme of one's fund, or of all, between two years, both included.

    A programme that is none of the fund's has no cases. No number is of a person, and the count
    of queries is the same however many cases there are. Raises NotAllowed for who is neither
    officer, staff nor auditor.
    """
    if not holder.roles & READERS:
        raise NotAllowed
    chosen = holder.programmes & {programme} if programme else holder.programmes
    with database.reading() as session:
        span = years_sent(session, holder.programmes)
        begun, ended = span or _NO_YEARS
        asked = Asked(
            programmes=frozenset(chosen),
            first=begun if first is None else first,
            last=ended if last is None else last,
            fund_id=holder.owner_id,
        )
        figures = _figures(
            case_lines(session, asked),
            stays=stays_of(moves(session, asked)),
            rules=rules_of(first_findings(session, asked), waivers(session, asked)),
        )
    years = tuple(range(begun, ended + 1)) if span else ()
    return Statistics(asked=asked, years=years, figures=figures)


def _figures(
    lines: Sequence[CaseLine], *, stays: tuple[Stay, ...], rules: tuple[RuleCount, ...]
) -> Figures:
    by_year = grouped(lines, lambda each: (each.programme, each.year))
    return Figures(
        whole=group_of(lines),
        by_programme_and_year=tuple((*key, group) for key, group in by_year.items()),
        by_kommune=tuple(grouped(lines, lambda each: each.kommune).items()),
        by_state=states_of(lines),
        stays=stays,
        rules=rules,
    )
