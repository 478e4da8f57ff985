"""The lines of a printed form, counted as a person would who looks at its pages."""

from collections.abc import Iterator, Sequence

import pypdfium2 as pdfium

from documents.pdf_conversion import NotPrinted
from documents.reader.pdf_page import Page, read_page
from documents.reader.pdf_text import margin_key, repeated_lines, visual_lines
from documents.reader.spelling import normalised
from forms.grammar import Field, FormDefinition
from forms.kinds.prose import Prose
from validators.extent import Extent

_MOST_PAGES = 200


def extent_of_pdf(definition: FormDefinition, pdf: bytes) -> Extent:
    """The lines of each page of a PDF printed from a form, and of each section; NotPrinted."""
    try:
        document = pdfium.PdfDocument(pdf)
    except pdfium.PdfiumError as error:
        raise NotPrinted("the PDF cannot be opened") from error
    try:
        pages = [read_page(document, at) for at in range(min(len(document), _MOST_PAGES))]
    finally:
        document.close()
    margins = repeated_lines([each.texts for each in pages], [each.height for each in pages])
    lines = [
        [
            line.words
            for line in visual_lines(page.texts)
            if margin_key(line, page.height) not in margins
        ]
        for page in pages
    ]
    lines = list(_without_repeated_heads(lines))
    said = [words for page in lines for words in page]
    return Extent(
        lines=tuple(map(len, lines)),
        sections=_sections(definition, said),
        pictures=tuple(at for at, page in enumerate(pages, 1) if _is_picture(page)),
    )


def _is_picture(page: Page) -> bool:
    """Whether a page shows something and none of it is text, as a scanned one does."""
    return page.has_picture and not page.texts


def _without_repeated_heads(pages: Sequence[list[str]]) -> Iterator[list[str]]:
    """The pages without the head of a table that a program sets again where the table goes on."""
    seen: set[str] = set()
    for lines in pages:
        yield lines[1:] if lines and lines[0] in seen else lines
        seen.update(lines)


def _sections(definition: FormDefinition, lines: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """How many lines stand under the titles of each section, in the order of the form."""
    titles = {normalised(title): id_ for title, id_ in _titles(definition)}
    counts = dict.fromkeys((section.id for section in definition.sections), 0)
    current = ""
    for line in lines:
        current = titles.get(normalised(line), current)
        if current:
            counts[current] += 1
    return tuple(counts.items())


def _titles(definition: FormDefinition) -> Iterator[tuple[str, str]]:
    """What begins a section: its title, and what a person may call its long texts instead."""
    for section in definition.sections:
        for item in section.items:
            if isinstance(item, Field) and isinstance(item.kind, Prose):
                yield from ((label, section.id) for label in (item.label, *item.aliases))
        yield section.title, section.id
