"""What a programme fixes: its forms, deadline and thresholds, each with its source."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from forms.grammar import Attachment


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """A number a rule compares with, the document that sets it, and the day it holds from."""

    number: Decimal
    source: str
    valid_from: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """A programme: who gives the money, which forms are sent in, by when, within which limits.

    `forms` are those filled in here, by `id@version`; `attachments` are the documents a whole
    case needs beside the first of them. `deadline` is the last day an application is considered
    (none: received all the time), and `grace` how long after its end one is still taken in.
    Thresholds that are not known are None, and their rules are
    silent.
    """

    id: str
    title: str
    funder: str
    forms: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    deadline: date | None = None
    grace: timedelta = timedelta()
    deadline_source: str = ""
    minimum_local_share: Threshold | None = None
    longest_period_years: Threshold | None = None
    most_pages: Threshold | None = None
