"""A section without a box of its own, such as a contact: its fields found in whatever order."""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from documents.found_by import FoundBy
from documents.reader.persons import (
    address_inside,
    may_be_name,
    reads_as_address,
    reads_as_body,
    reads_as_degree,
    reads_as_name,
    reads_as_title,
    split_name_and_title,
)
from documents.reader.pieces import MOST_TEXT, FieldLabels, Piece, split_piece
from documents.reader.sections import LabelledSection
from documents.reader.taken import LeftOver, Taken
from forms.grammar import Field
from forms.kinds.kind import Kind, Unread, Value
from forms.kinds.prose import Prose
from forms.path import Path

_LONGEST_TITLE = 100
_LINES_APART = 2
_MARKS = ("", ",", "(", ")", "-", "–", "/")
_BARE_NUMBER = re.compile(r"(?<=[^\W\d_]{3}\s)\d{8}$")
_OTHER_NUMBER = re.compile(r"(?:cvr|ean|se|konto|nr)[\W_]{0,3}$", re.IGNORECASE)
_FULL_STOP = re.compile(r"(?<=[a-zæøå]{4})\.$")


def take_mixed(part: LabelledSection) -> list[Taken | LeftOver]:
    """The answers of a section whose fields stand mixed in one box, or each beside its label.

    What looks like none of them is left over, with its text.
    """
    box = _MixedBox(part)
    box.take_labelled()
    box.take_found()
    box.take_address()
    box.take_name()
    box.take_title()
    return box.result()


