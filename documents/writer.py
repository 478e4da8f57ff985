"""A form as a Word file, blank or filled by the same code."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from documents import frame
from documents.controls import (
    CLOSED,
    CONTROLS,
    Entry,
    Ids,
    Setting,
    Xml,
    bookmarked,
    plain,
    sections,
)
from documents.marks import Mark, marks
from documents.package import Part, zipped
from documents.pictures.drawing import PICTURES
from documents.reader import names as n
from documents.reader.marked import read_marked
from documents.safety.verdict import Refused
from documents.safety.xml import parse_xml
from documents.template import BODY, Template, template_of
from documents.words import PICTURE, Level
from forms.answers import Answers
from forms.exchange import normalised
from forms.formulas import compute, shown_number
from forms.grammar import Field, FormDefinition, Group, Item, Total
from forms.mirrors import with_mirrors
from forms.outline import Placed, given_text, is_asked, outline, rows_of
from forms.path import Path

_UNKNOWN = "–"


class WriteFailed(Exception):
    """The document would not say what the answers say; `paths` are the answers that differ."""

    def __init__(self, paths: tuple[Path, ...]) -> None:
        super().__init__(", ".join(map(str, paths)) or "the document is not well-formed")
        self.paths = paths


def write(definition: FormDefinition, answers: Answers, template: Template | None = None) -> bytes:
    """The Word file of some answers; of none, the blank form. The same answers, the same bytes.

    Raises WriteFailed when the finished document does not read back as the answers given,
    TemplateFault or OSError when the form's template cannot be used.
    """
    chosen = template or template_of(definition)
    kept = normalised(definition, answers)
    page = _Page(definition, with_mirrors(definition, kept), chosen.settings)
    text = chosen.body.render(page.context())
    content = text.encode()
    _prove(definition, kept, content)
    body = Part.of(BODY, content)
    return zipped((*chosen.before, body, *chosen.after, frame.answers_part(definition, kept)))


def _prove(definition: FormDefinition, answers: Answers, content: bytes) -> None:
    """Read the body as any upload is read, and hold it against the answers."""
    try:
        body = parse_xml(content).find(n.BODY)
    except Refused as error:
        raise WriteFailed(()) from error
    found = Answers() if body is None else read_marked(definition, body).answers
    if found != answers:
        paths = {*found, *answers}
        differing = (path for path in paths if found.get(path) != answers.get(path))
        raise WriteFailed(tuple(sorted(differing, key=str)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Printed:
    """Text that is no answer: a fixed row's own, or a computed total."""

    mark: Mark
    rows: tuple[int, ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rows:
    """The rows of a group, and what opens and closes them as a repeating section."""

    rows: tuple[Level, ...]
    closing: str

    def __iter__(self) -> Iterator[Level]:
        return iter(self.rows)

    def __getitem__(self, name: str) -> Xml:
        return {"Open": Xml(""), "Close": Xml(self.closing)}[name]


@dataclass(slots=True)
class _Page:
    """The context of one document."""

    definition: FormDefinition
    answers: Answers
    settings: tuple[Setting, ...]
    ids: Ids = field(default_factory=Ids)

    def context(self) -> Mapping[str, object]:
        level = Level()
        for section in self.definition.sections:
            for item in section.items:
                level.put(item.id, self._thing(item, Path() / item.id))
        own = {PICTURE: self.pictures(), "drawn": self.drawn, "merged": self.merged}
        return {**level.things, **own}

    def pictures(self) -> Level:
        """What the rows of the form show as pictures, by group."""
        level = Level()
        for group, picture in PICTURES.items():
            if outline(self.definition).get(group):
                level.put(group, Xml(picture(self.answers, self.ids)))
        return level

    def merged(self, thing: Entry | _Printed) -> Xml:
        """The merging of a cell with those above and below that say the same."""
        if self._says_the_same(thing, -1):
            return Xml("<w:vMerge/>")
        return Xml('<w:vMerge w:val="restart"/>' if self._says_the_same(thing, 1) else "")

    def drawn(self, thing: Entry | _Printed, number: int) -> Xml:
        """What stands in the place of a tag, in the formatting of that tag."""
        setting = self.settings[number]
        if self._says_the_same(thing, -1):
            return Xml(f"<w:p>{setting.paragraph}</w:p>" if thing.mark.is_of_paragraphs else "")
        if isinstance(thing, Entry):
            form = CONTROLS[thing.mark.placed.field.kind.control]
            return Xml(form.draw(thing, setting, self.ids))
        inside = plain(thing.mark.bookmark(thing.rows), thing.text, setting, self.ids)
        if thing.mark.is_of_paragraphs:
            return Xml(f"<w:p>{setting.paragraph}{inside}</w:p>")
        return Xml(inside)

    def _says_the_same(self, thing: Entry | _Printed, steps: int) -> bool:
        """Whether a merged field says something, and the same so many rows further down."""
        if not thing.mark.placed.is_merged:
            return False
        *outer, row = thing.rows
        own = self._said(thing.mark, thing.rows)
        if own is None or row + steps < 0:
            return False
        return own == self._said(thing.mark, (*outer, row + steps))

    def _said(self, mark: Mark, rows: tuple[int, ...]) -> object:
        groups = tuple(group.address for group in mark.placed.groups)
        path = Path.at(mark.address, rows, groups)
        return given_text(self.definition, path) or self.answers.get(path)

    def _thing(self, item: Item, path: Path) -> object:
        if isinstance(item, Group):
            return self._rows(item, path)
        mark = marks(self.definition).at(path.address)
        given = given_text(self.definition, path) if path.rows else None
        if given is not None:
            return _Printed(mark=mark, rows=path.rows, text=given)
        if isinstance(item, Total):
            return _Printed(mark=mark, rows=path.rows, text=self._sum(item, path))
        value = self.answers.get(path)
        text = "" if value is None else item.kind.format(value)
        is_quiet = bool(self.answers) and not self._is_awaited(item, path)
        return Entry(mark=mark, rows=path.rows, value=value, text=text, is_quiet=is_quiet)

    def _is_awaited(self, field: Field, path: Path) -> bool:
        """Whether a field must be answered, in no row that a group may do without."""
        if not field.is_required or not is_asked(self.definition, self.answers, path):
            return False
        groups = marks(self.definition).at(path.address).placed.groups
        return all(
            row < max(self._rows_said(groups[: place + 1], path.rows), groups[place].group.at_least)
            for place, row in enumerate(path.rows)
        )

    def _rows_said(self, groups: tuple[Placed, ...], rows: tuple[int, ...]) -> int:
        """How many rows the innermost of the groups has at the given rows of those around it."""
        *outer, own = groups
        at = Path.at(own.address, rows[: len(outer)], tuple(each.address for each in outer))
        return rows_of(own.group, self.answers, at)

    def _sum(self, total: Total, path: Path) -> str:
        value = compute(total.formula, self.answers, at=path).value
        return _UNKNOWN if value is None else shown_number(value)

    def _rows(self, group: Group, path: Path) -> _Rows:
        fixed = len(group.fixed_rows)
        least = fixed + 1 if fixed and group.takes_own_rows else max(fixed, group.at_least, 1)
        count = max(least, self.answers.row_count(path))
        rows = tuple(self._row(group, path.row(number)) for number in range(count))
        return _Rows(rows=rows, closing=CLOSED if group.takes_own_rows else "")

    def _row(self, group: Group, path: Path) -> Level:
        row = Level()
        for item in group.items:
            row.put(item.id, self._thing(item, path / item.id))
        number = path.rows[-1]
        repeats = group.takes_own_rows and number >= len(group.fixed_rows)
        section, inside = sections(group.label, self.ids)
        is_first = number == len(group.fixed_rows)
        opening = (section if is_first else "") + inside
        row.put("Open", Xml(opening if repeats else ""))
        row.put("Close", Xml(CLOSED if repeats else ""))
        row.put("Marker", Xml(self._marker(path)))
        return row

    def _marker(self, path: Path) -> str:
        """An empty bookmark that says where a row of several paragraphs or tables begins."""
        name = marks(self.definition).at(path.address).bookmark(path.rows)
        return bookmarked(name, "", self.ids)
