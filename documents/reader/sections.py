"""The lines of a document shared out among the sections of a form, by their labels."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from documents.reader.column_order import by_columns
from documents.reader.guidance import guidance_of, without_heads, without_introduction
from documents.reader.item_labels import begins, is_sheet, labels_of
from documents.reader.labels import LabelBook, field_labels, label_book
from documents.reader.lines import Line, rows_of_lines
from documents.reader.spelling import normalised, number_of
from forms.grammar import Field, FormDefinition, Group, Section

_SURE = 1.0
_WHOLE_AND_NUMBERED = 1.2
_BROKEN_LABEL = 2
_WORDS_OF_A_TITLE = 3
_LONGEST_REST = 120
_HEADING_OF_SHEETS = 0.85
_LONGEST_LABEL_OF_SHEET = 80
_SPARE = 1.5
_BETWEEN_FIELDS = frozenset({"og", "samt", "nr", "evt", "m", "mv", "eller"})


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledSection:
    """What stands under the label of one section, the label and the form's own text left out.

    A section that is not `is_titled` was known by the labels inside it, which its lines have.
    """

    section: Section
    label: Line
    lines: tuple[Line, ...]
    certainty: float
    is_titled: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """The sections found, in the order of the document, and the lines before the first of them."""

    sections: tuple[LabelledSection, ...]
    before: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    """A label met at a line; `count` lines carry it, `end` is where it ends in the last."""

    at: int
    count: int
    section: int
    end: int
    certainty: float
    score: float
    is_whole: bool


def sort_lines(
    definition: FormDefinition, lines: list[Line], rows: Sequence[list[Line]] = ()
) -> Sorted:
    """The lines by section; each section begins at its best label and ends at the next one.

    `rows` are the lines by rows of tables, for those who ask of several forms.

    A form whose first heading is not on paper begins with the labels of its first fields. A
    section of sheets goes on wherever one of them stands.
    """
    lines = by_columns(label_book(definition), rows or rows_of_lines(lines))
    candidates = list(_candidates(definition, lines))
    chosen = _choose(candidates)
    starts = _with_sheets(definition, lines, candidates, chosen)
    repeated = _repeated(candidates, chosen) - {each.at for each in starts}
    first = starts[0].at if starts else len(lines)
    parts: dict[int, tuple[_Candidate, list[Line]]] = {}
    for each, following in zip(starts, [*starts[1:], None], strict=False):
        end = len(lines) if following is None else following.at
        under = _under(definition.sections[each.section], lines, each, end, repeated)
        parts.setdefault(each.section, (each, []))[1].extend(under)
    found = [
        _labelled(definition, each.section, lines[each.at], under, each.certainty)
        for each, under in parts.values()
    ]
    opening = None if 0 in parts else _opening(definition, lines[:first])
    if opening is not None:
        return Sorted(sections=(opening, *found), before=())
    return Sorted(sections=tuple(found), before=tuple(lines[:first]))


def _labelled(
    definition: FormDefinition, index: int, label: Line, lines: list[Line], certainty: float
) -> LabelledSection:
    section = definition.sections[index]
    return LabelledSection(
        section=section,
        label=label,
        lines=tuple(_without_own_text(definition, section, lines)),
        certainty=certainty,
    )


def _opening(definition: FormDefinition, lines: list[Line]) -> LabelledSection | None:
    """The first section by the labels of its items, as sure as most of them were met."""
    section = definition.sections[0]
    labels = labels_of(section)
    met = begins(lines, labels) if section.box is None and labels else []
    if not met:
        return None
    known = {normalised(label) for label in (definition.title, *definition.aliases)}
    share = len({id(each.item) for each in met}) / len({id(item) for item in labels.values()})
    kept = [
        line for line in lines if normalised(line.text[:_LONGEST_REST]) not in known - set(labels)
    ]
    found = _labelled(definition, 0, lines[met[0].at], kept, share)
    return replace(found, is_titled=False)


def _with_sheets(
    definition: FormDefinition,
    lines: list[Line],
    candidates: list[_Candidate],
    chosen: list[_Candidate],
) -> list[_Candidate]:
    """The chosen labels with every place where a section goes on with sheets of a group."""
    starts = {each.at: each for each in chosen}
    for index, section in enumerate(definition.sections):
        sheets = [item for item in section.items if isinstance(item, Group) and is_sheet(item)]
        if not sheets or len(section.items) == 1:
            continue
        for each in candidates:
            words = len(lines[each.at].text[:_LONGEST_REST].split())
            is_title = words >= _WORDS_OF_A_TITLE and each.certainty >= _HEADING_OF_SHEETS
            if each.section == index and is_title:
                starts.setdefault(each.at, each)
        for at in _firsts_of_sheets(sheets[0], lines):
            starts.setdefault(at, _sheet_at(at, index))
    return sorted(starts.values(), key=lambda each: each.at)


def _firsts_of_sheets(sheet: Group, lines: list[Line]) -> Iterator[int]:
    """The lines that begin with the label of a sheet's first field, alone or before a colon."""
    first = next(item for item in sheet.items if isinstance(item, Field))
    labels = {normalised(label) for label in field_labels(first)}
    for at, line in enumerate(lines):
        label = line.text[:_LONGEST_LABEL_OF_SHEET].partition(":")[0]
        if label and normalised(label) in labels:
            yield at


