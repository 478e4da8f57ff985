"""A workbook is read whole or refused, and said in Danish texts."""

from datetime import date, datetime, time

import pytest
import xlsxwriter

from documents.reader import sheet_extent
from documents.reader.examine_file import is_unreadable, is_workbook, read_file
from documents.reader.sheet_extent import MOST_TEXT
from documents.reader.workbook import Sheet, read_workbook, read_workbook_isolated
from documents.safety.guard import inspect
from documents.safety.isolation import IsolationFailed
from documents.safety.verdict import Refused, Verdict
from tests.documents.safety.attack import Piece, pieces_of, word_file, zip_of
from tests.documents.safety.workbooks import (
    SHEET_TYPE,
    S,
    book,
    cell,
    row,
    sheet,
    workbook,
    workbook_parts,
    written,
)

STRINGS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"


def _budget(made: xlsxwriter.Workbook) -> None:
    page = made.add_worksheet("Budget")
    form = {
        name: made.add_format({"num_format": shown})
        for name, shown in {
            "d": "dd-mm-yyyy",
            "dt": "d/m hh:mm",
            "t": "hh:mm",
            "h": "[h]:mm",
        }.items()
    }
    page.write_row("B2", ["Køb & salg", 1.1 + 2.2, 1234567.5, -0.0, 1e21, 0.1, 25])
    page.write_datetime("A4", date(2024, 3, 5), form["d"])
    page.write_datetime("B4", datetime.fromisoformat("2024-03-05T10:30"), form["dt"])
    page.write_datetime("C4", time(10, 30), form["t"])
    page.write_number("D4", 1.5, form["h"])
    page.write_boolean("A5", True)
    page.write_formula("B5", "=1/0", None, "#DIV/0!")
    page.write_formula("C5", "=1+1", None, 2)
    page.write_blank("F900000", None, form["d"])
    hidden = made.add_worksheet("Skjult")
    hidden.hide()
    hidden.write("A1", "æøå\nny linje")
    chart = made.add_chart({"type": "bar"})
    chart.add_series({"values": "=Budget!$C$2:$D$2"})
    made.add_chartsheet("Graf").set_chart(chart)
    made.add_worksheet("Tom")


def test_the_cells_are_told_in_danish_without_noise() -> None:
    read = read_workbook_isolated(written(_budget))

    assert read.sheets == (
        Sheet(
            name="Budget",
            is_hidden=False,
            rows=(
                (),
                (
                    *("", "Køb & salg", "3,3", "1234567,5", "0"),
                    *("1000000000000000000000", "0,1", "25"),
                ),
                (),
                ("2024-03-05", "2024-03-05T10:30:00", "10:30:00", "36:00:00"),
                ("SAND", "#DIV/0!", "2"),
            ),
        ),
        Sheet(name="Skjult", is_hidden=True, rows=(("æøå\nny linje",),)),
        Sheet(name="Graf", is_hidden=False, rows=()),
        Sheet(name="Tom", is_hidden=False, rows=()),
    )


def _rows(data: bytes) -> tuple[tuple[str, ...], ...]:
    return read_workbook(data).sheets[0].rows


def test_what_a_sheet_says_of_its_size_is_not_believed() -> None:
    rows = "".join(row(cell(f"A{n}", str(n))) for n in range(1, 301))
    small = '<dimension ref="A1"/>'
    huge = '<dimension ref="A1:XFD1048576"/>'
    merged = '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'

    told = tuple((str(n),) for n in range(1, 301))
    assert _rows(workbook(sheet(rows, before=small))) == told
    assert _rows(workbook(sheet(rows, before=huge, after=merged))) == told


def test_cells_without_a_name_stand_where_they_follow() -> None:
    third = '<row r="3"><c><v>1</v></c><c r="D3"><v>2</v></c><c><v>3</v></c></row>'
    unnamed = f"{third}<row><c><v>4</v></c></row>"

    assert _rows(workbook(sheet(unnamed))) == ((), (), ("1", "", "", "2", "3"), ("4",))


