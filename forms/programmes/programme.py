"""What a programme fixes: its forms, deadline and thresholds, each with its source."""

from datetime import date, timedelta
from decimal import Decimal

from forms.facts import fact
from forms.formulas import Formula
from forms.grammar import Attachment
from forms.kinds.choice import Option
from forms.programmes.retention import USUAL, Retention


@fact
class Threshold:
    """A number a rule compares with, the document that sets it, and the day it holds from."""

    number: Decimal
    source: str
    valid_from: date


@fact
class Ban:
    """An expense the programme does not pay: what it is, and the words it is known by in a line."""

    label: str
    words: tuple[str, ...]
    source: str


@fact
class UnitPrice:
    """The most a programme pays for one of something, in kroner.

    It holds for lines with one of the `words`, where a price is told for one of the `units`
    (`time`, `timen`).
    """

    label: str
    words: tuple[str, ...]
    units: tuple[str, ...]
    most: Threshold


@fact
class AppliedFor:
    """What of a case is the amount applied for: a number reckoned in the form of an id."""

    form: str
    formula: Formula


@fact
class Programme:
    """A programme: who gives the money, which forms are sent in, by when, within which limits.

    `forms` are those filled in here, by `id@version`; `reports` are those that are filled in
    again for each year, once there is something to tell of. `attachments` are the documents a
    whole case needs beside the first of its forms. `deadline` is the last day an application is
    considered (none: received all the time), and `grace` how long after its end one is still taken
    in. Thresholds that are not known are None, and their rules are silent; so it is with bans and
    unit prices that are not known. `categories` are those that its budget sorts expenses into.
    `sources_in_doubt` are options of its financing that may be local or not, by who they are.
    `applied_for` is None where nothing is applied for but to take part.
    """

    id: str
    title: str
    funder: str
    forms: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    deadline: date | None = None
    grace: timedelta = timedelta()
    deadline_source: str = ""
    minimum_local_share: Threshold | None = None
    longest_period_years: Threshold | None = None
    most_pages: Threshold | None = None
    categories: tuple[Option, ...] = ()
    sources_in_doubt: tuple[str, ...] = ()
    bans: tuple[Ban, ...] = ()
    unit_prices: tuple[UnitPrice, ...] = ()
    applied_for: AppliedFor | None = None
    retention: Retention = USUAL
