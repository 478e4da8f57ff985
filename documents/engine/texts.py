"""The texts of a document, looked at and escaped all together: a tenth of the time of one by one.

What cannot be seen to be ordinary text at a glance is drawn and looked at by itself.
"""

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from documents.controls import WORD_PLACEHOLDERS
from documents.engine.page import BLANKS, LINES, PLAIN, Page, Waiting
from forms.text import are_clean

if TYPE_CHECKING:
    from documents.engine.frames import Frame

_ENTITIES = ((b"&", b"&amp;"), (b"<", b"&lt;"), (b">", b"&gt;"), (b'"', b"&quot;"))
_BETWEEN = "\0"
BETWEEN = _BETWEEN.encode()
"""What stands between texts that are looked at together: none of them holds it."""

_BLANK_LINE = re.compile(rb"\n(?=\n)")
_BLANK_LINES = b"\n\n\n"
_LONGEST_OF_WORD = max(map(len, WORD_PLACEHOLDERS))


def settle(page: Page, out: list[bytes]) -> None:
    """Draw the texts that wait, each at its place in the document and its data."""
    waiting, page.waiting = page.waiting, []
    together = _joined(waiting)
    written = escaped(together)
    said = written.split(BETWEEN)
    has_blank = _BLANK_LINE.search(together)
    has_blanks = has_blank and _BLANK_LINES in together
    if has_blanks or len(said) != len(waiting) or not _are_ordinary(waiting, together):
        waiting = _ordinary(page, out, waiting)
        together = _joined(waiting)
        written = escaped(together)
        said = written.split(BETWEEN)
    if not waiting:
        return
    page.drawn += [frame.parts for frame, _, _, _ in waiting]
    page.meant.append(together)
    page.written.append(written)
    _draw(page, out, waiting, said, _with_blanks if has_blank else _in_lines)


def escaped(text: bytes) -> bytes:
    """Text for XML, in elements and attributes alike."""
    for character, entity in _ENTITIES:
        if character in text:
            text = text.replace(character, entity)
    return text


def _joined(waiting: Sequence[Waiting]) -> bytes:
    texts = _BETWEEN.join([text for _, text, _, _ in waiting])
    return texts.encode("utf-8", "surrogatepass")


def _are_ordinary(waiting: Sequence[Waiting], together: bytes) -> bool:
    """Whether texts are read again as they are, when no more than put into their frames.

    They are clean, without tabs, bare of outer spaces, on one line where there is room for one,
    and nothing that an empty control shows.
    """
    if b"\t" in together or not are_clean(together):
        return False
    texts = [text for _, text, _, _ in waiting]
    if not all(texts) or [text.strip() for text in texts] != texts:
        return False
    # What few texts hold is looked for first: the first letter of a guidance.
    odd = [
        text
        for frame, text, _, _ in waiting
        if (frame.placeholder_sign in text and frame.placeholder in text)
        or ("\n" in text and not frame.joint)
    ]
    short = [text for text in texts if len(text) <= _LONGEST_OF_WORD]
    return not odd and WORD_PLACEHOLDERS.isdisjoint(short)


def _ordinary(page: Page, out: list[bytes], waiting: list[Waiting]) -> list[Waiting]:
    """Those of the texts that are ordinary; the others are drawn by themselves."""
    kept: list[Waiting] = []
    for each in waiting:
        raw = _joined([each])
        if BETWEEN not in raw and _BLANK_LINES not in raw and _are_ordinary([each], raw):
            kept.append(each)
            continue
        frame, _, place, line = each
        out[place : place + 3] = frame.draw_alone(page, page.values[frame.parts], line)
    return kept


def _draw(
    page: Page, out: list[bytes], waiting: list[Waiting], said: list[bytes], in_lines: "_InLines"
) -> None:
    """Put texts where they stand, their lines parted as Word parts them."""
    data, is_mirroring = page.data, page.is_mirroring
    for (frame, _, place, line), text in zip(waiting, said, strict=True):
        way = PLAIN
        if b"\n" in text:
            way, out[place + 1] = in_lines(frame, text)
        else:
            out[place + 1] = text
        if not frame.proved & way:
            page.unproved.append((frame, way))
        if not (is_mirroring and frame.is_mirror):
            data[line] = frame.datum + text


def _in_lines(frame: "Frame", text: bytes) -> tuple[int, bytes]:
    """How several lines are drawn, and they themselves with what goes between them."""
    return LINES, text.replace(b"\n", frame.joint)


def _with_blanks(frame: "Frame", text: bytes) -> tuple[int, bytes]:
    """The same where one may be blank."""
    if b"\n\n" not in text:
        return _in_lines(frame, text)
    return BLANKS, text.replace(b"\n\n", frame.blank).replace(b"\n", frame.joint)


_InLines = Callable[["Frame", bytes], tuple[int, bytes]]
