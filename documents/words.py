"""The words of a form that a template prints: title, headings, labels, guidance, deadline."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from documents.controls import escaped
from forms.grammar import FormDefinition, Total
from forms.outline import Placed, outline

_WORDS = ("form", "afsnit", "label", "vejledning")
PICTURE = "billede"
RESERVED = (*_WORDS, PICTURE)
"""Names in a template that are no fields."""

PICTURED = ("organisation", "milepaele", "poster", "finansiering", "indsatser", "oekonomi")
"""What may stand in `billede.GROUP`: the addresses of the groups that pictures are drawn from."""


class Level:
    """Things by name, one level of a template's dotted names; a level may print as well."""

    __slots__ = ("text", "things")

    def __init__(self, text: str = "") -> None:
        self.things: dict[str, object] = {}
        self.text = text

    def __getitem__(self, name: str) -> object:
        return self.things[name]

    def __html__(self) -> str:
        return escaped(self.text)

    def put(self, address: str, thing: object) -> None:
        """Place a thing at a dotted address, making the levels above it."""
        outer, _, last = address.rpartition(".")
        self._at(outer).things[last] = thing

    def say(self, address: str, text: str) -> None:
        """Let an address print a text, keeping what lies below it."""
        self._at(address).text = text

    def _at(self, address: str) -> "Level":
        level = self
        for name in address.split(".") if address else ():
            inner = level.things.setdefault(name, Level())
            if not isinstance(inner, Level):
                raise TypeError(f"{address}: {name} is no level")
            level = inner
        return level


class _Deadline(Level):
    """The deadline of a form's programme, which is only loaded for a template that prints it."""

    __slots__ = ("_definition",)

    def __init__(self, definition: FormDefinition) -> None:
        super().__init__()
        self._definition = definition

    def __html__(self) -> str:
        return escaped(_deadline(self._definition))


@lru_cache(maxsize=64)
def words_of(definition: FormDefinition) -> Mapping[str, Level]:
    """`form.titel`, `form.frist`, `afsnit.ID.titel`, `label.ADDRESS`, `vejledning.ADDRESS`."""
    form, sections, labels, guidance = Level(), Level(), Level(), Level()
    form.say("titel", definition.title)
    form.put("frist", _Deadline(definition))
    for section in definition.sections:
        sections.say(f"{section.id}.nummer", section.number)
        sections.say(f"{section.id}.titel", section.title)
        sections.say(f"{section.id}.vejledning", section.guidance)
    for placed in _placed(definition):
        labels.say(placed.address, placed.item.label)
        if not isinstance(placed.item, Total):
            guidance.say(placed.address, placed.item.guidance)
    return dict(zip(_WORDS, (form, sections, labels, guidance), strict=True))


@lru_cache(maxsize=64)
def known_words(definition: FormDefinition) -> frozenset[str]:
    """Every word of the form by its whole name."""
    return frozenset(
        name for first, level in words_of(definition).items() for name in _said(first, level)
    )


def _said(name: str, level: Level) -> Iterator[str]:
    if level.text or not level.things:
        yield name
    for inner, thing in level.things.items():
        if isinstance(thing, Level):
            yield from _said(f"{name}.{inner}", thing)


def _placed(definition: FormDefinition) -> Iterator[Placed]:
    form = outline(definition)
    yield from form.fields()
    yield from form.groups()
    yield from form.totals()


def _deadline(definition: FormDefinition) -> str:
    """The programme's deadline, empty where it has none or the form belongs to no programme."""
    from forms.registry import (  # noqa: PLC0415 - loaded where asked for
        UnknownProgramme,
        programme_of,
    )

    try:
        deadline = programme_of(definition.programme).deadline
    except UnknownProgramme:
        return ""
    if deadline is None:
        return ""
    from babel.dates import format_date  # noqa: PLC0415 - loaded where asked for

    return format_date(deadline, "d. MMMM y", locale="da_DK")
