"""A status report as its efforts, milestones and results, wherever their answers stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from forms.answers import Answers
from forms.kinds.baseline import Baseline
from forms.kinds.kind import Measured, Percent, Unread, Value
from forms.path import Path

REPORT = "statusrapport"
"""The id of the form."""

EFFORTS = Path.parse("indsatser")
YEAR = Path.parse("aar")
CLOSED = frozenset({"lukket", "opgivet"})
"""The states of an effort that does not go on."""

_MOST_EFFORTS, _MOST_ROWS = 200, 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A milestone of one year; what was not answered is None or an empty text."""

    path: Path
    name: str
    year: int | None
    status: str
    colour: str
    comment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What a result was measured to in a year; `value` is None where it could not be read."""

    path: Path
    year: int | None
    value: Measured | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """An expected result with its series; `retired` is why it is measured no more."""

    path: Path
    name: str
    unit: str
    baseline_year: int | None
    baseline: Measured | None
    target: str
    measures: tuple[Measure, ...]
    retired: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """One effort of the report; `state` is the id of its option."""

    path: Path
    area: str
    name: str
    state: str
    reason: str
    milestones: tuple[Milestone, ...]
    results: tuple[Result, ...]

    @property
    def is_closed(self) -> bool:
        """Whether it goes on no longer, so that nothing of it falls due."""
        return self.state in CLOSED


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The efforts a report tells of, and the year it is about."""

    year: int | None
    efforts: tuple[Effort, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """Every year that a milestone is of, in order."""
        years = {each.year for effort in self.efforts for each in effort.milestones}
        return tuple(sorted(year for year in years if year is not None))


def report_of(answers: Answers) -> Report:
    """The report that some answers are; rows beyond what a form may hold are passed over."""
    efforts = tuple(_effort(answers, EFFORTS.row(row)) for row in _rows(answers, EFFORTS))
    return Report(year=_year(answers.get(YEAR)), efforts=efforts)


def number_of(value: Measured | None) -> Decimal | None:
    """The number something was measured to, whatever its unit; None where nobody counted."""
    number = value.number if value is not None else None
    return number.number if isinstance(number, Percent) else number


def target_of(result: Result) -> Decimal | None:
    """The target as a number, where it is one alone (`90 %`)."""
    value = Baseline().parse(result.target)
    return number_of(value) if isinstance(value, Measured) else None


def _effort(answers: Answers, at: Path) -> Effort:
    milestones, results = at / "milepaele", at / "resultater"
    return Effort(
        path=at,
        area=_text(answers.get(at / "omraade")),
        name=_text(answers.get(at / "aktivitet")),
        state=_text(answers.get(at / "tilstand")),
        reason=_text(answers.get(at / "begrundelse")),
        milestones=tuple(
            _milestone(answers, milestones.row(row)) for row in _rows(answers, milestones)
        ),
        results=tuple(_result(answers, results.row(row)) for row in _rows(answers, results)),
    )


def _milestone(answers: Answers, at: Path) -> Milestone:
    return Milestone(
        path=at,
        name=_text(answers.get(at / "milepael")),
        year=_year(answers.get(at / "aar")),
        status=_text(answers.get(at / "status")),
        colour=_text(answers.get(at / "farve")),
        comment=_text(answers.get(at / "kommentar")),
    )


def _result(answers: Answers, at: Path) -> Result:
    values = at / "vaerdier"
    return Result(
        path=at,
        name=_text(answers.get(at / "resultat")),
        unit=_text(answers.get(at / "enhed")),
        baseline_year=_year(answers.get(at / "baseline_aar")),
        baseline=_measured(answers.get(at / "baseline")),
        target=_text(answers.get(at / "maal")),
        measures=tuple(
            Measure(
                path=values.row(row),
                year=_year(answers.get(values.row(row) / "aar")),
                value=_measured(answers.get(values.row(row) / "vaerdi")),
            )
            for row in _rows(answers, values)
        ),
        retired=_text(answers.get(at / "udgaar")),
    )


def _rows(answers: Answers, group: Path) -> Iterator[int]:
    most = _MOST_EFFORTS if group == EFFORTS else _MOST_ROWS
    return iter(range(min(answers.row_count(group), most)))


def _text(value: Value | None) -> str:
    if isinstance(value, Unread):
        return value.text
    return value if isinstance(value, str) else ""


def _year(value: Value | None) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _measured(value: Value | None) -> Measured | None:
    return value if isinstance(value, Measured) else None
