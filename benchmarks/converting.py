"""PDF: by the listener that stands ready, and by a fresh start of LibreOffice, by the clock."""

from benchmarks.rounds import Table, clock_of, table
from benchmarks.work import case
from documents.pdf_conversion import Converter, by_fresh_start, is_available
from documents.writer import write

_SECONDS = 120.0


def measured() -> list[Table]:
    """One table, empty where LibreOffice is missing."""
    if not is_available():
        return [Table(title="PDF", notes=["LibreOffice is not installed here."])]
    document, converter = write(*case()[1]), Converter()
    pages = converter.convert(document, _SECONDS).pages
    made = table(
        f"PDF of a sub-agreement of {pages} pages, by the clock",
        {
            "a fresh start": clock_of(lambda: by_fresh_start(document, _SECONDS), 1),
            "**the listener**": clock_of(lambda: converter.convert(document, _SECONDS), 1),
        },
        rounds=5,
    )
    converter.close()
    return [made]
