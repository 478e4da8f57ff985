"""What was sent in, what it was returned for and what was decided, as the offices hand it out."""

from dataclasses import dataclass
from datetime import date, datetime

from cases.life.states import CaseState
from forms.answers import Answers
from forms.grammar import FormDefinition
from forms.programmes.programme import Programme


@dataclass(frozen=True, slots=True, kw_only=True)
class SentFile:
    """A document as it was sent; one that only repeats another, as a workbook, has no answers."""

    id: str
    name: str
    form: FormDefinition
    area: str
    sha256: str
    size: int
    answers: Answers | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """A case as it was sent in for the `number`th time, with every file of it."""

    id: str
    number: int
    title: str
    warnings: int
    sent_by: str
    sent_at: datetime
    files: tuple[SentFile, ...]

    @property
    def receipt(self) -> str:
        """What the receipt is called by, such as `T2026-1A2B3C4D`."""
        return f"T{self.sent_at.year}-{self.id[:8].upper()}"

    def documents(self) -> tuple[SentFile, ...]:
        """The files with answers, one of each document."""
        return tuple(each for each in self.files if each.answers is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """Something to mend in a section of a document, in all of it where the section is empty."""

    id: str
    round: int
    form: FormDefinition
    area: str
    section: str
    text: str
    reply: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A recommendation or decision; `amount` is plain decimals of kroner, empty for none."""

    outcome: CaseState
    amount: str
    reason: str
    made_by: str
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLife:
    """Everything that happened to a case since it was a draft; people by their names."""

    case_id: str
    state: CaseState
    programme: Programme
    organisation: str
    officer_id: str | None
    officer: str
    answer_by: date | None
    submissions: tuple[Submission, ...]
    points: tuple[Point, ...]
    decisions: tuple[Decision, ...]

    @property
    def latest(self) -> Submission | None:
        """What was sent last."""
        return self.submissions[-1] if self.submissions else None

    def open_points(self) -> tuple[Point, ...]:
        """The points about what was sent last."""
        return tuple(each for each in self.points if each.round == len(self.submissions))

    def file(self, file_id: str) -> SentFile | None:
        """A file of any submission by its id."""
        files = (each for sent in self.submissions for each in sent.files)
        return next((each for each in files if each.id == file_id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxLine:
    """What the inbox shows of a case."""

    case_id: str
    title: str
    programme: Programme
    organisation: str
    state: CaseState
    officer_id: str | None
    officer: str
    rounds: int
    warnings: int
    sent_at: datetime
