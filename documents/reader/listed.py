"""A list typed in one box, taken apart into the rows of a group."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from documents.found_by import FoundBy
from documents.reader.lines import Line, rows_of_lines
from documents.reader.taken import LeftOver, Taken
from forms.grammar import Field, Group
from forms.kinds.kind import Unread, Value
from forms.kinds.percent import Percentage
from forms.kinds.weekly_hours import WeeklyHours
from forms.path import Path
from validators.finding import Place

_BULLET = re.compile(r"\s*(?:[-–—•▪·*‣◦●○\uf0b7]\s*|o\t|(?:\d{1,2}[.)]|[a-zæøå]\))\s+(?=[A-ZÆØÅ]))")
_INLINE_BULLET = re.compile(r"\s+[•▪‣●\uf0b7]\s*")
_HOURS = re.compile(
    r"(?<![\w,.])\d{1,3}(?:,\d{1,2})?\s?(?:timer|time|t\.|t/uge)"
    r"(?:\s?(?:/\s?uge|ugentligt?|om\sugen|pr\.?\suge|per\suge))?(?!\w)",
    re.IGNORECASE,
)
_AND = re.compile(r"\s+(?:og|samt)\s+(?=[A-ZÆØÅ0-9])")
_SLASH = re.compile(r"\s+/\s+")
_LEAD_IN = re.compile(r"[^:,;]{0,60}\b(?:er|omfatter|består af|følgende|deltager)\b[^:,;]{0,30}:\s")
_NAME_END = re.compile(r"\s[-–—]\s|:\s|(?<=[a-zæøå]{4})\.\s+(?=[A-ZÆØÅ])")
_ABOUT = re.compile(r"[\s,(]+(?:ca\.?|cirka|op til|minimum|min\.|maks\.|højst)$", re.IGNORECASE)
_NO_FUNDING = re.compile(
    r"(?:hver(?: især)?|i alt|samlet|ugentligt?|om ugen|pr\.? (?:uge|person|medarbejder))\.?",
    re.IGNORECASE,
)
_FUNDING = re.compile(r",\s*([^,]{0,60}(?:finans|betal|tilskud|midler|kommunal)[^,]{0,40})$")
_DIGITS = re.compile(r"\d{1,3}(?:,\d{1,2})?")
_TRIMMED = " \t\u00a0,;:–—-"
_SURE, _UNSURE = 0.9, 0.6
_MOST_IN_A_LINE = 200
_FEWEST_IN_A_LINE = 3
_MOST_MORE_LINES = 10
_LONGEST_NAME = 8
_MOST_WORDS_OF_SHARE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item of a list as it was typed."""

    text: str
    place: Place
    certainty: float


def take_list(group: Group, lines: Sequence[Line], *, row: int = 0) -> list[Taken | LeftOver]:
    """A row for each item of the list, from `row` on; subtitles among them are left over."""
    taken: list[Taken | LeftOver] = []
    numbered = re.compile(rf"{re.escape(group.row_label)}\s+\d{{1,3}}\s*[.:)–-]\s+(?=\S)", re.I)
    for entry in _entries(lines, numbered):
        if entry.text.endswith(":"):
            taken.append(LeftOver(section=group.id, text=entry.text, place=entry.place))
            continue
        values, rest = _row_of(group, entry.text)
        at = Path.at(group.id).row(row)
        for field, value in values:
            taken.append(
                Taken(
                    path=at / field.id,
                    value=value,
                    by=FoundBy.LABEL,
                    place=entry.place,
                    certainty=entry.certainty,
                )
            )
        if rest:
            taken.append(LeftOver(section=group.id, text=rest, place=entry.place))
        row += bool(values)
    return taken


