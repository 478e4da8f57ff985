"""A document's text with the findings marked where they stand."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise

from documents.quoting import Passage
from documents.reader.shown import ShownBlock, ShownBody, place_shown
from documents.reading import Reading
from forms.outline import outline
from forms.path import Path
from validators.finding import Place

_LONGEST_MARK = 2_000
_MOST_PLACES = 1_000
_LONGEST_NUMBER = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A finding to be marked, by its number on the page; `is_near` where its own place is none.

    `words` are what is marked, the whole of the place where they do not stand there.
    """

    number: int
    place: Place
    words: str
    severity: str
    is_near: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of a text with the findings that begin in it, and the heaviest that goes over it."""

    text: str
    begins: tuple[Mark, ...] = ()
    severity: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownText:
    """A paragraph or cell: its pieces in order, and the findings about the whole of it."""

    pieces: tuple[Piece, ...]
    about: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedBlock:
    """A paragraph or a table; `page` is the page that begins here, counted from 1, else None.

    `front` are the findings that are marked before it: those of a table or page as a whole.
    """

    number: int
    page: int | None
    text: ShownText | None
    rows: tuple[tuple[ShownText, ...], ...] = ()
    front: tuple[Mark, ...] = ()


@dataclass(slots=True)
class _Spots:
    """The marks by where they are drawn."""

    cells: dict[tuple[int, int, int], list[Mark]] = field(default_factory=dict)
    blocks: dict[int, list[Mark]] = field(default_factory=dict)
    fronts: dict[int, list[Mark]] = field(default_factory=dict)


def marked_text(body: ShownBody, marks: Sequence[Mark]) -> Iterator[MarkedBlock]:
    """The blocks of a body with every mark at its place, or at the nearest there is to it."""
    spots = _spots(body, marks)
    page = None
    for number, block in enumerate(body.blocks):
        begins = block.page if block.page is not None and block.page != page else None
        page = block.page
        if block.page is not None and block.rows:
            page = max(row.page or 0 for row in block.rows)
        yield _marked_block(number, block, begins, spots)


def places_of(blocks: Iterable[MarkedBlock]) -> Iterator[tuple[str, str]]:
    """The paragraphs and cells with a text, each by its address and the words it begins with."""
    texts = (
        (address, "".join(piece.text for piece in text.pieces).strip())
        for block in blocks
        for address, text in _addressed(block)
    )
    return islice(((at, f"{text[:60]}…") for at, text in texts if text), _MOST_PLACES)


def place_at(body: ShownBody, address: str) -> Place | None:
    """The place of such an address; None where the body has none."""
    parts = address.split("-")
    if not all(part.isascii() and part.isdigit() and len(part) < _LONGEST_NUMBER for part in parts):
        return None
    block, *cell = map(int, parts)
    if block >= len(body.blocks) or len(cell) not in (0, 2):
        return None
    if not cell:
        return Place(block=block, page=body.blocks[block].page)
    if not _has_cell(body.blocks, (block, cell[0], cell[1])):
        return None
    page = body.blocks[block].rows[cell[0]].page
    return Place(block=block, row=cell[0], cell=cell[1], page=page)


def near_place(reading: Reading, path: Path) -> Place | None:
    """Where an answer that is not in the file should have stood: after the one before it."""
    if reading.form is None or not reading.origins:
        return None
    rank = {each.address: at for at, each in enumerate(outline(reading.form).placed())}
    wanted = rank.get(path.address, -1)
    ordered = sorted(reading.origins, key=lambda each: rank.get(each.address, 0))
    before = [each for each in ordered if rank.get(each.address, 0) <= wanted]
    return reading.origins[before[-1] if before else ordered[0]].place


def _addressed(block: MarkedBlock) -> Iterator[tuple[str, ShownText]]:
    if block.text is not None:
        yield str(block.number), block.text
    for row, cells in enumerate(block.rows):
        for cell, text in enumerate(cells):
            yield f"{block.number}-{row}-{cell}", text


def _spots(body: ShownBody, marks: Sequence[Mark]) -> _Spots:
    spots = _Spots()
    pages = _Pages(body)
    for mark in marks:
        is_on_page = mark.place.page is not None and mark.place.block is None
        place = pages.place_of(mark) if is_on_page else place_shown(body, mark.place)
        cell = (place.block or 0, place.row or 0, place.cell or 0)
        if place.block is None or place.block >= len(body.blocks):
            spots.fronts.setdefault(pages.first_block(mark.place.page), []).append(mark)
        elif place.row is None or place.cell is None or not _has_cell(body.blocks, cell):
            spots.blocks.setdefault(place.block, []).append(mark)
        else:
            spots.cells.setdefault(cell, []).append(mark)
    return spots


def _has_cell(blocks: Sequence[ShownBlock], cell: tuple[int, int, int]) -> bool:
    block, row, column = cell
    rows = blocks[block].rows
    return row < len(rows) and column < len(rows[row].texts)


class _Pages:
    """A PDF's places are its pages: the words of a mark are looked for among the page's texts."""

    def __init__(self, body: ShownBody) -> None:
        self._texts: dict[int, list[tuple[Place, str]]] = {}
        self._first: dict[int | None, int] = {}
        for number, block in enumerate(body.blocks):
            self._first.setdefault(block.page, number)
            if block.text:
                place = Place(block=number)
                self._texts.setdefault(block.page or 0, []).append((place, block.text))
            for row_number, row in enumerate(block.rows):
                for cell, text in enumerate(row.texts):
                    place = Place(block=number, row=row_number, cell=cell)
                    self._texts.setdefault(row.page or 0, []).append((place, text))

    def first_block(self, page: int | None) -> int:
        """The block a page begins with; that of the whole for a page where none does."""
        return self._first.get(page, 0)

    def place_of(self, mark: Mark) -> Place:
        """The paragraph or cell of the page where the words stand; else the page's first."""
        texts = self._texts.get(mark.place.page or 0, [])
        words = mark.words[:_LONGEST_MARK]
        found = (place for place, text in texts if words and Passage(text).find(words))
        return next(found, texts[0][0] if texts else Place())


