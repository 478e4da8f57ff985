"""A Word file read as a form: by our own marks where it has them, else by the form's labels."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from lxml.etree import _Element

from documents.marks import Marks, marks
from documents.reader.contents import Contents
from documents.reader.footnotes import with_notes
from documents.reader.lines import Line, joined_text, lines_of
from documents.reader.marked import read_marked
from documents.reader.places import Places
from documents.reader.recognition import (
    Likeness,
    form_of_mark,
    likeness,
    likenesses,
    older_version,
    other_version,
    unknown,
)
from documents.reader.tabled import marked_origins, rows_by_label
from documents.reader.taken import LeftGuidance, LeftOver, Taken
from documents.reader.taking import take_section
from documents.reader.unsettled import unsettled
from documents.reader.word_file import WordFile, open_word_file
from documents.reader.yearly import gather, is_yearly
from documents.reader.yearly_answers import YearlyAnswers
from documents.reading import Origin, Reading
from documents.safety.sniff import recognise
from documents.safety.verdict import FileKind
from forms.answers import Answers
from forms.grammar import FormDefinition
from forms.kinds.kind import Value
from forms.levels import MOST_ROWS
from forms.outline import outline
from forms.path import Path
from forms.registry import all_forms, form_of
from validators.finding import Finding, Place, Severity
from validators.guidance import shown_guidance
from validators.registry import rule_of

if TYPE_CHECKING:
    from documents.reader.pdf_file import PdfBody

_UNREADABLE = rule_of("REA001")
_DOUBTFUL = rule_of("REA004")
_DAMAGED = rule_of("TXT005")
_LEFT_GUIDANCE = rule_of("TXT001")
_SURE = 0.7
_LONGEST_EVIDENCE = 500


def read(data: bytes, *, form: FormDefinition | None = None, file: str | None = None) -> Reading:
    """A file the guard has let in, as a form; raises Refused for one that cannot be read.

    `form` is the form to read it as; without it the document says which it is. Untrusted files
    are read by `documents.reader.examine_file`, in a process of their own.
    """
    if recognise(data) is FileKind.PDF:
        from documents.reader.pdf_file import open_pdf_file  # noqa: PLC0415 - loaded where asked for

        return bounded(read_pdf(open_pdf_file(data), form, file))
    word = open_word_file(data)
    reading = with_notes(bounded(_read(word, form, file)), word)
    return replace(reading, problems=(*reading.problems, *unsettled(word)))


def read_pdf(pdf: "PdfBody", form: FormDefinition | None, file: str | None) -> Reading:
    """A PDF read as the body it was made into, its places told by pages."""
    if not len(pdf.body):
        return Reading(form=None, problems=(_unread(pdf, Severity.ERROR),), file=file)
    reading = _read(WordFile(body=pdf.body, identifier=""), form, file)
    scanned = (_unread(pdf, Severity.WARNING),) if pdf.unread else ()
    return replace(
        reading,
        origins={
            path: replace(origin, place=pdf.placed(origin.place))
            for path, origin in reading.origins.items()
        },
        problems=(
            *scanned,
            *(
                replace(each, place=pdf.placed(each.place) if each.place else None)
                for each in reading.problems
            ),
        ),
    )


def _unread(pdf: "PdfBody", severity: Severity) -> Finding:
    """REA001 for the pages that are pictures, or for a PDF without any text at all."""
    pages = ", ".join(str(page + 1) for page in pdf.unread)
    place = Place(page=pdf.unread[0]) if pdf.unread else None
    found = _UNREADABLE.found(
        values=(("pages", pages),) if pages else (),
        evidence=pages,
        variant="scanned" if pages else "no_text",
        place=place,
    )
    return replace(found, severity=severity)


def _read(word: WordFile, form: FormDefinition | None, file: str | None) -> Reading:
    contents = Contents(word.body)
    marked = form_of_mark(word.identifier)
    if marked is not None and (form is None or form.id == marked.form.id):
        return _read_own(marked.form, word.body, contents, marked.problems, file)
    lines = lines_of(word.body, contents)
    if form is None:
        return _read_unnamed(word.body, contents, lines, file)
    if _has_marks(contents, form):
        return _read_own(form, word.body, contents, (), file)
    asked = likeness(form, lines)
    problems = older_version(form, lines)
    if not asked.is_enough and not is_yearly(form, lines):
        likes = likenesses(lines)
        problems = (unknown([like for like in likes if like.is_enough]), *problems)
    return _read_labelled(asked, word.body, contents, problems, file)


def _read_unnamed(
    body: _Element, contents: Contents, lines: list[Line], file: str | None
) -> Reading:
    """A document that must say itself which form it is."""
    likes = likenesses(lines)
    by_marks = next((like.form for like in likes if _has_marks(contents, like.form)), None)
    if by_marks is not None:
        return _read_own(by_marks, body, contents, (), file)
    if likes and likes[0].is_enough:
        problems = _version_problems(likes[0], lines)
        return _read_labelled(likes[0], body, contents, problems, file)
    yearly = next((each for each in all_forms() if is_yearly(each, lines)), None)
    if yearly is not None:
        return _read_yearly(yearly, lines, (), file)
    return Reading(form=None, problems=(unknown(likes),), file=file)


def bounded(reading: Reading) -> Reading:
    """The reading with rows beyond what a form may hold left over, said once for each group."""
    counts = reading.answers.row_counts().values()
    beyond: dict[Path, list[Path]] = {}
    for path in reading.answers if max(counts, default=0) > MOST_ROWS else ():
        end = next((at for at, part in enumerate(path.parts) if _is_beyond(part)), None)
        if end is not None:
            beyond.setdefault(Path(path.parts[:end]), []).append(path)
    if not beyond or reading.form is None:
        return reading
    dropped = {path for paths in beyond.values() for path in paths}
    said = tuple(
        _left_over(
            group, _shown(reading.form, reading.answers, paths), reading.origins[paths[0]].place
        )
        for group, paths in beyond.items()
    )
    return replace(
        reading,
        answers=reading.answers.replaced(dict.fromkeys(dropped)),
        origins={path: each for path, each in reading.origins.items() if path not in dropped},
        problems=(*reading.problems, *said),
    )


def _is_beyond(part: str | int) -> bool:
    return isinstance(part, int) and part >= MOST_ROWS


def _shown(form: FormDefinition, answers: Answers, paths: Sequence[Path]) -> str:
    """Answers as they are shown, as many as a finding tells."""
    shown = []
    for path in paths[:_LONGEST_EVIDENCE]:
        value = answers.get(path)
        if value is not None:
            shown.append(outline(form).at(path.address).field.kind.format(value))
    return "\n".join(shown)


def _read_own(
    form: FormDefinition,
    body: _Element,
    contents: Contents,
    problems: tuple[Finding, ...],
    file: str | None,
) -> Reading:
    marked = read_marked(form, body, contents)
    places = Places(body)
    left = [_left_over(path, contents.text(cell), places.of(cell)) for path, cell in marked.doubles]
    return Reading(
        form=form,
        answers=marked.answers,
        origins=marked_origins(marked, places),
        problems=(*problems, *left),
        confidence=1.0,
        file=file,
    )


def _read_labelled(
    like: Likeness,
    body: _Element,
    contents: Contents,
    problems: tuple[Finding, ...],
    file: str | None,
) -> Reading:
    form = like.form
    if form.year is not None:
        return _read_yearly(form, lines_of(body, contents), problems, file)
    rows = rows_by_label(form, body, contents)
    values: dict[Path, Value] = dict(rows.answers.items())
    origins = dict(rows.origins)
    found: list[Finding] = list(_unplaced_opening(like))
    doubted: set[str] = set()
    for part in like.sections.sections:
        if part.section.id in rows.whole:
            continue
        in_rows = rows.groups.intersection([item.id for item in part.section.items])
        for each in take_section(form, rows.without_rows(part)):
            if isinstance(each, LeftOver):
                found.append(_left_over(Path.parse(each.section), each.text, each.place))
            elif isinstance(each, LeftGuidance):
                found.append(_left_guidance(form, each))
            elif not (in_rows and each.path.outermost in in_rows):
                values[each.path] = each.value
                origins[each.path] = Origin(by=each.by, place=each.place, certainty=each.certainty)
                if each.certainty < _SURE:
                    found.extend(_doubtful(form, each, doubted))
    return Reading(
        form=form,
        answers=Answers(values),
        origins=origins,
        problems=(*problems, *found),
        confidence=_confidence(like, origins),
        file=file,
    )


def _read_yearly(
    form: FormDefinition, lines: list[Line], problems: tuple[Finding, ...], file: str | None
) -> Reading:
    """A report of a year as others lay it out; what belongs nowhere in it is said once."""
    found = gather(form, lines)
    read = YearlyAnswers(form, found)
    left = [line for line in found.left if line.text.strip() and not read.is_taken(line)]
    loose = (_left_over(Path(), joined_text(left), left[0].place),) if left else ()
    certainties = [origin.certainty for origin in read.origins.values()]
    return Reading(
        form=form,
        answers=read.answers,
        origins=read.origins,
        problems=(*problems, *loose, *_damaged_labels(found.damaged)),
        confidence=round(sum(certainties) / len(certainties), 2) if certainties else 0.0,
        file=file,
    )


def _damaged_labels(labels: Sequence[Line]) -> tuple[Finding, ...]:
    """TXT005 for the labels that lost a letter or more and were known all the same."""
    if not labels:
        return ()
    told = ", ".join(dict.fromkeys(f"»{line.text}«" for line in labels))[:_LONGEST_EVIDENCE]
    values = (("found", told),)
    return (_DAMAGED.found(values=values, evidence=told, variant="labels", place=labels[0].place),)


def _has_marks(contents: Contents, form: FormDefinition) -> bool:
    """Whether tags or bookmarks are ours for this form, on answers or on empty fields."""
    known: Marks = marks(form)
    return any(map(known.get, contents.tags)) or any(map(known.by_bookmark, contents.bookmarks))


def _version_problems(like: Likeness, lines: list[Line]) -> tuple[Finding, ...]:
    newest = form_of(like.form.id)
    return other_version(newest, like.form.version) or older_version(newest, lines)


def _unplaced_opening(like: Likeness) -> Iterator[Finding]:
    """The text before the first label, where the form's own first section was not found."""
    found = {part.section.id for part in like.sections.sections}
    first = like.form.sections[0]
    lines = [line for line in like.sections.before if line.text.strip()]
    if first.id not in found and found and lines:
        text = joined_text(lines)
        yield _left_over(Path.parse(first.box or first.items[0].id), text, lines[0].place)


