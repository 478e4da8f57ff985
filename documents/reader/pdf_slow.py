"""The pages of a PDF that the fast engine cannot open, read by a slower one that forgives more.

Places are less sure: a piece of text is known by where it begins, and its width is guessed.
"""

import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import DictionaryObject

from documents.reader.pdf_page import (
    LONGEST_VALUE,
    MOST_FIELDS,
    MOST_PATHS,
    MOST_TEXTS,
    THIN,
    Box,
    Page,
    Text,
    edges,
)
from documents.safety.verdict import Refused, Verdict

_LETTER = 0.5
_RISE, _FALL = 0.75, 0.2
_SMALLEST = 1.0
_TEXT_FIELD = "/Tx"

logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)  # it would log words of the file


def slow_pages(data: bytes) -> list[Page]:
    """The pages of a file the guard has let in; raises Refused, whatever is wrong with it.

    Must run isolated: pypdf can be kept busy.
    """
    try:
        return [_page(page) for page in PdfReader(io.BytesIO(data)).pages]
    except (Refused, MemoryError, RecursionError):
        raise
    except Exception as error:
        raise Refused(Verdict.DAMAGED, "neither engine can read it") from error


def _page(page: PageObject) -> Page:
    seen = _Seen()
    page.extract_text(visitor_text=seen.add_text, visitor_operand_before=seen.add_operation)
    height = float(page.mediabox.top)
    turned = [Text(words=words, box=_turned(box, height)) for words, box in seen.texts]
    fields = [Text(words=words, box=_turned(box, height)) for words, box in _fields(page)]
    return Page(
        width=float(page.mediabox.width),
        height=height,
        texts=(*turned, *fields),
        rules=tuple(_turned(each, height) for each in seen.rules if _is_thin(each)),
        has_picture=_has_picture(page),
    )


@dataclass(slots=True)
class _Seen:
    """What was met on a page so far, measured from its lower left corner."""

    texts: list[tuple[str, Box]] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    _at: tuple[float, float] = (0.0, 0.0)

    def add_text(self, said: str, cm: list[float], tm: list[float], _font: Any, size: Any) -> None:
        """A piece of text with the matrices it was set by."""
        words = said.replace("\n", " ")
        if not words.strip():
            return
        if len(self.texts) >= MOST_TEXTS:
            raise Refused(Verdict.TOO_COMPLEX, "too many texts on a page")
        x, y = _moved(cm, tm[4], tm[5])
        tall = max(abs(float(size) * tm[3] * cm[3]), _SMALLEST)
        right = x + _LETTER * tall * len(words.rstrip())
        box = Box(left=x, bottom=y - _FALL * tall, right=right, top=y + _RISE * tall)
        self.texts.append((words, box))

    def add_operation(self, name: bytes, operands: Any, cm: list[float], _tm: Any) -> None:
        """A step of drawing: boxes and lines rule tables."""
        if name not in (b"m", b"l", b"re"):
            return
        if len(self.rules) >= MOST_PATHS:
            raise Refused(Verdict.TOO_COMPLEX, "too many paths on a page")
        x, y, *size = map(float, operands)
        here = _moved(cm, x, y)
        if name == b"re":
            corner = _moved(cm, x + size[0], y + size[1])
            self.rules.extend(edges(_between(here, corner)))
        elif name == b"l":
            self.rules.append(_between(self._at, here))
        self._at = here


def _moved(cm: list[float], x: float, y: float) -> tuple[float, float]:
    return x * cm[0] + y * cm[2] + cm[4], x * cm[1] + y * cm[3] + cm[5]


def _between(one: tuple[float, float], other: tuple[float, float]) -> Box:
    return Box(
        left=min(one[0], other[0]),
        bottom=min(one[1], other[1]),
        right=max(one[0], other[0]),
        top=max(one[1], other[1]),
    )


def _turned(box: Box, height: float) -> Box:
    """The same place measured from the upper left corner."""
    return Box(left=box.left, top=height - box.top, right=box.right, bottom=height - box.bottom)


def _is_thin(box: Box) -> bool:
    return box.right - box.left <= THIN or box.top - box.bottom <= THIN


def _fields(page: PageObject) -> Iterator[tuple[str, Box]]:
    """What was typed in the fields of a form, where each field stands."""
    for reference in list(page.get("/Annots") or ())[:MOST_FIELDS]:
        note = reference.get_object()
        if note.get("/Subtype") != "/Widget" or note.get("/FT") != _TEXT_FIELD:
            continue
        words = str(note.get("/V") or "")[:LONGEST_VALUE]
        if words.strip():
            left, bottom, right, top = (float(each) for each in note["/Rect"])
            yield words.replace("\r", "\n"), Box(left=left, top=top, right=right, bottom=bottom)


def _has_picture(page: PageObject) -> bool:
    resources = page.get("/Resources", DictionaryObject()).get_object()
    drawn = resources.get("/XObject", DictionaryObject()).get_object()
    return any(each.get_object().get("/Subtype") == "/Image" for each in drawn.values())
