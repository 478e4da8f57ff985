"""A budget is read back from the workbook it was written as, and from the workbooks of others."""

import io
import re
import zipfile
from datetime import date
from decimal import Decimal

import pytest
import xlsxwriter
from hypothesis import given, settings

from documents.found_by import FoundBy
from documents.reader.examine_file import is_workbook, read_file
from documents.reader.sheet_form import read_workbook_form
from documents.sheets.writer import write_workbook
from forms.answers import Answers
from forms.catalogue.lbf_omraader import OMRAADE
from forms.kinds.kind import Unread
from forms.path import Path
from forms.registry import form_of
from tests.documents.safety.workbooks import written
from tests.documents.sheets.example_budgets import BUDGET, ROUNDED, budget
from tests.strategies import answers
from validators.examination import examine
from validators.finding import Place

YEARS = ("År 1", "År 2", "År 3", "År 4")


def value(reading, path):
    return reading.answers.get(Path.parse(path))


def told(reading):
    return sorted((each.rule, each.variant) for each in reading.problems)


def nameless(content):
    """The same workbook as a program leaves it that keeps neither names nor properties."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/workbook.xml":
                part = re.sub(rb"<definedNames>.*</definedNames>", b"", part)
            if name == "docProps/custom.xml":
                part = part.replace(b'"Tilsagn"', b'"X"')
            new.writestr(name, part)
    return target.getvalue()


def renamed(content, old, new):
    """The workbook with another name in its list of names."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as book, zipfile.ZipFile(target, "w") as other:
        for each in book.namelist():
            part = book.read(each)
            if each == "xl/workbook.xml":
                assert old.encode() in part
                part = part.replace(old.encode(), new.encode())
            other.writestr(each, part)
    return target.getvalue()


@pytest.fixture(scope="module")
def filled():
    return write_workbook(BUDGET, budget())


@settings(max_examples=25)
@given(answers(BUDGET))
def test_what_is_written_is_read_back(given):
    reading = read_workbook_form(write_workbook(BUDGET, given))
    assert reading.answers == given
    assert reading.problems == ()
    assert set(reading.origins) == set(given)


def test_a_rounded_amount_comes_back_as_precise_as_it_was_printed():
    reading = read_workbook_form(write_workbook(BUDGET, budget(ROUNDED)))
    assert reading.answers == budget(ROUNDED)
    precise = {str(path): reading.answers.precision(path) for path in reading.answers}
    assert {path: each for path, each in precise.items() if each} == {
        "poster[1].aar2": 500,
        "udgifter_i_alt.samlet": 50_000,
    }


@pytest.mark.parametrize("name", ["budget.afrundet.1", "budget.afrundet.9e9.1", "budget.afrundet."])
def test_a_name_that_tells_of_another_amount_changes_nothing(name):
    content = write_workbook(BUDGET, budget(ROUNDED))
    reading = read_workbook_form(renamed(content, "budget.afrundet.40e5.1", name))
    assert reading.answers == budget(ROUNDED)
    assert reading.answers.precision(Path.parse("udgifter_i_alt.samlet")) == 0


def test_a_blank_one_answers_nothing():
    reading = read_workbook_form(write_workbook(BUDGET, Answers()))
    assert reading.form is BUDGET
    assert reading.answers == Answers()
    assert reading.problems == ()


def test_an_uploaded_one_is_read_in_a_process_of_its_own_with_cells_for_places(filled):
    reading = read_file(filled, file="budget.xlsx")
    assert reading.form is BUDGET
    assert is_workbook(reading)
    assert reading.answers == budget()
    origin = reading.origins[Path.parse("poster[1].aar1")]
    assert origin.place == Place(sheet="Udgifter", row=8, cell=3)
    assert origin.by is FoundBy.BOOKMARK


