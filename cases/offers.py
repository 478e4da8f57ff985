"""What one document of a case knows that another asks for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cases.case import Case
from cases.documents import AGREEMENT, AREA, SUB_AGREEMENT, chosen_areas
from cases.draft import Draft
from cases.report_offers import starts_of
from forms.answers import Answers
from forms.grammar import Field, FormDefinition
from forms.kinds.kind import Unread, Value
from forms.outline import Placed, outline
from forms.path import Path
from forms.reports import EFFORTS

_FACTS: tuple[Mapping[str, str], ...] = (
    {AGREEMENT: "omraadets_navn", SUB_AGREEMENT: "navn"},
    {AGREEMENT: "periode", SUB_AGREEMENT: "periode"},
    {AGREEMENT: "parter", SUB_AGREEMENT: "parter"},
)
"""The address of each fact in the forms that ask for it: a field, or a group of rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An answer that another document gives to a question of this one.

    `path` is the field or group here and `answers` what taking it over would make them. It is
    `open` to be taken over while nothing is answered here; else the two differ.
    """

    path: Path
    source: FormDefinition
    source_area: str
    answers: Answers
    is_open: bool


def offers_to(case: Case, draft: Draft) -> tuple[Offer, ...]:
    """What the other documents of a case offer a draft and it does not say already."""
    return tuple(offer for offer in _offers(case, draft) if not _is_said(draft, offer))


def _offers(case: Case, draft: Draft) -> Iterator[Offer]:
    for fact in _FACTS:
        if draft.form.id in fact:
            yield from _from_others(case, draft, fact)
    for start in starts_of(case, draft):
        offer = _offer(draft, start.path, start.source, start.answers)
        if offer.is_open or start.path.address != str(EFFORTS):
            yield offer
    agreement = case.draft(AGREEMENT)
    if agreement and draft.area in chosen_areas(case):
        yield _offer(draft, AREA, agreement, Answers({AREA: draft.area}))


def _from_others(case: Case, draft: Draft, fact: Mapping[str, str]) -> Iterator[Offer]:
    """The fact as the first document gives it that has it: the agreement, else by area."""
    path = Path.parse(fact[draft.form.id])
    others = (each for each in case.drafts if each.form.id in fact and each.id != draft.id)
    for other in sorted(others, key=lambda each: (each.form.id != AGREEMENT, each.area)):
        source = Path.parse(fact[other.form.id])
        known = Answers(_carried(other, source, draft, path))
        if len(known):
            yield _offer(draft, path, other, known)
            return


def _carried(other: Draft, source: Path, draft: Draft, path: Path) -> Iterator[tuple[Path, Value]]:
    """The answers at a path of one document, at the paths of another that ask the same."""
    own = outline(draft.form)
    for at, value in other.answers.below(source).items():
        here = Path((*path.parts, *at.parts[len(source.parts) :]))
        if not isinstance(value, Unread) and _asks(own.get(here.address), value):
            yield here, value


def _asks(placed: Placed | None, value: Value) -> bool:
    """Whether a question is there, and takes the value as an answer."""
    if placed is None or not isinstance(placed.item, Field):
        return False
    kind = placed.field.kind
    return kind.parse(kind.format(value)) == value


def _offer(draft: Draft, path: Path, source: Draft, answers: Answers) -> Offer:
    return Offer(
        path=path,
        source=source.form,
        source_area=source.area,
        answers=answers,
        is_open=not len(draft.answers.below(path)),
    )


def _is_said(draft: Draft, offer: Offer) -> bool:
    """Whether the draft says what is offered, in the fields that both have."""
    shared = {path.address for path in offer.answers}
    own = draft.answers.below(offer.path)
    return Answers((p, v) for p, v in own.items() if p.address in shared) == offer.answers
