"""The questions of a page drawn once for each shape of its rows, with holes for the answers.

What an answer is depends on nobody's page, so only forms and numbers of rows are kept here; each
answer is written into its hole when a page is shown. A question of which something is said, and
a part that is drawn by what is answered in it, are drawn anew.
"""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import TypeAlias

from markupsafe import escape

from forms.answers import Answers
from forms.formulas import compute
from forms.grammar import Field, FormDefinition, Group, Item, Section, Total
from forms.kinds.kind import Value
from forms.outline import outline
from forms.path import Parts, Path
from web.formats import money
from web.kept import Drawn, mark, pieces_of
from web.language import chosen_language
from web.pages.drawn import drawn_anew, drawn_part, drawn_total, kept_question
from web.pages.options import options_shown, showing
from web.pages.page import (
    Computed,
    Marked,
    Page,
    Pages,
    Part,
    Question,
    Row,
    Rows,
    Told,
    page,
)
from web.pages.page_form import form_of_answers
from web.pages.rows import Rows as RowNumbers

_LEVEL = 2
# The sheet of a longer page would be large, and is seldom of use to another draft.
_MOST_ROWS = 60
_SAMPLE = Decimal("1234567.89")
_Shape: TypeAlias = tuple[tuple[Parts, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """What a page is filled with: answers, and what is told of them by name of the field."""

    answers: Answers
    values: Mapping[Parts, Value]
    told: Told
    names: AbstractSet[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A hole for a field: as it is asked, drawn without an answer, and how one is written.

    `around` stands before and after what is typed; `chosen` is how it is drawn with each of the
    form's own alternatives.
    """

    parts: Parts
    field: Field
    question: Question
    shown: Callable[[Value], str]
    blank: bytes
    around: tuple[bytes, bytes] | None
    chosen: Mapping[str, bytes]

    def filled(self, given: _Given) -> bytes:
        value = given.values.get(self.parts)
        text = "" if value is None else self.shown(value)
        if self.question.name in given.names:
            return self._anew(text, given.told)
        if not text:
            return self.blank
        if self.around is not None:
            before, after = self.around
            return before + escape(text).encode() + after
        # What the form does not offer is an alternative more.
        return self.chosen.get(text) or self._anew(text, given.told)

    def _anew(self, text: str, told: Told) -> bytes:
        name = self.question.name
        return drawn_anew(
            replace(
                self.question,
                text=text,
                options=options_shown(self.field.kind, text),
                errors=tuple(told.errors.get(name, ())),
                warnings=tuple(told.warnings.get(name, ())),
                offer=told.offers.get(name),
            )
        ).encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reckoned:
    """A hole for a computed total: `unknown` is how it is drawn where it cannot be computed."""

    path: Path
    total: Total
    unknown: bytes
    around: tuple[bytes, bytes]

    def filled(self, given: _Given) -> bytes:
        number = compute(self.total.formula, given.answers, at=self.path).value
        if number is None:
            return self.unknown
        before, after = self.around
        return before + escape(money(number)).encode() + after


_Hole: TypeAlias = _Asked | _Reckoned


@dataclass(frozen=True, slots=True, kw_only=True)
class _PartSheet:
    """A part of a page: `first`, then by turns a hole and the text that follows.

    Of its `groups`, by name, nothing can be said without drawing the part anew.
    """

    first: bytes
    rest: tuple[tuple[_Hole, bytes], ...]
    groups: frozenset[str]

    def fill(self, texts: list[bytes], given: _Given) -> None:
        """Put the part at the end of some texts."""
        texts.append(self.first)
        for hole, after in self.rest:
            texts += (hole.filled(given), after)


def questions(
    definition: FormDefinition, section: Section, rows: RowNumbers, answers: Answers, told: Told
) -> Drawn:
    """All that a page asks, with these answers and what is told of them."""
    names = {*told.errors, *told.warnings, *told.offers}
    given = _Given(answers=answers, values=answers.by_parts(), told=told, names=names)
    anew: Page | None = None
    texts: list[bytes] = []
    for place, part in enumerate(_sheet_of(definition, section, rows)):
        if part is not None and part.groups.isdisjoint(names):
            part.fill(texts, given)
            continue
        if anew is None:
            anew = page(definition, form_of_answers(section, answers, rows), answers, told)
        texts.append(drawn_part(anew.parts[place], _LEVEL).encode())
    return Drawn(b"".join(texts))


def _sheet_of(
    definition: FormDefinition, section: Section, rows: RowNumbers
) -> Sequence[_PartSheet | None]:
    numbers = rows.numbers
    if sum(map(len, numbers.values())) > _MOST_ROWS:
        return [None] * len(section.items)
    shape = tuple([(path.parts, of) for path, of in numbers.items()])
    return _sheet(chosen_language(), definition, section.id, shape)


@lru_cache(maxsize=512)
def _sheet(
    _language: str, definition: FormDefinition, section_id: str, shape: _Shape
) -> tuple[_PartSheet | None, ...]:
    """The parts of a section; None for one that is drawn by what is answered in it."""
    section = next(each for each in definition.sections if each.id == section_id)
    rows = RowNumbers(numbers={Path(parts): numbers for parts, numbers in shape})
    blank = page(definition, form_of_answers(section, Answers(), rows), Answers(), Told())
    return tuple(
        None if _varies(item, rows) else _part_sheet(definition, part)
        for item, part in zip(section.items, blank.parts, strict=True)
    )


def _varies(item: Item, rows: RowNumbers) -> bool:
    """Whether a part is drawn by its answers: lists that follow from others, and rows by year."""
    if not isinstance(item, Group):
        return False
    is_list = item.is_paged and not rows.of(Path() / item.id)
    is_own = item.mirrors is not None or item.year is not None or is_list
    return is_own or any(_varies(inner, rows) for inner in item.items)


def _part_sheet(definition: FormDefinition, part: Part) -> _PartSheet:
    marking = _Marking(definition)
    drawn = drawn_part(marking.marked(part), _LEVEL)
    pieces = pieces_of(drawn)
    afters = (after for _, after in pieces.rest)
    return _PartSheet(
        first=pieces.first,
        rest=tuple(zip(marking.holes, afters, strict=True)),
        groups=frozenset(marking.groups),
    )


class _Marking:
    """Goes through a part and puts marks where its holes shall be, in the order they are drawn."""

    def __init__(self, definition: FormDefinition) -> None:
        self.definition = definition
        self.holes: list[_Hole] = []
        self.groups: list[str] = []

    def marked(self, part: Part) -> Part:
        match part:
            case Question():
                return self._marked(self._asked(part))
            case Computed():
                return self._marked(self._reckoned(part))
            case Rows() | Pages():
                self.groups.append(part.name)
                return replace(part, rows=tuple(map(self._row, part.rows)))
            case _:
                return part

    def _row(self, row: Row) -> Row:
        return replace(row, parts=tuple(map(self.marked, row.parts)))

    def _marked(self, hole: _Hole) -> Marked:
        self.holes.append(hole)
        return Marked(mark=mark(str(len(self.holes))))

    def _asked(self, asked: Question) -> _Asked:
        path = Path.parse(asked.name)
        field = outline(self.definition).at(path.address).field
        kept, around = kept_question(asked), None
        if kept.around is not None:
            before, after = kept.around
            around = before.encode(), after.encode()
        return _Asked(
            parts=path.parts,
            field=field,
            question=asked,
            shown=showing(field.kind),
            blank=kept.blank.encode(),
            around=around,
            chosen={text: str(kept.answered(text)).encode() for text in kept.chosen},
        )

    def _reckoned(self, computed: Computed) -> _Reckoned:
        path = Path.parse(computed.name)
        unknown = drawn_total(replace(computed, number=None))
        known = drawn_total(replace(computed, number=_SAMPLE))
        before, after = known.split(str(escape(money(_SAMPLE))))
        return _Reckoned(
            path=path,
            total=outline(self.definition).at(path.address).total,
            unknown=unknown.encode(),
            around=(before.encode(), after.encode()),
        )
