"""What a person calls the things of a form and a case, in the reader's language."""

from flask import Flask
from flask_babel import gettext

from cases.documents import AREA, Document, area_label
from cases.draft import Draft, DraftSummary
from cases.jobs import Job, JobState
from forms.answers import Answers
from forms.grammar import FormDefinition, Section
from forms.messages import N_
from forms.path import Path
from web.wording import severity_name


def heading(section: Section) -> str:
    """A section's official heading: `6. Udgifter`, the title alone where it has no number."""
    title = gettext(section.title)
    return f"{section.number}. {title}" if section.number else title


def document_name(document: Document | Draft | DraftSummary) -> str:
    """The title of a form, with the area a sub-agreement is for."""
    title = gettext(document.form.title)
    area = gettext(area_label(document.form, document.area)) if document.area else ""
    return f"{title}: {area}" if area else title


def area_title(form: FormDefinition, answers: Answers) -> str:
    """The title of a form that was read, with the area it is for, or the year it is about."""
    area = answers.get(AREA)
    title = gettext(form.title)
    year = answers.get(Path.parse(form.year)) if form.year else None
    if isinstance(year, int):
        return f"{title} {year}"
    if not isinstance(area, str):
        return title
    return f"{title}: {gettext(area_label(form, area))}"


_STATES = {
    JobState.WAITING: N_("Venter på at blive begyndt"),
    JobState.RUNNING: N_("I gang"),
    JobState.DONE: N_("Færdigt"),
    JobState.FAILED: N_("Opgivet"),
    JobState.CANCELLED: N_("Stoppet"),
}


def state_of_job(job: Job) -> str:
    """Where a job stands."""
    return gettext(_STATES[job.state])


def add_names(app: Flask) -> None:
    """Let templates write `{{ section | heading }}` and the like."""
    app.jinja_env.filters["heading"] = heading
    app.jinja_env.filters["document_name"] = document_name
    app.jinja_env.filters["severity_name"] = severity_name
    app.jinja_env.globals["state_of_job"] = state_of_job
