"""A budget as a workbook: live sums with values of their own, places to type, and nothing else."""

import re
import zipfile
from decimal import Decimal
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from documents.safety.guard import inspect
from documents.sheets.layout import ROOM, NoTable
from documents.sheets.naming import MARK, mark_of, name_of
from documents.sheets.writer import write_workbook
from documents.writer import WriteFailed
from forms.answers import Answers
from forms.kinds.kind import Unread
from forms.outline import outline
from forms.path import Path
from forms.registry import form_of
from tests.documents.sheets.example_budgets import BUDGET, ROUNDED, budget
from tests.strategies import HOSTILE_TEXTS

UNSUMMED = {"poster[1].aar1": "cirka 100.000", "poster[1].aar2": "999.999.999.999.999,99"}


@pytest.fixture(scope="module")
def blank() -> bytes:
    return write_workbook(BUDGET, Answers())


@pytest.fixture(scope="module")
def filled() -> bytes:
    return write_workbook(BUDGET, budget())


def sheets_of(content):
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in book.sheet_names
    }


def parts_of(content):
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def lines_of(sheet):
    """The lines of a sheet by what they begin with."""
    return {row[0]: row[1:] for row in sheet}


def input_parts(content):
    parts = parts_of(content)
    return [parts[f"xl/worksheets/sheet{number}.xml"] for number in (1, 2, 3)]


def test_it_has_a_sheet_to_type_in_for_each_section_then_views_and_the_proof(blank):
    titles = [section.title for section in BUDGET.sections]
    views = ["Efter kategori", "Efter indsatsområde", "Efter kilde", "Bemanding", "Kontrol"]
    assert list(sheets_of(blank)) == [*titles, *views]


def test_the_guard_lets_it_in(filled):
    assert inspect(filled).is_accepted


def test_it_says_which_form_and_version_it_is(blank):
    told = parts_of(blank)["docProps/custom.xml"]
    assert f'name="{MARK}"' in told
    assert mark_of(BUDGET) in told


def test_every_field_table_and_total_has_a_name(blank):
    named = set(re.findall(r'definedName name="([^"]+)"', parts_of(blank)["xl/workbook.xml"]))
    addresses = {placed.address for placed in outline(BUDGET).placed()}
    assert {name_of(BUDGET, address) for address in addresses} <= named


def test_a_blank_one_states_nothing_and_reckons_nothing(blank):
    sheets = sheets_of(blank)
    stated = lines_of(sheets["Udgifter"])["Udgifter i alt"]
    assert set(stated) == {""}
    assert {row[3] for row in sheets["Kontrol"][3:]} == {0}


def test_every_total_is_a_formula_with_the_value_it_has(filled):
    proof = lines_of(sheets_of(filled)["Kontrol"])
    for placed in outline(BUDGET).totals():
        assert placed.total.label in proof
    assert proof["Udgifter i alt, beregnet"][1:5] == [4_000_000, 4_000_000, 0, 0]
    assert proof["Heraf lokal finansiering"][2] == 1_200_000
    assert proof["Heraf lokal finansiering"][6] == pytest.approx(0.3)
    formulas = re.findall(r"<f>([^<]*)</f>", parts_of(filled)["xl/worksheets/sheet8.xml"])
    assert any("budget.finansiering.kilde=" in formula for formula in formulas)


def test_a_total_stated_wrongly_stands_as_stated_beside_the_right_one():
    content = write_workbook(BUDGET, budget({"udgifter_i_alt.aar2": "900.000"}))
    sheet = lines_of(sheets_of(content)["Udgifter"])
    assert sheet["Udgifter i alt"][3] == 900_000
    assert sheet["Beregnet"][3] == 1_000_000
    assert sheet["Forskel"][3] == -100_000


def test_the_proof_allows_what_an_amount_was_rounded_by_while_it_stands():
    content = write_workbook(BUDGET, budget(ROUNDED))
    sheets = sheets_of(content)
    proof = lines_of(sheets["Kontrol"])
    assert proof["Udgifter i alt, beregnet"][1:6] == [4_000_000, 4_020_000, -20_000, 0, 50_500]
    assert proof["Udgifter år 1, beregnet"][5] == 0
    assert proof["Udgifter år 2, beregnet"][5] == 500
    rounded = lines_of(sheets["Afrunding"])["Udgifter i alt"]
    assert rounded[:3] == ["Udgifter!H4", "4,0\u00a0mio.\u00a0kr.", 50_000]
    kontrol = parts_of(content)["xl/worksheets/sheet8.xml"]
    assert "<formula>ABS(N($E$8))&gt;N($G$8)</formula>" in kontrol


def test_an_amount_that_was_rounded_is_shown_so_until_it_is_changed():
    content = write_workbook(BUDGET, budget(ROUNDED))
    formats = re.findall(r'formatCode="([^"]*)"', parts_of(content)["xl/styles.xml"])
    assert "#,##0.0,,&quot;\u00a0mio.\u00a0kr.&quot;" in formats


def test_a_total_that_a_draft_does_not_state_is_not_stated_for_it():
    content = write_workbook(BUDGET, budget({"udgifter_i_alt.aar2": ""}))
    sheet = lines_of(sheets_of(content)["Udgifter"])
    assert sheet["Udgifter i alt"][2:5] == [1_000_000, "", 1_000_000]


