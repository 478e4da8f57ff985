"""Yearly reports as others lay them out: a note with tables by year, a report with fixed blocks."""

from collections.abc import Callable, Sequence

import pytest
from rapidfuzz import fuzz

from documents.found_by import FoundBy
from documents.reader.document import read
from documents.reader.year_marks import by_year, year_alone, year_in
from documents.reading import Reading
from forms.kinds.kind import Unread
from forms.registry import form_of
from forms.reports import Report, number_of, report_of
from tests.documents.reader.reports import (
    MAKERS,
    NOTE,
    REPORT,
    RESULTS,
    Block,
    as_pdf,
    as_word,
    rows,
    text,
    title,
)
from tests.documents.reader.scanning import damaged, long_note

FORM = form_of("statusrapport")
made = pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
Maker = Callable[[Sequence[Block]], bytes]
SEEDS = 12


def texts(reading: Reading) -> dict[str, str]:
    assert reading.form is FORM
    kinds = {str(path): reading.form for path in reading.answers}
    assert kinds
    return {
        str(path): value.text if isinstance(value, Unread) else str(value)
        for path, value in reading.answers.items()
    }


@made
def test_a_note_gives_its_efforts_with_milestones_by_year(make: Maker) -> None:
    report = report_of(read(make(NOTE)).answers)
    assert report.year == 2011
    assert [(effort.area, effort.name) for effort in report.efforts] == [
        ("Uddannelse", "Brobyggere"),
        ("Uddannelse", "Lektiecafé"),
        ("Beskæftigelse", "Jobklub"),
    ]
    told = [(each.name, each.year, each.status) for each in report.efforts[0].milestones]
    assert told == [
        ("Fem brobyggere er ansat", 2010, "Ja"),
        ("Fem brobyggere er ansat", 2011, "Ja"),
        ("Alle skoler har en brobygger", 2010, "Nej"),
        ("Alle skoler har en brobygger", 2011, "Delvist"),
    ]
    comments = [each.comment for each in report.efforts[0].milestones]
    assert comments == ["Ansat i maj.", "", "", "To skoler mangler endnu."]


@made
def test_a_milestone_no_year_is_said_of_has_the_year_it_names(make: Maker) -> None:
    last = report_of(read(make(NOTE)).answers).efforts[2].milestones[-1]
    assert (last.name, last.year, last.status) == ("Klubben er evalueret i 2012", 2012, "")


@made
def test_columns_of_years_hold_targets_where_the_cells_tell_of_a_status(make: Maker) -> None:
    first, second = report_of(read(make(NOTE)).answers).efforts[0].results
    assert (first.unit, first.baseline_year, number_of(first.baseline)) == ("pct", 2009, 78)
    assert (first.target, second.target) == ("90 %", "100")
    assert [(each.year, number_of(each.value)) for each in first.measures] == [(2011, 81)]
    assert second.unit == "antal"


def test_columns_of_years_hold_values_where_nothing_tells_of_a_status() -> None:
    blocks = [
        title("Aktivitet 1 Jobklub"),
        rows(RESULTS, ("Unge med fritidsjob", "14", "16", "21", "")),
    ]
    [effort] = report_of(read(as_word(blocks)).answers).efforts
    measured = [(each.year, number_of(each.value)) for each in effort.results[0].measures]
    assert measured == [(2011, 16), (2012, 21)]
    assert effort.results[0].target == ""


def test_a_value_without_its_year_is_kept_under_its_result() -> None:
    result = ("Unge med fritidsjob", "14", "", "", "")
    values = (("Målt i år", "2011", "Værdi", "Ti", ""), ("Målt i år", "", "Værdi", "Tyve", ""))
    told = texts(read(as_word([title("Aktivitet 1 Jobklub"), rows(RESULTS, result, *values)])))
    at = "indsatser[0].resultater[0].vaerdier"
    found = {path.removeprefix(at): said for path, said in told.items() if path.startswith(at)}
    assert found == {"[0].aar": "2011", "[0].vaerdi": "Ti", "[1].vaerdi": "Tyve"}


@made
def test_a_report_gives_the_blocks_of_each_project(make: Maker) -> None:
    told = texts(read(make(REPORT)))
    assert (told["kommune"], told["aar"]) == ("Aarhus", "2011")
    assert told["indsatser[0].aktivitet"] == "Mentorer"
    assert told["indsatser[0].beskrivelse"] == "Frivillige mødes med unge en gang om ugen."
    assert told["indsatser[0].resultater[1].resultat"] == "Otte af ti bliver i uddannelsen"
    assert told["indsatser[0].vurdering"] == (
        "Status: Der er 44 unge med en mentor.\nProjektet er lidt bagud, men ordningen virker."
    )
    assert told["indsatser[1].vurdering"] == "Status: Der kommer 35 hver måned.\nMålet er nået."
    assert not [path for path in told if "milepaele" in path]
    assert told["indsatser[1].opfoelgning"] == "Caféen går over i almindelig drift."
    assert "indsatser[2].aktivitet" not in told


@made
def test_the_table_of_all_projects_is_the_overall_status(make: Maker) -> None:
    told = texts(read(make(REPORT)))["samlet_status"]
    assert "Målgruppe: Forældre; Succeskriterier: Flere til møder" in told
    assert told.count("Målgruppe:") == 2


