"""What the history of a draft tells, and what it gives back."""

from datetime import timedelta

import pytest

from cases.actions.be_present import SEEN_FOR, be_present, forget_who_left
from cases.actions.draft_history import (
    draft_version,
    list_versions,
    section_stood,
    was_version,
)
from cases.actions.restore_version import restore_version
from cases.actions.see_writers import JUST_NOW, others_at
from cases.errors import CaseLocked, DraftNotFound, StaleDraft
from cases.models import PresenceRecord
from forms.answers import Answers
from forms.path import Path

VISION, LEADER = Path.parse("vision"), Path.parse("organisering.tovholder")


@pytest.fixture
def written(desk):
    """A draft saved three times: a vision, another by somebody else, and who leads."""
    desk.write("vision", "vision", "en")
    desk.write("vision", "vision", "to", who="approver")
    desk.write("organisering", "organisering.tovholder", "T")
    return desk


@pytest.fixture
def bring_back(written):
    def back(revision, *chosen, based_on=3, who="writer"):
        people, draft_id = written.people[who], written.draft.id
        return restore_version(
            written.database, people, draft_id, revision, chosen, based_on=based_on, now=written.now
        )

    return back


def _saves(desk, **which):
    return list_versions(desk.database, desk.people["writer"], desk.draft.id, **which)


def _version(desk, revision):
    return draft_version(desk.database, desk.people["writer"], desk.draft.id, revision)


def test_each_save_tells_who_made_it_and_what_it_changed(written):
    told = [(each.revision, each.by, each.changed) for each in _saves(written)]
    assert told == [
        (3, "writer", (LEADER,)),
        (2, "approver", (VISION,)),
        (1, "writer", (VISION,)),
    ]


def test_the_history_is_read_a_page_at_a_time(written):
    assert [each.revision for each in _saves(written, until=2, most=1)] == [2]


@pytest.mark.parametrize(
    ("section", "since", "until", "stood"),
    [
        ("vision", 2, 3, True),
        ("vision", 1, 3, False),
        ("organisering", 0, 2, True),
        ("organisering", 2, 3, False),
        ("vision", 3, 3, True),
        ("udgifter", 3, 2, False),
        ("udgifter", 0, 9, False),
        ("udgifter", 0, 9_999, False),
    ],
)
def test_a_section_stood_where_no_save_between_two_changed_it(
    written, section, since, until, stood
):
    asked = written.database, written.people["writer"], written.draft.id, section
    assert section_stood(*asked, since=since, until=until) is stood


def test_nobody_else_is_told_whether_a_section_stood(written):
    asked = written.database, written.people["neighbour"], written.draft.id, "vision"
    with pytest.raises(DraftNotFound):
        section_stood(*asked, since=0, until=3)


def test_a_version_stands_beside_what_was_before_it(written):
    version = _version(written, 2)
    assert (version.before.get(VISION), version.answers.get(VISION)) == ("en", "to")


def test_bringing_back_is_a_new_save_and_takes_nothing_else_along(written, bring_back):
    assert bring_back(1, VISION).revision == 4
    assert written.draft.answers == Answers({VISION: "en", LEADER: "T"})
    assert _version(written, 3).answers.get(VISION) == "to"


def test_what_was_not_there_yet_is_emptied(written, bring_back):
    bring_back(1, VISION, LEADER)
    assert written.draft.answers == Answers({VISION: "en"})


def test_what_another_wrote_meanwhile_is_not_replaced(written, bring_back):
    written.write("vision", "vision", "skrevet imens")
    with pytest.raises(StaleDraft):
        bring_back(1, VISION)
    assert written.draft.answers.get(VISION) == "skrevet imens"


def test_what_was_sent_is_not_brought_back_to_what_it_was(written, bring_back):
    written.sent()
    with pytest.raises(CaseLocked):
        bring_back(1, VISION, based_on=written.draft.revision)


@pytest.mark.parametrize("revision", [4, 99])
def test_a_version_that_never_was_is_not_found(bring_back, revision):
    with pytest.raises(DraftNotFound):
        bring_back(revision, VISION)


def test_others_bring_nothing_back(bring_back):
    with pytest.raises(DraftNotFound):
        bring_back(1, VISION, who="neighbour")


def test_it_is_known_what_a_draft_once_said(written):
    def was(**texts):
        answers = Answers({Path.parse(name): text for name, text in texts.items()})
        return was_version(written.database, written.people["writer"], written.draft.id, answers)

    assert [was(), was(vision="en"), was(vision="to")] == [True, True, True]
    assert [was(vision="tre"), was(kommune="x")] == [False, False]
    with pytest.raises(DraftNotFound):
        was_version(written.database, written.people["neighbour"], written.draft.id, Answers())


def test_two_in_one_section_see_each_others_names(written):
    def others(who, section, later=timedelta()):
        told = (written.database, written.people[who], written.draft.id, section)
        return others_at(*told, now=written.now + later).writing

    assert others("writer", "vision") == ("approver",)
    assert others("approver", "vision") == ("writer",)
    assert others("writer", "organisering") == ()
    assert others("writer", "vision", later=JUST_NOW) == ()


def test_who_left_is_forgotten_also_where_nobody_opens_anything_since(written):
    def kept():
        with written.database.reading() as session:
            return session.query(PresenceRecord).count()

    now = written.now
    be_present(written.database, written.people["approver"], written.draft.id, "vision", now=now)
    forget_who_left(written.database, now=now + SEEN_FOR)
    assert kept() == 1
    forget_who_left(written.database, now=now + SEEN_FOR + timedelta(seconds=1))
    assert kept() == 0


def test_who_has_the_page_open_is_seen_for_as_long_as_it_tells_so(written):
    draft_id, section, now = written.draft.id, "organisering", written.now

    def looking(who, later=timedelta()):
        told = (written.database, written.people[who], draft_id, section)
        return others_at(*told, now=now + later).looking

    be_present(written.database, written.people["approver"], draft_id, section, now=now)
    assert looking("writer") == ("approver",)
    assert looking("approver") == ()
    assert looking("writer", later=SEEN_FOR) == ("approver",)
    assert looking("writer", later=SEEN_FOR + timedelta(seconds=1)) == ()
    # Who has saved here is told of once, as somebody who writes.
    be_present(written.database, written.people["writer"], draft_id, section, now=now)
    assert looking("approver") == ()
    with pytest.raises(DraftNotFound):
        be_present(written.database, written.people["neighbour"], draft_id, section, now=now)
