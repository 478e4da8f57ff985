"""REG001 and TXT004: the regulativ cited, and what a document calls itself."""

from collections.abc import Iterator

from forms.kinds.date import shown_day
from forms.messages import N_
from forms.registry import form_of
from validators.case import Examined
from validators.citations import THIS, calls_itself, citations, regulativ_of
from validators.finding import Severity
from validators.rule import AcrossHit, Example, Hit, Rule
from validators.whole_case import WholeCase, odd_ones

_LBF = ("lbf-boligsocial-2019-26",)


def _other_regulativ(whole: WholeCase) -> Iterator[AcrossHit]:
    cited = citations(whole)
    text = {each.site: each.text[:200] for each in cited}
    day = regulativ_of(whole.programme)
    wrong = [each for each in cited if day is not None and each.day != day]
    fitting = next((each.site for each in cited if each.day == day), None)
    for each in wrong:
        values = (
            ("label", each.site.label),
            ("cited", shown_day(each.day)),
            ("expected", shown_day(day) if day else ""),
        )
        yield AcrossHit(
            at=each.site,
            other=fitting,
            values=values,
            evidence=each.text[:200],
            variant="programme",
        )
    if day is not None:
        return
    said = [(each.site, each.day) for each in cited]
    days = dict(said)
    for odd, right in odd_ones(said):
        values = (
            ("label", odd.label),
            ("cited", shown_day(days[odd])),
            ("expected", shown_day(days[right])),
        )
        yield AcrossHit(at=odd, other=right, values=values, evidence=f"{text[odd]} / {text[right]}")


def _another_type(case: Examined) -> Iterator[Hit]:
    for spot in case.saying(THIS):
        for each in calls_itself(case, spot.text or ""):
            values = (
                ("label", case.label(spot.path)),
                ("found", each.text),
                ("own", case.definition.title),
                ("other", form_of(each.form).title),
            )
            yield Hit(path=spot.path, values=values, evidence=each.text)
            break


CITATION_RULES = (
    Rule(
        id="REG001",
        severity=Severity.WARNING,
        title=N_("Dokumenterne henviser til forskellige regulativer"),
        message=N_(
            "»%(label)s« henviser til regulativet af %(cited)s, men »%(elsewhere)s« til det af "
            "%(expected)s."
        ),
        variants=(
            (
                "programme",
                N_(
                    "»%(label)s« henviser til regulativet af %(cited)s, men programmet følger det "
                    "af %(expected)s."
                ),
            ),
        ),
        what_to_do=N_("Ret henvisningen, så alle dokumenter følger det samme regulativ."),
        source=N_("Det regulativ, som programmets grænser er fastsat i"),
        programmes=_LBF,
        across=_other_regulativ,
        breaking=Example(
            text=N_("Kommissoriet bygger på regulativet af 20. marts 2015."),
            is_in_case=True,
            typed=(("kommissorium:regulativ_dato", "20.03.2015"),),
        ),
        passing=Example(
            text=N_("Kommissoriet bygger på regulativet af »11/12-2019«."),
            is_in_case=True,
            typed=(("kommissorium:regulativ_dato", "11/12-2019"),),
        ),
    ),
    Rule(
        id="TXT004",
        severity=Severity.WARNING,
        title=N_("Dokumentet kalder sig selv noget andet, end det er"),
        message=N_("»%(label)s«: Der står »%(found)s«, men dokumentet er »%(own)s«."),
        msgids=("own", "other"),
        what_to_do=N_("Ret ordet; måske er teksten skrevet over fra et andet dokument."),
        source=N_("Skabelonens egen titel"),
        forms=("samarbejdsaftale", "delaftale"),
        programmes=_LBF,
        check=_another_type,
        breaking=Example(
            text=N_("I samarbejdsaftalen står »denne delaftale«."),
            form="samarbejdsaftale",
            typed=(("revision", "Ændringer af denne delaftale sendes til fonden."),),
        ),
        passing=Example(
            text=N_("I samarbejdsaftalen står »delaftalerne« og »denne aftale«."),
            form="samarbejdsaftale",
            typed=(("revision", "Delaftalerne ændres ikke sammen med denne aftale."),),
        ),
    ),
)
