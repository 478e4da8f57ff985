"""What differs in the wizard where the rows of a section are pages of their own."""

from collections.abc import Iterable, Mapping

from flask import url_for

from cases.actions.open_draft import open_summary
from cases.actions.save_row import save_row
from cases.draft import Draft, DraftForm, Saved
from forms.answers import Answers
from forms.grammar import Section
from forms.path import Path
from validators.finding import Finding
from web.holding import holder
from web.offices import database, now
from web.pages.paged import only_row, paged_group
from web.pages.rows import Rows, rows_of_answers
from web.progress import place_href, section_href
from web.wizard_posts import ROW, version_posted
from web.wording import Problem, problems


def rows_of_page(
    section: Section, answers: Answers, shown: Mapping[Path, int], row: Path | None
) -> Rows:
    """The rows a page draws: of a list of pages none, of one of them those inside it."""
    if paged_group(section) is None:
        return rows_of_answers(section, answers, shown)
    if row is None:
        return Rows()
    around, number = Path(row.parts[:-1]), row.rows[-1]
    return only_row(rows_of_answers(section, answers, {**shown, around: number + 1}), row)


def keep_row(draft: Draft | DraftForm, row: Path | None, answers: Answers) -> Saved:
    """Keep the page of a row; the list of rows has nothing to keep. Raises StaleDraft."""
    if row is None:
        last = open_summary(database(), holder(), draft.id).updated_at
        return Saved(revision=version_posted(), saved_at=last, has_changed=False)
    return save_row(
        database(), holder(), draft.id, row, answers, based_on=version_posted(), now=now()
    )


def of_row(row: Path | None, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings about a row, all of them where no row is asked for."""
    return tuple(
        each for each in findings if row is None or each.path.parts[: len(row.parts)] == row.parts
    )


def problems_of(
    draft: Draft, section: Section, row: Path | None, findings: Iterable[Finding]
) -> tuple[Problem, ...]:
    """The summary above a page; that of a list of pages leads to the page of each row."""
    if paged_group(section) is None or row is not None:
        return problems(draft.form, findings)
    return tuple(
        problem
        for finding in findings
        for problem in problems(draft.form, (finding,), place_href(draft.id, section, finding.path))
    )


def page_href(draft_id: str, section: Section, row: Path | None) -> str:
    """The address of a section's page, or of one of its rows."""
    if row is None:
        return section_href(draft_id, section, shows_errors=False)
    more = {ROW: row.rows[-1]}
    return url_for("wizard.show", draft_id=draft_id, section_id=section.id, **more)


def onward_href(draft: Draft, section: Section, row: Path | None) -> str:
    """Where a page leads: to the next row that is a page, to their list, to the next section."""
    if row is not None:
        after = row.rows[-1] + 1
        is_last = after >= draft.answers.row_count(Path(row.parts[:-1]))
        following = None if is_last else Path(row.parts[:-1]).row(after)
        return page_href(draft.id, section, following)
    later = draft.form.sections[draft.form.sections.index(section) + 1 :]
    if not later:
        return url_for("answers.show", draft_id=draft.id)
    return section_href(draft.id, later[0], shows_errors=False)
