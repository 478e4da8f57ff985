"""PDF files as small as they can be, for tests: words and lines put where they are wanted."""

from collections.abc import Mapping, Sequence

from forms.registry import form_of

HEIGHT, WIDTH = 842, 595


_GREY = (
    b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"
    b"/Length 1>>stream\n\x80\nendstream"
)


def words(left: float, top: float, said: str, size: float = 10) -> bytes:
    """A line of text whose letters stand on the line `top` points from the page's upper edge."""
    shown = said.encode("cp1252", "replace")
    shown = shown.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"BT /F1 %g Tf %g %g Td (%s) Tj ET\n" % (size, left, HEIGHT - top, shown)


def rule(left: float, top: float, right: float, bottom: float) -> bytes:
    """A straight line between two points."""
    return b"%g %g m %g %g l S\n" % (left, HEIGHT - top, right, HEIGHT - bottom)


def frame(columns: Sequence[float], rows: Sequence[float]) -> bytes:
    """The rules of a table with a line at each place."""
    across = [rule(columns[0], row, columns[-1], row) for row in rows]
    down = [rule(column, rows[0], column, rows[-1]) for column in columns]
    return b"".join((*across, *down))


PICTURE = b"q 500 0 0 700 40 60 cm /Im1 Do Q\n"
"""A scanned page: a picture that fills it."""


def sketch_pages() -> list[bytes]:
    """Each section of the project sketch under its heading, three to a page."""
    pages, drawn = [], b""
    for number, section in enumerate(form_of("projektskitse").sections):
        top = 100 + 200 * (number % 3)
        drawn += words(60, top, f"{section.number}. {section.title}", 14)
        drawn += words(60, top + 20, f"Svar nummer {section.number} står her.")
        if number % 3 == 2:
            pages.append(drawn)
            drawn = b""
    return pages


def pdf(
    *pages: bytes, catalogue: bytes = b"", fields: Mapping[str, tuple[int, int]] | None = None
) -> bytes:
    """A file of pages, each given by what is drawn on it.

    `catalogue` is added to the document's own dictionary; `fields` are values typed in fields of
    the first page, by the place of their upper left corner.
    """
    first = 6 + len(fields or {})
    notes = [
        b"<</Type/Annot/Subtype/Widget/FT/Tx/T(f%d)/V(%s)/Rect[%d %d %d %d]>>"
        % (number, value.encode("cp1252"), x, HEIGHT - y - 12, x + 200, HEIGHT - y)
        for number, (value, (x, y)) in enumerate((fields or {}).items())
    ]
    listed = b" ".join(b"%d 0 R" % number for number in range(6, 6 + len(notes)))
    kids = b" ".join(b"%d 0 R" % (first + 2 * place) for place in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R%s%s>>"
        % (b"/AcroForm<</Fields[%s]>>" % listed if notes else b"", catalogue),
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(pages), kids),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        _GREY,
        b"<</Font<</F1 3 0 R>>/XObject<</Im1 4 0 R>>>>",
        *notes,
    ]
    for place, content in enumerate(pages):
        annotations = b"/Annots[%s]" % listed if notes and not place else b""
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Resources 5 0 R/Contents %d 0 R%s>>"
            % (WIDTH, HEIGHT, first + 2 * place + 1, annotations)
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
    return _numbered(objects)


def _numbered(objects: Sequence[bytes]) -> bytes:
    data, starts = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, 1):
        starts.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    count = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, table)
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, len(data))
    return data + head + end
