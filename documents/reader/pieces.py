"""A box in which name, title, address and numbers stand in any order, cut into its pieces."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from documents.reader.labels import field_labels
from documents.reader.lines import Line, Spot
from documents.reader.persons import reads_as_address, reads_as_floor
from documents.reader.spelling import normalised, with_damaged
from forms.grammar import Field
from validators.finding import Place

_BETWEEN = re.compile(
    r"\s*(?:[;|•·\t\n()]|,(?=\s|$)|\s[-–—/](?=\s)"
    r"|(?:(?<=[a-zæøå]{4})|(?<=\d{4}))\.\s+(?=[A-ZÆØÅ]))\s*"
)
_WORD = re.compile(r"\S+")
_IS = re.compile(r"\s+(?:er|bliver)\s+")
_TRIMMED = " \t\u00a0,;:–—-|/()•·"
_MOST_LABEL_WORDS = 4
MOST_TEXT = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some characters of one line: `start` and `end` are where they stand in `source`.

    `field` is what a label says of them, None for those without a label.
    """

    source: str
    start: int
    end: int
    line: int
    place: Place
    spot: Spot | None = None
    field: Field | None = None

    @property
    def text(self) -> str:
        """The characters, without the marks around them; empty when nothing but marks stands."""
        text = self.source[self.start : self.end].strip(_TRIMMED)
        if text.count("(") > text.count(")"):
            text += ")"
        return text if any(character.isalnum() for character in text) else ""

    def part(self, start: int, end: int) -> "Piece":
        """The piece between two characters of the source, without a label."""
        return replace(self, start=start, end=end, field=None)

    def without(self, start: int, end: int) -> Iterator["Piece"]:
        """What stands before and after two characters of the source."""
        for rest in (self.part(self.start, start), self.part(end, self.end)):
            if rest.text:
                yield rest


class FieldLabels:
    """The labels of a section's fields, met at the start of a line or before a colon."""

    def __init__(self, fields: Sequence[Field]) -> None:
        self._fields: Mapping[str, Field] = with_damaged(
            {normalised(label): field for field in fields for label in field_labels(field)}
        )

    def pieces(self, lines: Sequence[Line]) -> Iterator[Piece]:
        """The lines cut where a label begins; a label's own characters are no part of a piece."""
        labelled: Field | None = None
        for number, line in enumerate(lines):
            whole = Piece(
                source=line.text,
                start=0,
                end=len(line.text),
                line=number,
                place=line.place,
                spot=line.spot,
            )
            if not whole.text:
                continue
            cut = list(self._cut(whole))
            if labelled is not None and cut and cut[0].field is None:
                cut[0] = replace(cut[0], field=labelled)
            labelled = cut[-1].field if cut and not cut[-1].text else None
            yield from (piece for piece in cut if piece.text)

    def before(self, piece: Piece) -> Piece:
        """The piece without a label at its end (`Tlf.` before a number that was taken out)."""
        words = list(_WORD.finditer(piece.source, piece.start, piece.end))
        for count in range(min(_MOST_LABEL_WORDS, len(words)), 0, -1):
            start = words[-count].start()
            if normalised(piece.source[start : piece.end]) in self._fields:
                return piece.part(piece.start, start)
        return piece

    def _cut(self, whole: Piece) -> Iterator[Piece]:
        """The parts of a line by its labels; what two labels side by side name is of neither."""
        marks = list(self._marks(whole.source))
        start = 0
        field: Field | None = None
        for label_start, label_end, labelled in marks:
            before = replace(whole, start=start, end=label_start, field=field)
            if before.text or field is not None:
                yield before
            is_one_of_two = field is not None and not before.text and labelled is not field
            start, field = label_end, None if is_one_of_two else labelled
        yield replace(whole, start=start, end=whole.end, field=field)

    def _marks(self, text: str) -> Iterator[tuple[int, int, Field]]:
        """Where each label starts and ends: at the start of the line, or before a colon."""
        words = list(_WORD.finditer(text))
        end = 0
        for at, word in enumerate(words):
            if word.start() < end:
                continue
            for count in range(min(_MOST_LABEL_WORDS, len(words) - at), 0, -1):
                last = words[at + count - 1]
                mark = self._mark(text, word.start(), last.end(), is_first=at == 0)
                if mark is not None:
                    yield mark
                    end = mark[1]
                    break

    def _mark(
        self, text: str, start: int, end: int, *, is_first: bool
    ) -> tuple[int, int, Field] | None:
        words, colon, glued = text[start:end].partition(":")
        if not colon and text[end : end + 2].lstrip(" ").startswith(":"):
            colon, end = ":", text.index(":", end) + 1
        elif glued:
            end = start + len(words) + 1
        if not (is_first or (colon and not words[:1].isdigit())):
            return None
        field = self._fields.get(normalised(words))
        verb = None if colon else _IS.match(text, end)
        return None if field is None else (start, verb.end() if verb else end, field)


def split_piece(piece: Piece) -> Iterator[Piece]:
    """A piece cut at commas, dashes, brackets and tabs, but not inside one address."""
    cuts = list(_BETWEEN.finditer(piece.source, piece.start, piece.end))
    starts = [piece.start, *(cut.end() for cut in cuts)]
    ends = [*(cut.start() for cut in cuts), piece.end]
    last: Piece | None = None
    for start, end in zip(starts, ends, strict=True):
        part = piece.part(start, end)
        if not part.text:
            continue
        if last is not None and belongs_to_address(last, part):
            last = last.part(last.start, part.end)
            continue
        if last is not None:
            yield last
        last = part
    if last is not None:
        yield last


def belongs_to_address(first: Piece, second: Piece) -> bool:
    """Whether two neighbouring pieces of a line are one address: street and floor, or and town."""
    if not reads_as_address(first.text) and "," not in first.text:
        return False
    opening = first.text.split(",", 1)[0]
    is_second = reads_as_address(second.text) or reads_as_floor(second.text)
    return reads_as_address(opening) and is_second