class _MixedBox:
    """The pieces not yet placed, and the answers so far by field id."""

    def __init__(self, part: LabelledSection) -> None:
        fields = [item for item in part.section.items if isinstance(item, Field)]
        self._fields = {field.id.rsplit(".", 1)[-1]: field for field in fields}
        self._section = part.section.items[0].id
        self._labels = FieldLabels(fields)
        self._taken: dict[str, Taken] = {}
        self._pieces: list[Piece] = []
        self._left: list[Piece] = []
        size = 0
        for piece in self._labels.pieces(part.lines):
            size += len(piece.text)
            (self._pieces if size <= MOST_TEXT else self._left).append(piece)

    def result(self) -> list[Taken | LeftOver]:
        """Answers in the form's order, then what is left over in the document's."""
        answers = [self._taken[each.id] for each in self._fields.values() if each.id in self._taken]
        rest = sorted((*self._pieces, *self._left), key=lambda piece: (piece.line, piece.start))
        left = [LeftOver(section=self._section, text=each.text, place=each.place) for each in rest]
        return [*answers, *left]

    def take_labelled(self) -> None:
        """Give each labelled piece to its field; the rest of such a piece stays to be placed."""
        waiting = deque(self._pieces)
        self._pieces = []
        while waiting:
            piece = waiting.popleft()
            field = piece.field
            if field is None or field.id in self._taken:
                self._pieces.append(replace(piece, field=None))
            elif isinstance(field.kind, Prose):
                chosen = [piece]
                while waiting and _goes_on(piece, waiting[0]):
                    chosen.append(waiting.popleft())
                self._take_prose(field, chosen)
            elif _can_find(field.kind):
                self._take_findable(field, piece)
            else:
                self._take_words(field, piece)

    def take_found(self) -> None:
        """Take what a kind knows by its looks: e-mail addresses and telephone numbers."""
        findable = [field for field in self._fields.values() if _can_find(field.kind)]
        for field in findable:
            self._pieces = [
                part for piece in self._pieces for part in self._without_found(field, piece)
            ]
        self._pieces = [part for piece in self._pieces for part in split_piece(piece)]
        self._pieces = [part for piece in self._pieces for part in _number_apart(piece)]
        for field in findable:
            self._take_whole(field)

    def take_address(self) -> None:
        """Take streets and postcodes, wherever they stand, and an office's name before them."""
        field = self._open("adresse")
        if field is None:
            return
        self._pieces = [part for piece in self._pieces for part in _address_apart(piece)]
        spots = [at for at, piece in enumerate(self._pieces) if reads_as_address(piece.text)]
        if not spots:
            return
        while spots[0] > 0 and self._is_office_before(spots[0]):
            spots.insert(0, spots[0] - 1)
        chosen = [self._pieces[at] for at in spots]
        self._pieces = [each for each in self._pieces if each not in chosen]
        typed = _FULL_STOP.sub("", _typed(chosen))
        self._keep(field, field.kind.parse(typed), chosen[0], 0.9)

    def take_name(self) -> None:
        """Take the first piece that reads as a person's name, a title beside it apart."""
        field = self._open("navn")
        if field is None:
            return
        for at, piece in enumerate(self._pieces):
            if reads_as_name(piece.text):
                del self._pieces[at]
                self._keep(field, field.kind.parse(piece.text), piece, 0.9)
                return
        for piece in self._pieces:
            if split_name_and_title(piece.text) is not None:
                self._take_name_and_title(field, piece)
                return
        for piece in self._pieces:
            if may_be_name(piece.text):
                self._pieces.remove(piece)
                self._keep(field, field.kind.parse(piece.text), piece, 0.6)
                return

    def take_title(self) -> None:
        """Take the piece with the word of a post, else the one short piece that remains."""
        field = self._open("stilling")
        if field is None:
            return
        titles = [at for at, piece in enumerate(self._pieces) if reads_as_title(piece.text)]
        posts = [at for at in titles if not reads_as_degree(self._pieces[at].text)]
        if titles:
            first = last = (posts or titles)[0]
            while last + 1 < len(self._pieces) and self._continues(last):
                last += 1
            piece = self._pieces[first]
            whole = piece.part(piece.start, self._pieces[last].end)
            del self._pieces[first : last + 1]
            self._keep(field, field.kind.parse(whole.text), whole, 0.85)
        elif len(self._pieces) == 1 and _may_be_title(self._pieces[0].text):
            piece = self._pieces.pop()
            self._keep(field, field.kind.parse(piece.text), piece, 0.6)

    def _open(self, name: str) -> Field | None:
        """The field of this name, None where there is none or it has its answer."""
        field = self._fields.get(name)
        return None if field is None or field.id in self._taken else field

    def _keep(self, field: Field, value: Value | None, piece: Piece, certainty: float) -> None:
        if value is not None:
            self._taken[field.id] = Taken(
                path=Path.at(field.id),
                value=value,
                by=FoundBy.TEXT,
                place=piece.place,
                certainty=certainty,
            )

    def _take_findable(self, field: Field, piece: Piece) -> None:
        value = field.kind.parse(piece.text)
        if not isinstance(value, Unread):
            self._keep(field, value, piece, 0.95)
            return
        rest = list(self._without_found(field, piece))
        if field.id in self._taken:
            self._pieces.extend(rest)
        else:
            self._keep(field, value, piece, 0.6)

    def _take_words(self, field: Field, piece: Piece) -> None:
        """A labelled line of words; a name ends at a comma, and numbers of others are taken out."""
        parts = [piece.part(piece.start, piece.end)]
        for other in self._fields.values():
            if _can_find(other.kind):
                parts = [rest for part in parts for rest in self._without_found(other, part)]
        if field.id.endswith("navn"):
            parts = [part for whole in parts for part in split_piece(whole)]
        if not parts:
            return
        self._pieces.extend(parts[1:])
        if field.id.endswith("navn") and split_name_and_title(parts[0].text) is not None:
            self._pieces.append(parts[0])
            self._take_name_and_title(field, parts[0])
        else:
            self._keep(field, field.kind.parse(parts[0].text), parts[0], 0.95)

    def _take_prose(self, field: Field, chosen: list[Piece]) -> None:
        for other in self._fields.values():
            if _can_find(other.kind):
                chosen = [part for piece in chosen for part in self._without_found(other, piece)]
        if chosen:
            self._keep(field, field.kind.parse(_typed(chosen)), chosen[0], 0.95)

    def _without_found(self, field: Field, piece: Piece) -> Iterator[Piece]:
        """The piece without the values of a field; the first of them is taken, others are left."""
        position = piece.start
        hits = list(field.kind.find(piece.source[piece.start : piece.end]))
        for hit in hits:
            before = self._labels.before(piece.part(position, piece.start + hit.start))
            inside = piece.part(piece.start + hit.start, piece.start + hit.end)
            position = inside.end
            if before.text:
                yield before
            if field.id not in self._taken:
                self._keep(field, hit.value, inside, 0.95)
            elif self._taken[field.id].value != hit.value:
                self._left.append(inside)
        rest = piece.part(position, piece.end) if hits else piece
        if rest.text:
            yield rest

    def _take_whole(self, field: Field) -> None:
        for piece in self._pieces if field.id not in self._taken else ():
            value = field.kind.parse(piece.text)
            if value is not None and not isinstance(value, Unread):
                self._pieces.remove(piece)
                self._keep(field, value, piece, 0.85)
                return

    def _is_office_before(self, at: int) -> bool:
        office, following = self._pieces[at - 1], self._pieces[at]
        is_first = not office.source[: office.start].strip()
        if not (is_first or following.line == office.line):
            return False
        is_beside = following.line - office.line <= _LINES_APART
        return is_beside and reads_as_body(office.text) and not reads_as_title(office.text)

    def _take_name_and_title(self, field: Field, piece: Piece) -> None:
        split = split_name_and_title(piece.text)
        self._pieces.remove(piece)
        if split is None:
            return
        name, title = (_part_of(piece, text) for text in split)
        self._keep(field, field.kind.parse(name.text), name, 0.85)
        post = self._open("stilling")
        if post is None:
            self._left.append(title)
        else:
            self._keep(post, post.kind.parse(title.text), title, 0.85)

    def _continues(self, at: int) -> bool:
        """Whether the next piece goes on in the same line, with nothing but a mark between."""
        piece, following = self._pieces[at], self._pieces[at + 1]
        gap = piece.source[piece.end : following.start]
        return following.line == piece.line and gap.strip() in _MARKS


