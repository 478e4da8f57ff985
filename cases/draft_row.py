"""A draft's row as it is read for every page and save: values, and no object of a session."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, select

from cases.database import Looked
from cases.models import DraftRecord, table_of
from cases.prepared import Prepared, Row


class DraftRow(NamedTuple):
    """The columns of a draft as they are named in its table."""

    id: str
    form_id: str
    form_version: str
    programme: str
    owner_id: str | None
    case_id: str | None
    area: str
    revision: int
    size: int
    history_size: int
    created_at: datetime
    updated_at: datetime


_DRAFTS = table_of(DraftRecord).c
_COLUMNS = [_DRAFTS[name] for name in DraftRow._fields]
_WANTED = select(*_COLUMNS).where(_DRAFTS.id == bindparam("draft"))
_ROW, _ROW_TO_WRITE = Prepared(_WANTED), Prepared(_WANTED.with_for_update())


def row_to_read(asked: Looked, draft_id: str) -> DraftRow | None:
    """The row of an id; None where there is none."""
    return _row(_ROW.rows(asked, {"draft": draft_id}))


def row_to_write(asked: Looked, draft_id: str) -> DraftRow | None:
    """As `row_to_read`; the row is held until the transaction is through."""
    return _row(_ROW_TO_WRITE.rows(asked, {"draft": draft_id}))


def _row(found: Sequence[Row]) -> DraftRow | None:
    return DraftRow._make(found[0]) if found else None