def test_without_names_and_mark_it_is_read_by_its_headings(filled):
    reading = read_workbook_form(nameless(filled))
    assert reading.form is BUDGET
    assert reading.answers == budget()
    assert set(told(reading)) == {("REA004", "sheet")}
    assert {origin.by for origin in reading.origins.values()} == {FoundBy.LABEL}


def test_a_total_that_is_wrong_in_one_cell_names_the_cell():
    content = write_workbook(BUDGET, budget({"udgifter_i_alt.aar2": "900.000"}))
    reading = read_workbook_form(content)
    places = {path: origin.place for path, origin in reading.origins.items()}
    found = [each.placed(places, None) for each in examine(BUDGET, reading.answers)]
    assert [(each.rule, each.place) for each in found] == [
        ("BUD001", Place(sheet="Udgifter", row=3, cell=4))
    ]


def test_one_that_is_asked_to_be_another_form_is_not_forced_into_it(filled):
    reading = read_workbook_form(filled, form=form_of("delaftale"))
    assert reading.form is None
    assert told(reading) == [("REA002", "workbook")]


def write_table(page, at, heads, rows):
    top, left = at
    page.write_row(top, left, heads)
    for number, row in enumerate(rows, start=top + 1):
        page.write_row(number, left, row)


def foreign(made, unit="", sheet="Ark1"):
    """One sheet of another hand: other words, other places, a line of sums under each table."""
    page = made.add_worksheet(sheet)
    page.write("B1", "Budget for Åparken")
    page.write("B2", unit)
    heads = ("Art", "Beskrivelse", "1. år", "2. år", "3. år", "4. år", "I alt")
    rows = (
        ("Løn", "Leder", 900, 900, 900, 900, 3600),
        ("Aktiviteter", "Jobklub", "100", 100, "-", 100.5, 300.5),
        ("Lønudgifter", "Vikar", 0.004, "", "", "", 0),
        ("I alt", "", 1000, 1000, 900, 1000.5, 3900.5),
        ("Underskrift", "", "", "", "", "", ""),
    )
    write_table(page, (3, 1), heads, rows)
    sources = (("LBF", 700, 700, 700, 700), ("Kommunen, kontant", 300, 300, 200, 300.5))
    write_table(page, (12, 2), ("Finansieringskilde", *YEARS), (*sources, ("Sum", *[1000] * 4)))
    staff = (("Leder", 18.5, 0.5, 400), ("Vejleder", "37 timer", 1, "500.000 kr."))
    write_table(page, (20, 0), ("Stilling", "Timer pr. uge", "Årsværk", "Årsløn"), staff)


@pytest.fixture(scope="module")
def thousands():
    return read_workbook_form(written(lambda made: foreign(made, "Alle beløb i 1.000 kr.")))


def test_a_workbook_of_others_is_read_by_the_words_of_its_headings(thousands):
    assert thousands.form is BUDGET
    assert value(thousands, "poster[0].kategori") == "loen"
    assert value(thousands, "poster[1].tekst") == "Jobklub"
    assert value(thousands, "finansiering[0].kilde") == "lbf"
    assert value(thousands, "medarbejdere[1].timer") == 37
    assert thousands.origins[Path.parse("poster[0].aar1")].place == Place(
        sheet="Ark1", row=4, cell=3
    )


def test_the_unit_told_above_a_table_holds_for_its_amounts_and_not_for_one_that_says_its_own(
    thousands,
):
    assert value(thousands, "poster[0].aar1") == 900_000
    assert value(thousands, "poster[1].aar1") == 100_000
    assert value(thousands, "poster[1].aar4") == 100_500
    assert value(thousands, "medarbejdere[0].aarsloen") == 400_000
    assert value(thousands, "medarbejdere[1].aarsloen") == 500_000


def test_a_line_of_sums_is_what_is_stated_and_no_row(thousands):
    assert thousands.answers.row_count(Path.parse("poster")) == 3
    assert value(thousands, "udgifter_i_alt.aar4") == 1_000_500
    assert value(thousands, "udgifter_i_alt.samlet") == 3_900_500
    assert value(thousands, "finansiering_i_alt.aar1") == 1_000_000