def _can_find(kind: Kind) -> bool:
    return type(kind).find is not Kind.find


def _goes_on(first: Piece, other: Piece) -> bool:
    """Whether an unlabelled piece belongs to a labelled address: in its cell, or an address too."""
    is_in_cell = first.spot is not None and first.spot == other.spot
    return other.field is None and (is_in_cell or reads_as_address(other.text))


def _number_apart(piece: Piece) -> Iterator[Piece]:
    """A piece of words with eight digits at its end, cut before them."""
    end = piece.start + len(piece.source[piece.start : piece.end].rstrip())
    match = _BARE_NUMBER.search(piece.source, piece.start, end)
    if match is None or _OTHER_NUMBER.search(piece.source, piece.start, match.start() - 1):
        yield piece
        return
    yield piece.part(piece.start, match.start())
    yield piece.part(match.start(), match.end())


def _address_apart(piece: Piece) -> Iterator[Piece]:
    span = address_inside(piece.text)
    if span is None:
        yield piece
        return
    offset = piece.source.index(piece.text, piece.start)
    start, end = offset + span[0], offset + span[1]
    for part in (
        piece.part(piece.start, start),
        piece.part(start, end),
        piece.part(end, piece.end),
    ):
        if part.text:
            yield part


def _typed(pieces: Sequence[Piece]) -> str:
    """Pieces as they were typed: those side by side in a line with what stands between them."""
    text = pieces[0].text
    for last, piece in pairwise(pieces):
        gap = piece.source[last.end : piece.start]
        is_beside = piece.line == last.line and gap.strip() in ("", ",")
        text += (gap if is_beside and gap else "\n") + piece.text
    return text


def _part_of(piece: Piece, text: str) -> Piece:
    words = text.split()
    start = piece.source.index(words[0], piece.start)
    end = piece.source.index(words[-1], start + len(words[0]) * (len(words) > 1)) + len(words[-1])
    return piece.part(start, end)


def _may_be_title(text: str) -> bool:
    has_digit = any(character.isdigit() for character in text)
    return len(text) <= _LONGEST_TITLE and not has_digit and not reads_as_body(text)
