"""The points a case was returned for, and what became of each, as both sides see them."""

from collections.abc import Iterator
from dataclasses import dataclass

from cases.case import Case
from cases.life.sent import CaseLife, Point, SentFile, Submission
from cases.rounds import Change, changes_between
from forms.answers import Answers
from forms.grammar import FormDefinition
from web.progress import belongs_to
from web.review_rounds import ToldChange, told_change


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldPoint:
    """A point of an earlier round or this one, and whether the applicant did something about it.

    `is_sent_again` says that the case came back after it; only then is there something to see.
    `is_new` says that the document it asks for was not sent before, and is there now.
    """

    point: Point
    is_sent_again: bool
    is_new: bool
    changes: tuple[ToldChange, ...]

    @property
    def is_answered(self) -> bool:
        """Whether something was changed there, or a reply given."""
        return bool(self.is_new or self.changes or self.point.reply)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPoint:
    """A point that is to be mended now; `is_changed` against what was sent."""

    point: Point
    is_changed: bool

    @property
    def is_answered(self) -> bool:
        """Whether the officer will see that something was done about it."""
        return bool(self.is_changed or self.point.reply)


def points_told(life: CaseLife) -> tuple[ToldPoint, ...]:
    """Every point, those of the latest round first."""
    newest_first = sorted(life.points, key=lambda each: -each.round)
    return tuple(_told(life, each) for each in newest_first)


def points_to_mend(life: CaseLife, case: Case) -> tuple[OpenPoint, ...]:
    """The open points of a case, each against its drafts as they stand now."""
    return tuple(
        OpenPoint(point=each, is_changed=_is_changed(life, case, each))
        for each in life.open_points()
    )


def changes_since(former: Submission | None, file: SentFile) -> tuple[Change, ...]:
    """What a document that was sent says otherwise than the time before; nothing the first time."""
    if former is None:
        return ()
    return changes_between(file.form, _answers_sent(former, file), file.answers or Answers())


def _told(life: CaseLife, point: Point) -> ToldPoint:
    later = life.submissions[point.round] if point.round < len(life.submissions) else None
    before = life.submissions[point.round - 1]
    after = _file_of(later, point) if later else None
    is_new = after is not None and _file_of(before, point) is None
    changes = changes_since(before, after) if after and not is_new else ()
    return ToldPoint(
        point=point,
        is_sent_again=later is not None,
        is_new=is_new,
        changes=tuple(told_change(point.form, each) for each in _at(point, changes)),
    )


def _is_changed(life: CaseLife, case: Case, point: Point) -> bool:
    draft = case.draft(point.form.id, point.area)
    if draft is None or life.latest is None:
        return False
    changes = changes_between(draft.form, _answers_sent(life.latest, point), draft.answers)
    return next(_at(point, changes), None) is not None


def _at(point: Point, changes: tuple[Change, ...]) -> Iterator[Change]:
    return (each for each in changes if _is_at(point.form, point.section, each))


def _is_at(form: FormDefinition, section_id: str, change: Change) -> bool:
    path = change.after or change.before
    section = next((each for each in form.sections if each.id == section_id), None)
    return section is None or (path is not None and belongs_to(form, section, path))


def _file_of(sent: Submission, about: Point | SentFile) -> SentFile | None:
    wanted = (about.form.id, about.area)
    return next((each for each in sent.documents() if (each.form.id, each.area) == wanted), None)


def _answers_sent(sent: Submission, about: Point | SentFile) -> Answers:
    file = _file_of(sent, about)
    return (file and file.answers) or Answers()
