"""Who asks: the person signed in, and what this browser holds in its signed session."""

from collections.abc import Mapping
from dataclasses import replace

from flask import session

from cases.holder import Holder
from cases.people.person import Person
from web.signing_in import person, session_mark

_DRAFTS = "drafts"
_CASES = "cases"
_REVIEWS = "reviews"
_JOBS = "jobs"
# All of them with their tokens must find room in a cookie of 4 kB.
_MOST = {_DRAFTS: 15, _CASES: 8, _REVIEWS: 8, _JOBS: 6}


def holder() -> Holder:
    """The person behind the request, as the offices know one."""
    return holder_of(person(), session)


def holder_of(who: Person | None, session: Mapping[str, object]) -> Holder:
    """A person, or nobody known, with what a session holds."""
    kept = session.get
    held = {
        "draft_ids": frozenset(_ids(kept(_DRAFTS))),
        "case_ids": frozenset(_ids(kept(_CASES))),
        "review_ids": frozenset(_ids(kept(_REVIEWS))),
    }
    return replace(who.holder(), **held) if who else Holder(**held)


def hold(draft_id: str, token: str) -> None:
    """Let this browser hold a draft, with the token of its link so that it can be shown again."""
    _hold(_DRAFTS, draft_id, token)


def drop(draft_id: str) -> None:
    """Hold a draft no longer."""
    _drop(_DRAFTS, draft_id)


def link_token(draft_id: str) -> str | None:
    """The token of a draft's secret link, None where this browser does not know it."""
    return _held(_DRAFTS).get(draft_id)


def hold_case(case_id: str, token: str) -> None:
    """Let this browser hold a case, and so every draft in it."""
    _hold(_CASES, case_id, token)


def drop_case(case_id: str) -> None:
    """Hold a case no longer."""
    _drop(_CASES, case_id)


def case_link_token(case_id: str) -> str | None:
    """The token of a case's secret link, None where this browser does not know it."""
    return _held(_CASES).get(case_id)


def hold_review(review_id: str, token: str) -> None:
    """Let this browser hold a review, and so every file in it."""
    _hold(_REVIEWS, review_id, token)


def drop_review(review_id: str) -> None:
    """Hold a review no longer."""
    _drop(_REVIEWS, review_id)


def review_link_token(review_id: str) -> str | None:
    """The token of a review's secret link, None where this browser does not know it."""
    return _held(_REVIEWS).get(review_id)


def hold_job(job_id: str) -> None:
    """Let this browser see a job, and fetch what it made."""
    _hold(_JOBS, job_id, "")


def held_jobs() -> frozenset[str]:
    """The jobs that this browser put down."""
    return frozenset(_held(_JOBS))


def _hold(name: str, id_: str, token: str) -> None:
    others = {each: kept for each, kept in _held(name).items() if each != id_}
    session[name] = dict([*others.items(), (id_, token)][-_MOST[name] :])
    session_mark()
    session.permanent = True


def _drop(name: str, id_: str) -> None:
    session[name] = {each: token for each, token in _held(name).items() if each != id_}


def _held(name: str) -> dict[str, str]:
    return _ids(session.get(name))


def _ids(held: object) -> dict[str, str]:
    return held if isinstance(held, dict) else {}
