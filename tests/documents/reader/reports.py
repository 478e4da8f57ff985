"""Yearly reports of our own invention as others lay them out, as Word files and as PDF.

A report is a sequence of blocks: a title, a line, or a table of rows. Both kinds of file are made
from the same blocks.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from tests.documents.reader.pdfs import frame, pdf, words
from tests.documents.reader.sketches import heading, word_file
from tests.documents.reader.word_xml import line, row, table

WIDTH, LEFT, STEP, LETTERS = 475, 60, 14, 4.9


@dataclass(frozen=True)
class Block:
    """A title of some level, a line, or the rows of a table."""

    text: str = ""
    is_title: bool = False
    rows: tuple[tuple[str, ...], ...] = ()


def title(text: str) -> Block:
    return Block(text=text, is_title=True)


def text(words_: str) -> Block:
    return Block(text=words_)


def rows(*all_rows: Sequence[str]) -> Block:
    return Block(rows=tuple(tuple(each) for each in all_rows))


MILESTONES = ("Aktivitet og milepæle", "Status", "Kommentarer")
RESULTS = ("Forventede resultater", "Baseline", "2011", "2012", "2013")

NOTE: tuple[Block, ...] = (
    title("Statusnotat 2011 for partnerskabet Unge på vej"),
    text("Holstebro Kommune"),
    title("Samlet status"),
    text("Partnerskabet følger planen, bortset fra jobklubben."),
    title("Uddannelse"),
    title("Aktivitet 1.1 Brobyggere"),
    rows(
        MILESTONES,
        (
            "Fem brobyggere er ansat",
            "Status 2010: Ja Status 2011: Ja",
            "2010: Ansat i maj.",
        ),
        (
            "Alle skoler har en brobygger",
            "Status 2010: Nej Status 2011: Delvist",
            "To skoler mangler endnu.",
        ),
    ),
    rows(
        RESULTS,
        ("Andel unge i uddannelse", "78 % (2009)", "80 % Status 2011: 81 %", "85 %", "90 %"),
        ("Unge med en brobygger", "12", "60 Status 2011: 64", "80", "100"),
    ),
    title("Aktivitet 1.2 Lektiecafé"),
    rows(
        MILESTONES,
        ("Caféen har åbent to dage om ugen", "Status 2011: Ja", ""),
    ),
    rows(RESULTS, ("Besøg om ugen", "0", "25 Status 2011: 31", "30", "35")),
    title("Beskæftigelse"),
    title("Aktivitet 2.1 Jobklub"),
    rows(
        MILESTONES,
        (
            "Tyve fritidsjob er fundet",
            "Status 2010: Ja Status 2011: Nej",
            "2011: Butikken lukkede.",
        ),
        ("Klubben er evalueret i 2012", "", ""),
    ),
    rows(RESULTS, ("Unge med fritidsjob", "14", "20 Status 2011: 16", "25", "30")),
)

REPORT: tuple[Block, ...] = (
    title("Årsrapport om indsatser for unge 2011"),
    text("Aarhus Kommune"),
    title("Samlet status"),
    rows(
        ("Målgruppe", "Succeskriterier", "Projekter", "Status"),
        ("Unge 15-17 år", "Flere i uddannelse", "Mentorer", "På vej"),
        ("Forældre", "Flere til møder", "Forældrecafé", "Nået"),
    ),
    title("Mentorer"),
    text("Beskrivelse"),
    text("Frivillige mødes med unge en gang om ugen."),
    text("Succeskriterier"),
    text("Halvtreds unge har en mentor"),
    text("Otte af ti bliver i uddannelsen"),
    text("Status"),
    text("Der er 44 unge med en mentor."),
    text("Vurdering"),
    text("Projektet er lidt bagud, men ordningen virker."),
    text("Opfølgning"),
    text("Der hverves flere mentorer i foråret."),
    title("Forældrecafé"),
    text("Beskrivelse"),
    text("Forældre mødes på skolen om aftenen."),
    text("Succeskriterier"),
    text("Tredive forældre kommer hver måned"),
    text("Status"),
    text("Der kommer 35 hver måned."),
    text("Vurdering"),
    text("Målet er nået."),
    text("Opfølgning"),
    text("Caféen går over i almindelig drift."),
)


def as_word(blocks: Sequence[Block]) -> bytes:
    """The blocks as a Word file with headings."""
    return word_file("".join(map(_word_block, blocks)))


def as_plain_word(blocks: Sequence[Block]) -> bytes:
    """The same where nobody used a heading's style."""
    return as_word([replace(block, is_title=False) for block in blocks])


def _word_block(block: Block) -> str:
    if block.rows:
        return table(*(row(*map(line, each)) for each in block.rows))
    return heading(block.text) if block.is_title else line(block.text)


def as_pdf(blocks: Sequence[Block]) -> bytes:
    """The blocks on pages, tables ruled, text broken to its cell."""
    pages, drawn, top = [], b"", 100.0
    for block in blocks:
        height = _height(block)
        if top + height > 740:
            pages.append(drawn)
            drawn, top = b"", 100.0
        drawn += _drawn(block, top)
        top += height + 16
    return pdf(*pages, drawn)


def _height(block: Block) -> float:
    if not block.rows:
        return STEP * len(_broken(block.text, WIDTH))
    width = WIDTH / len(block.rows[0])
    return sum(STEP * _depth(each, width) + 6 for each in block.rows)


def _depth(cells: Sequence[str], width: float) -> int:
    return max(len(_broken(cell, width)) for cell in cells)


def _drawn(block: Block, top: float) -> bytes:
    if not block.rows:
        size = 13 if block.is_title else 10
        lines = enumerate(_broken(block.text, WIDTH))
        return b"".join(words(LEFT, top + 10 + STEP * at, each, size) for at, each in lines)
    width = WIDTH / len(block.rows[0])
    edges, drawn = [top], b""
    for cells in block.rows:
        for column, cell in enumerate(cells):
            for at, each in enumerate(_broken(cell, width)):
                drawn += words(LEFT + column * width + 4, edges[-1] + 12 + STEP * at, each)
        edges.append(edges[-1] + STEP * _depth(cells, width) + 6)
    columns = [LEFT + column * width for column in range(len(block.rows[0]) + 1)]
    return frame(columns, edges) + drawn


def _broken(said: str, width: float) -> list[str]:
    lines = [""]
    for word in said.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) * LETTERS > width - 8 and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


MAKERS: tuple[Callable[[Sequence[Block]], bytes], ...] = (as_word, as_plain_word, as_pdf)
