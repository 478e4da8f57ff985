"""What a form is: sections of fields, repeating groups and totals."""

from dataclasses import field
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from forms.conditions import Condition
from forms.facts import fact
from forms.kinds.kind import Kind

if TYPE_CHECKING:
    from forms.formulas import Formula


@fact
class Field:
    """One question.

    `id` is dotted within its level (`kontaktperson.navn`); `label` and `guidance` are Danish
    msgids; `limit` is the longest answer in UTF-16 units; `aliases` are other spellings of the
    label met in real documents; `leads` are the first words of the funder's guidance, so that
    guidance left in a document is known for what it is.
    """

    id: str
    label: str
    kind: Kind
    guidance: str = ""
    is_required: bool = True
    asked_when: Condition | None = None
    limit: int | None = None
    aliases: tuple[str, ...] = field(default=(), repr=False)
    leads: tuple[str, ...] = field(default=(), repr=False)


class Proof(Enum):
    """What a stated total claims, and so which rule it is examined by."""

    SUM = "sum"
    YEARLY = "yearly"
    DIFFERENCE = "difference"
    FINANCING = "financing"
    LOCAL_SHARE = "local_share"


@fact
class Total:
    """A number computed from others, never typed; `stated` is the address where one is typed too.

    A total inside a group is computed for each row. The proof says which rule compares the
    stated number with the computed one. `share_of` is the address of the number (a field or
    another total) this total is a share of; rows under its sums that meet `provisional_when`
    are counted, but are not granted yet.
    """

    id: str
    label: str
    formula: "Formula"
    stated: str | None = None
    proof: Proof = Proof.SUM
    share_of: str | None = None
    provisional_when: Condition | None = None


@fact
class FixedRow:
    """A row the form itself has: `given` maps field ids of the group to the printed text."""

    given: tuple[tuple[str, str], ...]

    def text(self, field_id: str) -> str | None:
        """The printed text of a field in this row, None where the row asks for it."""
        return dict(self.given).get(field_id)


@fact
class Group:
    """Rows of the same items; may stand inside a row of another group.

    The first rows are the `fixed_rows`, whose given texts are no answers; `takes_own_rows` says
    whether a person may add rows after them. Rows left empty are no rows, but a fixed row keeps
    its place. `at_least` counts answered rows.

    `is_listed` says that paper has a list in one box, a row a line that begins with the first
    field. `merges` is the field whose cell on paper is merged over the rows that share its text:
    a row without a cell of its own belongs to the one above. `mirrors` is the address of the
    group this one lists by name: such a list is only an answer where it says something else.

    `year` is the field that says which year a row is about, in a form that is filled in again each
    year. Rows that are `is_paged` are a page each, being too long for one together.
    """

    id: str
    label: str
    row_label: str
    items: tuple["Item", ...]
    guidance: str = ""
    at_least: int = 0
    at_most: int = 200
    fixed_rows: tuple[FixedRow, ...] = ()
    takes_own_rows: bool = True
    asked_when: Condition | None = None
    aliases: tuple[str, ...] = field(default=(), repr=False)
    is_listed: bool = field(default=False, repr=False)
    merges: str | None = field(default=None, repr=False)
    mirrors: str | None = field(default=None, repr=False)
    year: str | None = field(default=None, repr=False)
    is_paged: bool = field(default=False, repr=False)


Item: TypeAlias = Field | Group | Total


@fact
class BudgetBox:
    """Where the budget that paper has as prose in a section's box is answered, by address.

    The groups have the columns `tekst`, `beloeb` and `hyppighed` (aarligt, engang); that of what
    others pay has `kilde` and `bevilget` (ja, nej) too.
    """

    lines: str
    shares: str
    years: str
    total: str
    share_total: str
    applied: str


@fact
class Section:
    """One heading of the form and what is asked under it, a page of the wizard.

    `number` and `title` are the official heading. On paper a section is one box; `box` is the
    address of the field that takes the text of such a box as it was typed, while the other
    fields are looked for inside it. `intro` are the first words of the paragraphs that the
    funder's template prints under the heading and that stay there. `budget` says where the money
    of a box of prose belongs.
    """

    id: str
    number: str
    title: str
    items: tuple[Item, ...]
    guidance: str = ""
    box: str | None = None
    aliases: tuple[str, ...] = field(default=(), repr=False)
    intro: tuple[str, ...] = field(default=(), repr=False)
    budget: BudgetBox | None = field(default=None, repr=False)


@fact
class Attachment:
    """A document of its own that goes with the form; `form` is its form's id.

    `for_each` is the address of a choice in the form it goes with, where each answer to it asks for
    a document of its own.
    """

    id: str
    label: str
    form: str | None = None
    for_each: str = ""
    is_required: bool = True
    asked_when: Condition | None = None


@fact
class OlderVersion:
    """A version from before ours, known in a document by what only it has.

    `words` are whole headings, `labels` begin a line, and `starts` are labels of a period of
    which it asked the first day alone.
    """

    version: str
    words: tuple[str, ...]
    labels: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()


@fact
class FormDefinition:
    """A form in one released version; compared by identity, since there is one of each.

    A released version never changes: stored answers and Word files refer to it. `programme` is
    the id of the programme it belongs to. `has_workbook` says that the funder asks for it as a
    workbook, which it can then be written as too. Of `older` versions only the names are kept.
    `year` is the address of the year that a form filled in again each year is about.
    """

    id: str
    version: str
    title: str
    programme: str
    sections: tuple[Section, ...]
    attachments: tuple[Attachment, ...] = ()
    has_workbook: bool = field(default=False, repr=False)
    aliases: tuple[str, ...] = field(default=(), repr=False)
    older: tuple[OlderVersion, ...] = field(default=(), repr=False)
    year: str | None = field(default=None, repr=False)

    __eq__ = object.__eq__
    __hash__ = object.__hash__

    @property
    def key(self) -> str:
        """`id@version`, as documents and commands name it."""
        return f"{self.id}@{self.version}"
