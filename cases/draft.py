"""A draft as the offices hand it out: plain values, free of the storage."""

from dataclasses import dataclass, field
from datetime import datetime

from forms.answers import Answers
from forms.grammar import FormDefinition
from forms.path import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftForm:
    """What of a draft never changes."""

    id: str
    form: FormDefinition


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSummary:
    """What a list of drafts shows; the hours are in UTC."""

    id: str
    form: FormDefinition
    programme: str
    revision: int
    created_at: datetime
    updated_at: datetime
    area: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A form being filled in; `revision` counts its saves and is what the next is based on.

    In a case, `area` is the one of the agreement's areas that the draft is for, by its id.
    `owner_id` is the organisation it belongs to; None for one that a link alone opens.
    """

    id: str
    form: FormDefinition
    programme: str
    revision: int
    created_at: datetime
    updated_at: datetime
    answers: Answers
    case_id: str | None = None
    area: str = ""
    owner_id: str | None = None

    @property
    def version(self) -> tuple[str, int, datetime]:
        """What no other draft and no other save of this one has."""
        return self.id, self.revision, self.updated_at


@dataclass(frozen=True, slots=True, kw_only=True)
class StartedDraft:
    """A new draft with the secret of its link, which is shown now and kept nowhere."""

    draft: Draft
    link_token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What a save led to.

    `has_changed` says whether anything was different; `merged` are the answers of that part which
    stand otherwise than the save says, since somebody else changed them after the revision it was
    based on, or rows moved where the two were joined. `has_moved` says whether a row it tells of
    has another number now, or is none. `answers` are all that now stand in that part; None where
    none were asked for.
    """

    revision: int
    saved_at: datetime
    has_changed: bool
    merged: tuple[Path, ...] = ()
    has_moved: bool = False
    answers: Answers | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSave:
    """One save in the history of a draft.

    `by` is a name, empty where nobody was signed in; `changed` are the fields and rows it changed.
    """

    revision: int
    saved_at: datetime
    by: str
    changed: tuple[Path, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftVersion:
    """A draft as it stood after one of its saves, and `before` it."""

    save: DraftSave
    before: Answers
    answers: Answers
