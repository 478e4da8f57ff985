"""What is drawn in documents of given numbers of rows, laid out in a list of pieces."""

from collections.abc import Iterable
from typing import Protocol

from documents.engine.frames import Frame
from documents.engine.page import Drawn, Page
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


class Plan:
    """The pieces of a document, those that differ left open: three for each step.

    What lies around answers drawn as texts stands there already; where there is no answer, it is
    put out again.
    """

    __slots__ = ("_frames", "_is_proved", "_marks", "_others", "_parts", "_pieces")

    def __init__(self, steps: Iterable[Planned]) -> None:
        self._pieces: list[bytes] = []
        self._marks: list[Piecewise] = []
        self._frames: list[tuple[Frame, int]] = []
        self._others: list[tuple[Step, int]] = []
        self._is_proved = False
        for step in steps:
            self._lay(step)
        self._parts = [frame.parts for frame, _ in self._frames]

    def drawn(self, page: Page) -> bytes:
        """Everything drawn for one document, its lines added to the page's data."""
        out, first = self._pieces.copy(), len(page.data)
        page.data += (b"",) * (len(self._frames) + len(self._others))
        if not self._is_proved:
            self._note_unproved(page)
        self._draw_frames(page, out, first)
        for line, (step, place) in enumerate(self._others, first + len(self._frames)):
            out[place : place + 3] = step.draw(page, place, line)
        settle(page, out)
        return b"".join(out)

    def _draw_frames(self, page: Page, out: list[bytes], first: int) -> None:
        waiting = page.waiting
        frames = zip(self._frames, map(page.values.get, self._parts), strict=True)
        for line, ((frame, place), value) in enumerate(frames, first):
            if type(value) is str and frame.takes_any_text:
                waiting.append((frame, value, place, line))
            elif value is None:
                out[place : place + 3] = frame.draw_empty(page), b"", b""
            else:
                out[place : place + 3] = frame.draw_value(page, value, place, line)

    def _lay(self, step: Planned) -> None:
        if isinstance(step, Piecewise):
            self._pieces.append(step.text)
            self._marks.append(step)
            return
        place = len(self._pieces)
        if isinstance(step, Frame):
            self._pieces += (step.head, b"", step.tail)
            self._frames.append((step, place))
        else:
            self._pieces += (b"", b"", b"")
            self._others.append((step, place))

    def _note_unproved(self, page: Page) -> None:
        unproved = [(mark, 1) for mark in self._marks if not mark.proved]
        page.unproved += unproved
        self._is_proved = not unproved
