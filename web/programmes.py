"""The programmes: who gives the money, what is sent in, by when, and within which limits."""

from dataclasses import dataclass

from flask import Blueprint, abort, current_app, render_template
from flask_babel import ngettext

from cases.retention.due import WARNED_BEFORE, terms_with
from forms.grammar import Attachment, FormDefinition
from forms.messages import N_
from forms.programmes.programme import Programme, Threshold
from forms.registry import UnknownProgramme, all_programmes, form_of, programme_of
from web.offices import now

blueprint = Blueprint("programmes", __name__, url_prefix="/programmer")

_YEAR, _LEAP_YEARS = 365, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A threshold of a programme by its Danish name and unit, which are msgids."""

    name: str
    unit: str
    threshold: Threshold


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFor:
    """What is kept, a msgid, how long in the reader's words, and the msgid of why."""

    name: str
    lasting: str
    source: str


@blueprint.get("")
def show_all() -> str:
    """Every programme with its deadline."""
    return render_template("programmes.html", programmes=all_programmes(), is_over=is_over)


@blueprint.get("/<programme_id>")
def show(programme_id: str) -> str:
    """What one programme fixes, and the way to begin."""
    programme = programme_named(programme_id)
    return render_template(
        "programme.html",
        programme=programme,
        forms=forms_of(programme),
        attachments=attachments_of(programme),
        limits=limits_of(programme),
        kept=kept_of(programme),
        warned_before=WARNED_BEFORE,
        is_over=is_over(programme),
    )


def programme_named(programme_id: str) -> Programme:
    """The programme of an id; 404 when there is none."""
    try:
        return programme_of(programme_id)
    except UnknownProgramme:
        abort(404)


def forms_of(programme: Programme) -> tuple[FormDefinition, ...]:
    """The forms that are filled in here, in the programme's order."""
    return tuple(form_of(key) for key in programme.forms)


def attachments_of(programme: Programme) -> tuple[Attachment, ...]:
    """What goes with the forms and is no form itself."""
    return tuple(each for each in programme.attachments if each.form is None)


def limits_of(programme: Programme) -> tuple[Limit, ...]:
    """The thresholds that are known."""
    named = (
        (N_("Mindste lokale finansiering"), N_("pct. af finansieringen"), "minimum_local_share"),
        (N_("Længste periode"), N_("år"), "longest_period_years"),
        (N_("Største omfang"), N_("sider"), "most_pages"),
    )
    return tuple(
        Limit(name=name, unit=unit, threshold=threshold)
        for name, unit, attribute in named
        if (threshold := getattr(programme, attribute)) is not None
    )


def kept_of(programme: Programme) -> tuple[KeptFor, ...]:
    """How long what is written and sent under a programme is kept here, each with its source."""
    terms = terms_with(current_app.config["KEPT_DAYS"]).programmes[programme.id]
    named = (
        (N_("Kladder, siden nogen sidst gemte i dem"), terms.drafts),
        (N_("Sager, der er bevilget, siden afgørelsen"), terms.granted),
        (N_("Sager, der er afslået eller trukket tilbage"), terms.refused),
    )
    return tuple(
        KeptFor(name=name, lasting=_lasting(kept.days), source=kept.source) for name, kept in named
    )


def _lasting(days: int) -> str:
    """In years where they are whole, leap days apart."""
    years, rest = divmod(days, _YEAR)
    if years and rest <= years // _LEAP_YEARS + 1:
        return ngettext("%(num)s år", "%(num)s år", years)
    return ngettext("%(num)s dag", "%(num)s dage", days)


def is_over(programme: Programme) -> bool:
    """Whether the last day has passed; never for one without."""
    return programme.deadline is not None and programme.deadline < now().date()
