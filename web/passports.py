"""What a file's passport and seal say: whether it is one of ours, and whether it was changed."""

from collections.abc import Mapping

from flask_babel import gettext

from cases.errors import StoreDown
from cases.review import ReviewFile
from cases.shelf import FileGone
from documents.passport import passport_isolated
from documents.reader.examine_file import is_workbook
from documents.safety.isolation import IsolationFailed
from documents.safety.sniff import recognise
from documents.safety.verdict import FileKind
from documents.seal import Standing
from forms.messages import N_
from validators.version import RULES_VERSION
from web.offices import sealer, store

_SENTENCES: Mapping[Standing, str] = {
    Standing.UNCHANGED: N_(
        "Filen er lavet af Tilsagn, og svarene er, som da den blev hentet. Det viser dens segl."
    ),
    Standing.CHANGED: N_(
        "Filen er lavet af Tilsagn. Det viser dens segl. Svarene er ændret, siden den blev hentet."
    ),
    Standing.UNPROVED: N_(
        "Filen siger, at den er lavet af Tilsagn, men dens segl mangler eller passer ikke. "
        "Det er ikke bevist, hvor den kommer fra."
    ),
    Standing.NONE: N_("Filen har intet segl fra Tilsagn: Den er lavet et andet sted."),
}
_PROVED = frozenset({Standing.UNCHANGED, Standing.CHANGED})
_OLD_RULES = N_("Den blev lavet, før reglerne fik den udgave, der undersøges efter nu.")


def passport_told(file: ReviewFile) -> str:
    """A sentence or two for the officer; empty for what is no form in Word, or cannot be asked."""
    form = file.reading.form if file.reading else None
    if form is None or file.reading is None:
        return ""
    try:
        content = store().get(file.sha256)
        if recognise(content) is FileKind.PDF or is_workbook(file.reading):
            return ""
        passport = passport_isolated(content)
    except (FileGone, StoreDown, IsolationFailed):
        return ""
    standing = sealer().standing(passport, form, file.reading.answers)
    is_old = standing in _PROVED and passport is not None and passport.rules != RULES_VERSION
    told = (_SENTENCES[standing], _OLD_RULES if is_old else "")
    return " ".join(gettext(each) for each in told if each)
