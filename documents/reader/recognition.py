"""Which form a document is: by the mark it carries, else by its labels, never by force."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice, zip_longest

from documents.reader.labels import LabelBook, label_book, labels_before
from documents.reader.lines import Line, rows_of_lines
from documents.reader.sections import Sorted, sort_lines
from documents.reader.spelling import normalised
from forms.grammar import FormDefinition, OlderVersion
from forms.kinds.date import CalendarDay
from forms.registry import UnknownForm, all_forms, form_of
from validators.finding import Finding
from validators.registry import rule_of

_UNKNOWN = rule_of("REA002")
_OTHER_VERSION = rule_of("REA003")
_MARK = re.compile(r"([a-z][a-z0-9_-]{0,60})@([\w.-]{1,40})(?:#[0-9a-f]{0,64})?")
_ENOUGH = 0.5
_ENOUGH_WITH_TITLE = 0.3
_LOOKS_LIKE = 0.2
_MOST_COMPARED = 3
_TITLE_WITHIN = 15
_LONGEST_HEADING = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """The form a document says it is by its mark, and what is to be said about its version."""

    form: FormDefinition
    problems: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How like a form a document's labels are: `share` of its sections, 0 to 1."""

    form: FormDefinition
    sections: Sorted
    share: float
    has_title: bool

    @property
    def is_enough(self) -> bool:
        """Whether the document can be taken for this form."""
        return self.share >= (_ENOUGH_WITH_TITLE if self.has_title else _ENOUGH)


def form_of_mark(identifier: str) -> Marked | None:
    """The form named by a document's mark; None for a mark that is not ours.

    The mark of a version we do not have leads to the newest one, with REA003.
    """
    match = _MARK.fullmatch(identifier)
    if match is None:
        return None
    try:
        newest = form_of(match[1])
    except UnknownForm:
        return None
    exact = next((form for form in all_forms() if form.key == f"{match[1]}@{match[2]}"), None)
    return Marked(form=exact or newest, problems=other_version(newest, match[2]))


def other_version(newest: FormDefinition, version: str) -> tuple[Finding, ...]:
    """REA003 for a version that is not the newest one."""
    if version == newest.version:
        return ()
    return (_OTHER_VERSION.found(values=(("found", version), ("current", newest.version))),)


def older_version(form: FormDefinition, lines: list[Line]) -> tuple[Finding, ...]:
    """REA003 for a document with what only a version from before ours has.

    One is enough in the title; elsewhere it takes two, since a text may list such words as well.
    """
    opening = _opening(lines)
    for older in form.older:
        words = {normalised(word) for word in older.words}
        titled = {f"{title} {word}" for title in _titles(form) for word in words}
        if any(normalised(text) in titled for text in opening) or len(_met(older, lines)) > 1:
            return other_version(form, older.version)
    return ()


def _met(older: OlderVersion, lines: list[Line]) -> set[str]:
    """What of an older version the lines have: its headings, its labels, periods without an end."""
    words = {normalised(word) for word in older.words}
    labels = {normalised(label) for label in older.labels}
    starts = {normalised(label) for label in older.starts}
    met: set[str] = set()
    said = [line.text for line in lines if line.text.strip()]
    for text, following in zip_longest(said, said[1:], fillvalue=""):
        if len(text) > _LONGEST_HEADING:
            continue
        met |= {normalised(text)} & words
        for end, label in labels_before(text):
            if label in labels or (label in starts and _is_day(text[end:].strip() or following)):
                met.add(label)
    return met


def _is_day(text: str) -> bool:
    return isinstance(CalendarDay().parse(text), date)


def likeness(form: FormDefinition, lines: list[Line], rows: Sequence[list[Line]] = ()) -> Likeness:
    """How like one form the lines of a document are, with its sections as they were found."""
    sections = sort_lines(form, lines, rows)
    certain = sum(found.certainty for found in sections.sections)
    titles = _titles(form)
    return Likeness(
        form=form,
        sections=sections,
        share=certain / len(form.sections),
        has_title=any(normalised(text) in titles for text in _opening(lines)),
    )


def _titles(form: FormDefinition) -> set[str]:
    return {normalised(title) for title in (form.title, *form.aliases)}


def _opening(lines: list[Line]) -> list[str]:
    """The first lines that are not blank and short enough to be a title."""
    said = islice((line.text for line in lines if line.text.strip()), _TITLE_WITHIN)
    return [text for text in said if len(text) < _LONGEST_HEADING]


def likenesses(lines: list[Line]) -> list[Likeness]:
    """The forms whose labels the document has most of, the likest first; of equals the newest.

    Where the first is enough, those with less than half its labels are not looked at.
    """
    rows, promising = list(rows_of_lines(lines)), _promising(lines)
    found: list[Likeness] = []
    for form, known in promising:
        is_far = 2 * known < promising[0][1]
        if not (found and found[0].is_enough and is_far):
            found.append(likeness(form, lines, rows))
    return sorted(found, key=lambda like: (-like.share, not like.has_title))


def unknown(likes: list[Likeness]) -> Finding:
    """REA002, naming the forms the document looks a little like."""
    near = [like.form.title for like in likes if like.share >= _LOOKS_LIKE or like.has_title]
    if not near:
        return _UNKNOWN.found()
    return _UNKNOWN.found(values=(("candidates", " / ".join(near)),), variant="near")


def _promising(lines: list[Line]) -> list[tuple[FormDefinition, int]]:
    """The few forms worth a close look, newest first, each with how many labels were met."""
    words = _words_of(lines)
    known = [(form, _known(label_book(form), words)) for form in reversed(all_forms())]
    return sorted(known, key=lambda each: -each[1])[:_MOST_COMPARED]


def _words_of(lines: list[Line]) -> set[str]:
    words: set[str] = set()
    for line in lines:
        for _, label in labels_before(line.text)[-2:]:
            words.add(label)
    return words


def _known(book: LabelBook, words: set[str]) -> int:
    return len(book.sections_among(words))
