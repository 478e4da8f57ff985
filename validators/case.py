"""Answers laid out for examination: which fields are asked, which rows count, what is empty."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import chain
from typing import TypeVar, cast

from forms.answers import Answers
from forms.clues import has_any, in_any_case
from forms.conditions import beside
from forms.grammar import Field, FormDefinition, Group
from forms.kinds.kind import Fault, Measured, Percent, Unread, Value
from forms.outline import Outline, Placed, given_at, is_asked, is_wanted_within, outline
from forms.path import Parts, Path
from forms.programmes.programme import Programme
from validators.extent import Extent
from validators.placeholders import says_nothing

_MOST_COMPARED = 200
_MOST_DIGITS = 18
Told = TypeVar("Told")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A field where an answer may stand.

    `is_empty` holds for no answer and for one that says nothing; `text` is what was typed, for
    answers that are text or could not be read, else None.
    """

    path: Path
    field: Field
    value: Value | None
    text: str | None
    is_asked: bool
    is_empty: bool

    @property
    def is_missing(self) -> bool:
        """Whether the form requires an answer here and has none."""
        return self.is_empty and self.is_asked and self.field.is_required

    @property
    def is_unread(self) -> bool:
        """Whether something was typed here that is no value of the field's kind."""
        return isinstance(self.value, Unread) and not self.is_empty


class Examined:
    """One form's answers with what the programme fixes and the day they were received.

    The `extent` is that of the document they stand in, None where nobody counted it. A row whose
    answers all say nothing is no row, unless the form itself prints it.
    """

    def __init__(
        self,
        definition: FormDefinition,
        answers: Answers,
        *,
        programme: Programme | None = None,
        received: date | None = None,
        extent: Extent | None = None,
    ) -> None:
        self.definition = definition
        self.answers = _reckonable(answers)
        self.programme = programme
        self.received = received
        self.extent = extent
        self.outline: Outline = outline(definition)
        self._numbers: dict[tuple[str, ...], tuple[tuple[int, ...], ...]] = {}
        self._silent: dict[Path, bool] = {}
        self._told: dict[object, object] = {}

    def with_answers(self, answers: Answers) -> "Examined":
        """The same case, had these been the answers."""
        return Examined(
            self.definition,
            answers,
            programme=self.programme,
            received=self.received,
            extent=self.extent,
        )

    def once(self, ask: "Callable[[Examined], Told]") -> Told:
        """What a pure function says of the case, asked only the first time."""
        if ask not in self._told:
            self._told[ask] = ask(self)
        return cast("Told", self._told[ask])

    @cached_property
    def spots(self) -> tuple[Spot, ...]:
        """Every field in every row that counts, in the form's order of fields."""
        return tuple(
            self._spot(placed, path)
            for placed in self.outline.fields()
            for path in self.paths(placed)
            if given_at(placed, path) is None
        )

    @property
    def asked(self) -> Iterator[Spot]:
        """The fields that are asked, given the other answers."""
        return iter(self._asked)

    @cached_property
    def _asked(self) -> tuple[Spot, ...]:
        return tuple(spot for spot in self.spots if spot.is_asked)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """What was typed in the fields that are asked, in their order."""
        return tuple(spot.text for spot in self._asked if spot.text)

    @cached_property
    def pieces(self) -> Mapping[str, int]:
        """What stands between the spaces of the texts, how often, in the order it is first met."""
        return Counter(chain.from_iterable(map(str.split, self.texts)))

    @cached_property
    def _vocabulary(self) -> str:
        return in_any_case("\n".join(self.pieces))

    def saying(self, clues: tuple[str, ...]) -> Iterator[Spot]:
        """The fields that are asked and have one of the clues in their text, in any case.

        Most documents have none of a rule's clues among all their words.
        """
        if not has_any(self._vocabulary, _without_spaces(clues)):
            return
        for spot in self._asked:
            if spot.text is not None and has_any(in_any_case(spot.text), clues):
                yield spot

    def paths(self, placed: Placed) -> Iterator[Path]:
        """The paths of a field, group or total in every row that counts."""
        groups = tuple(group.address for group in placed.groups)
        if groups not in self._numbers:
            self._numbers[groups] = tuple(self._row_numbers(placed.groups, ()))
        for rows in self._numbers[groups]:
            yield Path.at(placed.address, rows, groups)

    def rows(self, group: Group, path: Path) -> tuple[int, ...]:
        """The numbers of the rows that count in the group at a path: answered or printed ones."""
        return tuple(sorted(self.answered_rows(path) | set(range(len(group.fixed_rows)))))

    def answered_rows(self, path: Path) -> set[int]:
        """The numbers of the rows of a group in which something is answered."""
        return self._answered.get(path, set())

    def first_rows(self, path: Path) -> tuple[int, ...]:
        """The answered rows of a group in order, as many as a rule may set against each other.

        No honest document has more, and a hostile one costs no more time.
        """
        return tuple(sorted(self.answered_rows(path))[:_MOST_COMPARED])

    def is_asked(self, path: Path) -> bool:
        """Whether the field or group at a path is asked."""
        return is_asked(self.definition, self.answers, path)

    def label(self, path: Path) -> str:
        """What a person calls the place: `Udgift 2, Beløb`, rows counted from 1."""
        placed = self.outline.at(path.address)
        rows = zip(placed.groups, path.rows, strict=False)
        around = [f"{each.group.row_label} {row + 1}" for each, row in rows]
        return ", ".join((*around, placed.item.label))

    def value_beside(self, address: str, path: Path) -> Value | None:
        """The answer at an address, seen from another path; None when it says nothing."""
        return self.told_at(beside(address, path))

    def told_at(self, path: Path) -> Value | None:
        """The answer at a path; None when it says nothing."""
        return None if self._says_nothing(path) else self.answers.get(path)

    @cached_property
    def _answered(self) -> dict[Path, set[int]]:
        told: set[Parts] = set()
        for path in self.answers:
            row = _row_around(path)
            if row in told or self.outline.get(path.address) is None or self._says_nothing(path):
                continue
            told.add(row)
        rows: dict[Path, set[int]] = {}
        for parts in told:
            for index, part in enumerate(parts):
                if isinstance(part, int):
                    rows.setdefault(Path(parts[:index]), set()).add(part)
        return rows

    def _row_numbers(
        self, groups: tuple[Placed, ...], rows: tuple[int, ...]
    ) -> Iterator[tuple[int, ...]]:
        if len(rows) == len(groups):
            yield rows
            return
        group = groups[len(rows)]
        outer = tuple(each.address for each in groups[: len(rows)])
        for row in self.rows(group.group, Path.at(group.address, rows, outer)):
            yield from self._row_numbers(groups, (*rows, row))

    def _spot(self, placed: Placed, path: Path) -> Spot:
        value = self.answers.get(path)
        return Spot(
            path=path,
            field=placed.field,
            value=value,
            text=None if value is None else typed_text(value),
            is_asked=is_wanted_within(placed, self.answers, path),
            is_empty=value is None or self._says_nothing(path),
        )

    def _says_nothing(self, path: Path) -> bool:
        silent = self._silent.get(path)
        if silent is None:
            silent = self._silent[path] = self._is_silent(path)
        return silent

    def _is_silent(self, path: Path) -> bool:
        value = self.answers.get(path)
        if value is None:
            return True
        text = typed_text(value)
        return text is not None and (says_nothing(text) or self._is_guidance(text, path))

    def _is_guidance(self, text: str, path: Path) -> bool:
        """Whether a text is what the form prints at the place, left standing as an answer."""
        begins = _first_word(text)
        for first, whole in _printed_at(self.outline, path.address):
            if begins == first and _folded(text) == whole:
                return True
        return False