def _sheet_at(at: int, section: int) -> _Candidate:
    return _Candidate(
        at=at,
        count=1,
        section=section,
        end=0,
        certainty=_HEADING_OF_SHEETS,
        score=_HEADING_OF_SHEETS,
        is_whole=False,
    )


def _candidates(definition: FormDefinition, lines: list[Line]) -> Iterator[_Candidate]:
    book = label_book(definition)
    # The labels and the guidance of a sheet stand in the document once for each sheet.
    known: dict[tuple[str, bool, bool], _Candidate | None] = {}
    for at, line in enumerate(lines):
        text = line.text
        if not text or text.isspace() or not book.may_have(text):
            continue
        looks = (text, line.is_heading, line.is_item)
        if looks not in known:
            known[looks] = _candidate(definition, book, line, at)
        candidate = known[looks]
        if candidate is None or candidate.certainty < 1:
            broken = _broken_candidate(definition, book, lines, at)
            candidate = broken if broken is not None else candidate
        if candidate is not None:
            yield candidate if candidate.at == at else replace(candidate, at=at)


def _candidate(
    definition: FormDefinition, book: LabelBook, line: Line, at: int
) -> _Candidate | None:
    number = number_of(line.text)
    stands_out = bool(number) or line.is_heading
    match = book.match(line.text, stands_out=stands_out)
    if match is None:
        return None
    is_numbered = number != "" and number == definition.sections[match.section].number.rstrip(".")
    if match.tailed and not (is_numbered or line.is_heading or match.tailed >= _WORDS_OF_A_TITLE):
        return None
    score = match.certainty + 0.1 * match.is_whole + 0.15 * line.is_heading + 0.05 * line.is_item
    score += 0.2 * is_numbered
    return _Candidate(
        at=at,
        count=1,
        section=match.section,
        end=match.end,
        certainty=match.certainty,
        score=score,
        is_whole=match.is_whole,
    )


def _broken_candidate(
    definition: FormDefinition, book: LabelBook, lines: list[Line], at: int
) -> _Candidate | None:
    """A label that a line break or a cell's edge has broken in two, or parted from its number."""
    is_number = lines[at].text.strip(" .)").isdigit()
    if at + 1 >= len(lines) or not (is_number or book.may_begin(lines[at].text)):
        return None
    first, second = lines[at], lines[at + 1]
    whole = first._replace(text=f"{first.text}\n{second.text}")
    candidate = _candidate(definition, book, whole, at)
    if candidate is None or candidate.end <= len(first.text) + 1:
        return None
    return replace(candidate, count=_BROKEN_LABEL, end=candidate.end - len(first.text) - 1)


