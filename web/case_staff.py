"""The staff of a case as a table to read."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from flask_babel import gettext

from cases.documents import SUB_AGREEMENT, Document
from cases.staffing import Balance, StaffLine, StaffPart, staffing
from forms.kinds.kind import Percent, Value
from forms.kinds.percent import Percentage
from forms.kinds.weekly_hours import WeeklyHours
from forms.messages import N_
from forms.path import Path
from validators.staffing import Post
from validators.whole_case import WholeCase

_SHARE, _HOURS = Percentage(), WeeklyHours()
_VERDICTS = {
    Balance.EVEN: N_("Går op"),
    Balance.UNDER: N_("Mangler %(difference)s"),
    Balance.OVER: N_("%(difference)s for meget"),
    Balance.UNREAD: N_("Kan ikke lægges sammen"),
    Balance.UNBUDGETED: N_("Står ikke i budgettet"),
    Balance.OPEN: N_("Ikke holdt op mod budgettet"),
}
_SIGNS = {Balance.EVEN: "✓", Balance.UNDER: "−", Balance.OVER: "+"}


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffCell:
    """A function in one sub-agreement as it is read: its part, and the sum so far."""

    text: str
    running: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffRow:
    """A function across the sub-agreements; a sign and words say what its total means."""

    function: str
    cells: tuple[StaffCell | None, ...]
    total: str
    sign: str
    verdict: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffTable:
    """The functions by the sub-agreements that have begun, a column each."""

    columns: tuple[Document, ...]
    rows: tuple[StaffRow, ...]


def staff_table(whole: WholeCase, begun: Sequence[Document]) -> StaffTable:
    """The staff of a case laid out from these documents, in their order."""
    columns = tuple(each for each in begun if each.form.id == SUB_AGREEMENT)
    return StaffTable(columns=columns, rows=tuple(_row(line) for line in staffing(whole)))


def _row(line: StaffLine) -> StaffRow:
    difference = _amount(line.difference, line)
    return StaffRow(
        function=line.function,
        cells=tuple(part and _cell(part, line) for part in line.parts),
        total=_amount(line.total, line),
        sign=_SIGNS.get(line.balance, "?"),
        verdict=gettext(_VERDICTS[line.balance], difference=difference),
    )


def _cell(part: StaffPart, line: StaffLine) -> StaffCell:
    said = ", ".join(filter(None, map(_post_text, part.posts)))
    running = "" if part.running is None else _amount(part.running, line)
    return StaffCell(text=said or gettext("ikke oplyst"), running=running)


def _post_text(post: Post) -> str:
    """A part as it was read, else as it was typed."""
    if post.share is not None:
        return _shown(Percent(number=post.share))
    if post.hours is not None:
        return _shown(post.hours)
    row = Path(post.site.path.parts[:-1])
    typed = (post.site.document.examined.answers.get(row / each) for each in ("andel", "timer"))
    return ", ".join(_shown(value) for value in typed if value is not None)


def _amount(number: Decimal, line: StaffLine) -> str:
    return _shown(Percent(number=number) if line.is_share else number)


def _shown(value: Value) -> str:
    return (_SHARE if isinstance(value, Percent) else _HOURS).format(value)
