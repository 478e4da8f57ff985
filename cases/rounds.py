"""Two versions of one document set against each other: what was mended, what else is changed."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import takewhile

from rapidfuzz import fuzz

from cases.merging import unit_of
from cases.review import Review, ReviewFile
from cases.review_report import FileReport, Noted, report_of
from cases.review_sorting import in_order
from forms.answers import Answers
from forms.grammar import FormDefinition
from forms.kinds.kind import Value
from forms.outline import outline
from forms.path import Path

_ALIKE = 60.0
_LONGEST_COMPARED = 300
_MOST_COMPARED = 200
"""Rows of one group that are looked for among each other; beyond these the row's number tells."""

_Units = Mapping[Path, Mapping[Path, Value]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """An answer that is not what it was; None for none. The path is the later version's."""

    path: Path
    before: Value | None
    after: Value | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A field or a row that is not what it was; rows that only moved are no change.

    `before` is None where it is new, `after` where it is gone.
    """

    before: Path | None
    after: Path | None
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What became of the findings, and every change of the answers in the later version's order."""

    gone: tuple[Noted, ...]
    remaining: tuple[Noted, ...]
    new: tuple[Noted, ...]
    changes: tuple[Change, ...]


def former_version(review: Review, file: ReviewFile) -> ReviewFile | None:
    """The version before a file's in its line, read as the same version of the form.

    None for the first one and for what is no form.
    """
    form = file.reading.form if file.reading else None
    versions = [
        each
        for each in review.files
        if form is not None
        and (each is file or each.sha256 != file.sha256)
        and each.line == file.line
        and each.reading is not None
        and each.reading.form is form
    ]
    before = list(takewhile(lambda each: each is not file, in_order(versions)))
    return before[-1] if before else None


def compare_rounds(review: Review, before: ReviewFile, after: ReviewFile) -> Round:
    """The later version against the former, each examined among the other files of the review."""
    former, later = (_alone_in_line(review, each) for each in (before, after))
    rows = _Rows(_form_of(after), _answers_of(before), _answers_of(after))
    gone, remaining, new = _matched(former, later, rows)
    return Round(gone=gone, remaining=remaining, new=new, changes=tuple(rows.changes()))


def changes_between(form: FormDefinition, before: Answers, after: Answers) -> tuple[Change, ...]:
    """Every field and row of a form that is not what it was, in the form's order."""
    return tuple(_Rows(form, before, after).changes())


def _alone_in_line(review: Review, file: ReviewFile) -> FileReport:
    """The report of a file where it is the only version of its document."""
    files = tuple(
        replace(each, is_set_aside=each.id != file.id) if each.line == file.line else each
        for each in review.files
    )
    found = report_of(replace(review, files=files)).file(file.id)
    if found is None:
        raise LookupError("a file of the review is in its report")
    return found


def _matched(
    former: FileReport, later: FileReport, rows: "_Rows"
) -> tuple[tuple[Noted, ...], tuple[Noted, ...], tuple[Noted, ...]]:
    """The findings that are gone, that remain and that are new; each is matched once."""
    left = Counter(rows.mark_of_former(each) for each in former.noted)
    remaining: list[Noted] = []
    new: list[Noted] = []
    for each in later.noted:
        mark = rows.mark_of_later(each)
        (remaining if left[mark] else new).append(each)
        left[mark] -= 1 if left[mark] else 0
    gone = []
    for each in reversed(former.noted):
        mark = rows.mark_of_former(each)
        if left[mark]:
            left[mark] -= 1
            gone.append(each)
    return tuple(reversed(gone)), tuple(remaining), tuple(new)


class _Rows:
    """The answers of both versions, each row of the one beside its own in the other."""

    def __init__(self, form: FormDefinition, before: Answers, after: Answers) -> None:
        self._form = form
        self._before, self._after = _by_unit(before), _by_unit(after)
        rows = (unit for unit in (*self._before, *self._after) if unit.rows)
        self._pairs = {
            group: tuple(_paired(self._texts(self._before, group), self._texts(self._after, group)))
            for group in dict.fromkeys(Path(row.parts[:-1]) for row in rows)
        }
        self._moved = {
            group.row(old): group.row(new)
            for group, pairs in self._pairs.items()
            for old, new in pairs
            if old is not None and new is not None
        }

    def mark_of_former(self, noted: Noted) -> tuple[str, str, str]:
        """What a finding of the former version would be known by in the later one."""
        finding = noted.finding
        unit = unit_of(finding.path)
        moved = self._moved.get(unit, unit)
        path = Path((*moved.parts, *finding.path.parts[len(unit.parts) :]))
        return (finding.rule, finding.variant, str(path))

    def mark_of_later(self, noted: Noted) -> tuple[str, str, str]:
        """What a finding of the later version is known by."""
        return (noted.finding.rule, noted.finding.variant, str(noted.finding.path))

    def changes(self) -> Iterator[Change]:
        """Every field and row that is not what it was, as the form has them."""
        rank = {
            placed.address: number for number, placed in enumerate(outline(self._form).placed())
        }
        found = [*self._field_changes(), *self._row_changes()]
        yield from sorted(found, key=lambda each: _order(each, rank))

    def _field_changes(self) -> Iterator[Change]:
        for path in dict.fromkeys((*self._before, *self._after)):
            fields = () if path.rows else tuple(self._fields_of(path, path))
            if fields:
                yield Change(before=path, after=path, fields=fields)

    def _row_changes(self) -> Iterator[Change]:
        for group, pairs in self._pairs.items():
            for old, new in pairs:
                before = None if old is None else group.row(old)
                after = None if new is None else group.row(new)
                fields = tuple(self._fields_of(before, after))
                if fields:
                    yield Change(before=before, after=after, fields=fields)

    def _fields_of(self, before: Path | None, after: Path | None) -> Iterator[FieldChange]:
        old = self._before.get(before, {}) if before else {}
        new = self._after.get(after, {}) if after else {}
        shown = after or before or Path()
        for rest in dict.fromkeys((*new, *old)):
            if old.get(rest) != new.get(rest):
                path = Path((*shown.parts, *rest.parts))
                yield FieldChange(path=path, before=old.get(rest), after=new.get(rest))

    def _texts(self, units: _Units, group: Path) -> list[str]:
        """The rows of a group, each as the text it is known again by."""
        last = max((unit.rows[0] for unit in units if unit.parts[:-1] == group.parts), default=-1)
        return [self._text(group.row(row), units) for row in range(last + 1)]

    def _text(self, row: Path, units: _Units) -> str:
        kinds = outline(self._form)
        # Answers come in the order they were stored in, which says nothing.
        told = (
            kinds.at(Path((*row.parts, *rest.parts)).address).field.kind.format(value)
            for rest, value in sorted(units.get(row, {}).items(), key=lambda each: str(each[0]))
        )
        return "\n".join(told)[:_LONGEST_COMPARED]


def _order(change: Change, rank: Mapping[str, int]) -> tuple[int, bool, str]:
    path = change.after or change.before or Path()
    number = path.rows[0] if path.rows else 0
    return (rank.get(path.address, len(rank)), change.after is None, f"{number:06}")


def _paired(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int | None, int | None]]:
    """The rows of both versions in pairs: first those that stand as they did, then the likest."""
    same = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    pairs = [(a + at, b + at) for a, b, size in same for at in range(size)]
    yield from pairs
    kept, found = {mine for mine, _ in pairs}, {theirs for _, theirs in pairs}
    mine = [row for row in range(len(old)) if row not in kept]
    theirs = [row for row in range(len(new)) if row not in found]
    yield from _likest(old, new, mine, theirs)


def _likest(
    old: Sequence[str], new: Sequence[str], mine: list[int], theirs: list[int]
) -> Iterator[tuple[int | None, int | None]]:
    for row in mine:
        nearest = max(
            theirs[:_MOST_COMPARED], key=lambda each: fuzz.ratio(old[row], new[each]), default=None
        )
        if nearest is not None and fuzz.ratio(old[row], new[nearest]) >= _ALIKE:
            theirs.remove(nearest)
            yield row, nearest
        else:
            yield row, None
    yield from ((None, row) for row in theirs)


def _answers_of(file: ReviewFile) -> Answers:
    return file.reading.answers if file.reading else Answers()


def _by_unit(answers: Answers) -> _Units:
    """The answers by the field or row they stand in, each by its path from there."""
    units: dict[Path, dict[Path, Value]] = {}
    for path, value in answers.items():
        unit = unit_of(path)
        units.setdefault(unit, {})[Path(path.parts[len(unit.parts) :])] = value
    return units


def _form_of(file: ReviewFile) -> FormDefinition:
    form = file.reading.form if file.reading else None
    if form is None:
        raise LookupError("only forms are compared")
    return form