def typed_text(value: Value | None) -> str | None:
    """The text of an answer that is text or was kept as typed, None for any other."""
    if isinstance(value, Unread):
        return value.text
    return value if isinstance(value, str) else None


def is_reckonable(number: Decimal) -> bool:
    """Whether a number is one that can be summed and shown: finite, below 10^18, six decimals."""
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -6 and number.adjusted() < _MOST_DIGITS


def _reckonable(answers: Answers) -> Answers:
    """The answers with numbers that no kind reads, and no rule may reckon with, as unread text."""
    changes: dict[Path, Value | None] = {}
    for path, value in answers.items():
        if isinstance(value, int) and abs(value) >= 10**_MOST_DIGITS:
            changes[path] = Unread(text="∞", fault=Fault.NOT_A_NUMBER)
            continue
        number = value.number if isinstance(value, Percent | Measured) else value
        number = number.number if isinstance(number, Percent) else number
        if isinstance(number, Decimal) and not is_reckonable(number):
            changes[path] = Unread(text=str(number), fault=Fault.NOT_AN_AMOUNT)
    return answers.replaced(changes) if changes else answers


@lru_cache(maxsize=64)
def _without_spaces(clues: tuple[str, ...]) -> tuple[str, ...]:
    """The longest part of each clue that no space can stand in."""
    return tuple(max(clue.split(), key=len) for clue in clues)


@lru_cache(maxsize=4_096)
def _printed_at(form: Outline, address: str) -> tuple[tuple[str, str], ...]:
    """What a form prints at a field, each text behind its first word."""
    placed = form.get(address)
    if placed is None or not isinstance(placed.item, Field):
        return ()
    printed = (placed.item.guidance, placed.item.label, placed.section.guidance)
    return tuple((_first_word(each), _folded(each)) for each in printed if each)


def _first_word(text: str) -> str:
    return next(iter(text.split(maxsplit=1)), "").casefold().rstrip(".:")


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".:")


def _row_around(path: Path) -> Parts:
    """The parts of a path without the name of a field."""
    parts = path.parts
    return parts if not parts or isinstance(parts[-1], int) else parts[:-1]
