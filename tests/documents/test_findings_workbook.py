"""Findings as a workbook, read back by another library."""

import zipfile
from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from documents.findings_workbook import FileRow, FindingRow, findings_workbook
from tests.strategies import HOSTILE_TEXTS

ROW = FindingRow(
    document="Budget",
    file="budget.docx",
    severity="Fejl",
    rule="BUD001",
    where="Udgifter i alt",
    place="afsnit 12",
    sentence="Summen passer ikke.",
    what_to_do="Ret den.",
    evidence="1 + 2 = 3",
    stated="5.000.000\u00a0kr.",
    computed=Decimal("4800000.50"),
    difference="199.999,50",
    is_waived=True,
    reason="Aftalt",
)
FILE = FileRow(
    file="budget.docx", form="Budget", version="2019-26", state="Læst", errors=2, warnings=0
)


def sheets_of(content):
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in book.sheet_names
    }


def cells_of(content):
    (_, row) = next(iter(sheets_of(content).values()))
    return row


def xml_of(content):
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {
            name: archive.read(name).decode()
            for name in archive.namelist()
            if name.endswith(".xml")
        }


@pytest.fixture(scope="module")
def content() -> bytes:
    return findings_workbook([ROW], [FILE])


def test_a_finding_is_a_row_whose_amounts_are_numbers(content):
    heads, row = sheets_of(content)["Fund"]
    assert len(heads) == len(set(heads)) == len(row) == 14
    assert row[:9] == [
        *("Budget", "budget.docx", "Fejl", "BUD001", "Udgifter i alt", "afsnit 12"),
        *("Summen passer ikke.", "Ret den.", "1 + 2 = 3"),
    ]
    assert row[9:] == [5_000_000.0, 4_800_000.5, 199_999.5, "Ja", "Aftalt"]


def test_a_document_is_a_row_with_its_counts(content):
    _, row = sheets_of(content)["Dokumenter"]
    assert row == ["budget.docx", "Budget", "2019-26", "Læst", 2, 0]


@pytest.mark.parametrize("text", ["26,8 %", "20 timer", "1.2.3", "9" * 20, "8.5", "=1+1", "+45"])
def test_what_is_no_amount_that_excel_holds_exactly_stays_text(text):
    assert cells_of(findings_workbook([replace(ROW, stated=text)], []))[9] == text


@pytest.mark.parametrize("number", [Decimal("NaN"), Decimal("Infinity"), Decimal("1e400")])
def test_a_number_that_is_none_fails_no_export(number):
    assert len(cells_of(findings_workbook([replace(ROW, stated=number)], []))) == 14


def test_no_text_becomes_a_formula_a_link_or_a_fault():
    texts = ["=1+1", "+45", "-1", "@SUM(A1)", "\t=1", "\r=1", "{=1}", "http://x.dk", "_x0041_"]
    rows = [replace(ROW, sentence=text, reason=text) for text in (*texts, *HOSTILE_TEXTS)]
    content = findings_workbook(rows, [replace(FILE, file=text) for text in HOSTILE_TEXTS])
    shown = [row[6] for row in sheets_of(content)["Fund"][1:]]
    assert shown[:4] == texts[:4]
    assert shown[6:9] == texts[6:9]
    assert len(shown) == len(rows)
    told = xml_of(content)
    sheets = "".join(text for name, text in told.items() if "worksheets/" in name)
    assert "<f>" not in sheets
    assert "<f " not in sheets
    assert "hyperlink" not in sheets


def test_a_cell_holds_no_more_than_excel_takes():
    shown = cells_of(findings_workbook([replace(ROW, sentence="🎉" * 40_000)], []))[6]
    assert len(shown.encode("utf-16-le")) // 2 <= 32_767
    assert shown.endswith("🎉…")


def test_the_headings_stay_in_sight_and_filter(content):
    for name, text in xml_of(content).items():
        if "worksheets/" in name:
            assert 'state="frozen"' in text
            assert "<autoFilter" in text


def test_the_headings_are_in_the_readers_language():
    content = findings_workbook([ROW], [FILE], translate=lambda text: f"en {text}")
    assert list(sheets_of(content)) == ["en Fund", "en Dokumenter"]
    assert all(head.startswith("en ") for head in sheets_of(content)["en Fund"][0])
    assert cells_of(content)[12] == "en Ja"


def test_without_findings_there_are_headings_alone():
    sheets = sheets_of(findings_workbook([], []))
    assert [len(rows) for rows in sheets.values()] == [1, 1]


def test_the_same_rows_give_the_same_bytes_and_no_trace_of_the_hour(content):
    assert findings_workbook([ROW], [FILE]) == content
    assert "2000-01-01T00:00:00Z" in xml_of(content)["docProps/core.xml"]
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
