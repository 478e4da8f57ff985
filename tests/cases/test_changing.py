"""Some answers of a section saved alone, and the same by saving all of the section."""

import random

import pytest

from cases.actions.draft_history import draft_version
from cases.actions.open_draft import open_draft
from cases.actions.save_changes import save_changes
from cases.actions.save_section import save_section
from cases.actions.start_draft import start_draft
from cases.errors import StaleDraft, StorageBusy
from cases.holder import Holder
from cases.queries import held_row
from cases.storage import section_of
from forms.answers import Answers
from forms.path import Path
from forms.registry import form_of

STEPS = 30
# Texts of few kinds, so that rows are emptied and lists come to repeat other rows.
PLACES = {
    ("projektskitse", "udgifter"): (
        "udgifter.bemaerkninger",
        *(f"udgifter.poster[{row}].tekst" for row in range(3)),
        *(f"udgifter.medfinansiering[{row}].kilde" for row in range(2)),
    ),
    ("delaftale", "aktiviteter"): tuple(
        f"{group}[{row}].navn" for group in ("aktiviteter", "aktivitetsliste") for row in range(2)
    ),
}


class Desk:
    """A draft that is saved by its changes, and one that is saved by whole sections."""

    def __init__(self, database, form, now):
        self.database, self.form, self.now = database, form, now
        self.ids = [start_draft(database, Holder(), form, now=now).draft.id for _ in range(2)]
        self.holder = Holder(draft_ids=frozenset(self.ids))

    def both(self):
        return [open_draft(self.database, self.holder, each) for each in self.ids]

    def save(self, section, changed):
        _, whole = self.both()
        told = whole.answers.replaced(changed)
        own = Answers((p, v) for p, v in told.items() if section_of(self.form, p) == section)
        told = {"based_on": whole.revision, "now": self.now}
        save_section(self.database, self.holder, self.ids[1], section, own, **told)
        return self.change(section, changed, **told)

    def change(self, section, changed, *, summed=frozenset(), unanswered=None, **told):
        here = (self.database, self.holder, self.ids[0], section, changed)
        return save_changes(*here, summed=summed, unanswered=unanswered or {}, **told)


@pytest.fixture
def desk(database, now):
    return lambda form="projektskitse": Desk(database, form_of(form), now)


def at(**texts):
    return {Path.parse(f"udgifter.{name}"): text for name, text in texts.items()}


POST = Path.parse("udgifter.poster")


@pytest.mark.parametrize("form", ["projektskitse", "delaftale"])
def test_changes_saved_alone_come_to_the_same_as_whole_sections(desk, form):
    desk, chance = desk(form), random.Random(4)
    own = [each for each in PLACES if each[0] == form]
    for _ in range(STEPS):
        section = chance.choice(own)
        paths = map(Path.parse, chance.sample(PLACES[section], 2))
        desk.save(section[1], {path: chance.choice(["En", "To", None]) for path in paths})
        changed, whole = desk.both()
        assert (changed.answers, changed.revision) == (whole.answers, whole.revision)
    for revision in range(1, changed.revision + 1):
        found = [draft_version(desk.database, desk.holder, each, revision) for each in desk.ids]
        assert found[0].before == found[1].before


def test_what_is_not_changed_stays_and_is_not_read(desk):
    desk = desk()
    desk.save("udgifter", {**at(bemaerkninger="En"), POST.row(0) / "tekst": "Løn"})
    saved = desk.save("udgifter", at(bemaerkninger=None))
    assert (saved.answers, saved.has_moved) == (None, False)
    assert dict(desk.both()[0].answers.items()) == {POST.row(0) / "tekst": "Løn"}


def test_all_of_the_section_is_told_where_a_total_is_reckoned_from_it(desk):
    desk = desk()
    desk.save("udgifter", {POST.row(0) / "tekst": "Løn"})
    told = {"based_on": 1, "now": desk.now, "summed": frozenset({"udgifter.antal_aar"})}
    saved = desk.change("udgifter", at(antal_aar=3), **told)
    assert len(saved.answers) == 2


def test_a_row_that_is_emptied_before_another_has_moved_the_others(desk):
    desk = desk()
    rows = {POST.row(row) / "tekst": f"Post {row}" for row in range(2)}
    assert not desk.save("udgifter", rows).has_moved
    assert desk.save("udgifter", {POST.row(0) / "tekst": None}).has_moved


