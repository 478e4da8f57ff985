"""What the guard answers to workbooks: honest ones, those that fetch, those that do harm."""

from datetime import date

import pytest
import xlsxwriter

from documents.safety import parts
from documents.safety.guard import inspect
from documents.safety.verdict import FileKind, Verdict
from tests.documents.safety.attack import Piece, R, compound_file, main_type_file, relations
from tests.documents.safety.workbooks import (
    S,
    book,
    cell,
    row,
    sheet,
    workbook,
    workbook_with,
    written,
)

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml."
LINK_TYPE = f"{_SHEET}externalLink+xml"
LINK_PART = "xl/externalLinks/externalLink1.xml"


def _budget(made: xlsxwriter.Workbook) -> None:
    page = made.add_worksheet("Budget 1. år")
    page.write_row(0, 0, ["Post", "Beløb", "Køb & salg"])
    page.write_datetime(1, 0, date(2024, 3, 5), made.add_format({"num_format": "d/m"}))
    page.write_formula("B5", "=SUM(B2:B4)&'Budget 1. år'!A1&\"a|b(\"")
    page.add_table("D1:E3")
    page.write_comment("A1", "Husk moms")
    page.write_url("A9", "https://example.org/")
    page.data_validation("F1", {"validate": "list", "source": ["ja", "nej"]})
    page.conditional_format("B2:B4", {"type": "cell", "criteria": ">", "value": 5})
    chart = made.add_chart({"type": "column"})
    chart.add_series({"values": "='Budget 1. år'!$B$2:$B$4"})
    page.insert_chart("H2", chart)
    made.define_name("Moms", "='Budget 1. år'!$B$2")


def test_a_workbook_with_what_budgets_have_is_ok() -> None:
    inspection = inspect(written(_budget))

    assert (inspection.verdict, inspection.kind) == (Verdict.OK, FileKind.EXCEL)
    assert inspect(workbook()).verdict is Verdict.OK


def _formula(text: str) -> bytes:
    return workbook(sheet(row(cell("A1", "1", formula=text))))


@pytest.mark.parametrize(
    "data",
    [
        _formula("cmd|'/c calc'!A0"),
        _formula("1+MSEXCEL|'\\..\\..\\cmd.exe /c calc'!A0"),
        _formula("&apos;a&quot;b&apos;!A1&amp;cmd|&apos;/c calc&apos;!A0&amp;&quot;&quot;"),
        _formula('DDE("cmd","/c calc","x")'),
        _formula('call("Kernel32","WinExec","JCJ","calc",5)'),
        workbook(
            main=book(
                '<definedNames><definedName name="a">EXEC("calc")</definedName></definedNames>'
            )
        ),
        workbook(
            sheet(
                after='<dataValidations><dataValidation sqref="A1"><formula1>a|b!c</formula1>'
                "</dataValidation></dataValidations>"
            )
        ),
        workbook(
            more={
                LINK_PART: (
                    f'<externalLink xmlns="{S}"><ddeLink ddeService="cmd" ddeTopic="/c calc"/>'
                    "</externalLink>".encode(),
                    LINK_TYPE,
                )
            }
        ),
    ],
    ids=["plain", "path", "hidden by quotes", "LibreOffice's", "call", "name", "list", "link"],
)
def test_what_starts_a_program_is_unsafe(data: bytes) -> None:
    assert inspect(data).verdict is Verdict.UNSAFE_CONTENT


@pytest.mark.parametrize(
    "formula",
    ['"cmd|x!A0"', "'a|b'!A1", "Tabel1[pris | kr]", "RECALL(A1)", '"CALL(1)"', "A1*IMAGINARY(2)"],
)
def test_honest_formulas_with_such_signs_are_no_matter(formula: str) -> None:
    assert inspect(_formula(formula)).verdict is Verdict.OK


