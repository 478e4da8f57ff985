"""Documents that answer the same questions, cast in one mould: between their texts stands the same.

A mould is taken of a document that was drawn step by step, when another comes that is like it. It
holds nothing that a person wrote, and whatever it cannot cast is drawn step by step after all.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from documents.engine.frames import Frame, Merge, MergedFrame, Spot, say_one
from documents.engine.page import Page
from documents.engine.plan import Laid, Placed, Plan, Planned, Step
from documents.engine.texts import draw_together, ordinary
from forms.kinds.kind import Value
from forms.outline import is_asked_by_value

_MOST_MOULDS = 4
_MOST_BYTES = 200_000
"""What stands between the texts of a document that leaves a mould; more is seldom."""

_Values = Sequence[Value | None]


class Mould:
    """What stands between the texts of documents that are alike, in as few pieces as it takes.

    `at` says which of the values each text is; `others` are the steps that are drawn anew.
    """

    __slots__ = ("_at", "_frames", "_kinded", "_lines", "_others", "_parts", "_pieces", "_rooms")

    def __init__(self, laid: Laid, others: Sequence[Placed], lines: int, at: Sequence[int]) -> None:
        self._at, self._lines = at, lines
        self._pieces, moved = _melted(laid, others)
        self._rooms = [(frame, moved[place + 1] - 1, line) for frame, place, line in laid.rooms]
        self._others = [(step, moved[place], line) for step, place, line in others]
        self._frames = [frame for frame, _, _ in laid.rooms]
        self._parts = [frame.parts for frame in self._frames]
        self._kinded = [
            (number, frame) for number, frame in enumerate(self._frames) if not frame.takes_any_text
        ]

    def drawn(self, page: Page, values: _Values) -> bytes | None:
        """Everything drawn for one document, None where a text of it asks for more than its room.

        Then nothing was put on the page.
        """
        texts = self._texts(values)
        found = None if texts is None else ordinary(self._frames, texts)
        if found is None:
            return None
        out = self._pieces.copy()
        page.data += [b""] * self._lines
        for step, place, line in self._others:
            out[place : place + 3] = step.draw(page, place, line)
        page.drawn += self._parts
        draw_together(page, out, self._rooms, found)
        return b"".join(out)

    def _texts(self, values: _Values) -> list[str] | None:
        texts: list[Value | None] = [values[at] for at in self._at]
        for number, frame in self._kinded:
            value = texts[number]
            texts[number] = None if value is None else frame.pen.text(value)
        told = [text for text in texts if type(text) is str]
        return told if len(told) == len(texts) else None


class _Like(NamedTuple):
    """What documents have in common that differ in nothing but their texts."""

    is_filled: bool
    types: tuple[type, ...]
    repeated: tuple[bool, ...]
    awaited: tuple[bool, ...]


class _Met:
    """Documents that are alike: whether one was met before, and the mould then taken."""

    __slots__ = ("is_known", "mould")

    def __init__(self, _like: _Like) -> None:
        self.is_known = False
        self.mould: Mould | None = None


class Moulds:
    """A plan, with the moulds of the documents last met that it was used for."""

    __slots__ = ("_asked", "_index", "_met", "_parts", "_plan", "_repeats")

    def __init__(self, steps: Sequence[Planned]) -> None:
        self._plan = Plan(steps)
        self._met = lru_cache(_MOST_MOULDS)(_Met)
        frames = list(_frames(steps))
        self._parts = [frame.parts for frame in frames]
        self._index = {parts: at for at, parts in enumerate(self._parts)}
        self._repeats = list(_neighbours(steps))
        self._asked = [
            (at, frame)
            for at, frame in enumerate(frames)
            if frame.is_required and is_asked_by_value(frame.placed)
        ]

    def drawn(self, page: Page) -> bytes:
        """Everything drawn for one document, its lines added to the page's data."""
        values = list(map(page.values.get, self._parts))
        met = self._met(self._like(page, values))
        drawn = None if met.mould is None else met.mould.drawn(page, values)
        if drawn is not None:
            return drawn
        laid = self._plan.laid(page)
        if met.is_known and met.mould is None:
            met.mould = self._mould(page, laid)
        met.is_known = True
        return b"".join(laid.pieces)

    def _like(self, page: Page, values: _Values) -> _Like:
        return _Like(
            bool(page.values),
            tuple(map(type, values)),
            tuple([say_one(page, one, other) for one, other in self._repeats]),
            tuple([frame.is_awaited(page) for at, frame in self._asked if values[at] is None]),
        )

    def _mould(self, page: Page, laid: Laid) -> Mould | None:
        """The mould of a document that was drawn; None where another like it may differ."""
        if sum(map(len, laid.pieces)) - sum(map(len, page.written)) > _MOST_BYTES:
            return None
        taken, others = {place for _, place, _ in laid.rooms}, []
        for step, place, line in (*self._plan.rooms, *self._plan.others):
            if place in taken or _is_alike(step, page):
                continue
            if not _is_drawn_anew(step, page):
                return None
            others.append((step, place, line))
        at = [self._index[frame.parts] for frame, _, _ in laid.rooms]
        return None if page.unproved else Mould(laid, others, self._plan.lines, at)


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


def _is_drawn_anew(step: Step, page: Page) -> bool:
    """Whether a step draws for itself whatever a document that is alike says there."""
    frame = step.frame if isinstance(step, MergedFrame) else step
    if not isinstance(frame, Frame) or frame.parts not in page.odd:
        return True
    return frame.pen.is_always_odd(page.values[frame.parts])


def _melted(laid: Laid, others: Sequence[Placed]) -> tuple[list[bytes], dict[int, int]]:
    """The pieces with those melted together that are the same, and where the others are now."""
    cuts = [(place + 1, 1) for _, place, _ in laid.rooms] + [(place, 3) for _, place, _ in others]
    pieces: list[bytes] = []
    moved: dict[int, int] = {}
    start = 0
    for at, width in sorted(cuts):
        pieces.append(b"".join(laid.pieces[start:at]))
        moved[at] = len(pieces)
        pieces += [b""] * width
        start = at + width
    return [*pieces, b"".join(laid.pieces[start:])], moved
