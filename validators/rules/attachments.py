"""ATT: attachments a case lacks, and those its texts promise."""

from collections.abc import Iterator

from forms.messages import N_
from validators.attachments import missing, unattached
from validators.finding import Severity
from validators.rule import AcrossHit, Example, Rule
from validators.whole_case import Site, WholeCase


def _missing(whole: WholeCase) -> Iterator[AcrossHit]:
    forms = whole.programme.forms if whole.programme else ()
    head = whole.first(forms[0].partition("@")[0]) if forms else None
    for attachment in missing(whole) if head else ():
        if head is not None:
            values = (("attachment", attachment.label),)
            yield AcrossHit(at=Site(document=head), values=values, evidence=attachment.id)


def _only_mentioned(whole: WholeCase) -> Iterator[AcrossHit]:
    for mention in unattached(whole):
        values = (("label", mention.site.label), ("sentence", mention.sentence))
        yield AcrossHit(at=mention.site, values=values, evidence=mention.sentence)


ATTACHMENT_RULES = (
    Rule(
        id="ATT001",
        severity=Severity.ERROR,
        title=N_("Et bilag, der skal med, mangler"),
        message=N_("»%(attachment)s« mangler i sagen."),
        msgids=("attachment",),
        what_to_do=N_("Læg bilaget i sagen."),
        source=N_("Programmets liste over bilag"),
        across=_missing,
        breaking=Example(
            text=N_("Sagen har ingen beredskabsplan."),
            is_in_case=True,
            without=("beredskabsplan",),
        ),
        passing=Example(
            text=N_("Organisationsdiagrammet er samarbejdsaftalens egne rækker med led."),
            is_in_case=True,
        ),
    ),
    Rule(
        id="ATT002",
        severity=Severity.WARNING,
        title=N_("Teksten nævner et bilag, som ikke er i sagen"),
        message=N_("»%(label)s« nævner et bilag, som ikke er i sagen: »%(sentence)s«"),
        what_to_do=N_("Læg bilaget i sagen, eller ret teksten."),
        source=N_("Dokumenternes egne henvisninger til bilag"),
        forms=("samarbejdsaftale", "delaftale"),
        programmes=("lbf-boligsocial-2019-26",),
        across=_only_mentioned,
        breaking=Example(
            text=N_("Delaftalen siger, at en lejekontrakt er vedlagt, men den er ikke i sagen."),
            is_in_case=True,
            typed=(
                (
                    "delaftale-uddannelse:aktiviteter[1].indhold",
                    "Lejekontrakten er vedlagt som bilag 4.",
                ),
            ),
        ),
        passing=Example(
            text=N_("Delaftalen siger, at milepælsplanen er vedlagt, og den er i sagen."),
            is_in_case=True,
            typed=(
                (
                    "delaftale-uddannelse:aktiviteter[1].indhold",
                    "Datoerne står i milepælsplanen, som er vedlagt.",
                ),
            ),
        ),
    ),
)
