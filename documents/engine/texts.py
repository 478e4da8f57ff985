"""The texts of a document, looked at and escaped all together: a tenth of the time of one by one.

What cannot be seen to be ordinary text at a glance is drawn and looked at by itself.
"""

import re
from collections.abc import Iterable, Sequence
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

_BLANK_LINE = re.compile(rb"\n(?=\n)")  # several times as quick as looking for two letters
_BLANK_LINES = b"\n\n\n"
_LONGEST_OF_WORD = max(map(len, WORD_PLACEHOLDERS))


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
    found = ordinary([frame for frame, _, _ in rooms], texts)
    if found is None:
        rooms, texts = _drawn_alone(page, out, rooms, texts)
        found = ordinary([frame for frame, _, _ in rooms], texts)
    if rooms and found is not None:
        page.drawn += [frame.parts for frame, _, _ in rooms]
        draw_together(page, out, rooms, found)
    return rooms


def ordinary(frames: Sequence["Frame"], texts: list[str]) -> Ordinary | None:
    """Texts as they are put into their frames, None where that would not do for one of them."""
    raws = _encoded(texts)
    meant = BETWEEN.join(raws)
    has_blank = _BLANK_LINE.search(meant) is not None
    if (has_blank and _BLANK_LINES in meant) or not _are_ordinary(frames, texts, meant):
        return None
    written = all_escaped(raws, meant)
    return Ordinary(meant, BETWEEN.join(written), written, has_blank)


def draw_together(page: Page, out: list[bytes], rooms: Sequence[Room], found: Ordinary) -> None:
    """Put texts where they stand, their lines parted as Word parts them.

    Whoever calls notes which answers these are.
    """
    data, unproved = page.data, page.unproved
    in_lines = _with_blanks if found.has_blank else _in_lines
    page.meant.append(found.meant)
    page.written.append(found.written)
    for (frame, place, line), text in zip(rooms, found.texts, strict=True):
        data[line] = frame.datum + text
        way, drawn = PLAIN, text
        if _LINE_END in text:
            way, drawn = in_lines(frame, text)
        out[place + 1] = drawn
        if not frame.proved & way:
            unproved.append((frame, way))
    if page.is_mirroring:
        for frame, _, line in rooms:
            if frame.is_mirror:
                data[line] = b""


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


def _encoded(texts: Iterable[str]) -> list[bytes]:
    try:
        return list(map(str.encode, texts))
    except UnicodeEncodeError:
        return [text.encode("utf-8", "surrogatepass") for text in texts]


def _are_ordinary(frames: Sequence["Frame"], texts: list[str], together: bytes) -> bool:
    """Whether texts are read again as they are, when no more than put into their frames.

    They are clean, without tabs, bare of outer spaces, on one line where there is room for one,
    and nothing that an empty control shows. None holds what stands between them.
    """
    if _TAB in together or not are_clean(together):
        return False
    if "" in texts or list(map(str.strip, texts)) != texts:
        return False
    if [text for text in texts if "\0" in text]:
        return False
    # What few texts hold is looked for first: the first letter of a guidance.
    odd = [
        text
        for frame, text in zip(frames, texts, strict=True)
        if (frame.placeholder_sign in text and frame.placeholder in text)
        or (not frame.joint and "\n" in text)
    ]
    short = [text for text in texts if len(text) <= _LONGEST_OF_WORD]
    return not odd and WORD_PLACEHOLDERS.isdisjoint(short)


def _drawn_alone(
    page: Page, out: list[bytes], rooms: Sequence[Room], texts: Sequence[str]
) -> tuple[list[Room], list[str]]:
    """The texts that are ordinary, with their rooms; the others are drawn by themselves."""
    kept: list[Room] = []
    kept_texts: list[str] = []
    for room, text in zip(rooms, texts, strict=True):
        frame, place, line = room
        if ordinary([frame], [text]) is not None:
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
