"""A page for each section of a draft: shown, saved, and saved while one types."""

from collections.abc import Mapping

from flask import Blueprint, Response, abort, jsonify, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from cases.actions.draft_history import section_stood
from cases.actions.open_draft import form_of_draft, open_draft
from cases.actions.save_section import save_section
from cases.draft import Draft, DraftForm, Saved
from cases.errors import StaleDraft
from cases.holder import Holder
from forms.grammar import Section
from forms.path import BadPath, Path
from web.conflicts import conflict_page
from web.formats import hour
from web.frame import request_itself
from web.holding import holder
from web.kept_findings import draft_findings
from web.language import choose_language
from web.locks import after_mending, mends_sections
from web.offers import take_offered
from web.offices import database, now
from web.pages.page import id_of
from web.pages.page_form import PageForm, PostedPage, answers_of, form_of_post, page_of_post
from web.pages.paged import paged_group
from web.progress import of_section, place_href
from web.quick_saves import outcome_of
from web.wizard_changes import keep_changes, tells_changes, told_once
from web.wizard_page import wizard_page
from web.wizard_posts import (
    ROW,
    VERSION,
    path_of,
    revision_told,
    row_asked,
    row_posted,
    section_of_id,
    version_posted,
)
from web.wizard_rows import (
    keep_row,
    of_row,
    onward_href,
    page_href,
    rows_of_page,
)
from web.wizard_totals import totals_kept
from web.wording import problems
from web.writers import writers_told

blueprint = Blueprint("wizard", __name__, url_prefix="/kladder/<draft_id>/trin/<section_id>")

ADD = "_add"
REMOVE = "_remove"
OFFER = "_offer"
LANGUAGE = "_language"
PAUSE = "_pause"
PAGES = "_pages"
_ASIDE = {PAUSE: "drafts.show", PAGES: "extent.show"}
SHOWN = "raekker"
SINCE = "_since"


@blueprint.get("")
def show(draft_id: str, section_id: str) -> bytes:
    """The page of a section as it is kept."""
    draft = open_draft(database(), holder(), draft_id)
    section = section_of_id(draft, section_id)
    row = row_asked(draft, section)
    rows = rows_of_page(section, draft.answers, _shown_rows(), row)
    return wizard_page(draft, section, row, rows)


@blueprint.post("")
def save(draft_id: str, section_id: str) -> AnyResponse | tuple[str, int]:
    """Keep a posted page, and go where the pressed button leads."""
    choose_language(request.form.get(LANGUAGE))
    draft = open_draft(database(), holder(), draft_id)
    section = section_of_id(draft, section_id)
    form = form_of_post(section, request.form)
    try:
        saved = _keep(draft, section, form)
        if offered := request.form.get(OFFER):
            take_offered(draft, path_of(draft, offered), saved)
    except StaleDraft as stale:
        return conflict_page(
            draft,
            section,
            yours=stale.yours,
            theirs=stale.theirs,
            paths=stale.paths,
            based_on=version_posted(),
        ), 409
    return redirect(_next_address(draft, section, form))


@blueprint.get("/uroert")
def stood(draft_id: str, section_id: str) -> Response:
    """Whether nobody saved anything of the section between two revisions that a page knows."""
    draft = form_of_draft(database(), holder(), draft_id)
    section = section_of_id(draft, section_id)
    since, until = (revision_told(request.args.get(name, "0")) for name in (SINCE, VERSION))
    return jsonify(
        stood=section_stood(database(), holder(), draft_id, section.id, since=since, until=until)
    )


@blueprint.post("/gem")
def autosave(draft_id: str, section_id: str) -> tuple[Response, int] | Response:
    """Keep what is typed, told alone or as the whole page; the answer is what it must know."""
    who = holder()
    draft = form_of_draft(database(), who, draft_id)
    section = section_of_id(draft, section_id)
    try:
        if tells_changes(request.form):
            saved, has_gaps = _kept_changes(draft, section, who), False
        else:
            page = page_of_post(draft.form, section, request.form)
            saved, has_gaps = _keep(draft, section, page), page.rows.has_gaps(row_posted(section))
    except StaleDraft as stale:
        return jsonify(conflicts=[str(path) for path in stale.paths]), 409
    return jsonify(
        version=saved.revision,
        saved_at=hour(saved.saved_at),
        merged=[str(path) for path in saved.merged],
        moved=saved.has_moved or has_gaps,
        totals=totals_kept(draft, section, saved),
        others=writers_told(draft, section),
    )


def _keep(draft: Draft | DraftForm, section: Section, form: PageForm | PostedPage) -> Saved:
    removed = request.form.get(REMOVE)
    rows = form.rows.without(path_of(draft, removed)) if removed else None
    answers = answers_of(form, rows)
    if paged_group(section) is not None:
        return keep_row(draft, row_posted(section), answers)
    return save_section(
        database(), holder(), draft.id, section.id, answers, based_on=version_posted(), now=now()
    )


def _kept_changes(draft: DraftForm, section: Section, who: Holder) -> Saved:
    """What came of a save, which was tried before where all was as it mostly is."""
    tried = outcome_of(request.environ)
    row, posted = request.args.get(ROW), request_itself().form
    return tried or keep_changes(database(), who, draft, section, row, told_once(posted))


def _next_address(draft: Draft, section: Section, form: PageForm) -> str:
    """Where a saved page leads: itself for rows, offers and language, its errors, or the next."""
    row = row_asked(draft, section)
    here = page_href(draft.id, section, row)
    if ADD in request.form:
        more = _one_row_more(form, path_of(draft, request.form[ADD]))
        return f"{here}{'&' if '?' in here else '?'}{more}"
    if REMOVE in request.form:
        gone = path_of(draft, request.form[REMOVE])
        left = page_href(draft.id, section, None) if gone == row else here
        return f"{left}#{id_of(str(Path(gone.parts[:-1])))}"
    if OFFER in request.form:
        return f"{here}#{id_of(request.form[OFFER])}"
    if LANGUAGE in request.form:
        return here
    aside = next((page for button, page in _ASIDE.items() if button in request.form), None)
    if aside is not None:
        return url_for(aside, draft_id=draft.id)
    return _after_saving(draft.id, section, row)


def _after_saving(draft_id: str, section: Section, row: Path | None) -> str:
    draft = open_draft(database(), holder(), draft_id)
    own = of_section(draft.form, section, draft_findings(draft))
    if problems(draft.form, of_row(row, own)):
        return place_href(draft_id, section, row or Path())
    if row is None and mends_sections(draft):
        return after_mending(draft)
    return onward_href(draft, section, row)


def _one_row_more(form: PageForm, group: Path) -> str:
    """The query that keeps every empty row shown and asks for one more, and its place."""
    counts = {path: len(numbers) for path, numbers in form.rows.numbers.items()}
    if group not in counts:
        abort(400)
    counts[group] += 1
    shown = ",".join(f"{path}:{count}" for path, count in counts.items())
    return f"{SHOWN}={shown}#{id_of(str(group.row(counts[group] - 1)))}"


def _shown_rows() -> Mapping[Path, int]:
    """How many rows the address asks to show, by group; what makes no sense is passed over."""
    counts = {}
    for each in request.args.get(SHOWN, "")[:2000].split(","):
        name, _, number = each.partition(":")
        if name and number.isascii() and number.isdigit() and len(number) < 5:
            try:
                counts[Path.parse(name)] = int(number)
            except BadPath:
                continue
    return counts
