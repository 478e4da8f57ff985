"""The documents of one case, laid out to be examined against each other."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar, cast

from forms.answers import Answers
from forms.grammar import FormDefinition
from forms.kinds.kind import Value
from forms.path import Path
from forms.programmes.programme import Programme
from forms.registry import all_programmes
from validators.case import Examined, typed_text
from validators.extent import Extent

Said = TypeVar("Said", bound=Hashable)
Told = TypeVar("Told")


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDocument:
    """One document as a case has it.

    The `name` tells it from the others, as a file's name does. One that is no form of ours, such
    as a drawing, has no definition and is known by its name alone. `extent` is the paper it takes,
    where that was counted.
    """

    name: str
    definition: FormDefinition | None = None
    answers: Answers = field(default_factory=Answers)
    extent: Extent | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Document:
    """A document of the case that is a form, laid out for examination."""

    name: str
    examined: Examined

    @property
    def form(self) -> str:
        """The id of its form."""
        return self.examined.definition.id

    def value(self, address: str) -> Value | None:
        """The answer at an address outside groups; None when it says nothing."""
        return self.examined.value_beside(address, Path())

    def site(self, address: str) -> "Site":
        """The place of an address outside groups."""
        return Site(document=self, path=Path.parse(address))

    def column(self, address: str) -> "Iterator[tuple[Site, Value]]":
        """What a column of a group says, row by row, where it says something."""
        group, _, name = address.rpartition(".")
        at = Path.parse(group)
        for row in self.examined.first_rows(at):
            value = self.examined.value_beside(address, at.row(row))
            if value is not None:
                yield Site(document=self, path=at.row(row) / name), value

    def names(self, address: str) -> "Iterator[tuple[Site, str]]":
        """What a column of names says, row by row."""
        for site, value in self.column(address):
            text = typed_text(value)
            if text is not None:
                yield site, text


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Site:
    """A place in one document of a case."""

    document: Document
    path: Path = field(default_factory=Path)

    @property
    def label(self) -> str:
        """What a person calls the place; the form's title for a whole document."""
        if not self.path.parts:
            return self.document.examined.definition.title
        return self.document.examined.label(self.path)


class WholeCase:
    """A case: its documents that are forms, and the `names` of all, the others' too."""

    def __init__(
        self,
        documents: Sequence[CaseDocument],
        *,
        programme: Programme | None = None,
        received: date | None = None,
    ) -> None:
        self.programme = programme or shared_programme(documents)
        self.documents = tuple(
            Document(
                name=each.name,
                examined=Examined(
                    each.definition,
                    each.answers,
                    programme=programme or own_programme(each.definition),
                    received=received,
                    extent=each.extent,
                ),
            )
            for each in documents
            if each.definition is not None
        )
        self.loose_names = tuple(each.name for each in documents if each.definition is None)
        self._told: dict[object, object] = {}

    def of(self, form: str) -> tuple[Document, ...]:
        """The documents of a form, in the order they were given."""
        return tuple(each for each in self.documents if each.form == form)

    def first(self, form: str) -> Document | None:
        """The first document of a form."""
        return next(iter(self.of(form)), None)

    def once(self, ask: "Callable[[WholeCase], Told]") -> Told:
        """What a pure function says of the case, asked only the first time."""
        if ask not in self._told:
            self._told[ask] = ask(self)
        return cast("Told", self._told[ask])


def own_programme(definition: FormDefinition) -> Programme | None:
    """The programme a form belongs to."""
    return next((each for each in all_programmes() if each.id == definition.programme), None)


def shared_programme(documents: Sequence[CaseDocument]) -> Programme | None:
    """The programme of all the forms; None where they belong to several.

    A report belongs to its own programme, and to any other that asks for it as well.
    """
    forms = [each.definition for each in documents if each.definition is not None]
    if not forms:
        return None
    shared = [
        each
        for each in all_programmes()
        if all(each.id == form.programme or form.key in each.reports for form in forms)
    ]
    own = [each for each in shared if each.id == forms[0].programme]
    return next(iter((*own, *shared)), None)


def odd_ones(said: Sequence[tuple[Site, Said]]) -> Iterator[tuple[Site, Site]]:
    """Each place that says otherwise than most, with the first of those that say what most do.

    Where as many say the one as the other, the one said first is right: so one slip is one
    finding, at the slip.
    """
    counts = Counter(what for _, what in said)
    if len(counts) < 2:
        return
    right = max(counts, key=lambda what: counts[what])
    first = next(site for site, what in said if what == right)
    yield from ((site, first) for site, what in said if what != right)
