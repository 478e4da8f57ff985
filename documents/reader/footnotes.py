"""Footnotes and endnotes: part of the long answer their mark stands in, told of anywhere else.

A note is laid in brackets at the end of the paragraph with its mark. An amount, a name or a label
is never made longer: there the note is told of instead.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from lxml.etree import _Element

from documents.reader import names as n
from documents.reader.places import Places
from documents.reader.text import paragraph_text, text_of
from documents.reader.word_file import WordFile
from documents.reading import Origin, Reading
from forms.grammar import FormDefinition
from forms.kinds.kind import Value
from forms.kinds.prose import Prose
from forms.outline import outline
from forms.path import Path
from validators.finding import Finding, Place
from validators.registry import rule_of

_UNSETTLED = rule_of("REA005")
_MOST_NOTES = 500
_LONGEST_NOTE = 2_000
_LONGEST_EVIDENCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A paragraph's text, the notes that have their marks there, and the place of all."""

    text: str
    notes: tuple[str, ...]
    place: Place


def with_notes(reading: Reading, word: WordFile) -> Reading:
    """The reading with each note in the answer it belongs to, and REA005 for those in none."""
    noted = list(_noted(word))
    if not noted:
        return reading
    answers = _Answers(reading)
    apart = [each for each in noted if not answers.lay(each)]
    told = (_told(apart),) if apart else ()
    return replace(
        reading,
        answers=reading.answers.replaced(answers.changes),
        problems=(*reading.problems, *told),
    )


class _Answers:
    """The long answers of a reading, by where they begin, while notes are laid in them."""

    def __init__(self, reading: Reading) -> None:
        self.changes: dict[Path, Value | None] = {}
        self._texts: dict[Path, str] = {}
        self._places: dict[Path, tuple[int, int, int]] = {}
        self._ends: dict[tuple[Path, str], int] = {}
        for path, value in reading.answers.items():
            if reading.form is not None and _is_long(reading.form, path):
                self._texts[path] = str(value)
                self._places[path] = _order(reading.origins.get(path))

    def lay(self, noted: Noted) -> bool:
        """Lay notes at the end of their paragraph; False where no long answer has that."""
        having = [path for path, text in self._texts.items() if _end_of(noted.text, text, 0)]
        if not having:
            return False
        here = _order(noted.place)
        before = [path for path in having if self._places[path] <= here]
        path = max(before or having, key=lambda each: self._places[each])
        text = self._texts[path]
        end = _end_of(noted.text, text, self._ends.get((path, noted.text), 0))
        end = end or _end_of(noted.text, text, 0)
        laid = "".join(f" ({note})" for note in noted.notes)
        self._texts[path] = self.changes[path] = text[:end] + laid + text[end:]
        self._ends[path, noted.text] = end + len(laid)
        return True


def _end_of(paragraph: str, text: str, start: int) -> int:
    """Where a whole paragraph of a text ends, 0 where it has none such.

    One that a page parted from what comes before or after it stands in the middle of a line.
    """
    at = text.find(paragraph, start) if paragraph else -1
    while at >= 0:
        end = at + len(paragraph)
        opens = not at or text[at - 1] == "\n" or (text[at - 1] == " " and paragraph[0].islower())
        if opens and text[end : end + 1] in ("", "\n", " "):
            return end
        at = text.find(paragraph, at + 1)
    return 0


def _is_long(form: FormDefinition, path: Path) -> bool:
    return isinstance(outline(form).at(path.address).field.kind, Prose)


def _order(where: Origin | Place | None) -> tuple[int, int, int]:
    place = where.place if isinstance(where, Origin) else where or Place()
    return (place.block or 0, place.row or 0, place.cell or 0)


def _noted(word: WordFile) -> Iterator[Noted]:
    """The paragraphs with notes; a note whose mark is deleted is gone with it."""
    texts = {
        n.FOOTNOTE_MARK: _texts(word.footnotes, n.FOOTNOTE),
        n.ENDNOTE_MARK: _texts(word.endnotes, n.ENDNOTE),
    }
    if not any(texts.values()):
        return
    notes: dict[_Element, list[str]] = {}
    for mark in islice(word.body.iter(*texts), _MOST_NOTES):
        note = texts[mark.tag].get(mark.get(n.ID) or "")
        paragraph = next(mark.iterancestors(n.PARAGRAPH), None)
        if note and paragraph is not None and not _is_gone(mark):
            notes.setdefault(paragraph, []).append(note)
    places = Places(word.body)
    for paragraph, told in notes.items():
        text = paragraph_text(paragraph).strip()
        yield Noted(text=text, notes=tuple(told), place=places.of(paragraph))


def _texts(part: _Element | None, tag: str) -> dict[str, str]:
    """The notes of a part by number, without the lines that Word draws over notes."""
    found = () if part is None else islice(part.iter(tag), _MOST_NOTES)
    told = {each.get(n.ID) or "": each for each in found if each.get(n.TYPE) in (None, "normal")}
    return {
        number: " ".join(text_of(each)[:_LONGEST_NOTE].split()) for number, each in told.items()
    }


def _is_gone(mark: _Element) -> bool:
    return next(mark.iterancestors(n.DELETED, n.MOVED_AWAY), None) is not None


def _told(apart: list[Noted]) -> Finding:
    notes = [note for each in apart for note in each.notes]
    return _UNSETTLED.found(
        values=(("count", str(len(notes))),),
        evidence="; ".join(notes)[:_LONGEST_EVIDENCE],
        variant="notes",
        place=apart[0].place,
    )
