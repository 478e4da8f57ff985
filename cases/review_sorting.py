"""The files of a review sorted: which count, which are older or doubled, which make one case."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from cases.review import ReviewFile
from cases.review_lines import Identity, folder_of, identity_of
from cases.review_reports import nearness_of_reports
from documents.reader.examine_file import is_unreadable
from forms.path import Path
from validators.names import folded
from validators.whole_case import CaseDocument, shared_programme

_PERIOD, _PARTIES = Path.parse("periode"), Path.parse("parter")
_ENOUGH = 1


class Role(Enum):
    """What a file is in its review."""

    WAITING = "waiting"
    CURRENT = "current"
    OLDER = "older"
    DOUBLE = "double"
    SET_ASIDE = "set_aside"
    UNKNOWN = "unknown"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """A file with its role; `other` is the newer version of an older one, the first of a double."""

    file: ReviewFile
    role: Role
    other: ReviewFile | None = None


def sort_files(files: Sequence[ReviewFile]) -> tuple[Sorted, ...]:
    """Every file with its role, in the order they were laid up."""
    first: dict[str, ReviewFile] = {}
    for file in files:
        if file.size and not file.is_set_aside:
            first.setdefault(file.sha256, file)
    newest = _newest(each for each in files if first.get(each.sha256) is each)
    return tuple(_sorted(file, first, newest) for file in files)


def cases_among(sorted_files: Iterable[Sorted]) -> tuple[tuple[Sorted, ...], ...]:
    """The forms that count, gathered into cases by what they say of themselves."""
    groups: list[list[Sorted]] = []
    forms = [each for each in sorted_files if each.role is Role.CURRENT]
    for each in sorted(forms, key=_by_weight):
        best = max(groups, key=lambda group: _closeness(each, group), default=None)
        if best is not None and _closeness(each, best) >= _ENOUGH:
            best.append(each)
        else:
            groups.append([each])
    return tuple(tuple(sorted(group, key=_by_number)) for group in groups)


def short_name(file: ReviewFile) -> str:
    """The name of a file without its folders."""
    return file.name.rpartition("/")[2]


def in_order(versions: Sequence[ReviewFile]) -> list[ReviewFile]:
    """Versions of one document, the oldest first: by their own dates, or as they were laid up."""
    dates = [each.dated for each in versions if each.dated is not None]
    if len(dates) < len(versions):
        return sorted(versions, key=lambda each: each.number)
    return sorted(versions, key=lambda each: (each.dated or dates[0], each.number))


def _newest(files: Iterable[ReviewFile]) -> dict[str, ReviewFile]:
    """By line, the file that counts."""
    lines: dict[str, list[ReviewFile]] = {}
    for file in files:
        if file.reading is not None and file.reading.form is not None:
            lines.setdefault(file.line, []).append(file)
    return {line: in_order(versions)[-1] for line, versions in lines.items()}


def _sorted(
    file: ReviewFile, first: dict[str, ReviewFile], newest: dict[str, ReviewFile]
) -> Sorted:
    double = first.get(file.sha256, file)
    if file.is_set_aside:
        return Sorted(file=file, role=Role.SET_ASIDE)
    if double is not file:
        return Sorted(file=file, role=Role.DOUBLE, other=double)
    latest = newest.get(file.line)
    if latest is None or file.reading is None or file.reading.form is None:
        return Sorted(file=file, role=_role_of_no_form(file))
    if latest is not file:
        return Sorted(file=file, role=Role.OLDER, other=latest)
    return Sorted(file=file, role=Role.CURRENT)


def _role_of_no_form(file: ReviewFile) -> Role:
    if file.reading is None:
        return Role.WAITING
    return Role.UNREADABLE if is_unreadable(file.reading) else Role.UNKNOWN


def _by_weight(each: Sorted) -> tuple[bool, bool, int]:
    """Agreements first, since they tell most of a case; then what tells its name."""
    identity = _identity(each)
    return (not _parties(each), not identity.name, each.file.number)


def _by_number(each: Sorted) -> int:
    return each.file.number


def _closeness(each: Sorted, group: Sequence[Sorted]) -> int:
    """How much speaks for a file being of a group's case; below 1 it is of another."""
    if any(not _may_stand_beside(each, other) for other in group):
        return -10
    return max(_nearness(each, other) for other in group)


def _may_stand_beside(one: Sorted, other: Sorted) -> bool:
    """A case has one document of a form, area and year, all under one programme."""
    mine, theirs = one.file.reading, other.file.reading
    if mine is None or theirs is None or mine.form is None or theirs.form is None:
        return False
    if _identity(one).is_in_place_of(_identity(other)):
        return False
    forms = (CaseDocument(name="", definition=each) for each in (mine.form, theirs.form))
    return shared_programme(tuple(forms)) is not None


def _nearness(one: Sorted, other: Sorted) -> int:
    mine, theirs = _identity(one), _identity(other)
    score = 1 if folder_of(one.file) == folder_of(other.file) else -1
    if mine.name and theirs.name:
        score += 2 if mine.is_alike(theirs) else -1 * (mine.form == theirs.form)
    parties = _parties(one), _parties(other)
    if all(parties):
        score += 2 if 2 * len(parties[0] & parties[1]) >= min(map(len, parties)) else -1
    return score + _has_same_period(one, other) + _nearness_of_reports(one, other)


def _has_same_period(one: Sorted, other: Sorted) -> int:
    mine, theirs = one.file.reading, other.file.reading
    period = mine.answers.get(_PERIOD) if mine else None
    return int(period is not None and theirs is not None and period == theirs.answers.get(_PERIOD))


def _nearness_of_reports(one: Sorted, other: Sorted) -> int:
    readings = [each.file.reading for each in (one, other) if each.file.reading is not None]
    return nearness_of_reports(*readings) if len(readings) == 2 else 0


def _identity(each: Sorted) -> Identity:
    identity = None if each.file.reading is None else identity_of(each.file.reading)
    return identity or Identity(form="", area="", year="", name="", municipality="")


def _parties(each: Sorted) -> frozenset[str]:
    return frozenset(_party_names(each))


def _party_names(each: Sorted) -> Iterator[str]:
    answers = each.file.reading.answers if each.file.reading else None
    for row in range(answers.row_count(_PARTIES) if answers else 0):
        name = answers.get(_PARTIES.row(row) / "navn") if answers else None
        if isinstance(name, str):
            yield folded(name)
