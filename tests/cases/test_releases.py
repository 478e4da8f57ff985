"""Databases as former revisions of the tables left them are brought up to this one with their rows.

The rows of each were written by the code of its day, in `releases/`: a draft saved several times, a
case, a review with files, and as soon as there were such, people, what was sent in and decided.
"""

import json
from collections import defaultdict
from pathlib import Path as FilePath

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData, insert, select

from cases.actions.draft_history import list_versions
from cases.actions.open_case import open_case
from cases.actions.open_draft import open_draft
from cases.actions.open_life import open_life
from cases.actions.open_review import open_review
from cases.actions.restore import _count_on
from cases.actions.save_section import save_section
from cases.actions.start_draft import start_draft
from cases.backup import row_of, tables_of
from cases.database import Database
from cases.example import example_answers
from cases.holder import Holder, Role
from cases.life.states import CaseState
from cases.migration import _config, upgrade
from forms.answers import Answers
from forms.path import Path
from forms.registry import form_of
from tests.cases.test_migration import differences, upgrade_to

RELEASES = sorted((FilePath(__file__).parent / "releases").glob("*.jsonl"))
VISION = Path.parse("vision")
LAST = "Så æ\nø 😀"


@pytest.fixture(params=RELEASES, ids=lambda file: file.stem)
def release(request):
    return request.param


@pytest.fixture
def before(release, bare_url):
    """The rows of a release by table, in a database with the tables of its day."""
    upgrade_to(bare_url, release.stem)
    lines = [json.loads(line) for line in release.read_text("ascii").splitlines()]
    kept = defaultdict(list)
    database = Database(bare_url)
    with database.connection() as connection:
        metadata = MetaData()
        metadata.reflect(connection)
        for name, values in lines:
            kept[name].append(row_of(metadata.tables[name], json.dumps(values).encode()))
        for table in metadata.sorted_tables:
            if kept[table.name]:
                connection.execute(insert(table), kept[table.name])
                _count_on(connection, table)
    database.dispose()
    return kept


@pytest.fixture
def brought_up(before, bare_url):
    upgrade(bare_url)
    database = Database(bare_url, seconds_to_wait=300)
    yield database
    database.dispose()


def rows_in(database):
    with database.connection() as connection:
        return {
            table.name: [dict(row._mapping) for row in connection.execute(select(table))]
            for table in tables_of(connection)
        }


def only(row, columns):
    return {name: str(row[name]) for name in columns}


def hold_every_row(before, database):
    """No row is lost or says another thing in the columns that are still there."""
    after = rows_in(database)
    for name in (each for each, rows in before.items() if rows and each in after):
        shared = before[name][0].keys() & after[name][0].keys()
        now = [only(each, shared) for each in after[name]]
        for row in before[name]:
            assert _read(row, shared, database) in now
        assert len(now) == len(before[name])


def _read(row, columns, database):
    """A row as the database hands it out: SQLite keeps hours without their zone."""
    is_sqlite = database.engine.dialect.name == "sqlite"
    found = only(row, columns)
    return {n: text.removesuffix("+00:00") if is_sqlite else text for n, text in found.items()}


def hold_the_draft(before, database, now):
    """A draft has its answers and its history, and is written on."""
    [at] = [
        each["id"]
        for each in before["drafts"]
        if each["owner_id"] is None and each.get("case_id") is None
    ]
    holder = Holder(draft_ids=frozenset({at}))
    draft = open_draft(database, holder, at)
    assert draft.answers == example_answers().replaced({VISION: LAST})
    assert [each.revision for each in list_versions(database, holder, at)] == [3, 2, 1]
    given = Answers({VISION: "Skrevet i dag"})
    saved = save_section(database, holder, at, "vision", given, based_on=3, now=now)
    assert saved.revision == 4
    start_draft(database, Holder(), form_of("projektskitse"), now=now)


def hold_cases(before, database):
    """Each case is opened with its documents and its life."""
    for case in before["cases"]:
        owner = case["owner_id"]
        holder = Holder(
            case_ids=frozenset() if owner else frozenset({case["id"]}),
            owner_id=owner,
            roles=frozenset({Role.WRITER}) if owner else frozenset(),
        )
        found = open_case(database, holder, case["id"])
        in_case = [each["id"] for each in before["drafts"] if each["case_id"] == case["id"]]
        assert sorted(each.id for each in found.drafts) == sorted(in_case) != []
        sent = len(before["submissions"]) if owner else 0
        life = open_life(database, holder, case["id"])
        assert len(life.submissions) == sent
        assert life.state is (CaseState.GRANTED if sent else CaseState.DRAFT)


def hold_reviews(before, database):
    """Each review is opened with what was read of its files."""
    for review in before["reviews"]:
        held = Holder(review_ids=frozenset({review["id"]}))
        files = open_review(database, held, review["id"]).files
        assert [each.is_waiting for each in files] == [False, False, True]
        assert files[0].reading.answers == example_answers()


def test_what_a_former_revision_left_is_brought_up_whole(before, brought_up, now):
    assert differences(brought_up.url) == []
    hold_every_row(before, brought_up)
    hold_cases(before, brought_up)
    hold_reviews(before, brought_up)
    hold_the_draft(before, brought_up, now)


def test_every_revision_that_was_given_out_has_its_rows_here():
    revisions = [each.revision for each in ScriptDirectory.from_config(_config()).walk_revisions()]
    assert {file.stem for file in RELEASES} <= set(revisions)
    assert len(RELEASES) >= 6
