"""Days as people type them into fields that may be left empty."""

from datetime import date

from forms.kinds.date import CalendarDay
from forms.messages import N_

BAD_DAY = N_("Skriv dag, måned og år, fx 25.05.2009, eller lad feltet være tomt.")
"""Danish msgid: what to do about a text that is no day."""


class NoDay(ValueError):
    """The text is not empty, and no day."""


def day_of(text: str) -> date | None:
    """The day of a text, None for an empty one; raises NoDay."""
    typed = CalendarDay().parse(text)
    if typed is not None and not isinstance(typed, date):
        raise NoDay(text)
    return typed
