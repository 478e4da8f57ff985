"""The table of who may do what in which state, held whole against one written by hand."""

import pytest

from cases.holder import Role
from cases.life.states import CaseState, Deed, may, state_after

# By state, what each role may do; whoever is not named may do nothing.
TOLD = """
draft          writer: ask_approval delete share write
draft          approver: approve ask_approval delete share write
approved       writer: reopen share submit
approved       approver: reopen share submit
submitted      writer: share
submitted      approver: share withdraw
submitted      officer: assign read_sent receive
submitted      auditor: read_sent
received       writer: share
received       approver: share withdraw
received       officer: assign examine read_sent
received       auditor: read_sent
in_examination writer: share
in_examination approver: share withdraw
in_examination officer: assign point_out read_sent recommend return take_point_back
in_examination auditor: read_sent
returned       writer: mend resubmit share
returned       approver: mend resubmit share withdraw
returned       officer: assign point_out read_sent
returned       auditor: read_sent
resubmitted    writer: share
resubmitted    approver: share withdraw
resubmitted    officer: assign examine read_sent
resubmitted    auditor: read_sent
recommended    writer: share
recommended    approver: share withdraw
recommended    officer: assign grant read_sent reconsider refuse
recommended    auditor: read_sent
granted        officer: read_sent
granted        auditor: read_sent
refused        officer: read_sent
refused        auditor: read_sent
withdrawn      officer: read_sent
withdrawn      auditor: read_sent
"""
LEADS = {
    Deed.APPROVE: "approved",
    Deed.REOPEN: "draft",
    Deed.SUBMIT: "submitted",
    Deed.RESUBMIT: "resubmitted",
    Deed.WITHDRAW: "withdrawn",
    Deed.RECEIVE: "received",
    Deed.EXAMINE: "in_examination",
    Deed.RETURN: "returned",
    Deed.RECOMMEND: "recommended",
    Deed.RECONSIDER: "in_examination",
    Deed.GRANT: "granted",
    Deed.REFUSE: "refused",
}


def told():
    for line in TOLD.strip().splitlines():
        state, role, deeds = line.replace(":", "").split(maxsplit=2)
        for deed in deeds.split():
            yield CaseState(state), Role(role), Deed(deed)


def test_each_role_may_do_in_each_state_what_the_table_says_and_nothing_else():
    found = {
        (state, role, deed)
        for state in CaseState
        for role in Role
        for deed in Deed
        if may(deed, state, frozenset({role}))
    }
    assert found == set(told())


def test_nobody_without_a_role_does_anything():
    assert not any(may(deed, state, frozenset()) for deed in Deed for state in CaseState)


@pytest.mark.parametrize("deed", list(Deed), ids=str)
def test_a_deed_leads_where_the_table_says_or_nowhere(deed):
    for state in CaseState:
        assert state_after(deed, state) == LEADS.get(deed, state)


def test_each_state_can_be_reached_from_a_draft():
    reached = {CaseState.DRAFT}
    for _ in CaseState:
        reached |= {state_after(deed, state) for state, _, deed in told() if state in reached}
    assert reached == set(CaseState)