def test_a_dash_is_nothing_and_what_follows_the_sums_is_left_over(thousands):
    assert value(thousands, "poster[1].aar3") is None
    left = [each for each in thousands.problems if each.variant == "left_over"]
    assert [(each.evidence, each.place.row) for each in left] == [("Underskrift", 8)]


def test_parts_of_an_oere_are_cut_and_that_is_told():
    reading = read_workbook_form(written(foreign))
    assert value(reading, "poster[2].aar1") == Decimal("0.00")
    assert ("REA004", "rounded") in told(reading)


def headed(heads, rows, sheet="Ark1", lay=lambda page: None):
    """Two tables, the first as it is tried, the second plain."""

    def make(made):
        page = made.add_worksheet(sheet)
        write_table(page, (0, 0), heads, rows)
        write_table(page, (30, 0), ("Kilde", *YEARS), [("LBF", 1, 2, 3, 4)])
        lay(page)

    return read_workbook_form(written(make))


@pytest.mark.parametrize(
    ("head", "cell", "amount"),
    [
        ("År 1 (1.000 kr.)", 750, 750_000),
        ("År 1 (t.kr.)", "750", 750_000),
        ("År 1, i mio. kr.", 2.125, 2_125_000),
        ("År 1 i mio. kr.", "2,125", 2_125_000),
        ("År 1 (kr.)", 750, 750),
        ("Første år", 750, 750),
        ("År 1 (1.000 kr.)", "2 mio. kr.", 2_000_000),
    ],
)
def test_the_unit_of_a_heading_holds_for_its_column(head, cell, amount):
    reading = headed(("Kategori", "Udgift til", head), [("Løn", "Leder", cell)])
    assert value(reading, "poster[0].aar1") == amount


def test_an_amount_that_cannot_be_read_for_certain_stays_as_it_stands():
    reading = headed(("Kategori", "Udgift til", "År 1"), [("Løn", "Leder", "1,500")])
    assert value(reading, "poster[0].aar1") == Unread(text="1,500", fault=None)


def test_years_of_the_calendar_are_counted_from_the_first_and_doubted():
    heads = ("Kategori", "Udgift til", 2022, 2023, 2024, 2025)
    reading = headed(heads, [("Løn", "Leder", 1, 2, 3, 4)])
    assert value(reading, "poster[0].aar4") == 4
    assert ("REA004", "label") in told(reading)


def test_more_years_than_the_form_has_are_not_guessed_at():
    heads = ("Kategori", "Udgift til", 2021, 2022, 2023, 2024, 2025)
    reading = headed(heads, [("Løn", "Leder", 1, 2, 3, 4, 5)])
    assert value(reading, "poster[0].aar1") is None


def test_a_cell_merged_downwards_holds_for_its_rows_but_an_amount_stands_once():
    def lay(page):
        page.merge_range("A2:A3", "Løn")
        page.merge_range("C2:C3", 5)

    rows = [("", "Leder", "", 1), ("", "Vikar", "", 2)]
    reading = headed(("Kategori", "Udgift til", "År 1", "År 2"), rows, lay=lay)
    assert value(reading, "poster[1].kategori") == "loen"
    assert value(reading, "poster[0].aar1") == 5
    assert value(reading, "poster[1].aar1") is None


def test_a_line_with_an_option_alone_holds_for_the_rows_below_and_is_doubted():
    rows = [("", "Løn", ""), ("", "Leder", 1), ("", "Aktiviteter", ""), ("", "Jobklub", 2)]
    reading = headed(("Kategori", "Udgift til", "År 1"), rows)
    assert [value(reading, f"poster[{row}].kategori") for row in (0, 1)] == ["loen", "aktiviteter"]
    assert reading.answers.row_count(Path.parse("poster")) == 2
    assert ("REA004", "label") in told(reading)


