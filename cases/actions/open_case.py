"""Open a case, by its id or by its secret link."""

from cases.case import Case
from cases.case_queries import held_case, linked_case
from cases.database import Database
from cases.holder import Holder
from cases.links import hash_of


def open_case(database: Database, holder: Holder, case_id: str) -> Case:
    """The case of an id; raises CaseNotFound, also for one that somebody else holds."""
    with database.reading() as session:
        return held_case(session, holder, case_id)


def open_case_link(database: Database, token: str) -> Case:
    """The case of a secret link, whoever follows it; raises CaseNotFound."""
    with database.reading() as session:
        return linked_case(session, hash_of(token))
