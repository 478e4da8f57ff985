"""The texts of a document, looked at and escaped all together: a tenth of the time of one by one.

What cannot be seen to be ordinary text at a glance is drawn and looked at by itself.
"""

import re
from collections.abc import Sequence
from operator import contains
from typing import TYPE_CHECKING

from documents.controls import WORD_PLACEHOLDERS
from documents.engine.page import BLANKS, LINES, PLAIN, Page, Waiting
from forms.text import is_clean

if TYPE_CHECKING:
    from documents.engine.frames import Frame

_ENTITIES = ((b"&", b"&amp;"), (b"<", b"&lt;"), (b">", b"&gt;"), (b'"', b"&quot;"))
_BETWEEN = b"\n"
_BLANK_LINES = re.compile(rb"\n(?=\n\n)")
_LONGEST_OF_WORD = max(map(len, WORD_PLACEHOLDERS))


def settle(page: Page, out: list[bytes]) -> None:
    """Draw the texts that wait, each at its place in the document and its data."""
    waiting, page.waiting = page.waiting, []
    if not waiting:
        return
    raws = [text.encode("utf-8", "surrogatepass") for _, text, _, _ in waiting]
    together = _BETWEEN.join(raws)
    if not _are_ordinary(waiting, together):
        waiting, raws = _ordinary(page, out, waiting, raws)
    _draw(page, out, waiting, escaped(raws, together))
    page.meant += raws


def escaped(texts: Sequence[bytes], together: bytes) -> list[bytes]:
    """Texts for XML, in elements and attributes alike; `together` is all of them joined."""
    said = list(texts)
    for character, entity in _ENTITIES:
        if character in together:
            said = [each.replace(character, entity) for each in said]
    return said


def _are_ordinary(waiting: Sequence[Waiting], together: bytes) -> bool:
    """Whether texts are read again as they are, when no more than put into their frames.

    They are clean, without tabs and several blank lines together, bare of outer spaces, on one
    line where there is room for one, and nothing that an empty control shows.
    """
    if b"\t" in together or _BLANK_LINES.search(together) or not is_clean(together):
        return False
    frames, texts, _, _ = zip(*waiting, strict=True)
    if not all(texts) or tuple([text.strip() for text in texts]) != texts:
        return False
    if any("\n" in text for frame, text, _, _ in waiting if not frame.joint):
        return False
    short = [text for text in texts if len(text) <= _LONGEST_OF_WORD]
    rooms = [frame.placeholder for frame in frames]
    return WORD_PLACEHOLDERS.isdisjoint(short) and not any(map(contains, texts, rooms))


def _ordinary(
    page: Page, out: list[bytes], waiting: list[Waiting], raws: list[bytes]
) -> tuple[list[Waiting], list[bytes]]:
    """Those of the texts that are ordinary; the others are drawn by themselves."""
    kept: list[Waiting] = []
    kept_raws: list[bytes] = []
    for each, raw in zip(waiting, raws, strict=True):
        if _are_ordinary([each], raw):
            kept.append(each)
            kept_raws.append(raw)
        else:
            frame, _, place, line = each
            out[place : place + 3] = frame.draw_alone(page, page.values[frame.parts], line)
    return kept, kept_raws


def _draw(page: Page, out: list[bytes], waiting: list[Waiting], said: list[bytes]) -> None:
    """Put texts where they stand, their lines parted as Word parts them."""
    data, is_mirroring = page.data, page.is_mirroring
    for (frame, _, place, line), text in zip(waiting, said, strict=True):
        way = PLAIN
        if b"\n" in text:
            way, out[place + 1] = _in_lines(frame, text)
        else:
            out[place + 1] = text
        if not frame.proved & way:
            page.unproved.append((frame, way))
        if not (is_mirroring and frame.is_mirror):
            data[line] = frame.datum + text
    page.drawn += [frame.parts for frame, _, _, _ in waiting]
    page.written += said


def _in_lines(frame: "Frame", text: bytes) -> tuple[int, bytes]:
    """How several lines are drawn, and they themselves with what goes between them."""
    lines = text.split(b"\n")
    if b"" not in lines:
        return LINES, frame.joint.join(lines)
    return BLANKS, text.replace(b"\n\n", frame.blank).replace(b"\n", frame.joint)
