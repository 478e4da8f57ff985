"""The officer's inbox: the cases that were sent in, and what is done with each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from cases.actions.decide_case import decide_case, reconsider_case
from cases.actions.open_life import list_inbox, open_sent_case
from cases.actions.return_case import point_out, return_case, take_point_back
from cases.actions.take_case import (
    assign_case,
    examine_sent_case,
    list_officers,
    receive_case,
)
from cases.errors import UnfitDecision, UnfitPoint
from cases.holder import Role
from cases.life.sent import CaseLife, InboxLine
from cases.life.states import CaseState, Deed
from forms.kinds.amount import Amount
from forms.kinds.kind import Unread
from forms.messages import N_
from web.case_life import case_address, sent_file
from web.days import BAD_DAY, NoDay, day_of
from web.holding import holder
from web.inbox_case import documents_told, places_told
from web.life_wording import STATES, deeds_for
from web.offices import database, now
from web.points import points_told
from web.signing_in import only_for, signed_in_person
from web.told_limits import with_limits
from web.wording import Problem

blueprint = Blueprint("inbox", __name__, url_prefix="/indbakke")

STATE, WHOSE, PROGRAMME = "tilstand", "hvis", "program"
PLACE, TEXT, UNTIL, AMOUNT, REASON, OUTCOME, OFFICER = (
    "sted",
    "tekst",
    "frist",
    "beloeb",
    "begrundelse",
    "afgoerelse",
    "sagsbehandler",
)
_WHOSE = (("", N_("Alle")), ("mine", N_("Mine")), ("ingens", N_("Ingens endnu")))
_BAD_AMOUNT = N_("Skriv beløbet i kroner, fx 1.200.000,00.")
_NO_PLACE = N_("Vælg, hvor det skal rettes.")
_NO_TEXT = N_("Skriv, hvad der skal rettes, med højst %(point_length)s tegn.")
_NO_REASON = N_("Skriv en begrundelse med højst %(decision_length)s tegn.")
_NO_AMOUNT = N_("Skriv det beløb, der bevilges.")
_OUTCOMES = {"bevilg": Deed.GRANT, "afslaa": Deed.REFUSE, "indstil": Deed.RECOMMEND}
_PRESSED = (Deed.RECEIVE, Deed.EXAMINE, Deed.RECONSIDER)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Faults:
    """What was wrong with what was sent, by the field it stands at."""

    texts: Mapping[str, str]

    def problems(self) -> tuple[Problem, ...]:
        """The lines of the summary."""
        return tuple(Problem(href=f"#{at}", text=text) for at, text in self.texts.items())


@blueprint.get("")
@only_for(Role.OFFICER, Role.AUDITOR)
def show_all() -> str:
    """The cases that were sent in, the last first, with filters."""
    asked = tuple(request.args.get(each, "") for each in (STATE, WHOSE, PROGRAMME))
    listed = list_inbox(database(), holder())
    return render_template(
        "inbox.html",
        lines=tuple(each for each in listed if _is_wanted(each, *asked)),
        total=len(listed),
        state=asked[0],
        whose=asked[1],
        programme=asked[2],
        programmes=_programme_options(listed),
        states=_state_options(listed),
        owners=tuple((key, gettext(words)) for key, words in _WHOSE),
    )


@blueprint.get("/<case_id>")
@only_for(Role.OFFICER, Role.AUDITOR)
def show(case_id: str) -> str:
    """A case as it was sent: its documents, points, what changed, and what can be done."""
    return _page(open_sent_case(database(), holder(), case_id))


@blueprint.get("/<case_id>/fil/<sent_id>")
@only_for(Role.OFFICER, Role.AUDITOR)
def download(case_id: str, sent_id: str) -> Response:
    """A document byte for byte as it was sent."""
    file = open_sent_case(database(), holder(), case_id).file(sent_id) or abort(404)
    return sent_file(file)


@blueprint.post("/<case_id>/gang/<case_deed>")
@only_for(Role.OFFICER, Role.AUDITOR)
def do(case_id: str, case_deed: str) -> AnyResponse:
    """Receive a case, begin to examine it, or take a recommendation up again."""
    act = _DEEDS.get(case_deed) or abort(404)
    act(database(), holder(), case_id, now=now())
    return _back(case_id)


@blueprint.post("/<case_id>/tildel")
@only_for(Role.OFFICER, Role.AUDITOR)
def assign(case_id: str) -> AnyResponse:
    """Give the case to a colleague."""
    assign_case(database(), holder(), case_id, request.form.get(OFFICER, ""), now=now())
    return _back(case_id)


@blueprint.post("/<case_id>/punkter")
@only_for(Role.OFFICER, Role.AUDITOR)
def add_point(case_id: str) -> AnyResponse | tuple[str, int]:
    """Add a point that the applicant is to mend."""
    place, text = request.form.get(PLACE, ""), request.form.get(TEXT, "")
    if not place:
        return _wrong(case_id, {PLACE: _NO_PLACE} | ({} if text.strip() else {TEXT: _NO_TEXT}))
    form_id, _, rest = place.partition("/")
    area, _, section = rest.partition("/")
    try:
        point_out(
            database(),
            holder(),
            case_id,
            form_id=form_id,
            area=area,
            section=section,
            text=text,
            address=case_address,
            now=now(),
        )
    except UnfitPoint:
        return _wrong(case_id, {TEXT: _NO_TEXT})
    return _back(case_id, "#punkter")


@blueprint.post("/<case_id>/punkter/<point_id>/slet")
@only_for(Role.OFFICER, Role.AUDITOR)
def remove_point(case_id: str, point_id: str) -> AnyResponse:
    """Take a point away before the case is returned."""
    take_point_back(database(), holder(), case_id, point_id)
    return _back(case_id, "#punkter")


@blueprint.post("/<case_id>/retur")
@only_for(Role.OFFICER, Role.AUDITOR)
def send_back(case_id: str) -> AnyResponse | tuple[str, int]:
    """Return the case for its points, and write them to the applicant."""
    try:
        until = day_of(request.form.get(UNTIL, ""))
    except NoDay:
        return _wrong(case_id, {UNTIL: BAD_DAY})
    return_case(database(), holder(), case_id, answer_by=until, address=case_address, now=now())
    return _back(case_id)


@blueprint.post("/<case_id>/afgoerelse")
@only_for(Role.OFFICER, Role.AUDITOR)
def decide(case_id: str) -> AnyResponse | tuple[str, int]:
    """Recommend, grant or refuse, with a reason."""
    deed = _OUTCOMES.get(request.form.get(OUTCOME, "")) or abort(400)
    amount = Amount().parse(request.form.get(AMOUNT, ""))
    if isinstance(amount, Unread):
        return _wrong(case_id, {AMOUNT: _BAD_AMOUNT})
    try:
        decide_case(
            database(),
            holder(),
            case_id,
            deed,
            amount=amount if isinstance(amount, Decimal) else None,
            reason=request.form.get(REASON, ""),
            address=case_address,
            now=now(),
        )
    except UnfitDecision as unfit:
        no_amount = {AMOUNT: _NO_AMOUNT} if unfit.lacks_amount else {}
        return _wrong(case_id, no_amount | ({REASON: _NO_REASON} if unfit.lacks_reason else {}))
    return _back(case_id)


def _wrong(case_id: str, texts: Mapping[str, str]) -> tuple[str, int]:
    """The page again with what is wrong at its fields, and all that was typed."""
    life = open_sent_case(database(), holder(), case_id)
    faults = _Faults(texts={field: with_limits(text) for field, text in texts.items()})
    return _page(life, faults), 422


def _page(life: CaseLife, faults: _Faults | None = None) -> str:
    return render_template(
        "inbox_case.html",
        life=life,
        documents=documents_told(life),
        points=points_told(life),
        places=places_told(life),
        pressed=deeds_for(signed_in_person(), life.state, _PRESSED),
        deeds=deeds_for(signed_in_person(), life.state, tuple(Deed)),
        addresses={Deed.RECEIVE: "modtag", Deed.EXAMINE: "undersoeg", Deed.RECONSIDER: "igen"},
        officers=tuple((each.id, each.name) for each in list_officers(database(), holder())),
        typed=request.form,
        recommended=_recommended(life),
        errors=faults.texts if faults else {},
        problems=faults.problems() if faults else (),
        has_errors=bool(faults),
    )


def _recommended(life: CaseLife) -> str:
    """The amount of a recommendation that waits for its decision, as one types it."""
    last = life.decisions[-1] if life.decisions else None
    if life.state is not CaseState.RECOMMENDED or last is None or not last.amount:
        return ""
    return Amount().format(Decimal(last.amount)).removesuffix("\N{NO-BREAK SPACE}kr.")


def _is_wanted(line: InboxLine, state: str, whose: str, programme: str) -> bool:
    if programme not in ("", line.programme.id):
        return False
    is_whose = {"mine": line.officer_id == holder().person_id, "ingens": not line.officer_id}
    return state in ("", line.state.value) and is_whose.get(whose, True)


def _state_options(lines: tuple[InboxLine, ...]) -> tuple[tuple[str, str], ...]:
    """The states there are cases in, with how many."""
    counts = {state: sum(1 for each in lines if each.state is state) for state in CaseState}
    there = ((state.value, gettext(STATES[state]), n) for state, n in counts.items() if n)
    return (("", gettext("Alle")), *((key, f"{words} ({n})") for key, words, n in there))


def _programme_options(lines: tuple[InboxLine, ...]) -> tuple[tuple[str, str], ...]:
    """The programmes there are cases of."""
    there = {each.programme.id: gettext(each.programme.title) for each in lines}
    return (("", gettext("Alle")), *sorted(there.items(), key=lambda each: each[1]))


def _back(case_id: str, place: str = "") -> AnyResponse:
    return redirect(url_for("inbox.show", case_id=case_id) + place)


_DEEDS: Mapping[str, Callable[..., None]] = {
    "modtag": receive_case,
    "undersoeg": examine_sent_case,
    "igen": reconsider_case,
}
