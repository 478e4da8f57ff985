"""The questions of a page drawn once for each shape of its rows, with holes for the answers.

What an answer is depends on nobody's page, so only forms and numbers of rows are kept here; each
answer is written into its hole when a page is shown. A question of which something is said, and
a part that is drawn by what is answered in it, are drawn anew.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache
from typing import TypeAlias

from markupsafe import Markup, escape

from forms.answers import Answers
from forms.formulas import compute
from forms.grammar import Field, FormDefinition, Group, Item, Section, Total
from forms.outline import outline
from forms.path import Parts, Path
from web.formats import money
from web.kept import mark, pieces_of
from web.language import chosen_language
from web.pages.drawn import Kept, drawn_anew, drawn_part, drawn_total, kept_question
from web.pages.options import options_shown, text_shown
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
class _Asked:
    """A hole for a field: as it is asked, and drawn without an answer."""

    path: Path
    field: Field
    question: Question
    kept: Kept

    def filled(self, answers: Answers, told: Told) -> str:
        value = answers.get(self.path)
        text = "" if value is None else text_shown(self.field.kind, value)
        name = self.question.name
        if not (name in told.errors or name in told.warnings or name in told.offers):
            found = self.kept.answered(text)
            if found is not None:
                return found
        return drawn_anew(
            replace(
                self.question,
                text=text,
                options=options_shown(self.field.kind, text),
                errors=tuple(told.errors.get(name, ())),
                warnings=tuple(told.warnings.get(name, ())),
                offer=told.offers.get(name),
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reckoned:
    """A hole for a computed total: `unknown` is how it is drawn where it cannot be computed."""

    path: Path
    total: Total
    unknown: str
    around: tuple[str, str]

    def filled(self, answers: Answers, _: Told) -> str:
        number = compute(self.total.formula, answers, at=self.path).value
        if number is None:
            return self.unknown
        before, after = self.around
        return f"{before}{escape(money(number))}{after}"


_Hole: TypeAlias = _Asked | _Reckoned


@dataclass(frozen=True, slots=True, kw_only=True)
class _PartSheet:
    """A part of a page: texts with a hole after each but the last.

    Of its `groups`, by name, nothing can be said without drawing the part anew.
    """

    texts: tuple[str, ...]
    holes: tuple[_Hole, ...]
    groups: frozenset[str]

    def filled(self, answers: Answers, told: Told) -> Iterator[str]:
        yield self.texts[0]
        for hole, after in zip(self.holes, self.texts[1:], strict=True):
            yield hole.filled(answers, told)
            yield after


def questions(
    definition: FormDefinition, section: Section, rows: RowNumbers, answers: Answers, told: Told
) -> Markup:
    """All that a page asks, with these answers and what is told of them."""

    @cache
    def anew() -> Page:
        return page(definition, form_of_answers(section, answers, rows), answers, told)

    texts: list[str] = []
    said = told.errors.keys() | told.offers.keys()
    for place, part in enumerate(_sheet_of(definition, section, rows)):
        if part is None or not part.groups.isdisjoint(said):
            texts.append(drawn_part(anew().parts[place], _LEVEL))
        else:
            texts += part.filled(answers, told)
    return Markup("".join(texts))  # noqa: S704 - drawn by templates or escaped


def _sheet_of(
    definition: FormDefinition, section: Section, rows: RowNumbers
) -> Sequence[_PartSheet | None]:
    if sum(map(len, rows.numbers.values())) > _MOST_ROWS:
        return [None] * len(section.items)
    shape = tuple((path.parts, numbers) for path, numbers in rows.numbers.items())
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
    return _PartSheet(
        texts=(pieces.first, *(after for _, after in pieces.rest)),
        holes=tuple(marking.holes),
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
        return _Asked(path=path, field=field, question=asked, kept=kept_question(asked))

    def _reckoned(self, computed: Computed) -> _Reckoned:
        path = Path.parse(computed.name)
        unknown = drawn_total(replace(computed, number=None))
        known = drawn_total(replace(computed, number=_SAMPLE))
        before, after = known.split(str(escape(money(_SAMPLE))))
        return _Reckoned(
            path=path,
            total=outline(self.definition).at(path.address).total,
            unknown=str(unknown),
            around=(str(before), str(after)),
        )
