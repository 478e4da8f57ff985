"""Landsbyggefonden's support for housing-social efforts, by its regulativ of 11 December 2019."""

from datetime import date
from decimal import Decimal

from forms.conditions import Is
from forms.formulas import Plus, Sum
from forms.grammar import Attachment
from forms.kinds.choice import Option
from forms.messages import N_
from forms.programmes.programme import AppliedFor, Programme, Threshold

_REGULATIV = N_("Landsbyggefondens regulativ af 11. december 2019; almenboligloven § 91 a")
_FROM = date(2019, 12, 11)
_OF_THE_FUND = Is("finansiering.kilde", "lbf")
_YEARS = ("aar1", "aar2", "aar3", "aar4")

LBF_BOLIGSOCIAL_2019_26 = Programme(
    id="lbf-boligsocial-2019-26",
    title=N_("Boligsocial indsats 2019-26"),
    funder=N_("Landsbyggefonden"),
    forms=(
        "samarbejdsaftale@2019-26",
        "delaftale@2019-26",
        "budget@2019-26",
        "milepaelsplan@2019-26",
        "beredskabsplan@2019-26",
        "kommissorium@2019-26",
        "indberetningsskema@2019-26",
    ),
    reports=("statusrapport@1",),
    attachments=(
        Attachment(
            id="delaftale",
            label=N_("Delaftale for hvert indsatsområde"),
            form="delaftale",
            for_each="indsatsomraader.omraade",
        ),
        Attachment(id="budget", label=N_("Budget"), form="budget"),
        Attachment(id="milepaelsplan", label=N_("Milepælsplan"), form="milepaelsplan"),
        Attachment(id="beredskabsplan", label=N_("Beredskabsplan"), form="beredskabsplan"),
        Attachment(id="kommissorium", label=N_("Kommissorium"), form="kommissorium"),
        Attachment(
            id="indberetningsskema", label=N_("Indberetningsskema"), form="indberetningsskema"
        ),
        Attachment(id="organisationsdiagram", label=N_("Organisationsdiagram")),
    ),
    minimum_local_share=Threshold(number=Decimal(25), source=_REGULATIV, valid_from=_FROM),
    longest_period_years=Threshold(number=Decimal(4), source=_REGULATIV, valid_from=_FROM),
    sources_in_doubt=("andre",),
    applied_for=AppliedFor(
        form="budget",
        formula=Plus(tuple(Sum(f"finansiering.{year}", when=_OF_THE_FUND) for year in _YEARS)),
    ),
    categories=(
        Option(id="loen", label=N_("Løn"), words=("lønninger", "lønudgifter")),
        Option(id="aktiviteter", label=N_("Aktiviteter"), words=("aktivitetsmidler",)),
        Option(id="kompetenceudvikling", label=N_("Kompetenceudvikling")),
        Option(id="evaluering", label=N_("Evaluering")),
        Option(id="administration", label=N_("Administration")),
        Option(id="revision", label=N_("Revision")),
        Option(id="oevrige", label=N_("Øvrige"), words=("øvrige udgifter", "andet")),
    ),
)
