"""Starting, opening, saving, taking over, linking, listing and deleting drafts."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert

from cases import saving
from cases.actions.delete_draft import delete_draft
from cases.actions.draft_history import draft_version, list_versions
from cases.actions.example_draft import EXAMPLE_ID, example_draft
from cases.actions.list_drafts import list_drafts
from cases.actions.open_draft import open_draft, open_link
from cases.actions.rotate_link import rotate_link
from cases.actions.save_section import save_section
from cases.actions.start_draft import start_draft
from cases.actions.take_over import take_over
from cases.errors import DraftNotFound, DraftTooLarge, StaleDraft
from cases.example import example_answers
from cases.holder import APPLICANTS, Holder
from cases.models import EventRecord
from forms.answers import Answers
from forms.kinds.kind import Fault, Unread
from forms.path import Path
from forms.registry import form_of
from tests.cases.looking import dumped, refuses

FORM = form_of("projektskitse")
NOBODY = Holder()


def answers(**texts):
    return Answers({Path.parse(name.replace("__", ".")): text for name, text in texts.items()})


def posts(*texts):
    return Answers(
        {Path.parse(f"udgifter.poster[{row}].tekst"): text for row, text in enumerate(texts)}
    )


def post_texts(draft):
    count = draft.answers.row_count(Path.parse("udgifter.poster"))
    paths = (Path.parse(f"udgifter.poster[{row}].tekst") for row in range(count))
    return [draft.answers.get(path) for path in paths]


@pytest.fixture
def started(database, now):
    return start_draft(database, NOBODY, FORM, now=now)


@pytest.fixture
def holder(started):
    return Holder(draft_ids=frozenset({started.draft.id}))


@pytest.fixture
def save(database, started, holder, now):
    def saved(section, given, based_on):
        return save_section(
            database, holder, started.draft.id, section, given, based_on=based_on, now=now
        )

    return saved


@pytest.fixture
def opened(database, started, holder):
    return lambda: open_draft(database, holder, started.draft.id)


def test_a_new_draft_is_empty_and_at_revision_nought(started):
    assert (started.draft.revision, len(started.draft.answers)) == (0, 0)


def test_a_draft_may_begin_with_answers(database, now):
    draft = start_draft(database, NOBODY, FORM, now=now, answers=example_answers()).draft
    assert (draft.revision, draft.answers) == (1, example_answers())


def test_what_is_saved_is_there_when_opened(save, opened, now):
    assert save("vision", answers(vision="Æ, ø & å <🎉>\n\nny linje"), 0).revision == 1
    assert opened().answers == answers(vision="Æ, ø & å <🎉>\n\nny linje")
    assert opened().updated_at == now


def test_text_that_cannot_be_read_is_kept_as_it_was_typed(save, opened):
    path = Path.parse("udgifter.i_alt")
    typed = Unread(text="hvad det nu koster", fault=Fault.NOT_AN_AMOUNT)
    save("udgifter", Answers({path: typed}), 0)
    assert opened().answers.get(path) == typed


def test_a_save_leaves_the_other_sections_alone(save, opened):
    save("vision", answers(vision="v"), 0)
    save("udfordringer", answers(udfordringer="u", vision="andet"), 1)
    assert opened().answers == answers(vision="v", udfordringer="u")


def test_an_absent_answer_of_the_section_is_emptied(save, opened):
    save("organisering", answers(organisering__tovholder="T", organisering__forvaltning="F"), 0)
    save("organisering", answers(organisering__tovholder="T"), 1)
    assert opened().answers == answers(organisering__tovholder="T")


def test_a_save_that_changes_nothing_makes_no_revision(save):
    save("vision", answers(vision="v"), 0)
    again = save("vision", answers(vision="v"), 1)
    assert (again.revision, again.has_changed) == (1, False)


def test_a_save_on_an_older_revision_is_merged_when_the_fields_are_others(save, opened):
    save("organisering", answers(organisering__tovholder="T"), 0)
    saved = save("organisering", answers(organisering__forvaltning="F"), 0)
    assert opened().answers == answers(organisering__tovholder="T", organisering__forvaltning="F")
    assert saved.merged == (Path.parse("organisering.tovholder"),)


def test_a_conflict_tells_both_answers_and_changes_nothing(save, opened):
    save("vision", answers(vision="min"), 0)
    with pytest.raises(StaleDraft) as caught:
        save("vision", answers(vision="din"), 0)
    stale = caught.value
    assert (stale.yours, stale.theirs) == (answers(vision="din"), answers(vision="min"))
    assert (stale.paths, stale.revision) == ((Path.parse("vision"),), 1)
    assert opened().answers == answers(vision="min")


def test_a_conflict_is_settled_by_a_save_on_the_revision_it_names(save, opened):
    save("vision", answers(vision="min"), 0)
    with pytest.raises(StaleDraft) as caught:
        save("vision", answers(vision="din"), 0)
    save("vision", answers(vision="vores"), caught.value.revision)
    assert opened().answers == answers(vision="vores")


def test_a_row_deleted_here_and_one_added_there_are_both_kept(save, opened):
    save("udgifter", posts("a", "b", "c"), 0)
    save("udgifter", posts("a", "b", "c", "d"), 1)
    save("udgifter", posts("b", "c"), 1)
    assert post_texts(opened()) == ["b", "c", "d"]


def test_a_row_deleted_here_and_changed_there_is_a_conflict(save):
    save("udgifter", posts("a", "b", "c"), 0)
    save("udgifter", posts("a", "B", "c"), 1)
    with pytest.raises(StaleDraft):
        save("udgifter", posts("b", "c"), 1)


def test_a_revision_nobody_made_is_a_conflict_when_answers_differ(save):
    save("vision", answers(vision="v"), 0)
    with pytest.raises(StaleDraft):
        save("vision", answers(vision="andet"), 7)
    assert save("vision", answers(vision="v"), 7).has_changed is False


def test_every_save_can_be_gone_back_to(save, database, holder, started):
    texts = ["første", "første og anden", "", "helt anden", "helt"]
    for revision, text in enumerate(texts):
        save("vision", answers(vision=text) if text else Answers(), revision)
    kept = [
        draft_version(database, holder, started.draft.id, revision + 1).answers
        for revision in range(len(texts))
    ]
    assert kept == [answers(vision=text) if text else Answers() for text in texts]
    versions = list_versions(database, holder, started.draft.id)
    assert [version.revision for version in versions] == [5, 4, 3, 2, 1]


def test_the_oldest_history_goes_when_there_is_too_much(
    save, database, holder, started, opened, monkeypatch
):
    monkeypatch.setattr(saving, "MOST_HISTORY_BYTES", 2_000)
    for revision in range(12):
        save("vision", answers(vision=str(revision % 10) * 400), revision)
    versions = list_versions(database, holder, started.draft.id)
    assert 0 < len(versions) < 12
    assert versions[0].revision == 12
    assert opened().answers == answers(vision="1" * 400)
    oldest = versions[-1].revision
    kept = draft_version(database, holder, started.draft.id, oldest)
    assert kept.answers == answers(vision=str((oldest - 1) % 10) * 400)
    with pytest.raises(DraftNotFound):
        draft_version(database, holder, started.draft.id, oldest - 1)


def test_a_draft_beyond_its_size_is_refused_and_kept_as_it_was(save, opened, monkeypatch):
    save("vision", answers(vision="v"), 0)
    monkeypatch.setattr(saving, "MOST_BYTES", 1_000)
    with pytest.raises(DraftTooLarge):
        save("vision", answers(vision="v" * 2_000), 1)
    assert opened().answers == answers(vision="v")


def test_others_drafts_are_not_found_whatever_is_done_with_them(database, folder, started, now):
    mine, draft_id = (
        Holder(draft_ids=frozenset({"andet"}), owner_id="p1", roles=APPLICANTS),
        started.draft.id,
    )
    attempts = (
        lambda: open_draft(database, mine, draft_id),
        lambda: save_section(database, mine, draft_id, "vision", Answers(), based_on=0, now=now),
        lambda: take_over(database, mine, draft_id, Answers(), (), based_on=0, now=now),
        lambda: rotate_link(database, mine, draft_id, now=now),
        lambda: delete_draft(database, folder, mine, draft_id, now=now),
        lambda: list_versions(database, mine, draft_id),
        lambda: draft_version(database, mine, draft_id, 1),
    )
    for attempt in attempts:
        with pytest.raises(DraftNotFound):
            attempt()
    assert list_drafts(database, mine) == ()


def test_an_owner_holds_a_draft_without_its_id(database, now):
    owner = Holder(owner_id="p1", roles=APPLICANTS)
    draft = start_draft(database, owner, FORM, now=now).draft
    assert open_draft(database, owner, draft.id) == draft
    assert [each.id for each in list_drafts(database, owner)] == [draft.id]


def test_drafts_are_listed_with_the_last_changed_first(database, now):
    first = start_draft(database, NOBODY, FORM, now=now).draft.id
    second = start_draft(database, NOBODY, FORM, now=now + timedelta(minutes=1)).draft.id
    holder = Holder(draft_ids=frozenset({first, second, "borte"}))
    assert [each.id for each in list_drafts(database, holder)] == [second, first]


def test_a_link_opens_its_draft_until_a_new_one_is_made(database, started, holder, now):
    assert open_link(database, started.link_token) == started.draft
    token = rotate_link(database, holder, started.draft.id, now=now)
    assert open_link(database, token).id == started.draft.id
    with pytest.raises(DraftNotFound):
        open_link(database, started.link_token)


@pytest.mark.parametrize("token", ["", "x", "\ud800", "x" * 100_000])
def test_an_odd_token_opens_nothing(database, started, token):
    with pytest.raises(DraftNotFound):
        open_link(database, token)


def test_the_token_of_a_link_is_nowhere_in_the_database(database, started, holder, now):
    token = rotate_link(database, holder, started.draft.id, now=now)
    content = dumped(database)
    assert started.draft.id in content
    assert token not in content
    assert started.link_token not in content


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_the_token_of_a_link_is_nowhere_in_the_files_of_sqlite(
    database, started, holder, now, tmp_path
):
    token = rotate_link(database, holder, started.draft.id, now=now)
    content = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert started.draft.id.encode() in content
    assert token.encode() not in content
    assert started.link_token.encode() not in content


def test_chosen_answers_of_a_file_are_taken_over_and_no_others(
    save, opened, database, holder, started, now
):
    save("vision", answers(vision="min"), 0)
    save("udfordringer", answers(udfordringer="min"), 1)
    save("udgifter", posts("a", "b"), 2)
    texts = answers(vision="læst", udfordringer="læst")
    read = Answers([*texts.items(), *posts("x").items()])
    chosen = (Path.parse("vision"), Path.parse("udgifter.poster"))
    take_over(database, holder, started.draft.id, read, chosen, based_on=3, now=now)
    taken = opened()
    assert taken.answers.get(Path.parse("vision")) == "læst"
    assert taken.answers.get(Path.parse("udfordringer")) == "min"
    assert post_texts(taken) == ["x"]


def test_taking_over_what_was_changed_meanwhile_is_a_conflict(save, database, holder, started, now):
    save("vision", answers(vision="ny"), 0)
    with pytest.raises(StaleDraft):
        take_over(
            database,
            holder,
            started.draft.id,
            answers(vision="læst"),
            (Path.parse("vision"),),
            based_on=0,
            now=now,
        )


def test_a_deleted_draft_leaves_only_events_without_a_word_of_it(
    save, database, folder, holder, started, now
):
    save("vision", answers(vision="hemmelighed"), 0)
    delete_draft(database, folder, holder, started.draft.id, now=now)
    with pytest.raises(DraftNotFound):
        open_draft(database, holder, started.draft.id)
    dump = dumped(database)
    assert "hemmelighed" not in dump
    assert "draft_started" in dump
    assert "draft_deleted" in dump


@pytest.mark.parametrize("statement", ["DELETE FROM events", "UPDATE events SET kind = 'x'"])
def test_events_of_the_last_five_years_cannot_be_changed(started, database, statement):
    with database.writing() as session:
        told = {"at": datetime.now(UTC), "kind": "x", "draft_id": "d", "revision": 0}
        session.execute(insert(EventRecord).values(told))
    refuses(database, statement)


def test_the_example_is_made_once(database, now):
    first = example_draft(database, now=now)
    again = example_draft(database, now=now + timedelta(days=1))
    assert (first, first.id) == (again, EXAMPLE_ID)
    assert first.answers == example_answers()


def test_an_hour_without_a_time_zone_is_refused(database, now):
    with pytest.raises(Exception, match="time zone"):
        start_draft(database, NOBODY, FORM, now=now.replace(tzinfo=None))


def test_answers_that_are_read_again_are_those_of_each_save(started, database, holder, now):
    path = Path.parse("vision")
    for revision, text in enumerate(("Først", "Så", "Først", "Lang. " * 40_000 + "Slut")):
        section = Answers({path: text})
        save_section(
            database, holder, started.draft.id, "vision", section, based_on=revision, now=now
        )
        for _ in range(2):
            assert open_draft(database, holder, started.draft.id).answers.get(path) == text
