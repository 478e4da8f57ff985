"""The audit trail, on a page and as a file for a spreadsheet."""

from flask import Blueprint, Response, render_template
from flask_babel import gettext

from cases.actions.read_trail import TrailLine, read_trail
from cases.holder import Role
from documents.delimited import delimited
from forms.messages import N_
from web.files import export_response
from web.holding import holder
from web.offices import database
from web.signing_in import only_for

blueprint = Blueprint("trail", __name__, url_prefix="/revision")

SHOWN = 200
_KINDS = {
    "case_started": N_("Sagen er begyndt"),
    "case_link_rotated": N_("Sagens link er fornyet"),
    "case_deleted": N_("Sagen er slettet"),
    "case_adopted": N_("Sagen er givet til organisationen"),
    "case_shared": N_("Sagen er delt"),
    "case_not_shared": N_("Sagen deles ikke længere"),
    "case_approval_asked": N_("Der er bedt om godkendelse"),
    "case_approved": N_("Sagen er godkendt"),
    "case_reopened": N_("Sagen er åbnet for rettelser"),
    "case_submitted": N_("Sagen er sendt ind"),
    "case_resubmitted": N_("Sagen er sendt ind igen"),
    "case_withdrawn": N_("Sagen er trukket tilbage"),
    "case_received": N_("Sagen er modtaget"),
    "case_in_examination": N_("Sagen undersøges"),
    "case_assigned": N_("Sagen er tildelt"),
    "case_returned": N_("Sagen er sendt tilbage"),
    "case_reminded": N_("Der er mindet om fristen"),
    "case_warned": N_("Der er skrevet, at sagen slettes"),
    "case_point_replied": N_("Et punkt er besvaret"),
    "case_recommended": N_("Sagen er indstillet"),
    "case_reconsidered": N_("Sagen undersøges igen"),
    "case_granted": N_("Sagen er bevilget"),
    "case_refused": N_("Sagen er afslået"),
    "organisation_added": N_("Organisationen er tilføjet"),
    "person_invited": N_("Personen er inviteret"),
    "person_changed": N_("Personens roller er ændret"),
    "person_closed": N_("Kontoen er lukket"),
    "person_opened": N_("Kontoen er åbnet igen"),
    "password_set": N_("Adgangskoden er valgt"),
    "second_factor_set": N_("Koden ved log ind er slået til"),
    "second_factor_removed": N_("Koden ved log ind er slået fra"),
    "template_uploaded": N_("En skabelon er lagt op"),
    "template_taken_into_use": N_("En skabelon er taget i brug"),
    "template_taken_back": N_("En skabelon er taget ud af brug"),
    "person_deleted": N_("Kontoen er slettet"),
    "organisation_deleted": N_("Organisationen er slettet"),
    "recovery_codes_made": N_("Nye genoprettelseskoder er lavet"),
    "recovery_code_used": N_("En genoprettelseskode er brugt"),
    "identity_linked": N_("Log ind et andet sted er knyttet til kontoen"),
    "identity_unlinked": N_("Log ind et andet sted er taget af kontoen"),
    "signed_in": N_("Logget ind"),
    "signed_out": N_("Logget ud"),
}


@blueprint.get("")
@only_for(Role.STAFF, Role.AUDITOR)
def show() -> str:
    """The latest of what happened."""
    lines = read_trail(database(), holder(), most=SHOWN)
    return render_template("trail.html", lines=lines, words=_words)


@blueprint.get("/hent.csv")
@only_for(Role.STAFF, Role.AUDITOR)
def export() -> Response:
    """All of what happened, for a Danish spreadsheet: semicolons, and a mark of its encoding."""
    heads = tuple(gettext(each) for each in (N_("Tid"), N_("Hændelse"), N_("Emne"), N_("Hvem")))
    content = delimited([heads, *map(_row, read_trail(database(), holder()))])
    return export_response(content, "text/csv; charset=utf-8", gettext("revision"), "csv")


def _row(line: TrailLine) -> tuple[str, ...]:
    return (line.at.isoformat(timespec="seconds"), line.kind, line.subject_id, line.who)


def _words(kind: str) -> str:
    """What happened; a code that a later version wrote is shown as it is."""
    return gettext(_KINDS[kind]) if kind in _KINDS else kind
