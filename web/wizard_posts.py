"""What a posted page of the wizard says beside its answers."""

from collections.abc import Mapping

from flask import abort, request

from cases.draft import Draft, DraftForm, DraftSummary
from forms.grammar import Section
from forms.outline import outline
from forms.path import BadPath, Path
from web.pages.paged import paged_group

VERSION = "_version"
ROW = "raekke"


def section_of_id(draft: Draft | DraftForm | DraftSummary, section_id: str) -> Section:
    """The section of an id in a draft's form; 404 when it has none."""
    found = next((each for each in draft.form.sections if each.id == section_id), None)
    if found is None:
        abort(404)
    return found


def row_asked(draft: Draft, section: Section) -> Path | None:
    """The row that is the page asked for, where a section's rows are pages; None of its list.

    404 for a row that is not there and is not the next one, but what was typed in one that others
    took away meanwhile is taken.
    """
    row = row_posted(section)
    if row is not None and request.method == "GET":
        at, number = Path(row.parts[:-1]), row.rows[-1]
        if number > draft.answers.row_count(at):
            abort(404)
    return row


def row_posted(section: Section) -> Path | None:
    """As `row_asked`, whether the row is there or not; 404 for one that cannot be."""
    return row_told(section, request.args.get(ROW))


def row_told(section: Section, text: str | None) -> Path | None:
    """The row that the address of a page names by this text; 404 for one that cannot be."""
    group = None if text is None else paged_group(section)
    if group is None or text is None:
        return None
    at = Path() / group.id
    if not (text.isascii() and text.isdigit() and len(text) < 5):
        abort(404)
    number = int(text)
    if number >= group.at_most:
        abort(404)
    return at.row(number)


def version_posted() -> int:
    """The revision that a posted page was based on; 400 when it is no number."""
    return version_told(request.form)


def version_told(posted: Mapping[str, str]) -> int:
    """As `version_posted`, of these fields."""
    return revision_told(posted.get(VERSION, ""))


def revision_told(text: str) -> int:
    """The revision that a text names; 400 when it is no number."""
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        abort(400)
    return int(text)


def path_of(draft: Draft | DraftForm | DraftSummary, text: str) -> Path:
    """A path of the draft's form; 400 for anything else."""
    try:
        path = Path.parse(text)
    except BadPath:
        abort(400)
    if outline(draft.form).get(path.address) is None:
        abort(400)
    return path