def test_a_change_that_was_saved_already_is_kept_once_and_is_no_news(desk):
    desk = desk()
    for _ in range(2):
        saved = desk.change("udgifter", at(bemaerkninger="En"), based_on=0, now=desk.now)
    assert (saved.revision, saved.has_changed, saved.merged) == (1, False, ())


def test_what_others_changed_is_told_and_the_same_answer_is_in_conflict(desk):
    desk = desk()
    desk.change("udgifter", at(bemaerkninger="En"), based_on=0, now=desk.now)
    saved = desk.change("udgifter", at(antal_aar=3), based_on=0, now=desk.now)
    assert saved.merged == (Path.parse("udgifter.bemaerkninger"),)
    with pytest.raises(StaleDraft):
        desk.change("udgifter", at(bemaerkninger="To"), based_on=0, now=desk.now)


@pytest.mark.parametrize("text", ["En", "Først", None])
def test_what_a_page_sent_before_is_no_change_of_others_whatever_came_of_it(desk, text):
    sent, told = at(bemaerkninger="Først"), {"based_on": 0, "unanswered": at(bemaerkninger="Først")}
    for is_kept in (True, False):
        here = desk()
        if is_kept:
            here.change("udgifter", sent, based_on=0, now=here.now)
        saved = here.change("udgifter", at(bemaerkninger=text), now=here.now, **told)
        assert saved.merged == ()
        assert here.both()[0].answers.get(Path.parse("udgifter.bemaerkninger")) == text


def test_what_others_put_in_its_place_is_still_in_conflict(desk):
    desk = desk()
    desk.change("udgifter", at(bemaerkninger="Deres"), based_on=0, now=desk.now)
    told = {"based_on": 0, "unanswered": at(bemaerkninger="Først"), "now": desk.now}
    with pytest.raises(StaleDraft):
        desk.change("udgifter", at(bemaerkninger="Til sidst"), **told)


def test_what_was_sent_first_and_comes_last_is_refused(desk):
    desk = desk()
    told = {"based_on": 0, "now": desk.now}
    last = at(bemaerkninger="Til sidst")
    desk.change("udgifter", last, unanswered=at(bemaerkninger="Først"), **told)
    with pytest.raises(StaleDraft):
        desk.change("udgifter", at(bemaerkninger="Først"), **told)


def test_a_row_of_others_that_moved_where_one_was_emptied_is_told_of(desk):
    made = desk()
    rows = [Path.parse(f"udgifter.poster[{row}].tekst") for row in range(3)]
    first = made.save("udgifter", {rows[0]: "A", rows[1]: "B"})
    now = {"now": made.now}
    made.change("udgifter", {rows[2]: "Andres"}, based_on=first.revision, **now)
    saved = made.change("udgifter", {rows[1]: None}, based_on=first.revision, **now)
    draft, _ = made.both()
    assert [draft.answers.get(row) for row in rows] == ["A", "Andres", None]
    assert Path(rows[1].parts[:-1]) in saved.merged


def test_a_page_that_is_told_of_nothing_shows_what_stands(desk):
    made, chance = desk(), random.Random(20)
    paths = [POST.row(row) / "tekst" for row in range(4)]

    def stands():
        draft, _ = made.both()
        texts = {path: draft.answers.get(path) for path in paths}
        return {path: text for path, text in texts.items() if text is not None}, draft.revision

    pages = [stands(), stands()]
    for _ in range(5 * STEPS):
        at, path = chance.randrange(2), chance.choice(paths)
        shown, revision = pages[at]
        shown = {**shown, path: chance.choice(["a", "b", None])}
        told = {"based_on": revision, "now": made.now}
        try:
            saved = made.change("udgifter", {path: shown[path]}, **told)
        except StaleDraft:
            saved = None
        pages[at] = stands()
        if saved is not None and not saved.merged and not saved.has_moved:
            assert {each: text for each, text in shown.items() if text is not None} == pages[at][0]


def test_a_save_by_a_row_that_was_read_too_early_keeps_nothing(desk, monkeypatch):
    desk = desk()
    desk.save("udgifter", at(bemaerkninger="En"))
    with desk.database.saving() as session:
        early = held_row(session, desk.holder, desk.ids[0])
    desk.change("udgifter", at(bemaerkninger="To"), based_on=1, now=desk.now)
    monkeypatch.setattr("cases.actions.save_changes.held_row", lambda *_: early)
    with pytest.raises(StorageBusy):
        desk.change("udgifter", at(bemaerkninger="Tre"), based_on=1, now=desk.now)
    draft = desk.both()[0]
    assert (draft.revision, draft.answers.get(Path.parse("udgifter.bemaerkninger"))) == (2, "To")