@pytest.mark.parametrize(
    ("data", "verdict"),
    [
        (_formula('_xlfn.WEBSERVICE("http://example.org/?"&amp;A1)'), Verdict.OK_FIELDS),
        (_formula('RTD("a.b",,"c")'), Verdict.OK_FIELDS),
        (_formula('_xlfn.IMAGE("http://example.org/a.png")'), Verdict.OK_FIELDS),
        (
            workbook(more={LINK_PART: (f'<externalLink xmlns="{S}"/>'.encode(), LINK_TYPE)}),
            Verdict.OK_EXTERNAL,
        ),
        (
            workbook(
                more={
                    "xl/connections.xml": (
                        f'<connections xmlns="{S}"/>'.encode(),
                        f"{_SHEET}connections+xml",
                    )
                }
            ),
            Verdict.OK_EXTERNAL,
        ),
        (
            workbook(sheet_links=relations((f"{R}/image", "http://example.org/", "External"))),
            Verdict.OK_EXTERNAL,
        ),
        (workbook(sheet_links=relations((f"{R}/oleObject", "a.bin"))), Verdict.OK_EMBEDDED),
        (
            workbook(sheet_links=relations((f"{R}/hyperlink", "https://a.example/", "External"))),
            Verdict.OK,
        ),
        (workbook(more={"xl/ny.dat": (b"x", "application/x-new")}), Verdict.OK_UNKNOWN),
        (workbook(more={"word/a.xml": (b"<a/>", "application/x-new")}), Verdict.OK_UNKNOWN),
    ],
)
def test_what_fetches_or_is_embedded_is_a_warning(data: bytes, verdict: Verdict) -> None:
    assert inspect(data).verdict is verdict


@pytest.mark.parametrize(
    "data",
    [
        main_type_file("application/vnd.ms-excel.sheet.macroEnabled.main+xml", "xl/workbook.xml"),
        main_type_file("application/vnd.ms-excel.addin.macroEnabled.main+xml", "xl/workbook.xml"),
        workbook(
            more={"xl/macrosheets/a.xml": (b"<a/>", "application/vnd.ms-excel.macrosheet+xml")}
        ),
        workbook(
            links=(
                ("http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet", "a.xml"),
            )
        ),
        workbook(more={"xl/media/a.png": (compound_file("VBA", "_VBA_PROJECT"), "image/png")}),
    ],
    ids=["xlsm", "xlam", "macro sheet", "its relation", "as picture"],
)
def test_macros_are_found_and_told_of_a_workbook(data: bytes) -> None:
    inspection = inspect(data)

    assert (inspection.verdict, inspection.kind) == (Verdict.MACROS, FileKind.EXCEL)


def test_each_kind_of_workbook_has_words_of_its_own() -> None:
    files = [
        compound_file("Workbook"),
        main_type_file(
            "application/vnd.ms-excel.sheet.binary.macroEnabled.main", "xl/workbook.bin"
        ),
        main_type_file("application/vnd.ms-excel.sheet.macroEnabled.main+xml", "xl/workbook.xml"),
        main_type_file(f"{_SHEET}template.main+xml", "xl/workbook.xml"),
        workbook(),
        compound_file("EncryptedPackage"),
        workbook()[:-5],
    ]

    assert len({inspect(data).sentence for data in files}) == len(files)
    assert not any(inspect(data).is_accepted for data in files if data != workbook())


def test_strict_workbooks_are_told() -> None:
    strict = b'<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>'

    inspection = inspect(workbook(main=strict))
    assert inspection.verdict is Verdict.OK_STRICT
    assert "regneark" in inspection.sentence


@pytest.mark.parametrize(
    ("piece", "verdict"),
    [
        (Piece(name="xl/sharedStrings.xml", content=b"<!DOCTYPE a><a/>"), Verdict.UNSAFE_CONTENT),
        (Piece(name="xl/worksheets/sheet1.xml", content=sheet()[:-9]), Verdict.DAMAGED),
        (
            Piece(
                name="xl/worksheets/sheet1.xml",
                content=sheet(row(cell("A1", "1", formula="A" * 40_000))),
            ),
            Verdict.TOO_COMPLEX,
        ),
    ],
    ids=["entities", "cut", "endless formula"],
)
def test_a_workbook_is_held_to_the_limits_of_packages(piece: Piece, verdict: Verdict) -> None:
    assert inspect(workbook_with(piece)).verdict is verdict


def test_rows_by_the_million_are_too_complex(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "MOST_ELEMENTS", 1_000)
    rows = "".join(row(cell(f"A{number}", "1")) for number in range(1, 400))

    assert inspect(workbook(sheet(rows))).verdict is Verdict.TOO_COMPLEX
