"""What the other documents of a case offer the questions of a page, and how it is taken over."""

from collections.abc import Mapping, Sequence

from flask_babel import gettext

from cases.actions.take_over import take_over
from cases.case import Case
from cases.documents import AGREEMENT, area_label
from cases.draft import Draft, Saved
from cases.offers import Offer, offers_to
from forms.answers import Answers
from forms.grammar import Group
from forms.kinds.kind import Control
from forms.outline import outline
from forms.path import Path
from forms.reports import REPORT
from web.findings import held_case
from web.holding import holder
from web.offices import database, now
from web.pages.page import Offered


def offered_on(draft: Draft, case: Case | None) -> Mapping[str, Offered]:
    """What is offered by name of the field or group; nothing outside a case one holds."""
    return {str(offer.path): _offered(draft, offer) for offer in _offers(draft, case)}


def take_offered(draft: Draft, path: Path, saved: Saved) -> Saved:
    """Answer a question as another document does, unless something was answered meanwhile.

    Raises StaleDraft, DraftNotFound and DraftTooLarge.
    """
    offers = (each for each in _offers(draft, held_case(draft)) if each.is_open)
    offer = next((each for each in offers if each.path == path), None)
    if offer is None:
        return saved
    return take_over(
        database(),
        holder(),
        draft.id,
        offer.answers,
        (offer.path,),
        based_on=saved.revision,
        now=now(),
    )


def _offers(draft: Draft, case: Case | None) -> Sequence[Offer]:
    if case is None:
        return ()
    current = next((each for each in case.drafts if each.id == draft.id), draft)
    return offers_to(case, current)


def _offered(draft: Draft, offer: Offer) -> Offered:
    text = _text(draft, offer)
    area = gettext(area_label(offer.source, offer.source_area))
    if offer.source.id == AGREEMENT:
        told = (
            gettext("Fra samarbejdsaftalen: %(text)s", text=text)
            if offer.is_open
            else gettext("I samarbejdsaftalen står der: %(text)s", text=text)
        )
    elif offer.source.id == REPORT:
        told = (
            gettext("Fra statusrapporten for %(year)s: %(text)s", year=offer.source_area, text=text)
            if offer.is_open
            else gettext(
                "I statusrapporten for %(year)s står der: %(text)s",
                year=offer.source_area,
                text=text,
            )
        )
    elif offer.is_open:
        told = gettext("Fra delaftalen om %(area)s: %(text)s", area=area, text=text)
    else:
        told = gettext("I delaftalen om %(area)s står der: %(text)s", area=area, text=text)
    return Offered(text=told, is_open=offer.is_open)


def _text(draft: Draft, offer: Offer) -> str:
    """The offered answer as it is read: a row by its first answer."""
    if not isinstance(outline(draft.form).at(offer.path.address).item, Group):
        return _value_text(draft, offer.answers, offer.path)
    rows = (offer.answers.below(offer.path.row(n)) for n in _row_numbers(offer))
    return ", ".join(_value_text(draft, row, next(iter(row))) for row in rows if len(row))


def _row_numbers(offer: Offer) -> range:
    return range(offer.answers.row_count(offer.path))


def _value_text(draft: Draft, answers: Answers, path: Path) -> str:
    kind = outline(draft.form).at(path.address).field.kind
    value = answers.get(path)
    text = "" if value is None else kind.format(value)
    return gettext(text) if kind.control is Control.CHOICE else text
