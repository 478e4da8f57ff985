"""Lay out the first versions of the templates of Landsbyggefonden's forms.

From then on they are edited in Word. Run again only to start over, for one form or for all:
`PYTHONPATH=. python scripts/make_lbf_templates.py docx_templates [form ...]`.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from word_layout import (
    ACROSS,
    Layout,
    box,
    gap,
    heading,
    new_layout,
    new_table,
    picture,
    put,
    rows,
    section_box,
    shade,
    sheet,
    stack,
    subheading,
    sums,
    text,
    title,
)

PALE = "EAF1F6"
YEARS = ("aar1", "aar2", "aar3", "aar4")
BY_YEAR = dict.fromkeys(YEARS, 3.2)


def samarbejdsaftale() -> Layout:
    """The agreement: the fund's eight headings, the nine indicators under merged goals."""
    layout = new_layout("samarbejdsaftale")
    title(layout)
    box(layout, "omraadets_navn")
    listed(layout, "parter", "p", {"navn": 9.0, "type": 4.4, "cvr": 3.6})
    gap(layout)
    box(layout, "periode")
    gap(layout)
    lay_documents(layout)
    gap(layout)
    section_box(layout, "boligomraadet")
    subheading(layout, "boligomraader")
    columns = {"navn": 5.4, "afdelinger": 6.2, "boligorganisation": 5.4}
    rows(layout, "boligomraader", "o", columns)
    gap(layout)
    section_box(layout, "vision")
    section_box(layout, "organisering")
    subheading(layout, "organisation")
    rows(layout, "organisation", "l", {"navn": 5.0, "under": 5.0, "beskrivelse": 7.0})
    picture(layout, "organisation")
    gap(layout)
    section_box(layout, "samspil")
    lay_indicators(layout)
    gap(layout)
    section_box(layout, "lokal_evaluering")
    section_box(layout, "revision")
    return layout


def lay_documents(layout: Layout) -> None:
    """What the agreement consists of: printed, never an answer."""
    table = new_table(layout, "Aftaledokumenter", (layout.width,), 2)
    put(table.rows[0].cells[0], "Aftaledokumenter", "Ledetekst")
    shade(table.rows[0].cells[0], PALE)
    words = "Samarbejdsaftalen gælder sammen med én delaftale for hvert valgt indsatsområde."
    put(table.rows[1].cells[0], words, "Svar")


def lay_indicators(layout: Layout) -> None:
    """The nine indicators, and the chosen areas with what is difficult in each."""
    heading(layout, "indikatorer")
    text(layout, "{{ vejledning.indikatorer }}", style="Vejledning")
    columns = {
        "maal": 3.3,
        "indikator": 4.9,
        "baseline_omraade": 2.9,
        "baseline_kommune": 2.9,
        "datakilde": 3.0,
    }
    rows(layout, "indikatorer", "i", columns)
    heading(layout, "indsatsomraader")
    text(layout, "{{ vejledning.indsatsomraader }}", style="Vejledning")
    stack(layout, "indsatsomraader", "o")


def delaftale() -> Layout:
    """A sub-agreement: goals with their indicators, staff, and a sheet for each activity."""
    layout = new_layout("delaftale")
    title(layout)
    for address in ("indsatsomraade", "navn", "periode"):
        box(layout, address)
        gap(layout)
    listed(layout, "parter", "p", {"navn": layout.width})
    listed(
        layout,
        "delmaal",
        "d",
        {
            "delmaal": 3.5,
            "indikator": 4.8,
            "baseline": 3.0,
            "anden_baseline": 2.7,
            "datakilde": 3.0,
        },
    )
    listed(layout, "aktivitetsliste", "l", {"navn": 6.0, "beskrivelse": 11.0})
    columns = {"funktion": 6.2, "andel": 3.4, "timer": 3.0, "finansiering": 4.4}
    listed(layout, "medarbejderressourcer", "m", columns)
    gap(layout)
    section_box(layout, "kommunal_sammenhaeng")
    section_box(layout, "revision")
    layout.document.add_paragraph("{{ afsnit.aktiviteter.titel }}", style="Heading 1")
    words = "Ét skema for hver aktivitet. Kopiér det sidste skema, når I skal bruge flere."
    text(layout, words, style="Vejledning")
    sheet(layout, "aktiviteter", "a", name="Aktivitetsskema")
    return layout


