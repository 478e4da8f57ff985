"""What a yearly report can start from: last year's report, else what was agreed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cases.case import Case
from cases.documents import AGREEMENT, AREA_NAME, SUB_AGREEMENT, area_label
from cases.draft import Draft
from forms.answers import Answers
from forms.kinds.kind import Measured, PartialDate, Percent, Unread, Value
from forms.outline import outline
from forms.path import Path
from forms.reports import EFFORTS, REPORT, report_of
from validators.names import Likeness, is_within, likeness

_PLAN = "milepaelsplan"
_NAME = Path.parse("partnerskab")
_CARRIED = (Path.parse("kommune"), _NAME)
_TEXTS = ("aktivitet", "omraade", "beskrivelse", "ansvarlig")
_ACTIVITIES, _INDICATORS = Path.parse("aktiviteter"), Path.parse("delmaal")
_MILESTONES = Path.parse("milepaele")
_GOING_ON = "aktiv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """Answers that another document gives a report, at a field or for all of its efforts."""

    path: Path
    source: Draft
    answers: Answers


def starts_of(case: Case, draft: Draft) -> Iterator[Start]:
    """What the documents of a case give a report, each question by the one that knows it best."""
    if draft.form.id != REPORT:
        return
    before = last_report(case, draft)
    if before is not None:
        yield from _from_report(before, draft)
        return
    agreement = case.draft(AGREEMENT)
    name = agreement.answers.get(AREA_NAME) if agreement else None
    if agreement and isinstance(name, str):
        yield Start(path=_NAME, source=agreement, answers=Answers({_NAME: name}))
    agreed = _agreed(case)
    if agreed:
        efforts = Answers(dict(_agreed_answers(case, agreed, draft)))
        yield Start(path=EFFORTS, source=agreed[0].source, answers=_asked(draft, efforts))


def last_report(case: Case, draft: Draft) -> Draft | None:
    """The report of the last year before this one's; None for the first."""
    earlier = [each for each in case.drafts if each.form.id == REPORT and each.area < draft.area]
    return max(earlier, key=lambda each: each.area, default=None)


def _from_report(before: Draft, draft: Draft) -> Iterator[Start]:
    for path in _CARRIED:
        value = before.answers.get(path)
        if value is not None and not isinstance(value, Unread):
            yield Start(path=path, source=before, answers=Answers({path: value}))
    efforts = _asked(draft, Answers(dict(_going_on(before.answers, draft))))
    if len(efforts):
        yield Start(path=EFFORTS, source=before, answers=efforts)


def _going_on(before: Answers, draft: Draft) -> Iterator[tuple[Path, Value]]:
    """The efforts that were not closed, with all that is not of one year alone."""
    going_on = (each for each in report_of(before).efforts if not each.is_closed)
    for number, effort in enumerate(going_on):
        at = EFFORTS.row(number)
        for name in _TEXTS:
            value = before.get(effort.path / name)
            if value is not None:
                yield at / name, value
        yield at / "tilstand", _GOING_ON
        yield from _moved(before, effort.path / "milepaele", at / "milepaele")
        results = (each for each in effort.results if not each.retired)
        for row, result in enumerate(results):
            here = (at / "resultater").row(row)
            yield from _moved(before, result.path, here)
            yield from _to_measure(here, len(result.measures), draft)


def _moved(answers: Answers, there: Path, here: Path) -> Iterator[tuple[Path, Value]]:
    for path, value in answers.below(there).items():
        yield Path((*here.parts, *path.parts[len(there.parts) :])), value


def _to_measure(result: Path, row: int, draft: Draft) -> Iterator[tuple[Path, Value]]:
    """The year of this report, for which the value is yet to be measured."""
    if draft.area.isdigit():
        yield (result / "vaerdier").row(row) / "aar", int(draft.area)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Agreed:
    """An activity of a sub-agreement: where it stands, its name and its area."""

    source: Draft
    path: Path
    name: str
    area: str


