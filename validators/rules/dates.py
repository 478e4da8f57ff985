"""DAT: dates that cannot be read or do not fit, and the programme's deadline."""

from collections.abc import Iterator
from datetime import date

from forms.kinds.date import shown_day, written_days
from forms.kinds.kind import Fault, Period
from forms.kinds.period import TimeSpan
from forms.messages import N_
from validators.case import Examined
from validators.finding import Severity
from validators.rule import Example, Hit, Rule
from validators.rules.values import unread_answers

_DATE_FAULTS = frozenset((Fault.NOT_A_DATE, Fault.INCOMPLETE_DATE, Fault.NOT_A_PERIOD))
_WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")


def _unread_dates(case: Examined) -> Iterator[Hit]:
    for spot, unread in unread_answers(case, _DATE_FAULTS):
        typed = unread.text[:200]
        has_suggestion = bool(unread.suggestions) and unread.fault is not Fault.INCOMPLETE_DATE
        yield Hit(
            path=spot.path,
            values=(
                ("label", case.label(spot.path)),
                ("typed", typed),
                ("suggestions", " / ".join(unread.suggestions[:3])),
            ),
            evidence=typed,
            variant="suggested" if has_suggestion else str(unread.fault),
        )
    for spot in case.asked:
        if not isinstance(spot.field.kind, TimeSpan) or not isinstance(spot.value, Period):
            continue
        if None in (spot.value.start, spot.value.end):
            shown = spot.field.kind.format(spot.value)
            values = (("label", case.label(spot.path)), ("typed", shown))
            yield Hit(path=spot.path, values=values, evidence=shown, variant="open_period")


def _wrong_weekdays(case: Examined) -> Iterator[Hit]:
    for spot in case.asked:
        for written, start, end in written_days(spot.text or ""):
            if written.is_on_another_weekday:
                text = (spot.text or "")[start:end]
                yield Hit(
                    path=spot.path,
                    values=(
                        ("label", case.label(spot.path)),
                        ("typed", text),
                        ("day", shown_day(written.day)),
                        ("weekday", _WEEKDAYS[written.day.weekday()]),
                    ),
                    evidence=text,
                )
                break


def _late(case: Examined) -> Iterator[Hit]:
    deadline = case.programme.deadline if case.programme else None
    if deadline is None or case.received is None or case.received <= deadline:
        return
    days = (("received", shown_day(case.received)), ("deadline", shown_day(deadline)))
    yield Hit(values=days, evidence=" > ".join(day for _, day in days))


DATE_RULES = (
    Rule(
        id="DAT001",
        severity=Severity.ERROR,
        title=N_("En dato eller periode kan ikke læses"),
        message=N_("»%(label)s«: »%(typed)s« kan ikke læses som en dato."),
        variants=(
            (
                "suggested",
                N_(
                    "»%(label)s«: »%(typed)s« kan ikke læses som en dato. Mente du %(suggestions)s?"
                ),
            ),
            (
                Fault.INCOMPLETE_DATE,
                N_("»%(label)s«: »%(typed)s« er ikke en hel dato; dag, måned og år skal med."),
            ),
            (Fault.NOT_A_PERIOD, N_("»%(label)s«: »%(typed)s« kan ikke læses som en periode.")),
            ("open_period", N_("»%(label)s«: Perioden »%(typed)s« mangler en dag at slutte på.")),
        ),
        what_to_do=N_("Skriv datoen som dag, måned og år, for eksempel 25.05.2009."),
        source=N_("Formularens egen angivelse af, hvad der spørges om"),
        check=_unread_dates,
        breaking=Example(
            text=N_("Kommunalbestyrelsens beslutning er dateret »april 2009«."),
            typed=(("tilkendegivelse.dato", "april 2009"),),
        ),
        passing=Example(
            text=N_("Kommunalbestyrelsens beslutning er dateret »d. 28/4-2009«."),
            typed=(("tilkendegivelse.dato", "d. 28/4-2009"),),
        ),
    ),
    Rule(
        id="DAT005",
        severity=Severity.WARNING,
        title=N_("Ugedagen passer ikke til datoen"),
        message=N_("»%(label)s«: »%(typed)s«, men %(day)s er en %(weekday)s."),
        what_to_do=N_("Ret ugedagen eller datoen."),
        source=N_("Kalenderen"),
        check=_wrong_weekdays,
        breaking=Example(
            text=N_("Der står »mandag den 28. april 2009«, som var en tirsdag."),
            typed=(("kommentarer", "Byrådet behandlede sagen mandag den 28. april 2009."),),
        ),
        passing=Example(
            text=N_("Der står »tirsdag den 28. april 2009«."),
            typed=(("kommentarer", "Byrådet behandlede sagen tirsdag den 28. april 2009."),),
        ),
    ),
    Rule(
        id="DAT006",
        severity=Severity.ERROR,
        title=N_("Modtaget efter fristen"),
        message=N_("Modtaget den %(received)s. Fristen var den %(deadline)s."),
        what_to_do=N_("Tal med den, der giver tilskuddet, om ansøgningen kan behandles."),
        source=N_("Programmets ansøgningsfrist"),
        check=_late,
        breaking=Example(
            text=N_("Skitsen er modtaget den 26. maj 2009, dagen efter fristen."),
            received=date(2009, 5, 26),
        ),
        passing=Example(
            text=N_("Skitsen er modtaget den 25. maj 2009, på fristens sidste dag."),
            received=date(2009, 5, 25),
        ),
    ),
)