@pytest.mark.parametrize(
    "part",
    [
        sheet(row(cell("A1", "1"), cell("XFD1048576", "2"))),
        sheet('<row r="1048576"><c r="A1"><v>1</v></c></row>' + row(cell("B1048576", "1"))),
        sheet('<x:row xmlns:x="urn:x"><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row>'),
        sheet(row(cell("A1", "1"), cell("XFD1048576", "x", kind="str"))),
    ],
    ids=["corner", "last row", "another namespace", "text"],
)
def test_a_sheet_that_reaches_too_far_is_too_complex_and_never_read_in_part(part: bytes) -> None:
    assert inspect(workbook(part)).verdict is Verdict.OK
    with pytest.raises(IsolationFailed) as failed:
        read_workbook_isolated(workbook(part))
    assert failed.value.verdict is Verdict.TOO_COMPLEX


def test_cells_by_the_hundred_thousand_are_too_complex(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_extent, "MOST_FILLED", 6)
    three = sheet("".join(row(cell(f"A{number}", "1"), cell("C9", "2")) for number in (1, 2, 3)))
    second = {"xl/worksheets/sheet2.xml": (three, SHEET_TYPE)}
    four = sheet("".join(row(cell(f"A{number}", "1"), cell("C9", "2")) for number in (1, 2, 3, 4)))

    assert len(_rows(workbook(three))) == 9
    assert _refused(workbook(three, more=second)) is Verdict.TOO_COMPLEX
    assert _refused(workbook(four)) is Verdict.TOO_COMPLEX


def test_rows_that_say_nothing_are_counted_too(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = workbook(sheet("<row/>" * 20 + row(cell("A99", "1"))))
    assert len(_rows(drawn)) == 99

    monkeypatch.setattr(sheet_extent, "MOST_DRAWN", 20)
    assert _refused(drawn) is Verdict.TOO_COMPLEX


def _shared(text: str, times: int) -> bytes:
    rows = "".join(row(cell(f"A{n}", "0", kind="s")) for n in range(1, times + 1))
    strings = f'<sst xmlns="{S}"><si><t>{text}</t></si></sst>'.encode()
    return workbook(sheet(rows), more={"xl/sharedStrings.xml": (strings, STRINGS_TYPE)})


def test_a_shared_text_counts_as_often_as_it_is_shown() -> None:
    assert _refused(_shared("a" * 32_000, MOST_TEXT // 32_000 + 1)) is Verdict.TOO_COMPLEX


def _refused(data: bytes) -> Verdict:
    with pytest.raises(Refused) as refused:
        read_workbook(data)
    return refused.value.verdict


def test_one_part_shown_as_many_sheets_counts_as_many() -> None:
    part = sheet(row(cell("A1", "1"), cell("Z10000", "1")))

    assert _refused(workbook(part, main=book(sheets=5, target=0))) is Verdict.TOO_COMPLEX
    assert _refused(workbook(main=book(sheets=300, target=0))) is Verdict.TOO_COMPLEX


@pytest.mark.parametrize(
    ("part", "verdict"),
    [
        (sheet(row(cell("A0", "1"))), Verdict.DAMAGED),
        (sheet(row(cell("XFE1", "1"))), Verdict.DAMAGED),
        (sheet(row(cell("A1048577", "1"))), Verdict.DAMAGED),
        (sheet(row(cell("1", "1"))), Verdict.DAMAGED),
        (sheet('<row r="x"/>'), Verdict.DAMAGED),
    ],
)
def test_cells_outside_any_sheet_are_damage(part: bytes, verdict: Verdict) -> None:
    assert _refused(workbook(part)) is verdict


def test_a_workbook_laid_out_in_another_way_is_refused_not_read_in_part() -> None:
    parts = workbook_parts()
    parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace(
        b"sheet1", b"sheet2"
    )
    moved = {name.replace("xl/", "bog/"): content for name, content in workbook_parts().items()}

    assert _refused(zip_of(pieces_of(parts))) in (Verdict.DAMAGED, Verdict.TOO_COMPLEX)
    assert _refused(zip_of(pieces_of(moved))) is Verdict.TOO_COMPLEX
    assert _refused(zip_of([Piece(name="a", content=b"a")])) is Verdict.TOO_COMPLEX


def test_a_workbook_is_taken_in_and_said_to_be_one() -> None:
    reading = read_file(workbook(), file="Budget.xlsx")

    assert is_workbook(reading)
    assert not is_unreadable(reading)
    assert reading.form is None
    assert [(each.rule, each.variant, each.file) for each in reading.problems] == [
        ("REA002", "workbook", "Budget.xlsx")
    ]


def test_a_word_file_is_no_workbook() -> None:
    assert not is_workbook(read_file(word_file()))
