"""Every way a request can fail, mapped to its page in one place."""

from dataclasses import dataclass
from datetime import timedelta

from flask import (
    Flask,
    Response,
    current_app,
    jsonify,
    make_response,
    render_template,
    request,
    url_for,
)
from flask.globals import request_ctx
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from cases.actions.find_tombstone import find_tombstone
from cases.errors import (
    CannotWaive,
    CaseError,
    CaseLocked,
    CaseMoved,
    CaseNotFound,
    DraftNotFound,
    DraftTooLarge,
    FetchesBusy,
    IdentityTaken,
    JobNotFound,
    LastWayIn,
    LinkUsedUp,
    NeedsSecondPerson,
    NobodyApproves,
    NoRoom,
    NotAllowed,
    NothingToMend,
    NotInCase,
    NotInReview,
    NotReady,
    OtherOrganisation,
    PersonNotFound,
    ReviewFull,
    ReviewNotFound,
    SignInBusy,
    StorageBusy,
    StorageFull,
    StoreDown,
    TemplateNotFound,
    TooEarly,
    TooLate,
    TooManyAttempts,
    TooMuchWork,
    UnfitDecision,
    UnfitPassword,
    UnfitPerson,
    UnfitPoint,
    UnfitRemark,
    UnknownIdentity,
    WrongSignIn,
)
from cases.people.queries import ATTEMPTS_WITHIN
from cases.retention.tombstones import Reason, Tombstone
from cases.told_exception import told_exception
from documents.safety.isolation import IsolationBusy
from forms.messages import N_
from web.formats import HERE, day, lasting
from web.holding import holder
from web.language import languages_alone
from web.offices import database
from web.pages.page_form import CutShort
from web.pages.rows import TooManyRows
from web.signing_in import ask_no_more
from web.told_limits import with_limits
from web.typed import typed_texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """What a person is told: a heading, what happened and what to do; Danish msgids."""

    status: int
    heading: str
    text: str
    retry_after: int | None = None


