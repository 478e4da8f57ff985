"""PAR001, PAR002 and NAM001: parties and efforts that documents of a case name differently."""

from collections.abc import Iterator

from forms.messages import N_
from forms.path import Path
from validators.finding import Severity
from validators.names import Likeness, folded, is_within, likeness
from validators.parties import Party, parties
from validators.rule import AcrossHit, Example, Rule
from validators.whole_case import Document, Site, WholeCase, odd_ones

_LBF = ("lbf-boligsocial-2019-26",)
_FORMS = ("samarbejdsaftale", "delaftale")


def _missing_parties(whole: WholeCase) -> Iterator[AcrossHit]:
    agreement = whole.first("samarbejdsaftale")
    if agreement is None:
        return
    known = whole.once(parties)
    for document in whole.of("delaftale"):
        names = [name for _, name in document.names("parter.navn")]
        if not names:
            continue
        for party in known:
            if party.is_named_in(agreement) and not _is_among(party, document, names):
                yield AcrossHit(
                    at=Site(document=document, path=Path.parse("parter")),
                    other=party.sites[0][0],
                    values=(("party", party.name[:200]),),
                    evidence=party.name[:200],
                )


def _is_among(party: Party, document: Document, names: list[str]) -> bool:
    return party.is_named_in(document) or any(is_within(party.name, name) for name in names)


def _misspelled_parties(whole: WholeCase) -> Iterator[AcrossHit]:
    for party in whole.once(parties):
        typed = dict(party.sites)
        for odd, right in odd_ones(party.spellings):
            yield _two_names(odd, typed[odd], right, typed[right])


def _other_names_of_the_effort(whole: WholeCase) -> Iterator[AcrossHit]:
    said = [
        (document.site("navn"), name)
        for document in whole.of("delaftale")
        for name in (document.value("navn"),)
        if isinstance(name, str)
    ]
    agreement = whole.first("samarbejdsaftale")
    area = agreement.value("omraadets_navn") if agreement else None
    names = {folded(name) for _, name in said}
    # The agreement tells the name of the area, which an effort may have or not.
    if agreement is not None and isinstance(area, str) and _is_the_efforts_name(area, names):
        said.insert(0, (agreement.site("omraadets_navn"), area))
    typed = dict(said)
    for odd, right in odd_ones([(site, folded(name)) for site, name in said]):
        yield _two_names(odd, typed[odd], right, typed[right])


def _is_the_efforts_name(area: str, names: set[str]) -> bool:
    return any(likeness(area, name) is not Likeness.OTHER for name in names)


def _two_names(odd: Site, typed: str, right: Site, expected: str) -> AcrossHit:
    typed, expected = typed[:200], expected[:200]
    values = (("label", odd.label), ("typed", typed), ("expected", expected))
    return AcrossHit(at=odd, other=right, values=values, evidence=f"»{typed}« / »{expected}«")


PARTY_RULES = (
    Rule(
        id="PAR001",
        severity=Severity.WARNING,
        title=N_("En part i samarbejdsaftalen mangler i en delaftale"),
        message=N_("»%(party)s« er part i »%(elsewhere)s«, men ikke i denne delaftale."),
        what_to_do=N_("Tilføj parten, eller skriv, hvorfor den ikke er med her."),
        source=N_("Samarbejdsaftalens liste over parter"),
        forms=_FORMS,
        programmes=_LBF,
        across=_missing_parties,
        breaking=Example(
            text=N_("Politiet er part i aftalen, men i stedet står skolen to gange i delaftalen."),
            is_in_case=True,
            typed=(("delaftale-uddannelse:parter[2].navn", "Åby Skole"),),
        ),
        passing=Example(
            text=N_("Delaftalen nævner »Åby Kommune, Børneenheden«."),
            is_in_case=True,
            typed=(("delaftale-uddannelse:parter[1].navn", "Åby Kommune, Børneenheden"),),
        ),
    ),
    Rule(
        id="PAR002",
        severity=Severity.WARNING,
        title=N_("Den samme part er skrevet på flere måder"),
        message=N_("»%(label)s«: Her står »%(typed)s«, men i »%(elsewhere)s« står »%(expected)s«."),
        what_to_do=N_("Skriv partens navn ens i alle dokumenter."),
        source=N_("Samarbejdsaftalens liste over parter"),
        forms=_FORMS,
        programmes=_LBF,
        across=_misspelled_parties,
        breaking=Example(
            text=N_("Boligforeningen hedder »ÅbyBoligforening« i den ene delaftale."),
            is_in_case=True,
            typed=(("delaftale-uddannelse:parter[0].navn", "ÅbyBoligforening"),),
        ),
        passing=Example(
            text=N_("Boligforeningen er skrevet »Åby boligforening« med lille b."),
            is_in_case=True,
            typed=(("delaftale-uddannelse:parter[0].navn", "Åby boligforening"),),
        ),
    ),
    Rule(
        id="NAM001",
        severity=Severity.WARNING,
        title=N_("Indsatsens navn er ikke det samme i alle dokumenter"),
        message=N_("»%(label)s«: Her står »%(typed)s«, men i »%(elsewhere)s« står »%(expected)s«."),
        what_to_do=N_("Skriv indsatsens navn ens i alle dokumenter."),
        source=N_("Delaftalens felt med navnet på den boligsociale indsats"),
        forms=_FORMS,
        programmes=_LBF,
        across=_other_names_of_the_effort,
        breaking=Example(
            text=N_("Den ene delaftale kalder indsatsen »Åparken«, den anden »Åpark«."),
            is_in_case=True,
            typed=(("delaftale-uddannelse:navn", "Åpark"),),
        ),
        passing=Example(
            text=N_("Den ene delaftale skriver »ÅPARKEN« med store bogstaver."),
            is_in_case=True,
            typed=(("delaftale-uddannelse:navn", "ÅPARKEN"),),
        ),
    ),
)