def _choose(candidates: list[_Candidate]) -> list[_Candidate]:
    """One label a section: sure ones wherever they stand, weaker ones where the order fits."""
    by_section: dict[int, list[_Candidate]] = {}
    for each in candidates:
        by_section.setdefault(each.section, []).append(each)
    best = {section: _best(met) for section, met in by_section.items()}
    sure = {section: met for section, met in best.items() if met[0].score >= _SURE}
    chosen = {section: met[0] for section, met in sure.items() if len(met) == 1}
    for section in sorted(sure.keys() - chosen.keys()):
        met = sure[section]
        chosen[section] = next((each for each in met if _fits(each, chosen)), met[0])
    for section in sorted(best.keys() - chosen.keys()):
        fitting = [each for each in by_section[section] if _fits(each, chosen)]
        if fitting:
            chosen[section] = _best(fitting)[0]
    return sorted(chosen.values(), key=lambda each: each.at)


def _best(candidates: list[_Candidate]) -> list[_Candidate]:
    highest = max(each.score for each in candidates)
    return [each for each in candidates if each.score == highest]


def _fits(candidate: _Candidate, chosen: dict[int, _Candidate]) -> bool:
    earlier = [each.at for section, each in chosen.items() if section < candidate.section]
    later = [each.at for section, each in chosen.items() if section > candidate.section]
    return all(at < candidate.at for at in earlier) and all(at > candidate.at for at in later)


def _repeated(candidates: list[_Candidate], chosen: list[_Candidate]) -> set[int]:
    """Lines in which a section's whole label stands again, as on the next page of a form."""
    best = {each.section: each for each in chosen}
    return {
        each.at
        for each in candidates
        if each.is_whole
        and each.section in best
        and each.at > best[each.section].at
        and each.score >= best[each.section].score >= _WHOLE_AND_NUMBERED
    }


def _under(
    section: Section, lines: list[Line], label: _Candidate, end: int, repeated: set[int]
) -> list[Line]:
    last = label.at + label.count - 1
    glued = lines[last].text[label.end :].strip(" \t:–—-")
    if ":" in section.title and _names_fields_only(section, glued):
        glued = ""
    rest = [lines[at] for at in range(last + 1, end) if at not in repeated]
    return [lines[last]._replace(text=glued, is_heading=False), *rest] if glued else rest


def _names_fields_only(section: Section, text: str) -> bool:
    """Whether a text is the rest of a label that names what to write, in whatever words for it."""
    labels = [section.title]
    for item in section.items:
        if isinstance(item, Field):
            labels.extend(field_labels(item))
    known = {word for label in labels for word in normalised(label).split(" ")}
    words = set(normalised(text).split(" "))
    return len(text) < _LONGEST_REST and words <= known | _BETWEEN_FIELDS


def _without_own_text(
    definition: FormDefinition, section: Section, lines: list[Line]
) -> list[Line]:
    """The lines without the form's own guidance and the funder's introductions."""
    own = _own_words(definition, section)
    longest = _SPARE * max(len(words) for words in own)
    kept = [line for line in lines if len(line.text) > longest or normalised(line.text) not in own]
    kept = _trimmed(without_introduction(kept, section.intro))
    return _trimmed(without_heads(section, kept))


def _own_words(definition: FormDefinition, section: Section) -> set[str]:
    texts = [definition.title, section.guidance, *guidance_of(section.items)]
    return {normalised(text) for text in texts if text}


def _trimmed(lines: list[Line]) -> list[Line]:
    start, end = 0, len(lines)
    while start < end and not lines[start].text.strip():
        start += 1
    while end > start and not lines[end - 1].text.strip():
        end -= 1
    return lines[start:end]
