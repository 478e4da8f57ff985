"""The states of a case and what is done to it, in the reader's language."""

from flask import Flask
from flask_babel import gettext

from cases.documents import area_label
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
    Deed.ASK_APPROVAL: N_("Bed om godkendelse"),
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
_WAITING = (
    N_("Fonden har fået sagen. Den kan ikke ændres nu."),
    N_("I får en e-mail, hvis noget skal rettes, og når sagen er afgjort."),
)
_WHAT_HAPPENS = {
    CaseState.APPROVED: (
        N_("Sagen er godkendt og kan ikke ændres, før den åbnes for rettelser."),
        N_("Den er ikke sendt ind endnu."),
    ),
    CaseState.SUBMITTED: _WAITING,
    CaseState.RECEIVED: _WAITING,
    CaseState.EXAMINED: _WAITING,
    CaseState.RESUBMITTED: _WAITING,
    CaseState.RECOMMENDED: _WAITING,
    CaseState.RETURNED: (N_("Fonden beder jer om at rette noget, før sagen kan afgøres."),),
    CaseState.WITHDRAWN: (N_("Ansøgningen er trukket tilbage og behandles ikke."),),
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


def what_happens(state: CaseState) -> tuple[str, ...]:
    """What a state means to who applies, and what comes next; nothing where it needs no words."""
    return tuple(gettext(each) for each in _WHAT_HAPPENS.get(state, ()))


def deed_name(deed: Deed) -> str:
    """What a button that does it says."""
    return gettext(_DEEDS[deed])


def deeds_for(person: Person | None, state: CaseState, among: tuple[Deed, ...]) -> tuple[Deed, ...]:
    """What a person may do to a case now, of some deeds; nothing for nobody."""
    return tuple(each for each in among if person and may(each, state, person.roles))


def place_name(form: FormDefinition, area: str, section: str) -> str:
    """Where a point is: the document, and the section of it."""
    area_name = gettext(area_label(form, area)) if area else ""
    named = next((heading(each) for each in form.sections if each.id == section), "")
    return ": ".join(each for each in (gettext(form.title), area_name, named) if each)


def point_place(point: Point) -> str:
    """Where a point is."""
    return place_name(point.form, point.area, point.section)


def add_life_words(app: Flask) -> None:
    """Let templates write `{{ state | state_name }}` and the like."""
    for each in (state_name, state_badge, what_happens, deed_name, point_place):
        app.jinja_env.filters[each.__name__] = each
    app.jinja_env.globals["Deed"] = Deed