def _marked_block(number: int, block: ShownBlock, begins: int | None, spots: _Spots) -> MarkedBlock:
    about = spots.blocks.get(number, [])
    page = None if begins is None else begins + 1
    front = spots.fronts.get(number, [])
    if not block.rows:
        text = _shown(block.text, about)
        return MarkedBlock(number=number, page=page, text=text, front=tuple(front))
    rows = tuple(
        tuple(
            _shown(text, spots.cells.get((number, row_number, cell), []))
            for cell, text in enumerate(row.texts)
        )
        for row_number, row in enumerate(block.rows)
    )
    return MarkedBlock(number=number, page=page, text=None, rows=rows, front=(*front, *about))


def _shown(text: str, marks: Sequence[Mark]) -> ShownText:
    """A text in pieces, cut where a mark begins or ends."""
    passage = Passage(text) if marks else None
    spans: list[tuple[int, int, Mark]] = []
    about: list[Mark] = []
    for mark in marks:
        found = passage.find(mark.words[:_LONGEST_MARK]) if passage and mark.words else None
        if found is None or mark.is_near:
            about.append(mark)
        else:
            spans.append((*found, mark))
    return ShownText(pieces=tuple(_pieces(text, spans)), about=tuple(about))


_HEAVIEST_FIRST = ("error", "warning", "info", "remark", "waived", "proof")
_WEIGHT: Mapping[str, int] = {name: place for place, name in enumerate(_HEAVIEST_FIRST)}


def _pieces(text: str, spans: Sequence[tuple[int, int, Mark]]) -> Iterator[Piece]:
    cuts = sorted({0, len(text), *(at for start, end, _ in spans for at in (start, end))})
    for start, end in pairwise(cuts):
        over = [mark for first, last, mark in spans if first <= start < last]
        yield Piece(
            text=text[start:end],
            begins=tuple(mark for first, _, mark in spans if first == start),
            severity=min((mark.severity for mark in over), key=_WEIGHT.__getitem__, default=""),
        )
