"""Seal every secret by the newest key, so that former ones can be forgotten."""

from sqlalchemy import select

from cases.database import Database
from cases.people.models import PersonRecord
from cases.people.sealing import Seal, SealBroken


def reseal_secrets(database: Database, seal: Seal) -> int:
    """How many secrets were sealed anew; one that no key opens is left as it is."""
    count = 0
    with database.writing() as session:
        wanted = select(PersonRecord).where(PersonRecord.totp_secret.is_not(None))
        for record in session.scalars(wanted):
            try:
                sealed = seal.renewed(record.totp_secret or "")
            except SealBroken:
                continue
            record.totp_secret = sealed
            count += 1
    return count