def _left_over(path: Path, text: str, place: Place) -> Finding:
    evidence = text.strip()[:_LONGEST_EVIDENCE]
    return _DOUBTFUL.found(path, evidence=evidence, variant="left_over", place=place)


def _left_guidance(form: FormDefinition, left: LeftGuidance) -> Finding:
    label = outline(form).at(left.path.address).item.label
    return _LEFT_GUIDANCE.found(
        left.path,
        values=(("label", label), ("found", shown_guidance(left.text))),
        evidence=left.text.strip()[:_LONGEST_EVIDENCE],
        place=left.place,
    )


def _doubtful(form: FormDefinition, taken: Taken, doubted: set[str]) -> Iterator[Finding]:
    """REA004 for an uncertain answer; of a list only at its first one."""
    box = str(taken.path.parts[0]) if taken.path.rows else str(taken.path)
    if box in doubted:
        return
    doubted.add(box)
    field = outline(form).at(taken.path.address).field
    yield _DOUBTFUL.found(
        taken.path,
        values=(("label", field.label),),
        evidence=field.kind.format(taken.value)[:_LONGEST_EVIDENCE],
        variant="label",
        place=taken.place,
    )


def _confidence(like: Likeness, origins: Mapping[Path, Origin]) -> float:
    certainties = [origin.certainty for origin in origins.values()]
    mean = sum(certainties) / len(certainties) if certainties else 1.0
    return round(min(1.0, like.share) * mean, 2)