def _entries(lines: Sequence[Line], numbered: re.Pattern[str]) -> list[Entry]:
    """The items of a list; `numbered` is how a row of it is counted: `Aktivitet 2:`."""
    typed = [(run[0], _typed(run)) for run in _runs(lines)]
    typed = [(line, _without_number(text, numbered)) for line, text in typed]
    has_bullets = any(_is_bulleted(line, text) for line, text in typed)
    entries: list[Entry] = []
    more = 0
    for line, text in typed:
        bullet = _BULLET.match(text)
        plain = text[bullet.end() :] if bullet else text
        is_marked = _is_bulleted(line, text)
        last = entries[-1] if entries and not is_marked and more < _MOST_MORE_LINES else None
        if last is not None and _goes_on(last.text, plain, has_bullets=has_bullets):
            more += 1
            entries[-1] = replace(last, text=f"{last.text} {plain.strip()}")
            continue
        more = 0
        certainty = _SURE if is_marked or not has_bullets or not entries else _UNSURE
        entries.extend(
            Entry(text=piece.strip(), place=line.place, certainty=certainty)
            for piece in _INLINE_BULLET.split(plain)
            if piece.strip(_TRIMMED)
        )
    return list(_enumerated(entries[0])) if len(entries) == 1 and not has_bullets else entries


