"""The texts of a document, looked at and escaped all together: a tenth of the time of one by one.

What cannot be seen to be ordinary text at a glance is drawn and looked at by itself.
"""

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from documents.controls import WORD_PLACEHOLDERS
from documents.engine.page import BLANKS, LINES, PLAIN, Page, Room
from forms.text import are_clean

if TYPE_CHECKING:
    from documents.engine.frames import Frame

_ENTITIES = ((b"&", b"&amp;"), (b"<", b"&lt;"), (b">", b"&gt;"), (b'"', b"&quot;"))
_BY_NUMBER = tuple((character[0], character, entity) for character, entity in _ENTITIES)
"""Bytes are asked for a letter by its number: by the letter itself they raise an error first."""

_LINE_END, _TAB = ord("\n"), ord("\t")
BETWEEN = b"\0"
"""What stands between texts that are looked at together: none of them holds it."""

_BLANK_LINE, _BLANK_LINES = b"\n", b"\n\n\n"
_LONGEST_OF_WORD = max(map(len, WORD_PLACEHOLDERS))
_SELDOM = "[?!;(:"


def sign_of(guidance: str) -> str:
    """The letter of a guidance that fewest texts hold, so that it is looked for first."""
    return next((letter for letter in _SELDOM if letter in guidance), guidance[:1])


class Around:
    """What lies around texts that are looked at together, and what they may not say there.

    Of the frames the first so many are `shown` in the document, the others say what they say in its
    data alone. `tall` are those shown with room for more than one line, with their text's number.
    """

    __slots__ = ("_guides", "_signs", "frames", "tall")

    def __init__(self, frames: Sequence["Frame"], shown: int) -> None:
        self.frames = frames
        self._guides: dict[str, Sequence[tuple[int, str]]] = {}
        self._signs = {frame.placeholder_sign for frame in frames}
        self.tall = [(at, frame) for at, frame in enumerate(frames[:shown]) if frame.joint]

    def has_room_for(self, texts: Sequence[str]) -> bool:
        """Whether none has more lines than its frame."""
        told = zip(self.frames, texts, strict=True)
        return not [text for frame, text in told if "\n" in text and not frame.joint]

    def may_guide(self, texts: Sequence[str], together: bytes) -> bool:
        """Whether one holds what its empty control would show."""
        # What few texts hold is looked for first: one letter of each guidance, in all of them.
        for sign in self._signs:
            if not sign or sign.encode()[0] in together:
                for at, guidance in self._guided_by(sign):
                    if sign in texts[at] and guidance in texts[at]:
                        return True
        return False

    def _guided_by(self, sign: str) -> Sequence[tuple[int, str]]:
        known = self._guides.get(sign)
        if known is None:
            known = self._guides[sign] = [
                (at, frame.placeholder)
                for at, frame in enumerate(self.frames)
                if frame.placeholder_sign == sign
            ]
        return known


class Ordinary(NamedTuple):
    """Texts that are read again as they are: what they are `meant` to say, and as XML says it.

    The first two are all of them as one, `texts` each by itself. `has_blank` says that a line
    somewhere is blank.
    """

    meant: bytes
    written: bytes
    texts: Sequence[bytes]
    has_blank: bool


def settle(page: Page, out: list[bytes]) -> list[Room]:
    """Draw the texts that wait, each at its place in the document and its data.

    Returned are the rooms of those that were drawn together.
    """
    rooms, texts = page.rooms, page.texts
    page.rooms, page.texts = [], []
    around = _around(rooms)
    found = ordinary(around, texts)
    if found is None:
        rooms, texts = _drawn_alone(page, out, rooms, texts)
        around = _around(rooms)
        found = ordinary(around, texts)
    if rooms and found is not None:
        _draw_together(page, out, rooms, parted(page, around, found), found.texts)
    return rooms


