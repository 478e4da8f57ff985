"""What a case that was sent is counted by: the amount it applies for, and its kommune."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from forms.answers import Answers
from forms.formulas import compute
from forms.grammar import Field, FormDefinition
from forms.kinds.kommune import Kommune, is_known_kommune
from forms.outline import outline
from forms.path import Path
from forms.programmes.programme import Programme

_PARTIES = Path.parse("parter")
_KOMMUNE = Kommune()

Sent = tuple[FormDefinition, Answers]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedBy:
    """`applied` is plain decimals of kroner, None where no amount could be read.

    `kommune` is one of the 98 names and never what somebody typed instead; empty for none.
    """

    applied: str | None
    kommune: str


def counted_by(programme: Programme, documents: Sequence[Sent]) -> CountedBy:
    """What the documents of a case say that statistics ask for."""
    return CountedBy(applied=_applied(programme, documents), kommune=_kommune(documents))


def _applied(programme: Programme, documents: Iterable[Sent]) -> str | None:
    wanted = programme.applied_for
    amounts = (
        compute(wanted.formula, answers).value
        for form, answers in documents
        if wanted is not None and form.id == wanted.form
    )
    amount = next(amounts, None)
    return None if amount is None else f"{amount:.2f}"


def _kommune(documents: Iterable[Sent]) -> str:
    named = (name for form, answers in documents for name in _named(form, answers))
    read = (_KOMMUNE.parse(name) for name in named)
    return next((str(name) for name in read if is_known_kommune(name)), "")


def _named(form: FormDefinition, answers: Answers) -> Iterable[str]:
    """What the form asks for as a kommune, else the parties: one of them must be the kommune."""
    for placed in outline(form).fields():
        if isinstance(placed.item, Field) and isinstance(placed.item.kind, Kommune):
            value = answers.get(Path.parse(placed.address))
            if isinstance(value, str):
                yield value
    if outline(form).get(str(_PARTIES)) is None:
        return
    for row in range(answers.row_count(_PARTIES)):
        name = answers.get(_PARTIES.row(row) / "navn")
        kind = answers.get(_PARTIES.row(row) / "type")
        if isinstance(name, str) and (kind == "kommune" or "kommune" in name.casefold()):
            yield name
