"""The unit over a column of a Word table holds for its amounts, as it does in a workbook."""

import io

import docx
import pytest

from documents.reader.document import read
from forms.kinds.oere import precision_of
from forms.path import Path
from forms.registry import form_of

BUDGET = form_of("budget")


def table(document, heads, *rows):
    made = document.add_table(rows=0, cols=len(heads))
    for row in (heads, *rows):
        for cell, text in zip(made.add_row().cells, row, strict=True):
            cell.text = text


def reading(head, above="", amount="900"):
    document = docx.Document()
    document.add_heading("Budget for den boligsociale indsats", 0)
    document.add_heading("1. Udgifter", 1)
    document.add_paragraph(above)
    table(document, ("Kategori", "Udgift til", head, "År 2"), ("Løn", "Leder", amount, "800"))
    document.add_heading("3. Finansiering", 1)
    table(document, ("Kilde", "År 1", "År 2"), ("Landsbyggefonden", "900", "800"))
    file = io.BytesIO()
    document.save(file)
    return read(file.getvalue(), form=BUDGET).answers


@pytest.mark.parametrize(
    ("head", "above", "amount", "years"),
    [
        ("År 1", "", "900", (900, 800)),
        ("År 1 (1.000 kr.)", "", "900", (900_000, 800)),
        ("År 1 (i mio. kr.)", "", "0,9", (900_000, 800)),
        ("År 1", "Alle beløb i 1.000 kr.", "900", (900_000, 800_000)),
        ("År 1 (kr.)", "Alle beløb i 1.000 kr.", "900", (900, 800_000)),
        ("År 1 (t.kr.)", "", "1,2 mio. kr.", (1_200_000, 800)),
    ],
)
def test_the_unit_of_a_head_or_of_the_line_above_holds_for_the_amounts_below(
    head, above, amount, years
):
    answers = reading(head, above, amount)
    row = Path.parse("poster[0]")
    assert answers.row_count(Path.parse("poster")) == 1
    assert (answers.get(row / "aar1"), answers.get(row / "aar2")) == years
    assert answers.get(Path.parse("finansiering[0].aar1")) == 900


def test_an_amount_in_thousands_is_as_precise_as_that():
    value = reading("År 1 (1.000 kr.)").get(Path.parse("poster[0].aar1"))
    assert precision_of(value) == 500
