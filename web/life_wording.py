"""The states of a case and what is done to it, in the reader's language."""

from flask import Flask
from flask_babel import gettext

from cases.life.sent import Point
from cases.life.states import CaseState, Deed, may
from cases.people.person import Person
from forms.grammar import FormDefinition
from forms.messages import N_
from web.naming import heading

STATES = {
    CaseState.DRAFT: N_("Kladde"),
    CaseState.APPROVED: N_("Godkendt internt"),
    CaseState.SUBMITTED: N_("Sendt ind"),
    CaseState.RECEIVED: N_("Modtaget"),
    CaseState.EXAMINED: N_("Undersøges"),
    CaseState.RETURNED: N_("Sendt tilbage"),
    CaseState.RESUBMITTED: N_("Sendt ind igen"),
    CaseState.RECOMMENDED: N_("Indstillet"),
    CaseState.GRANTED: N_("Bevilget"),
    CaseState.REFUSED: N_("Afslået"),
    CaseState.WITHDRAWN: N_("Trukket tilbage"),
}
_DEEDS = {
    Deed.APPROVE: N_("Godkend sagen"),
    Deed.REOPEN: N_("Åbn sagen for rettelser"),
    Deed.SUBMIT: N_("Send sagen ind"),
    Deed.RESUBMIT: N_("Send sagen ind igen"),
    Deed.WITHDRAW: N_("Træk ansøgningen tilbage"),
    Deed.RECEIVE: N_("Modtag sagen"),
    Deed.EXAMINE: N_("Begynd at undersøge"),
    Deed.RECONSIDER: N_("Undersøg den igen"),
    Deed.RETURN: N_("Send tilbage til rettelse"),
    Deed.RECOMMEND: N_("Indstil"),
    Deed.GRANT: N_("Bevilg"),
    Deed.REFUSE: N_("Giv afslag"),
}
_BADGES = {
    CaseState.GRANTED: "badge-success",
    CaseState.REFUSED: "badge-error",
    CaseState.RETURNED: "badge-warning",
}


def state_name(state: CaseState) -> str:
    """Where a case stands."""
    return gettext(STATES[state])


def state_badge(state: CaseState) -> str:
    """The look of a state's badge."""
    return _BADGES.get(state, "badge-info")


def deed_name(deed: Deed) -> str:
    """What a button that does it says."""
    return gettext(_DEEDS[deed])


def deeds_for(person: Person | None, state: CaseState, among: tuple[Deed, ...]) -> tuple[Deed, ...]:
    """What a person may do to a case now, of some deeds; nothing for nobody."""
    return tuple(each for each in among if person and may(each, state, person.roles))


def place_name(form: FormDefinition, area: str, section: str) -> str:
    """Where a point is: the document, and the section of it."""
    title = gettext(form.title)
    named = next((heading(each) for each in form.sections if each.id == section), "")
    return ": ".join(each for each in (f"{title} ({area})" if area else title, named) if each)


def point_place(point: Point) -> str:
    """Where a point is."""
    return place_name(point.form, point.area, point.section)


def add_life_words(app: Flask) -> None:
    """Let templates write `{{ state | state_name }}` and the like."""
    for each in (state_name, state_badge, deed_name, point_place):
        app.jinja_env.filters[each.__name__] = each
    app.jinja_env.globals["Deed"] = Deed
