"""The parties of a case's documents: which names mean the same party."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from validators.names import Likeness, folded, is_within, likeness
from validators.whole_case import Document, Site, WholeCase

_MOST_SPELLINGS = 300


@dataclass(slots=True, kw_only=True)
class Party:
    """One party with every place and spelling of its name, the agreement's first."""

    name: str
    sites: list[tuple[Site, str]] = field(default_factory=list)

    def is_named_in(self, document: Document) -> bool:
        """Whether a document names the party, in any spelling."""
        return any(site.document is document for site, _ in self.sites)

    @property
    def spellings(self) -> tuple[tuple[Site, str], ...]:
        """Each place with what is meant by the spelling there, capitals and blanks apart."""
        return tuple((site, folded(name)) for site, name in self.sites)


def parties(whole: WholeCase) -> tuple[Party, ...]:
    """The parties of the agreement and of its sub-agreements, in the order they are named."""
    known: list[Party] = []
    homes: dict[str, Party] = {}
    agreement = whole.first("samarbejdsaftale")
    documents = (*((agreement,) if agreement else ()), *whole.of("delaftale"))
    for document in documents:
        agreed = () if agreement is None or document is agreement else _of(agreement, known)
        for site, name in document.names("parter.navn"):
            spelled = folded(name)
            if spelled and spelled not in homes and len(homes) < _MOST_SPELLINGS:
                home = _home(name, known, agreed) or Party(name=name)
                homes[spelled] = home
                if not home.sites:
                    known.append(home)
            if spelled in homes:
                homes[spelled].sites.append((site, name))
    return tuple(known)


def _of(document: Document, known: list[Party]) -> tuple[Party, ...]:
    return tuple(party for party in known if party.is_named_in(document))


def _home(name: str, known: list[Party], agreed: tuple[Party, ...]) -> Party | None:
    """The party a name means: spelled alike, or nearly so, or the one of the agreement it shortens.

    `Politiet` is the agreement's `Midtegnens Politi` where no other of its parties could be meant.
    """
    for party in known:
        if any(likeness(name, spelled) is not Likeness.OTHER for spelled in _spelled(party)):
            return party
    longer = [party for party in agreed if is_within(name, party.name)]
    return longer[0] if len(longer) == 1 else None


def _spelled(party: Party) -> Iterator[str]:
    return iter(dict.fromkeys(name for _, name in party.sites))
