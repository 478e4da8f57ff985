"""The e-mails to people. They are in Danish, whatever language who caused them was reading."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from cases.holder import Role
from cases.people.models import MailRecord, PersonRecord, RoleRecord
from cases.spans import lasting_in

_DANISH = "da_DK"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What is written to one person."""

    subject: str
    body: str


def invitation(name: str, address: str, works_for: timedelta) -> Letter:
    """The way to choose a first password."""
    return Letter(
        subject="Du er inviteret til Tilsagn",
        body=(
            f"Kære {name}\n\nDu har fået adgang til Tilsagn. Vælg din adgangskode her:\n\n"
            f"{address}\n\nLinket virker i {lasting_in(works_for, _DANISH)} og kun én gang.\n"
        ),
    )


def new_password(name: str, address: str, works_for: timedelta) -> Letter:
    """The way to choose another password."""
    return Letter(
        subject="Vælg en ny adgangskode til Tilsagn",
        body=(
            f"Kære {name}\n\nNogen har bedt om en ny adgangskode til din konto. Er det dig, så "
            f"vælg den her:\n\n{address}\n\nLinket virker i {lasting_in(works_for, _DANISH)} og "
            "kun én gang. Er det ikke dig, skal du ikke gøre noget.\n"
        ),
    )


def no_password(name: str, address: str) -> Letter:
    """That an account has no password to forget."""
    return Letter(
        subject="Din konto på Tilsagn har ingen adgangskode",
        body=(
            f"Kære {name}\n\nNogen har bedt om en ny adgangskode til din konto. Den har ingen: du "
            f"logger ind hos din organisation eller med MitID. Begynd her:\n\n{address}\n\nEr det "
            "ikke dig, skal du ikke gøre noget.\n"
        ),
    )


def receipt(
    case: str, number: str, at: str, files: Sequence[tuple[str, str]], address: str
) -> Letter:
    """What was sent in, with the checksum of each document, to those who sent it."""
    lines = "".join(f"{name}\n  SHA-256 {checksum}\n" for name, checksum in files)
    return Letter(
        subject=f"Kvittering {number}: {case}",
        body=(
            f"Ansøgningen »{case}« er sendt ind {at}.\n\nKvittering: {number}\n\n"
            f"Dokumenterne, som de er modtaget:\n\n{lines}\n{address}\n"
        ),
    )


def approval_asked(case: str, who: str, address: str) -> Letter:
    """To those who may approve: that a case is written and waits for a second person."""
    return Letter(
        subject=f"Til godkendelse: {case}" if case else "En sag til godkendelse",
        body=(
            f"{who} har skrevet ansøgningen{_named(case)} færdig og beder dig se på den og "
            f"godkende den, så den kan sendes ind.\n\n{address}\n"
        ),
    )


def approved(case: str, who: str, address: str) -> Letter:
    """To those who may send in: that a second person has approved."""
    return Letter(
        subject=f"Godkendt: {case}" if case else "Sagen er godkendt",
        body=(
            f"{who} har godkendt ansøgningen{_named(case)}. Den er ikke sendt endnu. Send den ind "
            f"her:\n\n{address}\n"
        ),
    )


def shared(case: str, who: str, document: str, address: str) -> Letter:
    """To a partner, what they may do from now on: write in one document, or read the case."""
    may = f"skrive i »{document}«" if document else "læse alle dokumenter i den"
    return Letter(
        subject=f"Delt med dig: {case or document or 'en sag'}",
        body=f"{who} har delt ansøgningen{_named(case)} med dig. Du kan {may}.\n\n{address}\n",
    )


def sent_in(case: str, organisation: str, number: str, address: str) -> Letter:
    """To the officers of the fund."""
    return Letter(
        subject=f"Ny i indbakken: {case}",
        body=f"{organisation} har sendt »{case}« ind ({number}).\n\n{address}\n",
    )


def returned(case: str, points: Sequence[str], answer_by: str, address: str) -> Letter:
    """Exactly what is to be mended, to those who applied."""
    lines = "".join(f"{number}. {text}\n" for number, text in enumerate(points, 1))
    until = f"Send den igen senest {answer_by}.\n\n" if answer_by else ""
    return Letter(
        subject=f"Til rettelse: {case}",
        body=f"Ansøgningen »{case}« er sendt tilbage. Ret dette:\n\n{lines}\n{until}{address}\n",
    )


def one_more_point(case: str, point: str, address: str) -> Letter:
    """That one more thing may be mended in a case that is with those who applied."""
    return Letter(
        subject=f"Et punkt mere til rettelse: {case}",
        body=f"I ansøgningen »{case}« kan I nu også rette dette:\n\n{point}\n\n{address}\n",
    )


def reminder(case: str, last_day: str, address: str) -> Letter:
    """That the last day comes near, to those who apply; a case may not have a name yet."""
    return Letter(
        subject=f"Husk fristen den {last_day}",
        body=f"Ansøgningen{_named(case)} skal sendes senest den {last_day}.\n\n{address}\n",
    )


def deletion_warning(case: str, last_day: str, address: str) -> Letter:
    """That a case nobody works on goes soon, to those who apply; it may not have a name yet."""
    return Letter(
        subject=f"Kladden{_named(case)} slettes den {last_day}",
        body=(
            f"Ingen har længe gemt noget i kladden{_named(case)}, og den er ikke sendt ind. Den "
            f"slettes den {last_day}. Skal den bruges, så gem noget i den inden da, eller hent "
            f"den:\n\n"
            f"{address}\n"
        ),
    )


def decided(case: str, outcome: str, amount: str, reason: str, address: str) -> Letter:
    """The decision, to those who applied."""
    granted = f"Beløb: {amount} kr.\n\n" if amount else ""
    return Letter(
        subject=f"Afgørelse: {case}",
        body=f"Ansøgningen »{case}« er {outcome}.\n\n{granted}{reason}\n\n{address}\n",
    )


def post_to(
    session: Session,
    organisation_id: str,
    roles: Collection[Role],
    letter: Letter,
    now: datetime,
    *,
    but: str | None = None,
) -> int:
    """Lay a letter out to everybody in an organisation who has one of these roles.

    `but` is the id of who need not be told. The answer is to how many.
    """
    wanted = (
        select(PersonRecord.email)
        .join(RoleRecord, RoleRecord.person_id == PersonRecord.id)
        .where(
            PersonRecord.organisation_id == organisation_id,
            PersonRecord.id != (but or ""),
            PersonRecord.is_closed.is_(False),
            RoleRecord.role.in_([role.value for role in roles]),
        )
        .distinct()
        .order_by(PersonRecord.email)
    )
    recipients = session.scalars(wanted).all()
    for email in recipients:
        post(session, email, letter, now)
    return len(recipients)


def post(session: Session, email: str, letter: Letter, now: datetime) -> None:
    """Lay a letter out to be sent when the transaction it tells of is through."""
    session.execute(
        insert(MailRecord).values(
            recipient=email, subject=letter.subject[:200], body=letter.body, written_at=now
        )
    )


def _named(case: str) -> str:
    """The name of a case inside a sentence; nothing for one without."""
    return f" »{case}«" if case else ""
