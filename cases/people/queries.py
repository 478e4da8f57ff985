"""What is asked of the database about people; never one query for each of them."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import Select, bindparam, delete, func, insert, select
from sqlalchemy.orm import Session

from cases.database import Looked, take_turn
from cases.errors import PersonNotFound, TooManyAttempts
from cases.holder import Role
from cases.people.models import (
    AttemptRecord,
    IdentityRecord,
    OrganisationProgrammeRecord,
    OrganisationRecord,
    PersonRecord,
    RoleRecord,
    SignInRecord,
)
from cases.people.person import Organisation, OrganisationKind, Person
from cases.prepared import Prepared

LONGEST_SIGN_IN = timedelta(hours=10)
MOST_ATTEMPTS = 10
ATTEMPTS_WITHIN = timedelta(minutes=15)
_SIGNED_IN = Prepared(
    select(
        PersonRecord.id,
        PersonRecord.name,
        PersonRecord.email,
        PersonRecord.password_hash,
        PersonRecord.totp_secret,
        OrganisationRecord.id,
        OrganisationRecord.name,
        OrganisationRecord.kind,
    )
    .join(SignInRecord, SignInRecord.person_id == PersonRecord.id)
    .join(OrganisationRecord, OrganisationRecord.id == PersonRecord.organisation_id)
    .where(
        SignInRecord.token_hash == bindparam("token"),
        SignInRecord.created_at > bindparam("since"),
        SignInRecord.is_half.is_(False),
        PersonRecord.is_closed.is_(False),
    )
)
_ROLES = Prepared(select(RoleRecord.role).where(RoleRecord.person_id == bindparam("person")))
_PROGRAMMES = Prepared(
    select(OrganisationProgrammeRecord.programme).where(
        OrganisationProgrammeRecord.organisation_id == bindparam("owner")
    )
)
_LINKS = Prepared(
    select(IdentityRecord.person_id).where(IdentityRecord.person_id == bindparam("person"))
)


def folded(email: str) -> str:
    """An address as it is kept and compared."""
    return email.strip().casefold()


def person_record(session: Session, email: str) -> PersonRecord | None:
    """The row of an account by its address."""
    return session.scalar(select(PersonRecord).where(PersonRecord.email == folded(email)))


def organisations(session: Session) -> dict[str, Organisation]:
    """Every organisation by id, in the order of their names."""
    return _organisations(session, select(OrganisationRecord), select(OrganisationProgrammeRecord))


def _organisations_of(session: Session, ids: Iterable[str]) -> dict[str, Organisation]:
    """The organisations of these ids, so that a page need not read all that there are."""
    wanted = sorted(set(ids))
    return _organisations(
        session,
        select(OrganisationRecord).where(OrganisationRecord.id.in_(wanted)),
        select(OrganisationProgrammeRecord).where(
            OrganisationProgrammeRecord.organisation_id.in_(wanted)
        ),
    )


def _organisations(
    session: Session,
    owners: Select[OrganisationRecord],
    decided: Select[OrganisationProgrammeRecord],
) -> dict[str, Organisation]:
    programmes: dict[str, set[str]] = {}
    for row in session.scalars(decided):
        programmes.setdefault(row.organisation_id, set()).add(row.programme)
    found = session.scalars(owners.order_by(OrganisationRecord.name))
    return {
        each.id: Organisation(
            id=each.id,
            name=each.name,
            kind=OrganisationKind(each.kind),
            programmes=frozenset(programmes.get(each.id, ())),
        )
        for each in found
    }


def people(session: Session, records: Iterable[PersonRecord]) -> tuple[Person, ...]:
    """Rows as people, in the order given."""
    listed = tuple(records)
    roles: dict[str, set[Role]] = {}
    ids = [each.id for each in listed]
    for row in session.scalars(select(RoleRecord).where(RoleRecord.person_id.in_(ids))):
        roles.setdefault(row.person_id, set()).add(Role(row.role))
    owners = _organisations_of(session, [each.organisation_id for each in listed])
    without = [each.id for each in listed if each.password_hash is None]
    linked = _linked(session, without) if without else frozenset()
    return tuple(
        Person(
            id=each.id,
            name=each.name,
            email=each.email,
            organisation=owners[each.organisation_id],
            roles=frozenset(roles.get(each.id, ())),
            is_closed=each.is_closed,
            has_password=each.password_hash is not None,
            has_way_in=each.password_hash is not None or each.id in linked,
            has_second_factor=each.totp_secret is not None,
        )
        for each in listed
    )


def _linked(session: Session, ids: list[str]) -> frozenset[str]:
    """Which of these people sign in elsewhere."""
    wanted = select(IdentityRecord.person_id).where(IdentityRecord.person_id.in_(ids))
    return frozenset(session.scalars(wanted))


def person_of_id(session: Session, person_id: str) -> Person:
    """The person of an id; raises PersonNotFound."""
    record = session.get(PersonRecord, person_id)
    if record is None:
        raise PersonNotFound
    return people(session, [record])[0]


def signed_in_record(
    session: Session, token_hash: str, now: datetime
) -> tuple[SignInRecord, PersonRecord] | None:
    """A sign-in that still holds, half or whole, with whose it is."""
    wanted = (
        select(SignInRecord, PersonRecord)
        .join(PersonRecord, PersonRecord.id == SignInRecord.person_id)
        .where(
            SignInRecord.token_hash == token_hash,
            SignInRecord.created_at > now - LONGEST_SIGN_IN,
            PersonRecord.is_closed.is_(False),
        )
    )
    found = session.execute(wanted).one_or_none()
    return None if found is None else (found[0], found[1])


def signed_in_whole(asked: Looked, token_hash: str, now: datetime) -> Person | None:
    """Whose a sign-in is that holds and awaits no code: asked for every page and save."""
    told = {"token": token_hash, "since": now - LONGEST_SIGN_IN}
    found = _SIGNED_IN.rows(asked, told)
    if not found:
        return None
    ((id_, name, email, password, second, owner, owner_name, kind),) = found
    has_password = password is not None
    return Person(
        id=id_,
        name=name,
        email=email,
        organisation=Organisation(
            id=owner,
            name=owner_name,
            kind=OrganisationKind(kind),
            programmes=frozenset(each for (each,) in _PROGRAMMES.rows(asked, {"owner": owner})),
        ),
        roles=frozenset(Role(each) for (each,) in _ROLES.rows(asked, {"person": id_})),
        is_closed=False,
        has_password=has_password,
        has_way_in=has_password or bool(_LINKS.rows(asked, {"person": id_})),
        has_second_factor=second is not None,
    )


def end_sign_ins(session: Session, person_id: str) -> None:
    """Sign a person out of every browser."""
    session.execute(delete(SignInRecord).where(SignInRecord.person_id == person_id))


def count_attempt(
    session: Session, subject: str, now: datetime, *, most: int = MOST_ATTEMPTS
) -> None:
    """Count an attempt before it is tried, so that many at once are all counted.

    Raises TooManyAttempts.
    """
    hashed = _hashed(subject)
    take_turn(session, hashed)
    session.execute(delete(AttemptRecord).where(AttemptRecord.at < now - ATTEMPTS_WITHIN))
    counted = select(func.count()).where(AttemptRecord.subject == hashed)
    if (session.scalar(counted) or 0) >= most:
        raise TooManyAttempts
    session.execute(insert(AttemptRecord).values(subject=hashed, at=now))


def forget_attempts(session: Session, subject: str) -> None:
    """Begin to count anew, after one that was right."""
    session.execute(delete(AttemptRecord).where(AttemptRecord.subject == _hashed(subject)))


def _hashed(subject: str) -> str:
    return sha256(subject.encode("utf-8", "surrogatepass")).hexdigest()
