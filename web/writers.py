"""Who else writes on a page just now, as a sentence."""

from flask_babel import gettext

from cases.actions.see_writers import others_writing
from cases.draft import Draft, DraftSummary
from forms.grammar import Section
from web.holding import holder
from web.offices import database, now


def writers_told(draft: Draft | DraftSummary, section: Section) -> str:
    """A sentence with the names; empty where nobody else writes, or nobody is known by name."""
    if holder().person_id is None:
        return ""
    names = others_writing(database(), holder(), draft.id, section.id, now=now())
    if not names:
        return ""
    return gettext(
        "Har også skrevet på denne side inden for fem minutter: %(names)s.", names=", ".join(names)
    )
