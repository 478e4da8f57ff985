"""The marks by which an answer of a form is known again in a Word file: tag, bookmark, alias."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from forms.facts import fact
from forms.grammar import Field, FormDefinition, Group, Total
from forms.kinds.kind import Control
from forms.outline import Placed, outline

OF_PARAGRAPHS = frozenset({Control.TEXT, Control.CHOICES})
"""The controls drawn as whole paragraphs."""

LONGEST_BOOKMARK = 40
_STEM = 16
_LITERAL = "_v"


@fact
class Mark:
    """How one field, group or total is marked in a document.

    The `address` is the tag of its control; `alias` is the name Word shows above the control,
    unique in the form since LibreOffice keeps it where it loses the tag; `placeholder` is what
    an empty control shows; `stem` begins the names of its bookmarks.
    """

    placed: Placed
    alias: str
    placeholder: str
    stem: str

    @property
    def address(self) -> str:
        """The address in the form, without row numbers."""
        return self.placed.address

    @property
    def is_field(self) -> bool:
        """Whether it is a field, whose text is read; that of a total is not."""
        return isinstance(self.placed.item, Field)

    @property
    def is_of_paragraphs(self) -> bool:
        """Whether its tag stands for whole paragraphs in a template."""
        item = self.placed.item
        return isinstance(item, Field) and item.kind.control in OF_PARAGRAPHS

    @property
    def is_group(self) -> bool:
        """Whether it is a group, whose bookmark only says that a row begins."""
        return isinstance(self.placed.item, Group)

    def bookmark(self, rows: tuple[int, ...], *, is_literal: bool = False) -> str:
        """The bookmark's name in given rows, within Word's 40 characters.

        `is_literal` says that the text is a person's own even where it reads like
        the placeholder or begins with a box.
        """
        ending = _LITERAL if is_literal else ""
        numbers = "".join(f"_{row}" for row in rows)
        if len(self.stem) + len(numbers) + len(ending) > LONGEST_BOOKMARK:
            numbers = "_" + sha256(numbers.encode()).hexdigest()[:12]
        return self.stem + numbers + ending


@dataclass(frozen=True, slots=True, kw_only=True)
class Bookmarked:
    """What a bookmark's name says: whose it is, the rows it was written for, literal or not."""

    mark: Mark
    rows: tuple[int, ...]
    is_literal: bool


class Marks:
    """The marks of every field, group and total of a form, found by any of them."""

    def __init__(self, definition: FormDefinition) -> None:
        form = outline(definition)
        placed = [*form.fields(), *form.groups(), *form.totals()]
        aliases = dict(zip((each.address for each in placed), _aliases(placed), strict=True))
        self._marks = {each.address: _mark(each, aliases[each.address]) for each in placed}
        self._by_stem = {mark.stem: mark for mark in self._marks.values()}
        self._by_alias = {mark.alias: mark for mark in self._marks.values() if mark.is_field}
        stems = "|".join(sorted(self._by_stem, key=len, reverse=True))
        self._name = re.compile(rf"({stems})((?:_\d+)*)({_LITERAL})?")

    def at(self, address: str) -> Mark:
        """The mark of an address; KeyError when the form has none."""
        return self._marks[address]

    def get(self, address: str) -> Mark | None:
        """The mark of an address or tag, None when the form has none."""
        return self._marks.get(address)

    def by_alias(self, alias: str) -> Mark | None:
        """The field whose control is shown under a name."""
        return self._by_alias.get(alias)

    def by_bookmark(self, name: str) -> Bookmarked | None:
        """What a bookmark of ours says, None for one of a stranger."""
        match = self._name.match(name)
        if match is None:
            return None
        rows = tuple(int(row) for row in match[2].split("_")[1:])
        return Bookmarked(mark=self._by_stem[match[1]], rows=rows, is_literal=bool(match[3]))

    def all(self) -> Iterator[Mark]:
        """Every mark, fields first, then groups, then totals."""
        return iter(self._marks.values())


@lru_cache(maxsize=64)
def marks(definition: FormDefinition) -> Marks:
    """The marks of a form, made once."""
    return Marks(definition)


def _mark(placed: Placed, alias: str) -> Mark:
    item = placed.item
    guidance = "" if isinstance(item, Total) else item.guidance
    return Mark(
        placed=placed,
        alias=alias,
        placeholder=guidance or f"[{item.label}]",
        stem=_stem(placed.address),
    )


def _stem(address: str) -> str:
    digest = sha256(address.encode()).hexdigest()[:6]
    return f"{address.replace('.', '_')[:_STEM]}_{digest}"


def _aliases(placed: list[Placed]) -> Iterator[str]:
    """The label after the name of its rows, with the address where that alone is not enough."""
    names = [_name(each) for each in placed]
    times = Counter(names)
    for each, name in zip(placed, names, strict=True):
        yield name if times[name] == 1 else f"{name} ({each.address})"


def _name(placed: Placed) -> str:
    groups = [each.item.row_label for each in placed.groups if isinstance(each.item, Group)]
    return ": ".join((*groups, placed.item.label))