def test_a_part_sum_is_no_row_and_is_told():
    rows = [("Løn", "Leder", 1), ("Løn i alt", "", 1), ("Revision", "Revisor", 2), ("I alt", "", 3)]
    reading = headed(("Kategori", "Udgift til", "År 1"), rows)
    assert reading.answers.row_count(Path.parse("poster")) == 2
    assert value(reading, "udgifter_i_alt.aar1") == 3
    assert ("REA004", "left_over") in told(reading)


def by_area(sums):
    """A table for each area under its name, with the sums that are given for each and for all."""
    heads = ("Kategori", "Udgift til", "År 1", "År 2")

    def make(made):
        page = made.add_worksheet("Udgifter")
        first, second, both = sums
        school = [("Løn", "Leder", 500, 400), ("Revision", "Revisor", 20, 20), *first]
        write_table(page, (0, 0), heads, school)
        page.write(6, 0, "Beskæftigelse")
        write_table(page, (7, 0), heads, [("Løn", "Jobvejleder", 300, 300), *second, *both])
        beside = made.add_worksheet("Finansiering")
        write_table(beside, (0, 0), ("Kilde", "År 1", "År 2"), [("LBF", 820, 720)])

    return read_workbook_form(written(make), form=BUDGET)


@pytest.mark.parametrize(
    ("sums", "stated", "left"),
    [
        (([], [], [("I alt", "", 820, 720)]), 820, 0),
        (([("I alt", "", 520, 420)], [("I alt", "", 300, 300)], []), None, 2),
        (
            (
                [("I alt", "", 520, 420)],
                [("I alt", "", 300, 300)],
                [("Udgifter i alt", "", 820, 720)],
            ),
            820,
            2,
        ),
    ],
)
def test_a_table_for_each_area_is_one_and_only_the_sum_over_all_is_stated(sums, stated, left):
    reading = by_area(sums)
    told_names = [value(reading, f"poster[{row}].tekst") for row in range(4)]
    assert told_names == ["Leder", "Revisor", "Jobvejleder", None]
    assert value(reading, "udgifter_i_alt.aar1") == stated
    assert told(reading).count(("REA004", "left_over")) == left


def test_the_name_of_an_area_alone_above_a_table_holds_for_its_rows():
    reading = by_area(([("I alt", "", 520, 420)], [], []))
    areas = [value(reading, f"poster[{row}].indsatsomraade") for row in range(3)]
    assert areas == [None, None, "beskaeftigelse"]


def on_sheets(*names):
    """A table of expenses on each sheet, one row in each, and one of financing."""

    def make(made):
        for number, name in enumerate(names):
            heads = ("Kategori", "Udgift til", "År 1") if number % 2 else ("Art", "Post", "År 1")
            row = ("Løn", f"Medarbejder {number}", 100 * (number + 1))
            write_table(made.add_worksheet(name), (number, number), heads, [row])
        write_table(made.add_worksheet("Penge"), (0, 0), ("Kilde", "År 1"), [("LBF", 100)])

    return read_workbook_form(written(make), form=BUDGET)


@pytest.mark.parametrize(
    "names",
    [
        ("Beskæftigelse", "Kriminalitetsforebyggelse"),
        ("Budget for Beskæftigelse", "Sammenhængskraft og medborgersk"),
    ],
)
def test_tables_on_sheets_named_by_areas_are_one_and_each_has_its_area(names):
    reading = on_sheets(*names)
    column = [value(reading, f"poster[{row}].indsatsomraade") for row in range(2)]
    assert set(column) <= {option.id for option in OMRAADE.options}
    assert len(set(column)) == len(names)
    assert [value(reading, f"poster[{row}].aar1") for row in range(2)] == [100, 200]
    assert not [each for each in told(reading) if each[1] in ("sheet", "table")]


