"""A section whose fields, lists and sheets each stand under a label of their own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from documents.found_by import FoundBy
from documents.reader.guidance import without_guidance
from documents.reader.item_labels import Begin, begins, is_sheet, labels_of
from documents.reader.labels import field_labels, leads_of
from documents.reader.lines import Line, joined_text
from documents.reader.listed import take_list
from documents.reader.sections import LabelledSection
from documents.reader.spelling import normalised, with_damaged
from documents.reader.taken import LeftGuidance, LeftOver, Taken
from forms.grammar import Field, Group, Item, Section
from forms.kinds.kind import Found as FoundInText
from forms.kinds.kind import Unread, Value
from forms.path import Path

Found: TypeAlias = Taken | LeftOver | LeftGuidance

_CERTAIN, _UNCERTAIN = 0.9, 0.6
_MOST_TITLES = 10
_LONGEST_TITLE = 200
_QUOTED = " \t\u00a0:.…_»«\"”“'’"
_SENTENCE_ENDS = (".", "!", "?", ":", ";", ")", "”", '"', "»")


@dataclass(slots=True)
class _Sheet:
    """One row of a group of sheets: the lines under each of its labels."""

    texts: dict[str, list[Line]]
    last: str


def take_labelled(part: LabelledSection) -> list[Found]:
    """The answers of a section by the labels in it; what stands under none of them is left over.

    Which rows of a table are which is for `rows_by_label` to say: such groups are passed over.
    """
    return _Labelled(part.section).take(part)


class _Labelled:
    """The answers so far, and the sheets while their lines are gathered."""

    def __init__(self, section: Section) -> None:
        self._section = section
        self._labels = labels_of(section)
        self._own = {id(item) for item in section.items}
        self._group = _sheet_of(section)
        self._order = [item.id for item in self._group.items] if self._group else []
        self._sheets: list[_Sheet] = []
        self._found: list[Found] = []
        self._stray: list[Line] = []
        self._answered: set[str] = set()
        self._rows: dict[str, int] = {}

    def take(self, part: LabelledSection) -> list[Found]:
        lines = part.lines
        met = begins(lines, self._labels)
        first = met[0].at if met else len(lines)
        self._take_first(lines[:first], _titular(self._section) if part.is_titled else None)
        ends = [each.at for each in met[1:]] + [len(lines)] * bool(met)
        for begin, end in zip(met, ends, strict=True):
            under = list(lines[begin.at + begin.count : end])
            if begin.rest:
                label = lines[begin.at + begin.count - 1]
                under.insert(0, label._replace(text=begin.rest, is_heading=False))
            self._take(begin, under, lines[begin.at : end])
        self._end_sheets()
        self._take_named_option()
        self._end_stray()
        return self._found

    def _take_first(self, lines: Sequence[Line], item: Item | None) -> None:
        """What stands before every label: of the list the section is, or of its titular field."""
        if isinstance(item, Group):
            self._take_list(item, lines)
        elif isinstance(item, Field):
            self._take_field(item, lines)
        else:
            self._add_stray(lines)

    def _take(self, begin: Begin, lines: list[Line], whole: Sequence[Line]) -> None:
        item = begin.item
        if isinstance(item, Group):
            self._take_list(item, lines)
        elif id(item) in self._own:
            if item.id in self._answered:
                self._add_stray(whole)
            elif isinstance(item, Field):
                self._take_field(item, lines)
        elif isinstance(item, Field):
            self._add_to_sheet(item, begin, lines, whole)

    def _take_field(self, field: Field, lines: Sequence[Line]) -> None:
        path = Path.at(field.id)
        taken, rest = _value_of(field, path, self._without_guidance(field.leads, path, lines))
        if taken is not None:
            self._found.append(taken)
            self._answered.add(field.id)
        self._add_stray(rest)

    def _take_list(self, group: Group, lines: Sequence[Line]) -> None:
        kept = self._without_guidance(leads_of(group), Path.at(group.id), lines)
        rows = take_list(group, kept, row=self._rows.get(group.id, 0))
        taken = [each for each in rows if isinstance(each, Taken)]
        if taken:
            self._rows[group.id] = taken[-1].path.rows[0] + 1
        self._found.extend(taken)
        left = [each for each in rows if isinstance(each, LeftOver)]
        if left:
            text = "\n".join(each.text for each in left)
            self._found.append(LeftOver(section=group.id, text=text, place=left[0].place))

    def _add_to_sheet(
        self, field: Field, begin: Begin, lines: list[Line], whole: Sequence[Line]
    ) -> None:
        """A sheet begins at the label of its first field, or where a label comes round again.

        A label again right after itself only goes on, and one with its answer after it that the
        sheet has already is a person's own words.
        """
        order = self._order
        sheet = self._sheets[-1] if self._sheets else None
        if sheet is None:
            self._sheets.append(_Sheet(texts={field.id: lines}, last=field.id))
        elif field.id == sheet.last and field.id != order[0]:
            sheet.texts[field.id] += whole if begin.rest else lines
        elif field.id == order[0]:
            self._sheets.append(_Sheet(texts={field.id: lines}, last=field.id))
        elif begin.rest and order.index(field.id) <= order.index(sheet.last):
            sheet.texts[sheet.last] += whole
        elif field.id in sheet.texts:
            self._sheets.append(_Sheet(texts={field.id: lines}, last=field.id))
        else:
            sheet.texts[field.id] = lines
            sheet.last = field.id

    def _end_sheets(self) -> None:
        if self._group is None:
            return
        fields = [each for each in self._group.items if isinstance(each, Field)]
        group, number = Path.at(self._group.id), 0
        for sheet in self._sheets:
            row, has_answer = group.row(number), False
            for field in fields:
                path = row / field.id
                lines = sheet.texts.get(field.id, ())
                kept = self._without_guidance(field.leads, path, lines)
                taken, rest = _value_of(field, path, kept)
                if taken is not None:
                    self._found.append(taken)
                    has_answer = True
                self._add_stray(rest)
            number += has_answer

    def _without_guidance(
        self, leads: tuple[str, ...], path: Path, lines: Sequence[Line]
    ) -> Sequence[Line]:
        kept, passages = without_guidance(lines, leads)
        self._found.extend(
            [LeftGuidance(path=path, text=each.text, place=each.place) for each in passages]
        )
        return kept

    def _add_stray(self, lines: Sequence[Line]) -> None:
        self._stray.extend(line for line in lines if line.text.strip())

    def _take_named_option(self) -> None:
        """The one option of a closed set that words without a label name, as a title may."""
        for field in (each for each in self._section.items if isinstance(each, Field)):
            if field.id in self._answered or not field.kind.alternatives():
                continue
            hits = [
                (line, hit) for line in self._stray[:_MOST_TITLES] for hit in _named(field, line)
            ]
            if len({hit.value for _, hit in hits}) == 1:
                line, hit = hits[0]
                taken = _taken(Path.at(field.id), hit.value, line)
                self._found.append(taken._replace(by=FoundBy.TEXT, certainty=_UNCERTAIN))

    def _end_stray(self) -> None:
        """What was left over of the whole section, said once; the heads of a table are not."""
        heads = _heads(self._section)
        self._stray = [
            line for line in self._stray if normalised(line.text[:_LONGEST_TITLE]) not in heads
        ]
        leads = tuple(lead for item in self._section.items for lead in leads_of(item))
        kept, passages = without_guidance(self._stray, leads)
        path = Path.at(self._section.items[0].id)
        self._found.extend(
            LeftGuidance(path=path, text=each.text, place=each.place) for each in passages
        )
        if kept:
            text = joined_text(kept)
            self._found.append(LeftOver(section=str(path), text=text, place=kept[0].place))


def _titular(section: Section) -> Item | None:
    """The one item that what stands right under a section's title can be an answer to."""
    listed = [item for item in section.items if isinstance(item, Group) and item.is_listed]
    first = section.items[0]
    if first in listed:
        return first
    titles = {normalised(title) for title in (section.title, *section.aliases)}
    is_named = isinstance(first, Field) and any(
        normalised(label) in titles for label in field_labels(first)
    )
    return first if is_named else None


