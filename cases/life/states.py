"""The states of a case, and who may do what in each: one table, and nothing but the table."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from cases.holder import Role


class CaseState(StrEnum):
    """Where a case stands."""

    DRAFT = "draft"
    APPROVED = "approved"
    SUBMITTED = "submitted"
    RECEIVED = "received"
    EXAMINED = "in_examination"
    RETURNED = "returned"
    RESUBMITTED = "resubmitted"
    RECOMMENDED = "recommended"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Deed(StrEnum):
    """What is done to a case."""

    WRITE = "write"
    MEND = "mend"
    SHARE = "share"
    DELETE = "delete"
    ASK_APPROVAL = "ask_approval"
    APPROVE = "approve"
    REOPEN = "reopen"
    SUBMIT = "submit"
    RESUBMIT = "resubmit"
    WITHDRAW = "withdraw"
    RECEIVE = "receive"
    EXAMINE = "examine"
    ASSIGN = "assign"
    POINT_OUT = "point_out"
    TAKE_POINT_BACK = "take_point_back"
    RETURN = "return"
    RECOMMEND = "recommend"
    RECONSIDER = "reconsider"
    GRANT = "grant"
    REFUSE = "refuse"
    READ_SENT = "read_sent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """By whom a deed is done, in which states, and the state it leads to; None for the same.

    MEND is writing in what a return opened and nothing else.
    """

    by: frozenset[Role]
    states: frozenset[CaseState]
    leads_to: CaseState | None = None


_S, _R = CaseState, Role
_WRITERS = frozenset({_R.WRITER, _R.APPROVER})
_APPROVERS = frozenset({_R.APPROVER})
_OFFICERS = frozenset({_R.OFFICER})
_SENT = frozenset(_S) - {_S.DRAFT, _S.APPROVED}
_OVER = frozenset({_S.GRANTED, _S.REFUSED, _S.WITHDRAWN})
_ONLY = {state: frozenset({state}) for state in _S}

TERMS: Mapping[Deed, Terms] = {
    Deed.WRITE: Terms(by=_WRITERS, states=_ONLY[_S.DRAFT]),
    Deed.MEND: Terms(by=_WRITERS, states=_ONLY[_S.RETURNED]),
    Deed.SHARE: Terms(by=_WRITERS, states=frozenset(_S) - _OVER),
    Deed.DELETE: Terms(by=_WRITERS, states=_ONLY[_S.DRAFT]),
    Deed.ASK_APPROVAL: Terms(by=_WRITERS, states=_ONLY[_S.DRAFT]),
    Deed.APPROVE: Terms(by=_APPROVERS, states=_ONLY[_S.DRAFT], leads_to=_S.APPROVED),
    Deed.REOPEN: Terms(by=_WRITERS, states=_ONLY[_S.APPROVED], leads_to=_S.DRAFT),
    Deed.SUBMIT: Terms(by=_WRITERS, states=_ONLY[_S.APPROVED], leads_to=_S.SUBMITTED),
    Deed.RESUBMIT: Terms(by=_WRITERS, states=_ONLY[_S.RETURNED], leads_to=_S.RESUBMITTED),
    Deed.WITHDRAW: Terms(by=_APPROVERS, states=_SENT - _OVER, leads_to=_S.WITHDRAWN),
    Deed.RECEIVE: Terms(by=_OFFICERS, states=_ONLY[_S.SUBMITTED], leads_to=_S.RECEIVED),
    Deed.EXAMINE: Terms(
        by=_OFFICERS, states=frozenset({_S.RECEIVED, _S.RESUBMITTED}), leads_to=_S.EXAMINED
    ),
    Deed.ASSIGN: Terms(by=_OFFICERS, states=_SENT - _OVER),
    Deed.POINT_OUT: Terms(by=_OFFICERS, states=frozenset({_S.EXAMINED, _S.RETURNED})),
    Deed.TAKE_POINT_BACK: Terms(by=_OFFICERS, states=_ONLY[_S.EXAMINED]),
    Deed.RETURN: Terms(by=_OFFICERS, states=_ONLY[_S.EXAMINED], leads_to=_S.RETURNED),
    Deed.RECOMMEND: Terms(by=_OFFICERS, states=_ONLY[_S.EXAMINED], leads_to=_S.RECOMMENDED),
    Deed.RECONSIDER: Terms(by=_OFFICERS, states=_ONLY[_S.RECOMMENDED], leads_to=_S.EXAMINED),
    Deed.GRANT: Terms(by=_OFFICERS, states=_ONLY[_S.RECOMMENDED], leads_to=_S.GRANTED),
    Deed.REFUSE: Terms(by=_OFFICERS, states=_ONLY[_S.RECOMMENDED], leads_to=_S.REFUSED),
    Deed.READ_SENT: Terms(by=frozenset({_R.OFFICER, _R.AUDITOR}), states=_SENT),
}
OVER = _OVER
"""The states in which a case is decided or withdrawn."""
DECIDED = _OVER - {_S.WITHDRAWN}
"""The states in which a case was granted or refused."""
SENT = _SENT
"""The states in which the fund has something to see."""


def may(deed: Deed, state: CaseState, roles: frozenset[Role]) -> bool:
    """Whether somebody with these roles, on their own side of the case, may do this now."""
    terms = TERMS[deed]
    return state in terms.states and bool(roles & terms.by)


def state_after(deed: Deed, state: CaseState) -> CaseState:
    """Where a deed leaves a case that it is done to."""
    return TERMS[deed].leads_to or state
