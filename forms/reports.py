"""A status report as its efforts, milestones and results, wherever their answers stand."""

from collections.abc import Callable
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
    said, milestones, results = _saying(answers, at), at / "milepaele", at / "resultater"
    return Effort(
        path=at,
        area=_text(said("omraade")),
        name=_text(said("aktivitet")),
        state=_text(said("tilstand")),
        reason=_text(said("begrundelse")),
        milestones=tuple(
            [_milestone(answers, milestones.row(row)) for row in _rows(answers, milestones)]
        ),
        results=tuple([_result(answers, results.row(row)) for row in _rows(answers, results)]),
    )


def _saying(answers: Answers, at: Path) -> Callable[[str], Value | None]:
    """What is answered to the questions of a row."""
    values, row = answers.by_parts(), at.parts
    return lambda name: values.get((*row, name))


def _milestone(answers: Answers, at: Path) -> Milestone:
    said = _saying(answers, at)
    return Milestone(
        path=at,
        name=_text(said("milepael")),
        year=_year(said("aar")),
        status=_text(said("status")),
        colour=_text(said("farve")),
        comment=_text(said("kommentar")),
    )


def _result(answers: Answers, at: Path) -> Result:
    said, values = _saying(answers, at), at / "vaerdier"
    return Result(
        path=at,
        name=_text(said("resultat")),
        unit=_text(said("enhed")),
        baseline_year=_year(said("baseline_aar")),
        baseline=_measured(said("baseline")),
        target=_text(said("maal")),
        measures=tuple([_measure(answers, values.row(row)) for row in _rows(answers, values)]),
        retired=_text(said("udgaar")),
    )


def _measure(answers: Answers, at: Path) -> Measure:
    said = _saying(answers, at)
    return Measure(path=at, year=_year(said("aar")), value=_measured(said("vaerdi")))


def _rows(answers: Answers, group: Path) -> range:
    most = _MOST_EFFORTS if group == EFFORTS else _MOST_ROWS
    return range(min(answers.row_count(group), most))


def _text(value: Value | None) -> str:
    if isinstance(value, Unread):
        return value.text
    return value if isinstance(value, str) else ""


def _year(value: Value | None) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _measured(value: Value | None) -> Measured | None:
    return value if isinstance(value, Measured) else None
