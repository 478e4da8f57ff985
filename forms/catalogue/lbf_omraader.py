"""What the fund's agreement, its sub-agreements and its milestones share: the four areas."""

from forms.grammar import OlderVersion
from forms.kinds.choice import Choice, Option
from forms.messages import N_

OMRAADE = Choice(
    options=(
        Option(
            id="uddannelse",
            label=N_("Uddannelse og livschancer"),
            words=("Uddannelse og livschancer", "Uddannelse & livschancer"),
        ),
        Option(id="beskaeftigelse", label=N_("Beskæftigelse"), words=("Beskæftigelse",)),
        Option(
            id="kriminalitetsforebyggelse",
            label=N_("Kriminalitetsforebyggelse"),
            words=("Kriminalitetsforebyggelse",),
        ),
        Option(
            id="sammenhaengskraft",
            label=N_("Sammenhængskraft og medborgerskab"),
            words=("Sammenhængskraft og medborgerskab", "Sammenhængskraft & medborgerskab"),
        ),
    )
)

PROGRAMME = "lbf-boligsocial-2019-26"
VERSION = "2019-26"

OLDER_2015_18 = OlderVersion(
    version="2015-18",
    words=(
        "Tryghed og trivsel",
        "Kriminalpræventiv indsats",
        "Uddannelse og beskæftigelse",
        "Forebyggelse og forældreansvar",
    ),
    labels=("Underskrift", "Underskrifter", "Dato og underskrift", "Aftalens underskrivere"),
    starts=(
        "Samarbejdsaftalen gælder fra",
        "Aftalen gælder fra",
        "Delaftalen gælder fra",
        "Gælder fra",
    ),
)
