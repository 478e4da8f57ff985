"""How many pages a draft takes, where its programme sets a limit: estimated, or counted."""

from dataclasses import dataclass

from flask import Blueprint, abort, redirect, render_template, url_for
from flask_babel import format_decimal, gettext
from werkzeug.wrappers import Response

from cases.actions.open_draft import open_draft
from cases.draft import Draft
from documents.page_estimate import estimated_pages
from documents.pages import can_print, extent_of, known_extent
from documents.pdf_conversion import NotPrinted
from documents.writer import write
from forms.registry import programme_of
from validators.extent import Extent
from web.holding import holder
from web.kept_findings import draft_findings
from web.offices import database, layouts
from web.wording import Remark, remark_of

blueprint = Blueprint("extent", __name__, url_prefix="/kladder/<draft_id>/sider")

_RULE = "LIM001"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A draft against its programme's limit; `counted` is None while only estimated."""

    allowed: int
    counted: Extent | None
    estimate: str
    can_count: bool


@blueprint.get("")
def show(draft_id: str) -> str:
    """What was counted of the draft as it is kept, else the estimate and the way to count."""
    return _page(open_draft(database(), holder(), draft_id))


@blueprint.post("")
def count(draft_id: str) -> Response | tuple[str, int]:
    """Print the draft as it is kept and count; 503 with the estimate where that failed."""
    draft = open_draft(database(), holder(), draft_id)
    if measured(draft) is None:
        abort(404)
    try:
        extent_of(draft.form, write(draft.form, draft.answers, layouts().of(draft.form)))
    except NotPrinted:
        refusal = gettext("Siderne kunne ikke tælles lige nu. Prøv igen om lidt.")
        return _page(draft, refusal), 503
    return redirect(url_for("extent.show", draft_id=draft_id))


def measured(draft: Draft) -> Measured | None:
    """How much paper a draft takes; None under a programme without a limit."""
    limit = programme_of(draft.programme).most_pages
    if limit is None:
        return None
    document = write(draft.form, draft.answers, layouts().of(draft.form))
    return Measured(
        allowed=int(limit.number),
        counted=known_extent(draft.form, document),
        estimate=format_decimal(estimated_pages(document), format="0.0"),
        can_count=can_print(),
    )


def counted_extent(draft: Draft) -> Extent | None:
    """The extent of a draft as it is kept, None where it has no limit or was not counted since."""
    found = measured(draft)
    return None if found is None else found.counted


def _page(draft: Draft, refusal: str = "") -> str:
    found = measured(draft)
    if found is None:
        abort(404)
    return render_template(
        "extent.html",
        draft=draft,
        found=found,
        remark=_remark(draft, found.counted),
        refusal=refusal,
        sections=_sections(draft, found.counted),
    )


def _remark(draft: Draft, counted: Extent | None) -> Remark | None:
    """LIM001 in words, where it holds."""
    findings = draft_findings(draft, extent=counted) if counted else ()
    return next((remark_of(draft.form, each) for each in findings if each.rule == _RULE), None)


def _sections(draft: Draft, counted: Extent | None) -> tuple[tuple[str, int], ...]:
    titles = {section.id: section.title for section in draft.form.sections}
    return tuple((titles[id_], lines) for id_, lines in counted.sections) if counted else ()
