"""For each line it is given, a process that saves a draft again and again until it is killed.

Each prints its own number, then each revision once it is acknowledged. They are forked from one
that has loaded everything, since loading takes many times as long as all the saves.
"""

import os
import sys
from datetime import UTC, datetime

from cases.actions.open_draft import open_draft
from cases.actions.save_section import save_section
from cases.database import Database
from cases.holder import Holder
from forms.answers import Answers
from forms.path import Path


def save_for_ever(url: str, draft_id: str) -> None:
    database, holder = Database(url), Holder(draft_ids=frozenset({draft_id}))
    revision = open_draft(database, holder, draft_id).revision
    while True:
        given = Answers({Path.parse("vision"): f"gemt {revision + 1}"})
        revision = save_section(
            database, holder, draft_id, "vision", given, based_on=revision, now=datetime.now(UTC)
        ).revision
        tell(revision)


def tell(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


def main(url: str, draft_id: str) -> None:
    for _ in sys.stdin:
        child = os.fork()
        if not child:
            tell(os.getpid())
            save_for_ever(url, draft_id)
        os.waitpid(child, 0)
        tell(0)


main(sys.argv[1], sys.argv[2])
