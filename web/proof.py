"""The proof of totals as pages show it, each with the way to where it stands."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from flask_babel import force_locale, gettext

from documents.proof_document import ProofPart, write_proof
from documents.proof_json import proof_to_json
from documents.proof_words import ToldProof, Wording, told_proofs
from documents.quoting import Passage
from documents.reader.shown import ShownBody, place_shown
from documents.reading import Reading
from forms.answers import Answers
from forms.grammar import FormDefinition
from forms.path import Path
from validators.finding import Place, place_of
from validators.proof_lines import ProofLine
from validators.proof_sheet import prove
from web.language import DANISH
from web.places import place_text
from web.review_text import Mark
from web.wording import label_of

_SEVERITY = "proof"


def proof_of(form: FormDefinition, answers: Answers) -> tuple[ToldProof, ...]:
    """The totals of answers that stand in no file."""
    return proof_read(Reading(form=form, answers=answers))


def proof_read(reading: Reading) -> tuple[ToldProof, ...]:
    """The totals of a file that was read; none of one that is no form."""
    if reading.form is None:
        return ()
    return told_proofs(lines_read(reading), _wording(reading.form, _places(reading)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Proved:
    """A document whose totals are printed: answers, where they were read, and from which file."""

    title: str
    reading: Reading
    file_name: str = ""


def proof_document(title: str, proved: Iterable[Proved]) -> bytes:
    """The totals of documents as a Word file, in Danish as its template is."""
    with force_locale(DANISH):
        parts = [
            ProofPart(title=each.title, file_name=each.file_name, proofs=proof_read(each.reading))
            for each in proved
        ]
        return write_proof(title, parts)


def proof_json(reading: Reading) -> list[dict[str, object]]:
    """The totals of a file for programs."""
    return proof_to_json(lines_read(reading), _places(reading))


def lines_read(reading: Reading) -> tuple[ProofLine, ...]:
    """The totals of a file as they are proved."""
    return prove(reading.form, reading.answers) if reading.form else ()


def proof_marks(reading: Reading, body: ShownBody, first: int) -> tuple[Mark, ...]:
    """Where each total of a file stands in its text, numbered from `first`."""
    places = _places(reading)
    return tuple(
        Mark(
            number=number,
            place=_place(line, body, places),
            words=line.quote,
            severity=_SEVERITY,
        )
        for number, line in enumerate(lines_read(reading), start=first)
    )


def _wording(form: FormDefinition, places: Mapping[Path, Place]) -> Wording:
    return Wording(
        translate=gettext,
        label=lambda path: label_of(form, path),
        place=lambda path: place_text(place_of(path, places)),
    )


def _places(reading: Reading) -> Mapping[Path, Place]:
    return {path: origin.place for path, origin in reading.origins.items()}


def _place(line: ProofLine, body: ShownBody, places: Mapping[Path, Place]) -> Place:
    """The paragraph or cell with the words of the total, its own where they stand there."""
    own = place_of(line.path, places) or Place()
    if not line.quote or own.page is not None:
        return own
    candidates = (own, *_every_place(body, line.quote))
    return next((at for at in candidates if Passage(_text(body, at)).find(line.quote)), own)


def _every_place(body: ShownBody, words: str) -> Iterator[Place]:
    """The paragraphs and cells that have the last word of a sentence in them."""
    last = words.rsplit(maxsplit=1)[-1]
    for number, block in enumerate(body.blocks):
        if last in block.text:
            yield Place(block=number)
        for row_number, row in enumerate(block.rows):
            for cell, text in enumerate(row.texts):
                if last in text:
                    yield Place(block=number, row=row_number, cell=cell)


def _text(body: ShownBody, place: Place) -> str:
    """The text at a place; empty where the body has none there."""
    at = place_shown(body, place)
    if at.block is None or at.block >= len(body.blocks):
        return ""
    block = body.blocks[at.block]
    if at.row is None or at.cell is None:
        return block.text
    row = block.rows[at.row].texts if at.row < len(block.rows) else ()
    return row[at.cell] if at.cell < len(row) else ""