_FAILURES = {
    failure.status: failure
    for failure in (
        Failure(
            status=400,
            heading=N_("Siden kunne ikke læses"),
            text=N_("Det, der blev sendt, er ikke helt. Gå tilbage, og prøv igen."),
        ),
        Failure(
            status=403,
            heading=N_("Det har du ikke adgang til"),
            text=N_("Du kan se det her, men ikke ændre det. Spørg den, der har delt det med dig."),
        ),
        Failure(
            status=404,
            heading=N_("Siden findes ikke"),
            text=N_(
                "Adressen kan være forkert, kladden eller sagen kan være slettet, eller den hører "
                "til en anden. Log ind, eller åbn den med dens hemmelige link."
            ),
        ),
        Failure(
            status=405,
            heading=N_("Det kan man ikke her"),
            text=N_("Gå tilbage til forsiden, og begynd derfra."),
        ),
        Failure(
            status=409,
            heading=N_("Det kan ikke gemmes nu"),
            text=N_("En anden har ændret det samme. Gå tilbage, og se, hvad der er gemt."),
        ),
        Failure(
            status=410,
            heading=N_("Det er slettet"),
            text=N_("Det er slettet og kan ikke hentes frem igen."),
        ),
        Failure(
            status=413,
            heading=N_("Det fylder for meget"),
            text=N_(
                "Intet er gemt af det, du sendte, men alt fra før er der endnu. "
                "En fil må fylde %(file_size)s, og en side må højst rumme %(text_size)s tekst."
            ),
        ),
        Failure(
            status=415,
            heading=N_("Det format kan ikke modtages"),
            text=N_("Gå tilbage, og prøv igen."),
        ),
        Failure(
            status=422,
            heading=N_("Det kan ikke gøres endnu"),
            text=N_("Det, du sendte, kan ikke bruges, som det er. Gå tilbage, og ret det."),
        ),
        Failure(
            status=429,
            heading=N_("Det går for hurtigt"),
            text=N_("Vent %(wait)s, og prøv igen."),
            retry_after=60,
        ),
        Failure(
            status=500,
            heading=N_("Der skete en fejl hos os"),
            text=N_("Det, der var gemt, er der endnu. Prøv igen om lidt."),
        ),
        Failure(
            status=503,
            heading=N_("Der er travlt lige nu"),
            text=N_("Gå tilbage, vent et øjeblik, og prøv igen. Intet gemt er gået tabt."),
            retry_after=5,
        ),
        Failure(
            status=507,
            heading=N_("Der er ikke plads til mere"),
            text=N_(
                "Det seneste blev ikke gemt, men alt fra før er der endnu. "
                "Gå tilbage, kopiér det, du har skrevet, og prøv igen senere."
            ),
        ),
    )
}
_CASE_STATUS: dict[type[CaseError], int] = {
    CaseNotFound: 404,
    DraftNotFound: 404,
    NotInCase: 404,
    JobNotFound: 404,
    ReviewNotFound: 404,
    NotInReview: 404,
    CannotWaive: 422,
    UnfitRemark: 422,
    ReviewFull: 413,
    NoRoom: 429,
    DraftTooLarge: 413,
    StorageBusy: 503,
    StoreDown: 503,
    FetchesBusy: 503,
    StorageFull: 507,
    NotAllowed: 403,
    PersonNotFound: 404,
    LinkUsedUp: 404,
    UnfitPerson: 422,
    UnfitPassword: 422,
    WrongSignIn: 422,
    UnknownIdentity: 403,
    OtherOrganisation: 403,
    IdentityTaken: 409,
    LastWayIn: 409,
    TooManyAttempts: 429,
    TooMuchWork: 429,
    SignInBusy: 503,
    CaseLocked: 409,
    CaseMoved: 409,
    NeedsSecondPerson: 409,
    NotReady: 422,
    TooLate: 422,
    NothingToMend: 422,
    TemplateNotFound: 404,
    TooEarly: 422,
    UnfitPoint: 422,
    UnfitDecision: 422,
    NobodyApproves: 422,
}
# In seconds, of those that pass by themselves.
_COUNTED_WITHIN = int(ATTEMPTS_WITHIN.total_seconds())
_CASE_WAIT: dict[type[CaseError], int] = {
    TooManyAttempts: _COUNTED_WITHIN,
    TooMuchWork: _COUNTED_WITHIN,
    NoRoom: 3600,
}
_LOSES_TEXT = (403, 404, 409, 410, 422)
_NOT_THERE = (CaseNotFound, DraftNotFound, ReviewNotFound)
_IDS = ("case_id", "draft_id", "review_id")
_TOO_OLD = N_("Siden var for gammel")
_SIGNED_OUT = N_(
    "Siden kunne ikke gemmes, fordi din browser ikke længere er logget på. Log ind igen, eller "
    "åbn kladden med dens hemmelige link, og gå til siden på ny."
)
# Where the heading of the status is of another matter.
_CASE_HEADING: dict[type[CaseError], str] = {
    CannotWaive: N_("Det kan ikke passere"),
    LinkUsedUp: N_("Linket virker ikke længere"),
    NeedsSecondPerson: N_("Det kan ikke gøres endnu"),
    NoRoom: N_("Der er ikke plads til mere"),
    TooLate: N_("Det er for sent"),
    UnfitRemark: N_("Bemærkningen blev ikke gemt"),
}
_CASE_TEXT: dict[type[CaseError], str] = {
    CannotWaive: N_(
        "Skriv, hvorfor advarslen kan passere, på højst %(reason_length)s tegn. Fejl kan ikke "
        "passere: de rettes."
    ),
    UnfitRemark: N_(
        "Skriv bemærkningen på højst %(remark_length)s tegn. En gennemgang kan rumme "
        "%(most_remarks)s af dem."
    ),
    CaseLocked: N_(
        "Det kan ikke ændres nu. Sagen er godkendt eller sendt ind, eller den er sendt tilbage til "
        "rettelse af noget andet. Se på sagens side, hvor den er."
    ),
    CaseMoved: N_("Sagen er et andet sted nu. Se på sagens side, hvor den er, og prøv derfra."),
    NeedsSecondPerson: N_(
        "Du har selv ændret sagen sidst. En anden, der må godkende, skal se på den og godkende den."
    ),
    NotReady: N_("Der er fejl at rette i sagen. Undersøg hele sagen for at se dem."),
    TooLate: N_("Fristen er overskredet, så ansøgningen kan ikke sendes ind."),
    TooEarly: N_("Skabelonen kan tages i brug fra i dag eller en senere dag."),
    NothingToMend: N_("En sag sendes tilbage med mindst ét punkt. Tilføj det først."),
    NobodyApproves: N_(
        "Ingen anden i jeres organisation kan godkende. Bed fonden om at give en kollega en konto "
        "med rollen godkender."
    ),
    LinkUsedUp: N_(
        "Linket er brugt eller udløbet. Bed om et nyt under »Glemt adgangskode«, eller spørg den, "
        "der inviterede dig."
    ),
    UnknownIdentity: N_(
        "Ingen konto her er knyttet til det, du loggede ind med. Åbn linket i din invitation, "
        "eller log ind med din adgangskode, og knyt de to sammen under »Min konto«. Har du ingen "
        "konto, så spørg den fond, I vil søge hos."
    ),
    OtherOrganisation: N_(
        "Du loggede ind for en anden organisation end den, din konto er knyttet til. Log ind igen, "
        "og vælg den rigtige."
    ),
    IdentityTaken: N_("Det, du loggede ind med, er allerede knyttet til en anden konto her."),
    LastWayIn: N_(
        "Så var der ingen måde at logge ind på kontoen mere. Spørg en medarbejder hos fonden."
    ),
    TooManyAttempts: N_("Der er prøvet forgæves for mange gange. Vent %(wait)s, og prøv igen."),
    TooMuchWork: N_(
        "Du har lagt op eller hentet meget på kort tid. Intet gemt er gået tabt. Vent %(wait)s, "
        "og prøv igen."
    ),
    ReviewFull: N_(
        "En gennemgang kan rumme %(review_files)s filer og %(review_size)s. Intet er gemt af det, "
        "du sendte, men alt fra før er der endnu. Begynd en ny gennemgang med resten."
    ),
    StoreDown: N_(
        "Filerne kan ikke nås lige nu, så det blev ikke gjort. Alt, der var gemt, er der endnu. "
        "Vent lidt, og prøv igen."
    ),
    FetchesBusy: N_(
        "Der hentes flere store filer lige nu, end der kan på én gang. Filen er her endnu. Vent et "
        "øjeblik, og hent den igen."
    ),
    NoRoom: N_(
        "Der er lagt så meget op det seneste døgn, som der må. Intet er gemt af det, du sendte, "
        "men alt fra før er der endnu. Slet en gennemgang, du er færdig med, eller vent til i "
        "morgen."
    ),
}


