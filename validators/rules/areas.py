"""ARE001: areas and sub-agreements that do not answer to each other."""

from collections.abc import Iterator

from forms.messages import N_
from forms.path import Path
from validators.areas import areas_without, without_area
from validators.finding import Severity
from validators.rule import AcrossHit, Example, Rule
from validators.whole_case import Site, WholeCase


def _unanswered_areas(whole: WholeCase) -> Iterator[AcrossHit]:
    agreement = whole.first("samarbejdsaftale")
    if agreement is None:
        return
    lacking, astray = areas_without(whole), tuple(without_area(whole))
    # A sub-agreement of a wrong area is told of once: it may be the one that lacks.
    for site, area in lacking if len(lacking) > len(astray) else ():
        shown = _label(site, area)
        yield AcrossHit(at=site, values=(("area", shown),), evidence=shown)
    chosen = Site(document=agreement, path=Path.parse("indsatsomraader"))
    for document, area in astray:
        site = document.site("indsatsomraade")
        shown = _label(site, area)
        yield AcrossHit(
            at=site, other=chosen, values=(("area", shown),), evidence=shown, variant="not_chosen"
        )


def _label(site: Site, area: str) -> str:
    """The area as the form writes it; what no form has stands as it is."""
    kind = site.document.examined.outline.at(site.path.address).field.kind
    known = {kind.parse(label): label for label in kind.alternatives()}
    return known.get(area, area[:200])


AREA_RULES = (
    Rule(
        id="ARE001",
        severity=Severity.ERROR,
        title=N_("Indsatsområder og delaftaler svarer ikke til hinanden"),
        message=N_("Indsatsområdet »%(area)s« har ingen delaftale i sagen."),
        variants=(
            (
                "not_chosen",
                N_("Delaftalens indsatsområde, »%(area)s«, er ikke valgt i »%(elsewhere)s«."),
            ),
        ),
        what_to_do=N_(
            "Send en delaftale for hvert valgt indsatsområde, og vælg hvert område, der er "
            "en delaftale for."
        ),
        source=N_("Samarbejdsaftalens indsatsområder; der skal være én delaftale for hvert"),
        forms=("samarbejdsaftale", "delaftale"),
        programmes=("lbf-boligsocial-2019-26",),
        across=_unanswered_areas,
        breaking=Example(
            text=N_("Aftalen har valgt to områder, men der er kun én delaftale."),
            is_in_case=True,
            without=("delaftale-uddannelse",),
        ),
        passing=Example(
            text=N_("Aftalen skriver »Uddannelse & Livschancer«, som delaftalen også er for."),
            is_in_case=True,
            typed=(("samarbejdsaftale:indsatsomraader[1].omraade", "Uddannelse & Livschancer"),),
        ),
    ),
)
