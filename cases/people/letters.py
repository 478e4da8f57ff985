"""The e-mails to people. They are in Danish, whatever language who caused them was reading."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from cases.people.models import MailRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What is written to one person."""

    subject: str
    body: str


def invitation(name: str, address: str) -> Letter:
    """The way to choose a first password."""
    return Letter(
        subject="Du er inviteret til Tilsagn",
        body=(
            f"Kære {name}\n\nDu har fået adgang til Tilsagn. Vælg din adgangskode her:\n\n"
            f"{address}\n\nLinket virker i syv dage og kun én gang.\n"
        ),
    )


def new_password(name: str, address: str) -> Letter:
    """The way to choose another password."""
    return Letter(
        subject="Vælg en ny adgangskode til Tilsagn",
        body=(
            f"Kære {name}\n\nNogen har bedt om en ny adgangskode til din konto. Er det dig, så "
            f"vælg den her:\n\n{address}\n\nLinket virker i en time og kun én gang. Er det ikke "
            "dig, skal du ikke gøre noget.\n"
        ),
    )


def post(session: Session, email: str, letter: Letter, now: datetime) -> None:
    """Lay a letter out to be sent when the transaction it tells of is through."""
    session.execute(
        insert(MailRecord).values(
            recipient=email, subject=letter.subject[:200], body=letter.body, written_at=now
        )
    )
