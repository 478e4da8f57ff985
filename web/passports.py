"""What a file's passport says: that it is one of ours, and whether its answers were changed."""

from flask_babel import gettext

from cases.review import ReviewFile
from cases.shelf import FileGone
from documents.passport import passport_isolated, rules_version
from documents.safety.isolation import IsolationFailed
from documents.safety.sniff import recognise
from documents.safety.verdict import FileKind
from forms.messages import N_
from web.offices import store

_SAME = N_("Filen er lavet af Tilsagn, og svarene er, som da den blev hentet.")
_CHANGED = N_("Filen er lavet af Tilsagn. Svarene er ændret, siden den blev hentet.")
_OLD_RULES = N_("Den blev lavet, før reglerne fik den udgave, der undersøges efter nu.")


def passport_told(file: ReviewFile) -> str:
    """A sentence or two for the officer; empty for a file without a passport."""
    form = file.reading.form if file.reading else None
    if form is None or file.reading is None:
        return ""
    try:
        content = store().get(file.sha256)
        passport = None if recognise(content) is FileKind.PDF else passport_isolated(content)
    except (FileGone, IsolationFailed):
        return ""
    if passport is None or not passport.answers:
        return ""
    told = _SAME if passport.fits(form, file.reading.answers) else _CHANGED
    is_old = passport.rules != rules_version()
    return " ".join(gettext(each) for each in (told, _OLD_RULES if is_old else "") if each)