def test_a_sum_over_what_is_no_number_is_not_known():
    sheet = lines_of(sheets_of(write_workbook(BUDGET, budget(UNSUMMED)))["Udgifter"])
    assert sheet["Beregnet"][2:7] == ["?", "?", 1_000_000, 1_000_000, "?"]


def test_the_views_add_up_by_choice_and_year(filled):
    sheets = sheets_of(filled)
    sources = lines_of(sheets["Efter kilde"])
    assert sources["Landsbyggefonden"][:5] == [*[700_000] * 4, 2_800_000]
    assert sources["Ikke valgt"][4] == 0
    assert sources["I alt"][4] == 4_000_000
    assert lines_of(sheets["Efter indsatsområde"])["Beskæftigelse"][4] == 4_000_000
    staff = lines_of(sheets["Bemanding"])
    assert staff["Leder"] == [18.5, 0.5, 0.5, 0, 400_000, 200_000]
    assert staff["I alt"] == [55.5, 1.5, 1.5, 0, "", 700_000]


def test_there_is_room_for_more_rows_inside_the_names_of_the_columns(filled):
    names = dict(
        re.findall(r'name="([^"]+)">\'Udgifter\'!([^<]+)<', parts_of(filled)["xl/workbook.xml"])
    )
    first, last = map(int, re.findall(r"\$[A-Z]+\$(\d+)", names["budget.poster.aar1"]))
    assert last - first - 1 == 2 + ROOM >= 42


def test_formulas_are_locked_and_places_to_type_are_not(blank):
    parts = parts_of(blank)
    formats = re.search(r"<cellXfs.*?</cellXfs>", parts["xl/styles.xml"], re.DOTALL)[0]
    unlocked = ["locked=" in each for each in formats.split("<xf ")[1:]]
    sheet = parts["xl/worksheets/sheet1.xml"]
    assert "<sheetProtection" in sheet
    assert "password=" not in sheet
    cells = dict(re.findall(r'<c r="([A-Z]+\d+)" s="(\d+)"', sheet))
    assert [unlocked[int(cells[each])] for each in ("D4", "A8", "D8")] == [True] * 3
    assert [unlocked[int(cells[each])] for each in ("A3", "D5", "D6", "H8")] == [False] * 4


def test_choices_and_amounts_are_checked_as_they_are_typed(blank):
    expenses, staff, financing = input_parts(blank)
    assert expenses.count('type="list"') == 2
    assert expenses.count('type="decimal"') == 4
    assert staff.count('type="decimal"') == 3
    assert financing.count('type="list"') == 1
    assert "'Efter kilde'!" in financing


def test_no_text_becomes_a_formula_or_a_link():
    texts = ["=1+1", "+45", "-1", "@SUM(A1)", '=HYPERLINK("http://x.dk")', "_x0041_"]
    typed = {f"poster[{row}].tekst": text for row, text in enumerate((*texts, *HOSTILE_TEXTS))}
    content = write_workbook(BUDGET, budget(typed))
    shown = [row[1] for row in sheets_of(content)["Udgifter"][7:13]]
    assert shown == texts
    formulas = "".join(re.findall(r"<f>(.*?)</f>", "".join(input_parts(content))))
    assert "HYPERLINK" not in formulas
    assert "hyperlink" not in "".join(input_parts(content))


def test_the_same_answers_give_the_same_bytes_and_no_trace_of_the_hour(filled):
    assert write_workbook(BUDGET, budget()) == filled
    assert "2000-01-01T00:00:00Z" in parts_of(filled)["docProps/core.xml"]


def test_an_answer_longer_than_a_cell_is_not_cut():
    with pytest.raises(WriteFailed) as failed:
        write_workbook(BUDGET, budget({"poster[0].tekst": "x" * 32_768}))
    assert failed.value.paths == (Path.parse("poster[0].tekst"),)


@pytest.mark.parametrize("value", ["Løn", "opdigtet", True])
def test_an_answer_that_would_be_read_as_another_is_refused_where_it_stands(value):
    path = Path.parse("poster[0].kategori")
    with pytest.raises(WriteFailed) as failed:
        write_workbook(BUDGET, Answers({path: value}))
    assert failed.value.paths == (path,)


def test_a_form_that_is_no_set_of_tables_is_no_workbook():
    with pytest.raises(NoTable):
        write_workbook(form_of("samarbejdsaftale"), Answers())


def test_the_examples_are_what_they_are_meant_to_be():
    answers = budget(UNSUMMED)
    assert isinstance(answers.get(Path.parse("poster[1].aar1")), Unread)
    assert answers.get(Path.parse("poster[1].aar2")) == Decimal("999999999999999.99")


def test_the_proof_names_the_cell_of_each_total_and_leads_to_it(filled):
    lines = lines_of(sheets_of(filled)["Kontrol"])
    assert lines["Udgifter i alt, beregnet"][7] == "Udgifter!H4"
    assert lines["Finansiering, som udgifterne skal svare til"][7] == "Udgifter!H4"
    assert lines["Udgifter år 2, beregnet"][8] == "900.000 + 100.000"
    assert lines["Heraf lokal finansiering"][7] == ""
    links = re.findall(r'location="([^"]*)"', parts_of(filled)["xl/worksheets/sheet8.xml"])
    assert "'Udgifter'!H4" in links