def ordinary(around: Around, texts: list[str]) -> Ordinary | None:
    """Texts as they are put into their frames, None where that would not do for one of them."""
    try:
        raws = list(map(str.encode, texts))
    except UnicodeEncodeError:
        return None
    meant = BETWEEN.join(raws)
    if not _are_ordinary(around, texts, meant):
        return None
    # Lines are told apart by the machine's own means, two letters beside each other are not.
    has_blank = _BLANK_LINE in BytesIO(meant)
    if has_blank and _BLANK_LINES in meant:
        return None
    written = all_escaped(raws, meant)
    return Ordinary(meant, BETWEEN.join(written), written, has_blank)


def parted(page: Page, around: Around, found: Ordinary) -> list[bytes]:
    """The texts with their lines parted as Word parts them.

    Noted on the page is which answers they are and what they are meant to say, so that both are
    checked, and whatever around them was not proved yet.
    """
    page.drawn += [frame.parts for frame in around.frames]
    page.meant.append(found.meant)
    page.written.append(found.written)
    in_lines = _with_blanks if found.has_blank else _in_lines
    drawn = list(found.texts)
    for at, frame in around.tall:
        way, text = PLAIN, drawn[at]
        if _LINE_END in text:
            way, drawn[at] = in_lines(frame, text)
        if not frame.proved & way:
            page.unproved.append((frame, way))
    return drawn


def _around(rooms: Sequence[Room]) -> Around:
    return Around([frame for frame, _, _ in rooms], len(rooms))


def _draw_together(
    page: Page,
    out: list[bytes],
    rooms: Sequence[Room],
    drawn: Sequence[bytes],
    texts: Sequence[bytes],
) -> None:
    data, is_mirroring = page.data, page.is_mirroring
    for (frame, place, line), piece, text in zip(rooms, drawn, texts, strict=True):
        out[place + 1] = piece
        if not (is_mirroring and frame.is_mirror):
            data[line] = frame.datum + text
        if not frame.joint and not frame.proved & PLAIN:
            page.unproved.append((frame, PLAIN))


def escaped(text: bytes) -> bytes:
    """Text for XML, in elements and attributes alike."""
    for number, character, entity in _BY_NUMBER:
        if number in text:
            text = text.replace(character, entity)
    return text


def all_escaped(texts: list[bytes], together: bytes) -> list[bytes]:
    """The same for texts that were put together already, by which is told what none of them has."""
    for number, character, entity in _BY_NUMBER:
        if number in together:
            texts = [text.replace(character, entity) for text in texts]
    return texts


def _are_ordinary(around: Around, texts: list[str], together: bytes) -> bool:
    """Whether texts are read again as they are, when no more than put into their frames.

    They are clean, without tabs, bare of outer spaces, on one line where there is room for one,
    and nothing that an empty control shows. None holds what stands between them.
    """
    if _TAB in together or not are_clean(together):
        return False
    if not all(texts) or list(map(str.strip, texts)) != texts:
        return False
    if [text for text in texts if "\0" in text] or not around.has_room_for(texts):
        return False
    short = [text for text in texts if len(text) <= _LONGEST_OF_WORD]
    return WORD_PLACEHOLDERS.isdisjoint(short) and not around.may_guide(texts, together)


def _drawn_alone(
    page: Page, out: list[bytes], rooms: Sequence[Room], texts: Sequence[str]
) -> tuple[list[Room], list[str]]:
    """The texts that are ordinary, with their rooms; the others are drawn by themselves."""
    kept: list[Room] = []
    kept_texts: list[str] = []
    for room, text in zip(rooms, texts, strict=True):
        frame, place, line = room
        if ordinary(Around([frame], 1), [text]) is not None:
            kept.append(room)
            kept_texts.append(text)
        else:
            out[place : place + 3] = frame.draw_alone(page, page.values[frame.parts], line)
    return kept, kept_texts


def _in_lines(frame: "Frame", text: bytes) -> tuple[int, bytes]:
    """How several lines are drawn, and they themselves with what goes between them."""
    return LINES, text.replace(b"\n", frame.joint)


def _with_blanks(frame: "Frame", text: bytes) -> tuple[int, bytes]:
    """The same where one may be blank."""
    if b"\n\n" not in text:
        return _in_lines(frame, text)
    return BLANKS, text.replace(b"\n\n", frame.blank).replace(b"\n", frame.joint)