def listed(layout: Layout, group: str, variable: str, columns: dict[str, float]) -> None:
    """A table under the group's official name."""
    layout.document.add_paragraph(f"{{{{ label.{group} }}}}", style="Heading 1")
    text(layout, f"{{{{ vejledning.{group} }}}}", style="Vejledning")
    rows(layout, group, variable, columns)


def milepaelsplan() -> Layout:
    """The milestones, a line each."""
    columns = {
        "milepael": 8.3,
        "indsatsomraade": 5.0,
        "aktivitet": 5.0,
        "ansvarlig": 4.6,
        "dato": 2.8,
    }
    layout = single_table("milepaelsplan", "milepaele", columns)
    picture(layout, "milepaele")
    return layout


def beredskabsplan() -> Layout:
    """The risks, a line each."""
    columns = {
        "risiko": 7.0,
        "sandsynlighed": 3.2,
        "konsekvens": 3.0,
        "handling": 8.3,
        "ansvarlig": 4.2,
    }
    return single_table("beredskabsplan", "risici", columns)


def indberetningsskema() -> Layout:
    """The estates, a line each."""
    columns = {
        "boligorganisation": 6.4,
        "afdeling": 6.0,
        "adresse": 8.3,
        "boliger": 2.5,
        "beboere": 2.5,
    }
    return single_table("indberetningsskema", "afdelinger", columns)


def single_table(form: str, group: str, columns: dict[str, float]) -> Layout:
    """A form that is one table, on a page across."""
    layout = new_layout(form, width=ACROSS)
    title(layout)
    heading(layout, group)
    rows(layout, group, "r", columns)
    return layout


def kommissorium() -> Layout:
    """The board's terms of reference, a heading each."""
    layout = new_layout("kommissorium")
    title(layout)
    section_box(layout, "formaal")
    heading(layout, "medlemmer")
    rows(layout, "medlemmer", "m", {"navn": 6.0, "organisation": 6.4, "rolle": 4.6})
    gap(layout)
    for section in ("formandskab", "opgaver", "moeder", "sekretariat"):
        section_box(layout, section)
    heading(layout, "regulativ")
    box(layout, "regulativ_dato")
    return layout


def budget() -> Layout:
    """Expenses, staff and financing by year, on a page across."""
    layout = new_layout("budget", width=ACROSS)
    title(layout)
    heading(layout, "udgifter")
    widths = {"kategori": 3.4, "tekst": 5.6, "indsatsomraade": 3.9}
    rows(layout, "poster", "p", widths | BY_YEAR)
    gap(layout)
    sums(layout, "afsnit.udgifter.titel", stated("udgifter_i_alt"))
    picture(layout, "poster")
    heading(layout, "medarbejdere")
    columns = {"funktion": 11.7, "timer": 4.0, "aarsvaerk": 4.0, "aarsloen": 6.0}
    rows(layout, "medarbejdere", "m", columns)
    heading(layout, "finansiering")
    rows(layout, "finansiering", "f", {"kilde": 12.9} | BY_YEAR)
    gap(layout)
    sums(layout, "afsnit.finansiering.titel", stated("finansiering_i_alt"))
    gap(layout)
    lay_shares(layout)
    picture(layout, "finansiering")
    return layout


def stated(name: str) -> tuple[str, ...]:
    """The totals people type."""
    return tuple(f"{name}.{year}" for year in (*YEARS, "samlet"))


def lay_shares(layout: Layout) -> None:
    """What the service computes of the financing as a whole."""
    computed = ("finansiering_af_udgifter", "lokal_finansiering")
    table = new_table(layout, "{{ afsnit.finansiering.titel }}", (10.8, 14.9), len(computed))
    for row, address in zip(table.rows, computed, strict=True):
        put(row.cells[0], f"{{{{ label.{address} }}}}", "Ledetekst")
        put(row.cells[1], f"{{{{ {address} }}}}", "Vejledning")
        for cell in row.cells:
            shade(cell, PALE)


MAKERS: tuple[Callable[[], Layout], ...] = (
    samarbejdsaftale,
    delaftale,
    budget,
    milepaelsplan,
    beredskabsplan,
    kommissorium,
    indberetningsskema,
)


if __name__ == "__main__":
    folder, wanted = Path(sys.argv[1]), sys.argv[2:]
    for make in MAKERS:
        if not wanted or make.__name__ in wanted:
            make().document.save(str(folder / f"{make.__name__}.docx"))
