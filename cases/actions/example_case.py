"""Have people of every role ready, and two cases for them to work on: one's own machine only."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from cases.addresses import Addresses
from cases.database import Database
from cases.example_people import DOMAIN, PEOPLE
from cases.file_store import FileStore
from cases.people.models import AttemptRecord, PersonRecord
from cases.people.passwords import hash_password
from cases.people.person import Person
from cases.people.queries import end_sign_ins, people, person_record
from documents.seal import Seal, as_made


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleSignIns:
    """Who can sign in, all by one password that is made anew each time."""

    people: tuple[Person, ...]
    password: str


def has_example_people(database: Database) -> bool:
    """Whether somebody of the example could sign in here."""
    with database.reading() as session:
        wanted = select(PersonRecord.id).where(PersonRecord.email.endswith(f"@{DOMAIN}"))
        return session.scalar(wanted.limit(1)) is not None


def example_case(
    database: Database,
    store: FileStore,
    *,
    addresses: Addresses,
    now: datetime,
    seal: Seal = as_made,
) -> ExampleSignIns:
    """The people of the example with a new password, and at the first time their two cases.

    One case is written and waits to be approved, and is shared with the partner; the other was
    sent in.
    """
    password = secrets.token_urlsafe(12)
    if has_example_people(database):
        found = _with_password(database, password)
        return ExampleSignIns(people=tuple(found.values()), password=password)
    from cases.example_cases import invite, write_cases  # noqa: PLC0415 - loaded where asked for

    for login in PEOPLE:
        invite(database, login, now)
    found = _with_password(database, password)
    write_cases(database, store, found, addresses=addresses, now=now, seal=seal)
    return ExampleSignIns(people=tuple(found.values()), password=password)


def _with_password(database: Database, password: str) -> Mapping[str, Person]:
    """The people by their login, each of them with this password and nothing forgotten of them."""
    # All of them may know it, so that nothing is lost where it is hashed for all at once.
    found, kept = {}, hash_password(password, email=f"@{DOMAIN}")
    with database.writing() as session:
        session.execute(delete(AttemptRecord))
        for login in PEOPLE:
            record = person_record(session, f"{login}@{DOMAIN}")
            if record is not None:
                record.password_hash = kept
                end_sign_ins(session, record.id)
                [found[login]] = people(session, [record])
    return found
