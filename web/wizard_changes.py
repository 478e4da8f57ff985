"""What a page changed since it was last saved: all that it sends while somebody types."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias
from urllib.parse import parse_qsl

from flask import abort
from werkzeug.datastructures import MultiDict

from cases.actions.save_changes import save_changes
from cases.database import Database
from cases.draft import DraftForm, Saved
from cases.holder import Holder
from forms.grammar import Field, FormDefinition, Section
from forms.kinds.kind import Kind, Value
from forms.outline import Placed, given_at, outline
from forms.path import BadPath, Path
from web.offices import now
from web.pages.page_form import END_NAME
from web.pages.paged import paged_group
from web.pages.rows import MOST_FIELDS, TooManyRows
from web.wizard_posts import VERSION, row_told, version_told
from web.wizard_totals import summed_in

CHANGES = "changes"
"""What the last field of a post says where only what changed stands before it."""
UNANSWERED = "_unanswered"
_BESIDE = frozenset({"csrf_token", VERSION, UNANSWERED, END_NAME})

Changes: TypeAlias = Mapping[Path, Value | None]
Posted: TypeAlias = Mapping[str, str]
"""What a page posted, each name once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    """A question of a page; `page` is the row that the page is, None of any other page."""

    path: Path
    kind: Kind
    page: Path | None


def told_once(posted: MultiDict[str, str]) -> Posted:
    """What was posted; 400 where a name was told twice."""
    once = posted.to_dict()
    if len(once) < sum(map(len, posted.listvalues())):
        abort(400)
    return once


def tells_changes(posted: Posted) -> bool:
    """Whether a post tells what changed, and is not the whole page."""
    return posted.get(END_NAME) == CHANGES


def changes_posted(
    form: FormDefinition, section: Section, row: Path | None, posted: Posted
) -> Changes:
    """The answers that a page changed, None for one that it emptied; `row` is its, if it is one.

    400 for a name that is no question of the page; raises TooManyRows.
    """
    if len(posted) > MOST_FIELDS:
        raise TooManyRows(section.title, MOST_FIELDS)
    changed: dict[Path, Value | None] = {}
    for name, text in posted.items():
        if name not in _BESIDE:
            question = _question(form, section.id, name)
            if question.page != row:
                abort(400)
            changed[question.path] = question.kind.parse(text)
    return changed


def unanswered_posted(
    form: FormDefinition, section: Section, row: Path | None, posted: Posted
) -> Changes:
    """What the page sent before, as it was, and does not know the fate of; as `changes_posted`."""
    if UNANSWERED not in posted:
        return {}
    text = posted[UNANSWERED]
    try:
        pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        abort(400)
    return changes_posted(form, section, row, told_once(MultiDict(pairs)))


def keep_changes(
    database: Database,
    who: Holder,
    draft: DraftForm,
    section: Section,
    text: str | None,
    posted: Posted,
) -> Saved:
    """Keep what a page changed that is of the row its address names by this text, if of any.

    Raises as the two above and `save_changes` do; 404 for a row that cannot be.
    """
    row = row_told(section, text)
    return save_changes(
        database,
        who,
        draft.id,
        section.id,
        changes_posted(draft.form, section, row, posted),
        unanswered=unanswered_posted(draft.form, section, row, posted),
        summed=summed_in(draft.form, section.id),
        based_on=version_told(posted),
        now=now(),
    )


# Only what there is is remembered: what raises is not, however long its name may be.
@lru_cache(maxsize=4_096)
def _question(form: FormDefinition, section_id: str, name: str) -> _Question:
    """A question of a section by its name on the page; raises TooManyRows."""
    try:
        path = Path.parse(name)
    except BadPath:
        abort(400)
    placed = outline(form).get(path.address)
    if placed is None or not isinstance(placed.item, Field) or placed.section.id != section_id:
        abort(400)
    if str(path) != name or path != _in_rows(placed, path.rows):
        abort(400)
    _refuse_more_rows(placed, path.rows)
    if given_at(placed, path) is not None:
        abort(400)
    # A section whose rows are pages has nothing beside them.
    paged = paged_group(placed.section)
    page = (Path() / paged.id).row(path.rows[0]) if paged else None
    return _Question(path=path, kind=placed.item.kind, page=page)


def _in_rows(placed: Placed, rows: tuple[int, ...]) -> Path | None:
    """The path of a field in these rows; None where it does not stand in so many."""
    groups = tuple(each.address for each in placed.groups)
    return Path.at(placed.address, rows, groups) if len(rows) == len(groups) else None


def _refuse_more_rows(placed: Placed, rows: tuple[int, ...]) -> None:
    for around, number in zip(placed.groups, rows, strict=True):
        group = around.group
        most = group.at_most if group.takes_own_rows else len(group.fixed_rows)
        if number >= most:
            raise TooManyRows(group.label, most)
