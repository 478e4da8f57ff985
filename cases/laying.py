"""Laying files into the store before any row tells of them, so that nobody takes them away.

Whoever lays a file down claims its checksum first, in a transaction of its own, and gives the claim
up in the transaction that writes the rows. Whoever takes files away leaves those that are told of
and those that are claimed, and claims the others until they are gone: who wants to lay one of those
down waits for that. To claim, the two take turns; while a file is written or taken away, only who
wants that very file waits.
"""

import logging
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import file_digest, sha256
from itertools import islice
from pathlib import Path

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from cases.database import Database, take_turn
from cases.errors import CaseError, StorageBusy
from cases.file_store import FileStore
from cases.kept_files import files_of_backup, files_told_of
from cases.links import new_id
from cases.models import FileClaimRecord
from cases.told_exception import told_exception

CLAIM = timedelta(hours=1)
"""How long laying files down may take; what was broken off is swept after that."""
REMOVAL = timedelta(minutes=5)
"""How long taking files away may take; one that was broken off is forgotten after that."""
_LOG = logging.getLogger(__name__)
_DAY = timedelta(days=1)
_PATIENCE, _PAUSE = 10.0, 0.05
_SECONDS_ELSEWHERE, _BESIDE = 2.0, "let go"
_TURN = "files"
_AT_ONCE = 500


Content = bytes | Path
"""What is laid down: as it is, or what a file says that may be too large for memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """Files that lie in the store, by their checksums in the order given, and the claim to them."""

    claim: str
    names: tuple[str, ...]


def lay(
    database: Database, store: FileStore, contents: Sequence[Content], *, now: datetime
) -> Laid:
    """Put files into the store; they stay there until `settle`, or until the claim has run out.

    Raises StorageFull, StorageBusy and StoreDown.
    """
    names = tuple(map(_checksum, contents))
    latest = time.monotonic() + _PATIENCE
    while (claim := _claimed(database, names, now)) is None:
        if time.monotonic() > latest:
            raise StorageBusy
        time.sleep(_PAUSE)
    for each in contents:
        if isinstance(each, bytes):
            store.put(each)
        else:
            store.put_file(each)
    return Laid(claim=claim, names=names)


@contextmanager
def held(database: Database, session: Session, *, now: datetime) -> Iterator[set[str]]:
    """The files of the rows that a backup keeps; nobody takes them away in the block.

    The session must not have been asked anything yet: what it reads from is chosen here, while
    nobody takes anything away. A block that is never left holds them for a day.
    """
    with database.writing() as claiming:
        take_turn(claiming, _TURN)
        _forget_old(claiming, now)
        names = files_of_backup(session)
        claim = _claim(claiming, names, now + _DAY)
    try:
        yield names
    finally:
        _give_up(database, claim)


def _checksum(content: Content) -> str:
    if isinstance(content, bytes):
        return sha256(content).hexdigest()
    with content.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()


def _claimed(database: Database, names: Iterable[str], now: datetime) -> str | None:
    """A claim to files that are to be laid down; None while one of them is taken away."""
    with database.writing() as session:
        take_turn(session, _TURN)
        _forget_old(session, now)
        going = select(FileClaimRecord.sha256).where(FileClaimRecord.is_to_go)
        if set(session.scalars(going)).isdisjoint(names):
            return _claim(session, names, now + CLAIM)
    return None


def _claim(
    session: Session, names: Iterable[str], until: datetime, *, is_to_go: bool = False
) -> str:
    claim = new_id()
    rows = [
        {"id": claim, "sha256": each, "until": until, "is_to_go": is_to_go}
        for each in sorted(set(names))
    ]
    if rows:
        session.execute(insert(FileClaimRecord), rows)
    return claim


def _give_up(database: Database, claim: str) -> None:
    with database.writing() as session:
        session.execute(delete(FileClaimRecord).where(FileClaimRecord.id == claim))


def settle(session: Session, laid: Laid) -> None:
    """Give a claim up in the transaction whose rows tell of its files.

    Raises StorageBusy where it has run out, since the files may be gone then.
    """
    of_claim = FileClaimRecord.id == laid.claim
    given_up = delete(FileClaimRecord).where(of_claim).returning(FileClaimRecord.sha256)
    if set(session.scalars(given_up)) != set(laid.names):
        raise StorageBusy


def take_away(database: Database, store: FileStore, names: Iterable[str], *, now: datetime) -> int:
    """Take away those of these files that no row tells of and nobody lays down; how many went.

    What a store is not heard to have done it may still do: until the claim has run out nobody lays
    those files down. Raises StoreDown and StorageBusy.
    """
    gone, rest = 0, iter(names)
    while some := list(islice(rest, _AT_ONCE)):
        with database.writing() as session:
            take_turn(session, _TURN)
            _forget_old(session, now)
            # Claims first: one that is given up in between is told of by a row when rows are asked.
            laid = select(FileClaimRecord.sha256).where(~FileClaimRecord.is_to_go)
            wanted = set(session.scalars(laid))
            unwanted = set(some) - wanted - files_told_of(session)
            claim = _claim(session, unwanted, now + REMOVAL, is_to_go=True)
        if unwanted:
            store.remove(unwanted)
            _give_up(database, claim)
            gone += len(unwanted)
    return gone


def let_go(database: Database, store: FileStore, names: Iterable[str], *, now: datetime) -> None:
    """Take away files whose rows are gone, as far as store and database let it now.

    The daily sweep takes the rest: whatever was done before this is done, and is told so. Nobody
    waits long for a store elsewhere that is silent; what it does not do meanwhile it may do later.
    """
    given = database, store, tuple(names), now
    if not store.is_elsewhere:
        _take_as_let(*given)
        return
    taking = threading.Thread(target=_take_beside, args=given, name=_BESIDE, daemon=True)
    taking.start()
    taking.join(_SECONDS_ELSEWHERE)


def _take_as_let(database: Database, store: FileStore, names: Sequence[str], now: datetime) -> None:
    with suppress(CaseError):
        take_away(database, store, names, now=now)


def _take_beside(database: Database, store: FileStore, names: Sequence[str], now: datetime) -> None:
    try:
        _take_as_let(database, store, names, now)
    except Exception as error:  # noqa: BLE001 - nobody waits for it who could tell
        _LOG.error("files are left for the sweep: %s", told_exception(error))


def _forget_old(session: Session, now: datetime) -> None:
    session.execute(delete(FileClaimRecord).where(FileClaimRecord.until < now))
