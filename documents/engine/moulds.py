"""Documents that answer the same questions, cast in one mould: between their texts stands the same.

A mould is taken of a document that was drawn step by step, when another comes that is like it. It
holds nothing that a person wrote, and whatever it cannot cast is drawn step by step after all.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from documents.engine.frames import Frame, Merge, MergedFrame, Spot, say_one
from documents.engine.page import Page
from documents.engine.plan import Laid, Plan, Planned, Step
from documents.engine.telling import Telling
from documents.engine.texts import Around, ordinary, parted
from forms.kinds.kind import Value
from forms.outline import is_asked_by_value
from forms.path import Parts

_MOST_MOULDS, _MOST_MET = 4, 4
_MOST_BYTES = 200_000
"""What stands between the texts of a document that leaves a mould; more is seldom."""

Key = TypeVar("Key")
Kept = TypeVar("Kept")

Values = Sequence[Value | None]
"""What the frames of a plan hold, one after another, and nothing at last."""


class _Told(NamedTuple):
    """A frame that holds an answer, with its places in the document and in its data."""

    frame: Frame
    place: int
    line: int


class _Cast(NamedTuple):
    """What is cast in a mould.

    `rooms` are of the texts that go into the document, `silent` of those that are data alone, since
    the row above says them. `odd` answers are drawn anew, and so are other `steps`, which are told
    with their places in the document.
    """

    rooms: list[_Told]
    silent: list[_Told]
    odd: list[_Told]
    steps: list[tuple[Step, int]]


class Mould:
    """What stands between the texts of documents that are alike, in as few pieces as it takes.

    Each second piece is a hole, and `order` says what fills it: one of the texts, of the odd
    answers or of the other steps, counted in this order.
    """

    __slots__ = (
        "_around",
        "_at",
        "_kinded",
        "_lines",
        "_odd",
        "_order",
        "_pieces",
        "_steps",
        "_telling",
    )

    def __init__(self, laid: Laid, cast: _Cast, index: Mapping[Parts, int], page: Page) -> None:
        told = [*cast.rooms, *cast.silent]
        frames = [frame for frame, _, _ in told]
        self._around = Around(frames, len(cast.rooms))
        self._at = [index[frame.parts] for frame in frames]
        self._kinded = [
            (number, frame.pen.text)
            for number, frame in enumerate(frames)
            if not (frame.takes_any_text and type(page.values[frame.parts]) is str)
        ]
        self._odd = [(frame, index[frame.parts], line) for frame, _, line in cast.odd]
        self._steps = [step for step, _ in cast.steps]
        self._pieces, self._order = _melted(laid, cast)
        self._telling = _telling([*told, *cast.odd], page)
        self._lines = len(page.data)

    def drawn(self, page: Page, values: Values) -> bytes | None:
        """Everything drawn for one document, None where a text of it asks for more than its room.

        Then nothing was put on the page.
        """
        texts = _texts(list(map(values.__getitem__, self._at)), self._kinded)
        found = None if texts is None else ordinary(self._around, texts)
        if found is None:
            return None
        drawn, told = parted(page, self._around, found), found.texts
        if self._odd:
            odd, said = self._drawn_anew(page, values)
            drawn, told = [*drawn, *odd], [*told, *said]
        if self._steps:
            drawn += [b"".join(step.draw(page, 0, 0)) for step in self._steps]
        page.cast = self._telling.told(told)
        out = self._pieces.copy()
        out[1::2] = map(drawn.__getitem__, self._order)
        return b"".join(out)

    def _drawn_anew(self, page: Page, values: Values) -> tuple[list[bytes], list[bytes]]:
        """The odd answers in the document, and what their lines say of them."""
        page.data = [b""] * self._lines
        drawn = [
            b"".join(frame.draw_alone(page, value, line))
            for frame, at, line in self._odd
            if (value := values[at]) is not None
        ]
        return drawn, [page.data[line][len(frame.datum) :] for frame, _, line in self._odd]


class _Like(NamedTuple):
    """What documents have in common that differ in nothing but their texts."""

    is_filled: bool
    is_mirroring: bool
    types: tuple[type, ...]
    repeated: tuple[bool, ...]
    awaited: tuple[bool, ...]


class Moulds:
    """A plan, with moulds of the documents that it was used for.

    What is known of documents that were `met` once is kept apart: those that are like no other take
    no mould's place.
    """

    __slots__ = ("_asked", "_index", "_latest", "_met", "_moulds", "_plan", "_repeats", "parts")

    def __init__(self, steps: Sequence[Planned]) -> None:
        self._plan = Plan(steps)
        self._met: dict[int, None] = {}
        self._moulds: dict[_Like, Mould] = {}
        self._latest: Mould | None = None
        frames = list(_frames(steps))
        self.parts = [frame.parts for frame in frames]
        self._index = {parts: at for at, parts in enumerate(self.parts)}
        self._repeats = [
            (*self._seen(one), *self._seen(other)) for one, other in _neighbours(steps)
        ]
        self._asked = [
            (at, frame)
            for at, frame in enumerate(frames)
            if frame.is_required and is_asked_by_value(frame.placed)
        ]

    def drawn(self, page: Page, values: Values) -> bytes:
        """Everything drawn for one document whose values stand where `parts` says."""
        like = self._like(page, values)
        mould = self._moulds.get(like)
        drawn = None if mould is None else mould.drawn(page, values)
        if mould is not None and mould is not self._latest:
            self._moulds.pop(like, None)
            self._moulds[like] = self._latest = mould
        if drawn is not None:
            return drawn
        laid = self._plan.laid(page)
        if mould is None and self._is_met_again(like):
            made = self._mould(page, laid)
            if made is not None:
                _put(self._moulds, like, made, _MOST_MOULDS)
        return b"".join(laid.pieces)

    def _is_met_again(self, like: _Like) -> bool:
        """Whether a document like this one was met since the last mould of such was taken."""
        mark = hash(like)
        if mark in self._met:
            self._met.pop(mark, None)
            return True
        _put(self._met, mark, None, _MOST_MET)
        return False

    def _seen(self, spot: Spot) -> tuple[str | None, int]:
        """What the form prints in a spot, and which value stands there; the last one is none."""
        return spot.given, self._index.get(spot.parts, -1)

    def _like(self, page: Page, values: Values) -> _Like:
        repeated: list[bool] = []
        for given, at, other_given, other in self._repeats:
            own = given or values[at]
            repeated.append(own is not None and own == (other_given or values[other]))
        return _Like(
            bool(page.size),
            page.is_mirroring,
            tuple(map(type, values)),
            tuple(repeated),
            tuple([frame.is_awaited(page) for at, frame in self._asked if values[at] is None]),
        )

    def _mould(self, page: Page, laid: Laid) -> Mould | None:
        """The mould of a document that was drawn; None where another like it may differ."""
        if sum(map(len, laid.pieces)) - sum(map(len, page.written)) > _MOST_BYTES:
            return None
        cast = self._cast(page, laid)
        return None if cast is None or page.unproved else Mould(laid, cast, self._index, page)

    def _cast(self, page: Page, laid: Laid) -> _Cast | None:
        taken = {place for _, place, _ in laid.rooms}
        cast = _Cast([_Told(*room) for room in laid.rooms], [], [], [])
        for step, place, line in (*self._plan.rooms, *self._plan.others):
            if place in taken or _is_alike(step, page):
                continue
            frame = step.frame if isinstance(step, MergedFrame) else step
            if not isinstance(frame, Frame):
                cast.steps.append((step, place))
            elif isinstance(step, MergedFrame) and say_one(page, step.own, step.above):
                cast.silent.append(_Told(frame, place, line))
            elif frame.pen.is_always_odd(page.values[frame.parts]):
                cast.odd.append(_Told(frame, place, line))
            else:
                return None
        return cast


def _put(kept: dict[Key, Kept], key: Key, new: Kept, most: int) -> None:
    """Keep one more, and let the first go where there are too many; threads may do so at once."""
    for first in list(kept)[: max(0, len(kept) + 1 - most)]:
        kept.pop(first, None)
    kept[key] = new


def _texts(
    values: list[Any], kinded: Iterable[tuple[int, Callable[[Value], str | None]]]
) -> list[str] | None:
    """The texts of values, of which some are no text; None where more is drawn of one."""
    for number, text_of in kinded:
        text = text_of(values[number])
        if text is None:
            return None
        values[number] = text
    return values


def _frames(steps: Sequence[Planned]) -> Iterator[Frame]:
    for step in steps:
        if isinstance(step, Frame):
            yield step
        elif isinstance(step, MergedFrame):
            yield step.frame


def _neighbours(steps: Sequence[Planned]) -> Iterable[tuple[Spot, Spot]]:
    """The spots in merged cells of which one may say what the other does."""
    merged = [step for step in steps if isinstance(step, MergedFrame | Merge)]
    above = [(step.own, step.above) for step in merged]
    below = [(step.below, step.own) for step in merged if isinstance(step, Merge)]
    return dict.fromkeys(
        (one, other) for one, other in (*above, *below) if one is not None and other is not None
    )


def _is_alike(step: Step, page: Page) -> bool:
    """Whether a step drew no text and nothing that differs in a document that is alike."""
    if isinstance(step, Merge):
        return True
    frame = step.frame if isinstance(step, MergedFrame) else step
    return isinstance(frame, Frame) and (
        frame.given is not None or page.values.get(frame.parts) is None
    )


def _telling(told: Iterable[_Told], page: Page) -> Telling:
    """The lines of answers, as many as are data, in the order of the document."""
    lines = [
        (line, frame.datum, number)
        for number, (frame, _, line) in enumerate(told)
        if not (page.is_mirroring and frame.is_mirror)
    ]
    return Telling([(datum, number) for _, datum, number in sorted(lines)])


def _melted(laid: Laid, cast: _Cast) -> tuple[list[bytes], list[int]]:
    """The pieces with those melted together that are the same, and what goes between them."""
    texts = len(cast.rooms) + len(cast.silent)
    cuts = [(place + 1, 1, number) for number, (_, place, _) in enumerate(cast.rooms)]
    anew = (*(each.place for each in cast.odd), *(place for _, place in cast.steps))
    cuts += [(place, 3, number) for number, place in enumerate(anew, start=texts)]
    cuts.sort()
    pieces: list[bytes] = []
    start = 0
    for at, width, _ in cuts:
        pieces += (b"".join(laid.pieces[start:at]), b"")
        start = at + width
    pieces.append(b"".join(laid.pieces[start:]))
    return pieces, [number for _, _, number in cuts]
