"""Long work: put down in a transaction, taken by a worker, seen and cancelled by who asked."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.orm import Session

from cases.errors import JobNotFound
from cases.links import new_id
from cases.models import JobRecord
from forms.messages import N_

LEASE = timedelta(seconds=15)
MOST_ATTEMPTS = 2
KEPT = timedelta(days=7)
LONGEST_TITLE = 200
_COUNT = "count"
_FIRST_WAIT, _LONGEST_WAIT, _MOST_WAITS = timedelta(seconds=30), timedelta(minutes=15), 24
_WAITS = N_("Filerne kan ikke hentes eller gemmes lige nu. Arbejdet prøves igen af sig selv.")
_WAITED = N_(
    "Filerne kunne ikke hentes eller gemmes i flere timer, og arbejdet blev opgivet. Intet af det, "
    "der er gemt, er ændret."
)
_GAVE_UP = N_("Arbejdet gik i stå to gange og blev opgivet. Intet af det, der er gemt, er ændret.")


class JobState(StrEnum):
    """Where a job stands; the value is stored."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen to it."""
        return self not in (JobState.WAITING, JobState.RUNNING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What the person is told of a job: a Danish msgid and the values in it."""

    sentence: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One piece of long work as it stands; `share` is how far it has come, from 0 to 1."""

    id: str
    kind: str
    title: str
    state: JobState
    owner_id: str | None
    order: Mapping[str, str]
    note: Note
    done: int
    failed: int
    share: float
    is_to_be_cancelled: bool
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None


def put_down(
    session: Session,
    *,
    kind: str,
    title: str,
    order: Mapping[str, str],
    now: datetime,
    owner_id: str | None = None,
    draft_id: str | None = None,
) -> str:
    """A new job in the caller's own transaction: it is there if what asks for it is; its id."""
    record = JobRecord(
        id=new_id(),
        kind=kind,
        title=title[:LONGEST_TITLE],
        owner_id=owner_id,
        draft_id=draft_id,
        state=JobState.WAITING,
        is_to_be_cancelled=False,
        attempts=0,
        order=json.dumps(dict(order)),
        note=_text(Note()),
        done=0,
        failed=0,
        share=0,
        created_at=now,
    )
    session.add(record)
    session.flush()
    return record.id


def is_any_due(session: Session, *, now: datetime) -> bool:
    """Whether a job waits for a worker, or lost its own."""
    return session.scalar(select(JobRecord.id).where(_is_free(now)).limit(1)) is not None


def end_stopped(session: Session, *, now: datetime) -> frozenset[str]:
    """The ids of jobs that were to stop when no worker had them: they are over now.

    Those that somebody else ends or deletes just now are passed over.
    """
    to_stop = _is_free(now) & JobRecord.is_to_be_cancelled
    wanted = select(JobRecord).where(to_stop).with_for_update(skip_locked=True)
    stopped = session.scalars(wanted).all()
    for record in stopped:
        _end(record, JobState.CANCELLED, Note(), now)
    return frozenset(each.id for each in stopped)


def take_next(session: Session, *, now: datetime) -> Job | None:
    """Lease the oldest job that waits or whose worker is gone; one tried too often is given up.

    Those that are to stop are passed over: `end_stopped` ends them. So are those that somebody
    else takes, stops or deletes just now.
    """
    is_free = _is_free(now) & ~JobRecord.is_to_be_cancelled
    in_order = select(JobRecord).where(is_free).order_by(JobRecord.created_at, JobRecord.id)
    # One at a time: whatever is locked here is out of every other worker's sight.
    first = in_order.limit(1).with_for_update(skip_locked=True)
    while (record := session.scalar(first)) is not None:
        if record.attempts < MOST_ATTEMPTS:
            record.state = JobState.RUNNING
            record.attempts += 1
            record.started_at = record.started_at or now
            record.leased_until = now + LEASE
            return _job(record)
        _end(record, JobState.FAILED, Note(sentence=_GAVE_UP), now)
        session.flush()
    return None


def _is_free(now: datetime) -> ColumnElement[bool]:
    """What waits has a `leased_until` only where nobody is to try before then."""
    return or_(
        (JobRecord.state == JobState.WAITING)
        & or_(JobRecord.leased_until.is_(None), JobRecord.is_to_be_cancelled),
        JobRecord.state.in_((JobState.WAITING, JobState.RUNNING)) & (JobRecord.leased_until < now),
    )


def tell_progress(
    session: Session, job_id: str, *, done: int, failed: int, share: float, now: datetime
) -> bool:
    """Note how far a job has come and lease it on; False when it is to stop."""
    record = _running(session, job_id)
    if record is None:
        return False
    if (done, failed) != (record.done, record.failed):
        record.attempts = 1
    record.done, record.failed, record.share = done, failed, round(1000 * share)
    record.leased_until = now + LEASE
    return not record.is_to_be_cancelled


def end(session: Session, job_id: str, state: JobState, note: Note, *, now: datetime) -> bool:
    """What became of a job that ran; False where it did not run any more."""
    record = _running(session, job_id)
    if record is None:
        return False
    _end(record, state, note, now)
    return True


def try_again(session: Session, job_id: str, note: Note, *, now: datetime) -> None:
    """After an error: once more from where it came to, or given up with the note."""
    record = _running(session, job_id)
    if record is None:
        return
    if record.attempts >= MOST_ATTEMPTS:
        _end(record, JobState.FAILED, note, now)
        return
    record.state, record.leased_until = JobState.WAITING, None


def cancel(session: Session, job_id: str, *, now: datetime) -> bool:
    """Ask a job to stop; whether it waited and is over at once, else it is when it next tells.

    Raises JobNotFound.
    """
    record = _held(session, job_id)
    if record is None:
        raise JobNotFound
    if JobState(record.state).is_over:
        return False
    record.is_to_be_cancelled = True
    if record.state != JobState.WAITING:
        return False
    _end(record, JobState.CANCELLED, Note(), now)
    return True


def lease_on(session: Session, job_id: str, *, now: datetime) -> None:
    """The worker is still there, even where the job itself has nothing to tell."""
    running = (JobRecord.id == job_id) & (JobRecord.state == JobState.RUNNING)
    session.execute(update(JobRecord).where(running).values(leased_until=now + LEASE))


def put_back(session: Session, job_id: str) -> None:
    """Let go of a job that another worker is to go on with; it is not its fault."""
    running = (JobRecord.id == job_id) & (JobRecord.state == JobState.RUNNING)
    back = {"state": JobState.WAITING, "leased_until": None, "attempts": 0}
    session.execute(update(JobRecord).where(running).values(**back))


def postpone(session: Session, job_id: str, *, now: datetime) -> None:
    """Let go of a job whose files cannot be reached: others come first, and it waits ever longer.

    It may be its own fault after all, as of a file that the store never takes: after some hours
    it is given up.
    """
    record = _running(session, job_id)
    if record is None:
        return
    waits = int(_note(record).values.get(_COUNT, "0"))
    if waits >= _MOST_WAITS:
        _end(record, JobState.FAILED, Note(sentence=_WAITED), now)
        return
    record.state, record.attempts = JobState.WAITING, 0
    record.leased_until = now + min(_FIRST_WAIT * 2**waits, _LONGEST_WAIT)
    record.note = _text(Note(sentence=_WAITS, values={_COUNT: str(waits + 1)}))


def is_there(session: Session, job_id: str) -> bool:
    """Whether there is such a job still: it goes with the draft that it makes something of."""
    return session.scalar(select(JobRecord.id).where(JobRecord.id == job_id)) is not None


def job_of(session: Session, job_id: str, held: frozenset[str]) -> Job:
    """A job that is held; raises JobNotFound."""
    record = session.get(JobRecord, job_id) if job_id in held else None
    if record is None:
        raise JobNotFound
    return _job(record)


def jobs_of(session: Session, held: frozenset[str]) -> tuple[Job, ...]:
    """The jobs that are held, the newest first."""
    wanted = select(JobRecord).where(JobRecord.id.in_(held)).order_by(JobRecord.created_at.desc())
    return tuple(map(_job, session.scalars(wanted)))


def old_jobs(session: Session, *, now: datetime) -> frozenset[str]:
    """The ids of jobs that ended long ago, but for those that somebody else takes away just now."""
    is_old = JobRecord.ended_at < now - KEPT
    wanted = select(JobRecord.id).where(is_old).with_for_update(skip_locked=True)
    return frozenset(session.scalars(wanted))


def take_away(session: Session, job_ids: Collection[str]) -> frozenset[str]:
    """Delete the rows of jobs whose files are told of no longer.

    The ids of those that remain and may have anything in a folder, as none has that was stopped.
    """
    session.execute(delete(JobRecord).where(JobRecord.id.in_(job_ids)))
    is_wanted = JobRecord.state != JobState.CANCELLED
    return frozenset(session.scalars(select(JobRecord.id).where(is_wanted)))


def _running(session: Session, job_id: str) -> JobRecord | None:
    """A job that runs, kept for this transaction from whoever takes it away."""
    record = _held(session, job_id)
    return record if record is not None and record.state == JobState.RUNNING else None


def _held(session: Session, job_id: str) -> JobRecord | None:
    """A job as it stands when nobody else changes it any more, whatever was seen of it before."""
    return session.get(JobRecord, job_id, populate_existing=True, with_for_update=True)


def _end(record: JobRecord, state: JobState, note: Note, now: datetime) -> None:
    record.state, record.note = state, _text(note)
    record.ended_at, record.leased_until = now, None


def _job(record: JobRecord) -> Job:
    return Job(
        id=record.id,
        kind=record.kind,
        title=record.title,
        state=JobState(record.state),
        owner_id=record.owner_id,
        order=json.loads(record.order),
        note=_note(record),
        done=record.done,
        failed=record.failed,
        share=record.share / 1000,
        is_to_be_cancelled=record.is_to_be_cancelled,
        created_at=record.created_at,
        started_at=record.started_at,
        ended_at=record.ended_at,
    )


def _note(record: JobRecord) -> Note:
    told = json.loads(record.note)
    return Note(sentence=told["sentence"], values=told["values"])


def _text(note: Note) -> str:
    return json.dumps({"sentence": note.sentence, "values": dict(note.values)})