def _agreed(case: Case) -> tuple[_Agreed, ...]:
    drafts = sorted(
        (each for each in case.drafts if each.form.id == SUB_AGREEMENT), key=lambda each: each.area
    )
    return tuple(
        _Agreed(source=draft, path=path, name=name, area=draft.area)
        for draft in drafts
        for row in range(draft.answers.row_count(_ACTIVITIES))
        for path in (_ACTIVITIES.row(row),)
        for name in (draft.answers.get(path / "navn"),)
        if isinstance(name, str)
    )


def _agreed_answers(
    case: Case, agreed: tuple[_Agreed, ...], draft: Draft
) -> Iterator[tuple[Path, Value]]:
    for number, each in enumerate(agreed):
        at, answers = EFFORTS.row(number), each.source.answers
        yield at / "aktivitet", each.name
        yield at / "omraade", area_label(each.source.form, each.area)
        yield at / "tilstand", _GOING_ON
        for there, here in (("indhold", "beskrivelse"), ("ansvar", "ansvarlig")):
            value = answers.get(each.path / there)
            if value is not None:
                yield at / here, value
        yield from _planned(case, agreed, number)
        yield from _measured(agreed, number, draft)


def _planned(case: Case, agreed: tuple[_Agreed, ...], number: int) -> Iterator[tuple[Path, Value]]:
    """The milestones of the plan that are an activity's, or its area's and of no other."""
    plan = case.draft(_PLAN)
    answers = plan.answers if plan else Answers()
    row = 0
    for planned in range(answers.row_count(_MILESTONES)):
        at = _MILESTONES.row(planned)
        name, year = answers.get(at / "milepael"), _year(answers.get(at / "dato"))
        activity, area = answers.get(at / "aktivitet"), answers.get(at / "indsatsomraade")
        said = (
            activity if isinstance(activity, str) else "",
            area if isinstance(area, str) else "",
        )
        if isinstance(name, str) and year is not None and _owner(agreed, *said) == number:
            here = (EFFORTS.row(number) / "milepaele").row(row)
            yield here / "milepael", name
            yield here / "aar", year
            row += 1


def _measured(
    agreed: tuple[_Agreed, ...], number: int, draft: Draft
) -> Iterator[tuple[Path, Value]]:
    """The indicators of the sub-agreement that name an activity, or belong to its area."""
    source, row = agreed[number].source, 0
    for goal in range(source.answers.row_count(_INDICATORS)):
        at = _INDICATORS.row(goal)
        name, baseline = source.answers.get(at / "indikator"), source.answers.get(at / "baseline")
        if not isinstance(name, str) or _owner(agreed, name, source.area) != number:
            continue
        here = (EFFORTS.row(number) / "resultater").row(row)
        yield here / "resultat", name
        if isinstance(baseline, Measured):
            yield here / "baseline", baseline
            yield here / "enhed", "pct" if isinstance(baseline.number, Percent) else "antal"
            if baseline.year is not None:
                yield here / "baseline_aar", baseline.year
        yield from _to_measure(here, 0, draft)
        row += 1


def _owner(agreed: tuple[_Agreed, ...], said: str, area: str) -> int | None:
    """The activity that a text names; else the first of the area, or of all."""
    for number, each in enumerate(agreed):
        if said and (likeness(each.name, said) is not Likeness.OTHER or is_within(each.name, said)):
            return number
    of_area = (number for number, each in enumerate(agreed) if area in ("", each.area))
    return next(of_area, None)


def _year(value: Value | None) -> int | None:
    return value.year if isinstance(value, date | PartialDate) else None


def _asked(draft: Draft, answers: Answers) -> Answers:
    """The answers that the report's questions take as they are."""
    form = outline(draft.form)
    return Answers(
        (path, value)
        for path, value in answers.items()
        if not isinstance(value, Unread)
        and (placed := form.get(path.address)) is not None
        and placed.field.kind.parse(placed.field.kind.format(value)) == value
    )
