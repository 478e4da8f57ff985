"""A review as the offices hand it out: the files an officer laid up, and what was said of them."""

from dataclasses import dataclass, field
from datetime import date, datetime

from documents.reading import Reading
from validators.finding import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewFile:
    """A file of a review.

    `name` is the file's as it was laid up, with its folders; `refused` the verdict's code of one
    that was not taken in, else empty. `reading` is None until the file is read. `line` is the id
    of the first version of the same document, and `dated` the day the file itself says it was
    last changed. One that is set aside counts for nothing in the case.
    """

    id: str
    number: int
    name: str
    sha256: str
    size: int
    refused: str
    line: str
    is_set_aside: bool
    dated: date | None
    added_at: datetime
    reading: Reading | None

    @property
    def is_waiting(self) -> bool:
        """Whether the file is still to be read."""
        return self.reading is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A warning that is let pass, and why; `made_for` is the key of the finding it was made for."""

    made_for: str
    reason: str
    waived_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRemark:
    """What the officer says of a file, at a place or, without one, as a whole."""

    id: str
    file_id: str
    place: Place | None
    text: str
    must_be_mended: bool
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The files of a review in the order they were laid up, its waivers by finding, its remarks.

    `owner_id` is the fund it belongs to; None for one that a link alone opens.
    """

    id: str
    title: str
    received: date | None
    created_at: datetime
    files: tuple[ReviewFile, ...] = ()
    waivers: dict[str, Waiver] = field(default_factory=dict)
    remarks: tuple[OwnRemark, ...] = ()
    owner_id: str | None = None

    def file(self, file_id: str) -> ReviewFile | None:
        """The file of an id."""
        return next((each for each in self.files if each.id == file_id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewSummary:
    """What a list of reviews shows."""

    id: str
    title: str
    files: int
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StartedReview:
    """A new review with the secret of its link, which is shown now and kept nowhere."""

    review_id: str
    link_token: str
