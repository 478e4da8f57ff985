"""Scanned pages drawn as grey pictures, and read from the words that were seen on them.

Both run isolated. A page is a plain grey picture between them, and words with their places.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import pypdfium2 as pdfium
from pypdfium2 import raw

from documents.reader.document import bounded, read_pdf
from documents.reader.pdf_file import body_of_pages
from documents.reader.pdf_page import Box, Page, Text, read_page
from documents.reader.wire import reading_to_bytes
from documents.reading import Reading
from documents.safety.verdict import Refused, Verdict
from forms.outline import outline
from forms.registry import form_of
from validators.finding import Finding
from validators.registry import rule_of

_DOTS = 200
_POINTS = 72.0
_MOST_PAGES, _MOST_DOTS, _MOST_WORDS = 10, 8_000_000, 20_000
_LONGEST_SIDE = 14_400.0
_DARK = bytes([1] * 128 + [0] * 128)
_SHORTEST_RULE = 60
_MOST_RULES = 2_000
_CERTAINTY = 0.5
_MOST_NAMED, _LONGEST_EVIDENCE = 40, 500
_READ_BY_MACHINE = rule_of("REA004")


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A page as grey dots, row by row, and the straight lines seen on it in points."""

    page: int
    width: int
    height: int
    dots: bytes
    rules: tuple[tuple[float, float, float, float], ...]


def pictures_task(payload: bytes, _options: Mapping[str, str]) -> bytes:
    """The scanned pages of a PDF as pictures; raises Refused for a PDF that cannot be drawn."""
    try:
        document = pdfium.PdfDocument(payload)
    except pdfium.PdfiumError as error:
        raise Refused(Verdict.DAMAGED, "PDFium cannot open it") from error
    try:
        pictures = tuple(_pictures(document))
    finally:
        document.close()
    heads = [[each.page, each.width, each.height, len(each.dots), each.rules] for each in pictures]
    return json.dumps(heads).encode() + b"\n" + b"".join(each.dots for each in pictures)


def pictures_of(data: bytes) -> tuple[Picture, ...]:
    """The pictures of what `pictures_task` returned."""
    heads, _, dots = data.partition(b"\n")
    found, start = [], 0
    for page, width, height, size, rules in json.loads(heads):
        found.append(
            Picture(
                page=page,
                width=width,
                height=height,
                dots=dots[start : start + size],
                rules=tuple(map(tuple, rules)),
            )
        )
        start += size
    return tuple(found)


def read_words_task(payload: bytes, options: Mapping[str, str]) -> bytes:
    """The reading of a PDF from the words seen on its scanned pages, which is said of them.

    The payload is a line with a list of those pages, then the PDF: number, width and height in
    dots, words with left, top, width and height in dots and whether they are sure, and rules in
    points.
    """
    line, _, data = payload.partition(b"\n")
    told = json.loads(line)
    seen = {page: _page(*rest) for page, *rest in told}
    body = body_of_pages([seen.get(at, page) for at, page in enumerate(_pages_of(data))])
    key = options.get("form")
    reading = bounded(read_pdf(body, form_of(key) if key else None, None))
    numbers = ", ".join(str(page + 1) for page in sorted(seen))
    said = _READ_BY_MACHINE.found(values=(("pages", numbers),), evidence=numbers, variant="scanned")
    uncertain = {
        path: replace(origin, certainty=min(origin.certainty, _CERTAINTY))
        if origin.place.page in seen
        else origin
        for path, origin in reading.origins.items()
    }
    unsure = {page: _unsure(words) for page, _, _, words, _ in told}
    return reading_to_bytes(
        replace(
            reading,
            origins=uncertain,
            problems=(said, *reading.problems, *islice(_misread(reading, unsure), _MOST_NAMED)),
            confidence=min(reading.confidence, _CERTAINTY),
        )
    )


def _pages_of(data: bytes) -> list[Page]:
    document = pdfium.PdfDocument(data)
    try:
        return [read_page(document, at) for at in range(len(document))]
    finally:
        document.close()