@pytest.mark.parametrize(
    "names",
    [
        ("Beskæftigelse", "Beskæftigelse (gammel)"),
        ("Løn", "Revision (gammel)"),
        ("Budget v1", "Budget v2"),
        ("Beskæftigelse", "Samlet"),
        ("Samlet", "Beskæftigelse", "Kriminalitetsforebyggelse"),
        ("Beskæftigelse", "Beskæftigelse 2"),
        ("Ark", "Ark kopi"),
    ],
)
def test_tables_on_sheets_that_may_be_versions_are_not_joined_and_told(names):
    reading = on_sheets(*names)
    assert reading.answers.row_count(Path.parse("poster")) == 1
    assert told(reading).count(("REA004", "sheet")) == len(names) - 1


def test_a_second_table_in_other_columns_is_told_and_not_read():
    def make(made):
        page = made.add_worksheet("Budget")
        heads = ("Kategori", "Udgift til", "År 1", "År 2")
        write_table(page, (0, 0), heads, [("Løn", "Leder", 500, 400)])
        write_table(page, (6, 5), ("Kategori", "Udgift til", "År 1"), [("Løn", "Leder", 300)])
        write_table(page, (12, 0), ("Kilde", "År 1", "År 2"), [("LBF", 500, 400)])

    reading = read_workbook_form(written(make), form=BUDGET)
    assert reading.answers.row_count(Path.parse("poster")) == 1
    [other] = [each for each in reading.problems if each.variant == "table"]
    assert (other.place.sheet, other.place.row) == ("Budget", 6)


def test_hidden_rows_are_read_and_told():
    def lay(page):
        page.set_row(1, None, None, {"hidden": True})

    rows = [("Løn", "Leder", 1), ("Løn", "Vikar", 2)]
    reading = headed(("Kategori", "Udgift til", "År 1"), rows, lay=lay)
    assert value(reading, "poster[0].aar1") == 1
    hidden = [each for each in reading.problems if each.variant == "hidden_rows"]
    assert [(each.rule, each.place.row, dict(each.values)) for each in hidden] == [
        ("REA005", 1, {"count": "1"})
    ]


def test_hidden_columns_are_read_and_told():
    def lay(page):
        page.set_column("C:C", None, None, {"hidden": True})

    reading = headed(("Kategori", "Udgift til", "År 1"), [("Løn", "Leder", 1)], lay=lay)
    assert value(reading, "poster[0].aar1") == 1
    assert ("REA005", "hidden_rows") in told(reading)


def test_a_hidden_sheet_is_told_and_not_read():
    def make(made: xlsxwriter.Workbook) -> None:
        made.add_worksheet("Forside").write("A1", "x")
        foreign(made, sheet="Gammelt")
        made.get_worksheet_by_name("Gammelt").hide()
        foreign(made, sheet="Nyt")

    reading = read_workbook_form(written(make))
    assert {origin.place.sheet for origin in reading.origins.values()} == {"Nyt"}
    assert ("REA005", "hidden_sheets") in told(reading)
    assert ("REA004", "sheet") in told(reading)


def test_a_workbook_without_the_tables_is_no_budget():
    def make(made: xlsxwriter.Workbook) -> None:
        page = made.add_worksheet("Ark1")
        write_table(page, (0, 0), ("Navn", "Dato", "I alt"), [("Bo", 3, 4)])
        page.write_datetime("F1", date(2024, 3, 5))

    reading = read_workbook_form(written(make))
    assert reading.form is None
    assert is_workbook(reading)


def test_rows_beyond_all_bounds_are_told_and_not_taken():
    def make(made: xlsxwriter.Workbook) -> None:
        page = made.add_worksheet("Ark1")
        write_table(page, (0, 0), ("Kilde", "År 1"), [("LBF", 1)])
        write_table(page, (3, 0), ("Kategori", "År 1"), [("Løn", row) for row in range(2_005)])

    reading = read_file(written(make))
    assert reading.answers.row_count(Path.parse("poster")) == 2_000
    assert ("REA004", "left_over") in told(reading)