@made
def test_nothing_a_report_says_is_lost(make: Maker) -> None:
    blocks = [*NOTE, title("Bilag"), text("Kortet over området ligger på skolen.")]
    reading = read(make(blocks))
    kept = " ".join(texts(reading).values())
    told = " ".join(problem.evidence for problem in reading.problems)
    said = f"{kept} {told}"
    assert "Kortet over området ligger på skolen." in said
    assert "Klubben er evalueret i 2012" in said


def test_what_was_read_by_label_says_where_and_is_less_than_certain() -> None:
    reading = read(as_pdf(NOTE))
    assert {origin.by for origin in reading.origins.values()} == {FoundBy.LABEL}
    assert set(reading.origins) == set(reading.answers)
    assert all(origin.certainty < 1 for origin in reading.origins.values())
    assert all(origin.place.page is not None for origin in reading.origins.values())


def test_an_effort_begins_where_a_block_comes_round_again() -> None:
    blocks = [text("Projekt: Mentorer"), text("Vurdering: God."), text("Vurdering: Også god.")]
    blocks += [text("Beskrivelse: x"), text("Opfølgning: y"), text("Beskrivelse: z")]
    report = report_of(read(as_word(blocks)).answers)
    assert [effort.name for effort in report.efforts] == ["Mentorer", "", ""]


def test_other_documents_are_no_report_of_a_year() -> None:
    blocks = [title("Referat"), text("Status"), text("Alt går godt."), rows(("a", "b"), ("c", "d"))]
    assert read(as_word(blocks)).form is None
    plan = [rows(("Milepæl", "Ansvarlig", "Dato"), ("Lederen er ansat", "Anne", "1.2.2011"))]
    assert read(as_word(plan)).form is not FORM


@pytest.mark.parametrize(
    ("said", "before", "years"),
    [
        ("Status 2010: Ja Status 2011: Nej", "", ((2010, "Ja"), (2011, "Nej"))),
        ("60 % Status 2011: 58 %", "60 %", ((2011, "58 %"),)),
        ("2010: Ansat i maj.\n2011: Stoppet", "", ((2010, "Ansat i maj."), (2011, "Stoppet"))),
        ("Sta tus 2010: Ja Stalus 2011: Nej", "", ((2010, "Ja"), (2011, "Nej"))),
        ("To skoler mangler endnu.", "To skoler mangler endnu.", ()),
        ("God status 2010 og 2011", "God status 2010 og 2011", ()),
        ("", "", ()),
    ],
)
def test_a_text_is_parted_by_the_years_it_is_marked_with(
    said: str, before: str, years: tuple[tuple[int, str], ...]
) -> None:
    found = by_year(said)
    assert (found.before, found.years) == (before, years)


def test_a_year_is_told_alone_or_inside_a_text() -> None:
    assert (year_alone(" 2011. "), year_alone("2011-12"), year_alone("i 2011")) == (
        2011,
        None,
        None,
    )
    assert (year_in("nået i 2012"), year_in("2011 eller 2012"), year_in("12011")) == (
        2012,
        None,
        None,
    )


def test_a_hundred_marks_cost_no_more_than_thirty() -> None:
    assert len(by_year("2010: a " * 1_000).years) == 30


def test_damaged_labels_are_known_and_said() -> None:
    damage = (("Kommentarer", "Kommen tarer"), ("Forventede resultater", "Forvcntede resultatcr"))
    blocks = [title("Aktivitet 1 Jobklub")]
    for block in NOTE[5:8]:
        cells = [list(row) for row in block.rows]
        for sound, broken in damage:
            cells = [[broken if cell == sound else cell for cell in row] for row in cells]
        blocks.append(rows(*cells) if cells else block)
    reading = read(as_word(blocks))
    [said] = [each for each in reading.problems if each.rule == "TXT005"]
    assert said.variant == "labels"
    assert all(broken in said.evidence for _, broken in damage)
    assert "Status" not in said.evidence
    [effort] = report_of(reading.answers).efforts
    assert (len(effort.milestones), len(effort.results)) == (4, 2)
    assert not [each for each in read(as_word(NOTE)).problems if each.rule == "TXT005"]


def read_of(report: Report, good: Report) -> float:
    """How much of a good report's milestones and results is in another, in its right effort."""
    wanted = met = 0
    for number, effort in enumerate(good.efforts):
        other = report.efforts[number] if number < len(report.efforts) else None
        for milestone in effort.milestones:
            wanted += 1
            met += other is not None and any(
                each.year == milestone.year and _alike(each.name, milestone.name)
                for each in other.milestones
            )
        for result in effort.results:
            wanted += 1
            values = [number_of(each.value) for each in result.measures]
            met += other is not None and any(
                _alike(each.name, result.name)
                and [number_of(value.value) for value in each.measures] == values
                for each in other.results
            )
    return met / wanted


def _alike(one: str, other: str) -> bool:
    return fuzz.ratio(one.casefold(), other.casefold()) >= 85


@pytest.mark.parametrize("make", [as_word, as_pdf], ids=lambda make: make.__name__)
def test_a_scan_that_misreads_a_letter_in_a_hundred_is_still_read(make: Maker) -> None:
    good = report_of(read(as_word(long_note())).answers)
    assert len(good.efforts) == 12
    shares = [
        read_of(report_of(read(make(damaged(long_note(), share=0.01, seed=seed))).answers), good)
        for seed in range(SEEDS)
    ]
    assert min(shares) >= 0.9, shares