def _without_number(text: str, numbered: re.Pattern[str]) -> str:
    match = numbered.match(text.lstrip())
    return text.lstrip()[match.end() :] if match else text


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Each line alone, but the cells side by side in a row of a table together."""
    for run in rows_of_lines([line for line in lines if line.text.strip()]):
        cells = {line.spot.cell for line in run if line.spot is not None}
        if len(cells) > 1:
            yield run
        else:
            yield from ([line] for line in run)


def _typed(run: Sequence[Line]) -> str:
    return ", ".join(line.text.strip() for line in run)


def _is_bulleted(line: Line, text: str) -> bool:
    return line.is_item or _BULLET.match(text) is not None


def _goes_on(last: str, text: str, *, has_bullets: bool) -> bool:
    """Whether a line without a bullet belongs to the item before it."""
    first = text.strip()[:1]
    is_open = last.count("(") > last.count(")") or last.endswith((",", " og", " samt"))
    return is_open or first == "(" or (has_bullets and first.islower())


def _enumerated(entry: Entry) -> Iterator[Entry]:
    """The items of a list typed as one line; commas may also stand inside a name, so uncertain."""
    lead = _LEAD_IN.match(entry.text)
    if lead is not None:
        yield Entry(text=lead[0].strip(), place=entry.place, certainty=entry.certainty)
        entry = replace(entry, text=entry.text[lead.end() :])
    parts = list(_split(entry.text))
    if len(parts) == 1:
        parts = _SLASH.split(entry.text)
    names = [*parts[:-1], *_AND.split(parts[-1], maxsplit=1)] if len(parts) > 1 else parts
    is_list = _FEWEST_IN_A_LINE <= len(names) <= _MOST_IN_A_LINE and all(
        not name[:1].islower() and len(name.split()) <= _LONGEST_NAME for name in names
    )
    measured = [_measure(part) is not None for part in parts]
    if len(parts) > 1 and all(measured):
        names = parts
    elif not is_list or any(measured):
        yield entry
        return
    for name in names:
        yield Entry(text=name.rstrip("."), place=entry.place, certainty=_UNSURE)


def _split(text: str) -> Iterator[str]:
    """A text cut at commas and semicolons outside brackets and numbers."""
    depth = start = 0
    for at, character in enumerate(text):
        if character in "()":
            depth = max(0, depth + (1 if character == "(" else -1))
        elif character in ",;" and depth == 0 and not text[at + 1 : at + 2].isdigit():
            if text[start:at].strip():
                yield text[start:at].strip()
            start = at + 1
    if text[start:].strip():
        yield text[start:].strip()


def _row_of(group: Group, text: str) -> tuple[list[tuple[Field, Value]], str]:
    """The values of one item, and what of it none of the fields can take."""
    fields = [item for item in group.items if isinstance(item, Field)]
    measured = [each for each in fields if isinstance(each.kind, Percentage | WeeklyHours)]
    words = [each for each in fields if each not in measured and not each.kind.alternatives()]
    if measured:
        return _measured_row(words, measured, text)
    if len(words) < len(fields) or len(words) == 1:
        value = words[0].kind.parse(text.strip(_TRIMMED))
        return ([(words[0], value)] if value is not None else []), ""
    name, rest = _name_and_rest(text)
    values = [(words[0], words[0].kind.parse(name)), (words[1], words[1].kind.parse(rest))]
    return [(field, value) for field, value in values if value is not None], ""


def _name_and_rest(text: str) -> tuple[str, str]:
    parts = list(_split(text))
    comma = text.index(parts[0]) + len(parts[0]) if len(parts) > 1 else len(text)
    mark = _NAME_END.search(text)
    if mark is not None and mark.start() < comma:
        return text[: mark.start()].strip(_TRIMMED), text[mark.end() :].strip()
    return text[:comma].strip(_TRIMMED), text[comma:].lstrip(_TRIMMED)


def _measured_row(
    words: Sequence[Field], measured: Sequence[Field], text: str
) -> tuple[list[tuple[Field, Value]], str]:
    """`Leder, 25%` or `Vejleder, 9 timer ugentligt, kommunal medfinansiering`."""
    span = _measure(text)
    if span is None:
        value = words[0].kind.parse(text.strip(_TRIMMED))
        return ([(words[0], value)] if value is not None else []), ""
    start, end, is_hours = span
    kind = WeeklyHours if is_hours else Percentage
    field = next((each for each in measured if isinstance(each.kind, kind)), measured[0])
    end = _with_whole(field, text, end)
    name, after = _outside(text[:start]), _outside(text[end:])
    if not name:
        name, after = _first_part(after)
    rest = []
    about = _ABOUT.search(f" {name}")
    if about is not None:
        name, rest = name[: about.start()].strip(_TRIMMED), [about[0].strip(_TRIMMED)]
    funding = _FUNDING.search(name) if len(words) > 1 and not after else None
    if funding is not None:
        name, after = name[: funding.start()].strip(_TRIMMED), funding[1]
    values = [
        (words[0], words[0].kind.parse(name)),
        (field, _measured(field, text[start:end], is_hours=is_hours)),
    ]
    if len(words) > 1 and _measure(after) is None and _NO_FUNDING.fullmatch(after) is None:
        values.append((words[1], words[1].kind.parse(after)))
        after = ""
    left = ", ".join(each for each in (*rest, after) if each)
    return [(each, value) for each, value in values if value is not None], left


def _first_part(text: str) -> tuple[str, str]:
    """What stands before the first comma, and after it."""
    parts = list(_split(text))
    if len(parts) < 2:
        return text, ""
    return parts[0], text[text.index(parts[0]) + len(parts[0]) :].strip(_TRIMMED)


def _measured(field: Field, text: str, *, is_hours: bool) -> Value | None:
    """A share or hours; `9 t./uge` is nine hours however its unit is written."""
    value = field.kind.parse(text)
    number = _DIGITS.match(text)
    if not (is_hours and number and isinstance(value, Unread)):
        return value
    return field.kind.parse(f"{number[0]} timer")


def _measure(text: str) -> tuple[int, int, bool] | None:
    """Where the first share or number of hours stands; True for hours."""
    hours = _HOURS.search(text)
    share = next(iter(Percentage().find(text[:2000])), None)
    if share is not None and (hours is None or share.start < hours.start()):
        return share.start, share.end, False
    return None if hours is None else (hours.start(), hours.end(), True)


def _with_whole(field: Field, text: str, end: int) -> int:
    """The end of a share with the words for what it is a share of, up to the next comma."""
    following = re.match(r"\s+af\s[^,;()]{1,80}", text[end:])
    if following is None or not isinstance(field.kind, Percentage):
        return end
    phrase = following[0].rstrip(" .")
    is_short = len(phrase.split()) <= _MOST_WORDS_OF_SHARE
    return end + len(phrase) if is_short else end


def _outside(text: str) -> str:
    """What stands beside a measure, without the marks and brackets between."""
    plain = text.strip(_TRIMMED)
    if plain.startswith("(") and plain.endswith(")") and plain.count("(") == 1:
        plain = plain[1:-1]
    if plain.count("(") != plain.count(")"):
        plain = plain.strip("()")
    return plain.strip(_TRIMMED)