def _heads(section: Section) -> set[str]:
    """The labels over the columns of a section's tables."""
    groups = [item for item in section.items if isinstance(item, Group) and not is_sheet(item)]
    fields = [each for group in groups for each in group.items if isinstance(each, Field)]
    labels = {normalised(label): field for field in fields for label in field_labels(field)}
    return set(with_damaged(labels))


def _sheet_of(section: Section) -> Group | None:
    sheets = (item for item in section.items if isinstance(item, Group) and is_sheet(item))
    return next(sheets, None)


def _value_of(field: Field, path: Path, lines: Sequence[Line]) -> tuple[Taken | None, list[Line]]:
    """The answer in some lines; of a kind with a look of its own the one line that is of it."""
    filled = [line for line in lines if line.text.strip()]
    if not filled:
        return None, []
    value = field.kind.parse(_flowing(lines))
    rest: list[Line] = []
    if isinstance(value, Unread) and field.kind.alternatives():
        value = field.kind.parse(value.text.strip(_QUOTED)) or value
    if not isinstance(value, str) or field.kind.alternatives():
        for line in filled if len(filled) > 1 and _is_doubtful(value) else ():
            alone = field.kind.parse(line.text)
            if alone is not None and not isinstance(alone, Unread):
                value, rest = alone, [each for each in filled if each is not line]
                filled = [line]
                break
    if value is None:
        return None, rest
    return _taken(path, value, filled[0]), rest


def _named(field: Field, line: Line) -> Iterator[FoundInText]:
    return field.kind.find(line.text) if len(line.text) <= _LONGEST_TITLE else iter(())


def _is_doubtful(value: Value | None) -> bool:
    return value is None or isinstance(value, Unread)


def _taken(path: Path, value: Value, line: Line) -> Taken:
    return Taken(path=path, value=value, by=FoundBy.LABEL, place=line.place, certainty=_CERTAIN)


def _flowing(lines: Sequence[Line]) -> str:
    """The text of lines; a sentence that a page broke into two rows of a table is whole again."""
    if len(lines) == 1:
        return lines[0].text.strip()
    pieces = [lines[0].text] if lines else []
    for last, line in pairwise(lines):
        pieces.append((" " if _is_broken(last, line) else "\n") + line.text)
    return "".join(pieces).strip()


def _is_broken(last: Line, line: Line) -> bool:
    if last.spot is None or line.spot is None or last.spot.row == line.spot.row:
        return False
    end, start = last.text.rstrip(), line.text.lstrip()
    return bool(end) and not end.endswith(_SENTENCE_ENDS) and start[:1].islower()
