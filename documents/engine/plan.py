"""What is drawn in documents of given numbers of rows, laid out in a list of pieces."""

from collections.abc import Iterable
from itertools import compress
from operator import not_
from typing import NamedTuple, Protocol

from documents.engine.frames import Frame
from documents.engine.page import Drawn, Page, Room
from documents.engine.texts import settle


class Step(Protocol):
    """One thing to be drawn, at a place of the document and with a line of its data."""

    def draw(self, page: Page, place: int, line: int) -> Drawn:
        """It as it stands in the document."""


class Piecewise:
    """A text that is the same in every document, and whether it was proved so far.

    What is proved was part of a document that the general reader read as the answers given.
    """

    __slots__ = ("proved", "text")

    def __init__(self, text: bytes) -> None:
        self.text = text
        self.proved = 0


Planned = Step | Piecewise

Placed = tuple[Step, int, int]
"""A step, with its places in the document and in its data."""


class Laid(NamedTuple):
    """The pieces of one document, and the rooms of the texts in it that were drawn together."""

    pieces: list[bytes]
    rooms: list[Room]


class Plan:
    """The pieces of a document, those that differ left open: three for each step.

    What lies around answers that are drawn as a text stands there already; where there is none, it
    is put out again. `rooms` are of such answers, `others` all other steps.
    """

    __slots__ = ("_is_proved", "_kinded", "_marks", "_parts", "_pieces", "lines", "others", "rooms")

    def __init__(self, steps: Iterable[Planned]) -> None:
        self._pieces: list[bytes] = []
        self._marks: list[Piecewise] = []
        self.rooms: list[Room] = []
        self.others: list[Placed] = []
        self._is_proved = False
        self.lines = 0
        for step in steps:
            self._lay(step)
        self._parts = [frame.parts for frame, _, _ in self.rooms]
        self._kinded = [
            (number, frame)
            for number, (frame, _, _) in enumerate(self.rooms)
            if not frame.takes_any_text
        ]

    def drawn(self, page: Page) -> bytes:
        """Everything drawn for one document, its lines added to the page's data."""
        return b"".join(self.laid(page).pieces)

    def laid(self, page: Page) -> Laid:
        """The same in its pieces."""
        out, first = self._pieces.copy(), len(page.data)
        page.data += [b""] * self.lines
        if not self._is_proved:
            self._note_unproved(page)
        self._take_texts(page, out, first)
        for step, place, line in self.others:
            out[place : place + 3] = step.draw(page, place, first + line)
        return Laid(out, settle(page, out))

    def _take_texts(self, page: Page, out: list[bytes], first: int) -> None:
        """Have the answers wait that are a text; what else stands in their place is drawn."""
        given = self.rooms
        if first:
            given = [(frame, place, first + line) for frame, place, line in given]
        values = list(map(page.values.get, self._parts))
        texts = values.copy()
        for number, frame in self._kinded:
            value = values[number]
            texts[number] = None if value is None else frame.text(value)
        are_texts = [type(text) is str for text in texts]
        page.rooms += compress(given, are_texts)
        page.texts += [text for text in texts if type(text) is str]
        others = compress(zip(given, values, strict=True), map(not_, are_texts))
        for (frame, place, line), value in others:
            out[place : place + 3] = frame.draw_otherwise(page, value, line)

    def _lay(self, step: Planned) -> None:
        if isinstance(step, Piecewise):
            self._pieces.append(step.text)
            self._marks.append(step)
            return
        place, line = len(self._pieces), self.lines
        self.lines += 1
        if isinstance(step, Frame):
            self._pieces += (step.head, b"", step.tail)
        else:
            self._pieces += (b"", b"", b"")
        if isinstance(step, Frame) and step.given is None:
            self.rooms.append((step, place, line))
        else:
            self.others.append((step, place, line))

    def _note_unproved(self, page: Page) -> None:
        unproved = [(mark, 1) for mark in self._marks if not mark.proved]
        page.unproved += unproved
        self._is_proved = not unproved
