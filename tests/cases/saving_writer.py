"""Saves a draft again and again, printing each revision once it is acknowledged."""

import sys
from datetime import UTC, datetime

from cases.actions.open_draft import open_draft
from cases.actions.save_section import save_section
from cases.database import Database
from cases.holder import Holder
from forms.answers import Answers
from forms.path import Path


def main(url: str, draft_id: str) -> None:
    database, holder = Database(url), Holder(draft_ids=frozenset({draft_id}))
    revision = open_draft(database, holder, draft_id).revision
    while True:
        given = Answers({Path.parse("vision"): f"gemt {revision + 1}"})
        revision = save_section(
            database, holder, draft_id, "vision", given, based_on=revision, now=datetime.now(UTC)
        ).revision
        sys.stdout.write(f"{revision}\n")
        sys.stdout.flush()


main(sys.argv[1], sys.argv[2])
