"""LIM: answers longer than there is room for."""

from collections.abc import Iterator
from decimal import Decimal

from forms.formulas import shown_number
from forms.messages import N_
from forms.text import utf16_length
from validators.case import Examined
from validators.finding import Severity
from validators.rule import Example, Hit, Rule


def _too_long(case: Examined) -> Iterator[Hit]:
    for spot in case.asked:
        limit = spot.field.limit
        if limit is None or spot.text is None:
            continue
        length = utf16_length(spot.text)
        if length > limit:
            values = (("limit", limit), ("length", length), ("over", length - limit))
            shown = tuple((name, shown_number(Decimal(number))) for name, number in values)
            yield Hit(
                path=spot.path,
                values=(("label", case.label(spot.path)), *shown),
                evidence=f"{dict(shown)['length']} > {dict(shown)['limit']}",
            )


LIMIT_RULES = (
    Rule(
        id="LIM002",
        severity=Severity.WARNING,
        title=N_("Et svar er længere, end der er plads til"),
        message=N_(
            "»%(label)s« er på %(length)s tegn. Der er plads til %(limit)s, så det er "
            "%(over)s for meget."
        ),
        what_to_do=N_("Forkort svaret, eller læg det overskydende i et bilag."),
        source=N_("Formularens egen grænse for feltet"),
        check=_too_long,
        breaking=Example(
            text=N_("Navnet er på 240 tegn; der er plads til 200."),
            typed=(("kontaktperson.navn", "Anne Eksempel " * 17 + "An"),),
        ),
        passing=Example(
            text=N_("Navnet er på 200 tegn."),
            typed=(("kontaktperson.navn", "Anne Eksempel " * 14 + "Anne"),),
        ),
    ),
)
