"""How long a programme keeps what people wrote and sent, each time with its reason in law."""

from forms.facts import fact
from forms.messages import N_

_GDPR = N_(
    "Databeskyttelsesforordningen artikel 5, stk. 1, litra e: oplysninger gemmes ikke længere, "
    "end formålet kræver."
)
_ACCOUNTS = N_(
    "Bogføringsloven § 12: fem år efter regnskabsåret. En bevilling løber i op til fire år."
)
_TRAIL = N_(
    "Databeskyttelsesforordningen artikel 5, stk. 2, og artikel 32: hvad der er sket, skal kunne "
    "vises, så længe sagens bilag gemmes."
)
_YEAR = 365
_OF_ACCOUNTS = 10 * _YEAR + 3
_LEAST_OF_TRAIL = 5 * _YEAR + 2


@fact
class Kept:
    """How many days something is kept, why, and the fewest it may be set to."""

    days: int
    source: str
    least: int = 1


@fact
class Retention:
    """Of drafts since they were last saved; of a decided case since it was decided or withdrawn.

    A public authority hands over to the archives what arkivloven asks for before that.
    """

    drafts: Kept = Kept(days=2 * _YEAR, source=_GDPR, least=30)
    granted: Kept = Kept(days=_OF_ACCOUNTS, source=_ACCOUNTS, least=_LEAST_OF_TRAIL)
    refused: Kept = Kept(days=5 * _YEAR, source=_GDPR, least=_YEAR)


@fact
class HouseRetention:
    """Of what belongs to no programme: since a review's last file came, and since each happened."""

    reviews: Kept = Kept(days=2 * _YEAR, source=_GDPR)
    mails: Kept = Kept(days=90, source=_GDPR)
    sign_ins: Kept = Kept(days=30, source=_GDPR)
    trail: Kept = Kept(days=_OF_ACCOUNTS, source=_TRAIL, least=_LEAST_OF_TRAIL)


USUAL = Retention()
OF_THE_HOUSE = HouseRetention()