def _unsure(words: Sequence[Sequence[object]]) -> frozenset[str]:
    return frozenset(str(word) for word, *_, is_sure in words if not is_sure)


def _misread(reading: Reading, unsure: Mapping[int, frozenset[str]]) -> Iterator[Finding]:
    """REA004 for each answer with a word that Tesseract itself is not sure of."""
    for path, origin in reading.origins.items() if reading.form else ():
        field = outline(reading.form).at(path.address).field
        value = reading.answers.get(path)
        text = field.kind.format(value) if value is not None else ""
        doubted = unsure.get(origin.place.page or 0, frozenset())
        found = [word for word in text.split() if word in doubted]
        if found:
            yield _READ_BY_MACHINE.found(
                path,
                values=(("label", field.label), ("found", " ".join(found)[:_LONGEST_EVIDENCE])),
                evidence=text[:_LONGEST_EVIDENCE],
                variant="misread",
                place=origin.place,
            )


def _page(
    width: int,
    height: int,
    words: Sequence[tuple[str, int, int, int, int, bool]],
    rules: Sequence[Sequence[float]],
) -> Page:
    scale = _POINTS / _DOTS
    texts = [
        Text(
            words=word,
            box=Box(
                left=left * scale,
                top=top * scale,
                right=(left + across) * scale,
                bottom=(top + down) * scale,
            ),
        )
        for word, left, top, across, down, _ in words[:_MOST_WORDS]
    ]
    boxes = [Box(left=a, top=b, right=c, bottom=d) for a, b, c, d in rules[:_MOST_RULES]]
    return Page(
        width=width * scale,
        height=height * scale,
        texts=tuple(texts),
        rules=tuple(boxes),
        has_picture=True,
    )


def _pictures(document: pdfium.PdfDocument) -> Iterator[Picture]:
    drawn = 0
    for number in range(len(document)):
        read = read_page(document, number)
        if read.texts or not read.has_picture or drawn >= _MOST_PAGES:
            continue
        drawn += 1
        yield _picture(document, number, read)


def _picture(document: pdfium.PdfDocument, number: int, read: Page) -> Picture:
    scale = _DOTS / _POINTS
    too_large = read.width * read.height * scale**2 > _MOST_DOTS
    if too_large or max(read.width, read.height) > _LONGEST_SIDE:
        raise Refused(Verdict.TOO_COMPLEX, "a page is too large to be drawn")
    page = document[number]
    bitmap = page.render(scale=scale, grayscale=True, force_bitmap_format=raw.FPDFBitmap_Gray)
    width, height, stride = bitmap.width, bitmap.height, bitmap.stride
    dots = bytes(bitmap.buffer)
    rows = [dots[at * stride : at * stride + width] for at in range(height)]
    bitmap.close()
    page.close()
    whole = b"".join(rows)
    return Picture(
        page=number,
        width=width,
        height=height,
        dots=whole,
        rules=tuple(_rules(whole, width, height)),
    )


def _rules(dots: bytes, width: int, height: int) -> Iterator[tuple[float, float, float, float]]:
    """Straight dark lines, across and down, as thin boxes in points."""
    dark = dots.translate(_DARK)
    scale = _POINTS / _DOTS
    across = (dark[at * width : (at + 1) * width] for at in range(height))
    for at, start, end in _runs(across):
        yield start * scale, at * scale, end * scale, at * scale
    down = (dark[at::width] for at in range(width))
    for at, start, end in _runs(down):
        yield at * scale, start * scale, at * scale, end * scale


def _runs(lines: Iterator[bytes]) -> Iterator[tuple[int, int, int]]:
    """Long dark runs by the number of their line; a line of several dots is told once."""
    pattern = re.compile(rb"\x01{%d,}" % _SHORTEST_RULE)
    before: set[tuple[int, int]] = set()
    count = 0
    for at, line in enumerate(lines):
        here = {match.span() for match in pattern.finditer(line)}
        for start, end in sorted(here):
            is_same = any(a < end and start < b for a, b in before)
            if not is_same and count < _MOST_RULES:
                count += 1
                yield at, start, end
        before = here
