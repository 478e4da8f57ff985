"""Budgets for tests: a sound one, and others made from it by what a person types."""

from collections.abc import Mapping

from forms.answers import Answers
from forms.registry import form_of
from validators.examples import typed_answers
from validators.sound_answers import SOUND_ANSWERS

BUDGET = form_of("budget")
ROUNDED = {
    "poster[0].aar1": "920.000",
    "udgifter_i_alt.aar1": "1.020.000",
    "udgifter_i_alt.samlet": "4,0 mio. kr.",
    "poster[1].aar2": "100 t.kr.",
}
"""Answers two of which are rounded: the total over all is within its rounding."""


def budget(typed: Mapping[str, str] | None = None) -> Answers:
    """The sound budget with some answers typed over; an empty text takes one out."""
    return typed_answers(BUDGET, {**SOUND_ANSWERS["budget"], **(typed or {})})