_WHY_GONE = {
    Reason.ASKED: N_("Det blev slettet den %(day)s af en, der arbejdede med det."),
    Reason.TIME: N_(
        "Det blev slettet den %(day)s, fordi det var gemt så længe, som det må. Der er intet "
        "tilbage af indholdet."
    ),
}


def map_errors(app: Flask) -> None:
    """Answer every error with a page in the reader's language, or JSON where that was asked for."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(CSRFError, _expired)
    app.register_error_handler(CaseError, _case)
    app.register_error_handler(IsolationBusy, lambda _: answer(503))
    app.register_error_handler(CutShort, lambda _: answer(400))
    app.register_error_handler(TooManyRows, _too_many)
    app.register_error_handler(Exception, _unforeseen)


def answer(status: int, text: str = "", heading: str = "") -> Response:
    """The page of a failure, with another text and heading where they fit better.

    `text` is a sentence in the reader's language, `heading` a msgid.
    """
    failure = _FAILURES.get(status, _FAILURES[500 if status >= 500 else 400])
    if request.accept_mimetypes.best == "application/json":
        response = jsonify(status=status)
    else:
        page = _drawn(
            "error.html",
            heading=heading or failure.heading,
            text=text or _said(failure.text, failure.retry_after),
            back=_way_back(failure),
            languages=languages_alone(),
        )
        response = make_response(page)
    if failure.retry_after is not None:
        response.headers["Retry-After"] = str(failure.retry_after)
    response.status_code = status
    return response


def _drawn(template: str, **told: object) -> str:
    """A page that comes whatever cannot be asked: who is signed in, or what host is ours."""
    ask_no_more()
    if request_ctx.url_adapter is None:
        request_ctx.url_adapter = current_app.url_map.bind("", script_name=request.root_path)
    return render_template(template, **told)


def _said(msgid: str, wait: int | None) -> str:
    """A sentence with the limits it names, and how many seconds to wait where it says how long."""
    return with_limits(msgid, wait=lasting(timedelta(seconds=wait or 0)))


def no_copy(why: str) -> Response:
    """The page where a copy of a file was asked for and cannot be made; `why` is a msgid."""
    return answer(422, gettext(why), N_("Kopien kan ikke laves"))


def _http(error: HTTPException) -> Response:
    if error.code is None or error.code < 400:
        return make_response(error.get_response())
    return answer(error.code)


def _case(error: CaseError) -> Response:
    wait = _CASE_WAIT.get(type(error))
    text = _said(_CASE_TEXT[type(error)], wait) if type(error) in _CASE_TEXT else ""
    heading = _CASE_HEADING.get(type(error), "")
    status = _CASE_STATUS.get(type(error), 409)
    try:
        stone = _tombstone() if isinstance(error, _NOT_THERE) else None
    except CaseError as failed:
        return _case(failed)
    if stone is not None:
        status, text = (
            410,
            gettext(_WHY_GONE[stone.reason], day=day(stone.gone_at.astimezone(HERE))),
        )
    typed = typed_texts()
    if status in _LOSES_TEXT and typed and request.accept_mimetypes.best != "application/json":
        failure = _FAILURES[status]
        page = _drawn(
            "expired.html",
            heading=heading or failure.heading,
            text=text or _said(failure.text, failure.retry_after),
            typed=typed,
            back=_way_back(failure),
        )
        return make_response(page, status)
    response = answer(status, text, heading)
    if wait is not None:
        response.headers["Retry-After"] = str(wait)
    return response


def _way_back(failure: Failure) -> tuple[str, str] | None:
    """Address and name of the case or review it was about, where the person may look at it."""
    asked = request.view_args or {}
    if failure.status not in (409, 422):
        return None
    if "case_id" in asked:
        page = "inbox.show" if request.blueprint == "inbox" else "cases.show"
        return url_for(page, case_id=asked["case_id"]), gettext("Til sagen")
    if "review_id" in asked:
        review = url_for("review.show", review_id=asked["review_id"])
        return review, gettext("Til gennemgangen")
    return None


def _tombstone() -> Tombstone | None:
    """What is left of the thing that was asked for, for those it belonged to."""
    asked = request.view_args or {}
    ids = [str(asked[name]) for name in _IDS if name in asked]
    return find_tombstone(database(), holder(), ids) if ids else None


def _too_many(error: TooManyRows) -> Response:
    return make_response(_drawn("too_many_rows.html", label=error.label, most=error.most), 413)


def _expired(_: CSRFError) -> Response:
    """The session ended while one typed: what was typed is shown, so that it can be copied."""
    text = gettext(_SIGNED_OUT)
    page = _drawn("expired.html", heading=_TOO_OLD, text=text, typed=typed_texts())
    return make_response(page, 400)


def _unforeseen(error: Exception) -> Response:
    """The log tells what and where; not the error's own words, which may hold what was typed."""
    told = told_exception(error)
    current_app.logger.error("unforeseen at %s: %s", request.endpoint, told)
    return answer(500)
