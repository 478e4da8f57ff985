"""A budget opened, changed and reckoned in LibreOffice Calc comes back as it was changed."""

import pytest

from documents.reader.examine_file import read_file
from documents.reader.workbook import read_grids
from documents.sheets.writer import write_workbook
from forms.answers import Answers
from forms.path import Path
from tests.documents.sheets.example_budgets import BUDGET, ROUNDED, budget
from tests.documents.writer_program import work
from validators.examples import typed_answers

pytestmark = pytest.mark.libreoffice

EXCEL = "Calc MS Excel 2007 XML"
UNSUMMED = {"poster[1].aar1": "cirka 100.000", "poster[1].aar2": "999.999.999.999.999,99"}
ADDED = {
    "poster[0].kategori": "Løn",
    "poster[0].tekst": "Leder & <vikar>",
    "poster[0].aar1": "900.000",
    "poster[1].kategori": "Revision",
    "poster[1].aar1": "50.000,50",
    "udgifter_i_alt.aar1": "950.000,50",
    "udgifter_i_alt.samlet": "950.000,50",
}


def steps_of(source, target, *changes):
    return [("open-book", str(source)), *changes, ("reckon",), ("save", str(target), EXCEL)]


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    """Workbooks as Calc reckons and saves them: blank and filled in, sound, and not summed up."""
    folder = tmp_path_factory.mktemp("books")
    given = {
        "blank": Answers(),
        "sound": budget(),
        "unsummed": budget(UNSUMMED),
        "rounded": budget(ROUNDED),
    }
    for name, answers in given.items():
        (folder / f"{name}.xlsx").write_bytes(write_workbook(BUDGET, answers))
    changes = (
        ("set", "Udgifter", "A8", "Løn"),
        ("set", "Udgifter", "B8", "Leder & <vikar>"),
        ("number", "Udgifter", "D8", "900000"),
        ("insert", "Udgifter", "9"),
        ("set", "Udgifter", "A48", "Revision"),
        ("number", "Udgifter", "D48", "50000.5"),
    )
    steps = steps_of(folder / "blank.xlsx", folder / "added.xlsx", *changes)
    retyped = (("number", "Udgifter", "E9", "101000"), ("insert", "Udgifter", "7"))
    steps += steps_of(folder / "rounded.xlsx", folder / "rounded-saved.xlsx", *retyped)
    for name in ("sound", "unsummed"):
        steps += steps_of(folder / f"{name}.xlsx", folder / f"{name}-saved.xlsx")
    work(folder, steps)
    return folder


def test_what_is_typed_and_added_is_read_with_the_sums_that_calc_reckons(saved):
    reading = read_file((saved / "added.xlsx").read_bytes())
    assert reading.form is BUDGET
    assert reading.problems == ()
    assert reading.answers == typed_answers(BUDGET, ADDED)
    assert reading.origins[Path.parse("poster[1].aar1")].place.row == 47


def test_a_sound_budget_is_the_same_after_calc(saved):
    reading = read_file((saved / "sound-saved.xlsx").read_bytes())
    assert reading.answers == budget()
    assert reading.problems == ()


def test_calc_allows_a_rounded_amount_its_rounding_until_it_is_changed(saved):
    content = (saved / "rounded-saved.xlsx").read_bytes()
    cells = cells_of(content)
    allowed = {cells["Kontrol", row, 0]: cells["Kontrol", row, 6] for row in range(3, 8)}
    assert allowed["Udgifter i alt, beregnet"] == 50_000
    assert allowed["Udgifter år 2, beregnet"] == 0
    answers = read_file(content).answers
    changed = {"poster[1].aar2": "101.000", "udgifter_i_alt.aar2": "1.001.000"}
    assert answers == budget({**ROUNDED, **changed})
    precise = [str(path) for path in answers if answers.precision(path)]
    assert precise == ["udgifter_i_alt.samlet"]


@pytest.mark.parametrize("name", ["sound", "unsummed"])
def test_calc_reckons_what_we_wrote(saved, name):
    ours = cells_of(write_workbook(BUDGET, budget(UNSUMMED if name == "unsummed" else {})))
    theirs = cells_of((saved / f"{name}-saved.xlsx").read_bytes())
    pairs = {at: (ours.get(at, ""), theirs.get(at, "")) for at in {*ours, *theirs}}
    assert {at: pair for at, pair in pairs.items() if pair[0] != pair[1]} == {}


def cells_of(content):
    return {
        (grid.name, row, at): cell
        for grid in read_grids(content)
        for row, cells in enumerate(grid.rows)
        for at, cell in enumerate(cells)
    }
