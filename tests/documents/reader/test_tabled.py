"""Groups that lie in rows of tables, told from sheets whose texts stand under one another."""

import pytest

from documents.reader.contents import Contents
from documents.reader.tabled import rows_by_label
from forms.registry import form_of
from tests.documents.reader.word_xml import body_of, line, row, table

FORM = form_of("delaftale")
LABELS = ("Aktivitetsnavn", "Formål", "Målgruppe", "Indhold og praksis")
TEXTS = ("Jobklub", "Flere får job.", "Unge", "Klub hver uge.")


def stacked(*texts: str) -> str:
    """Each label over its text, in one column."""
    pairs = zip(LABELS, texts, strict=True)
    return table(*(row(line(each)) for pair in pairs for each in pair))


def beside(*texts: str) -> str:
    """The labels in a row over the texts."""
    return table(row(*map(line, LABELS)), row(*map(line, texts)))


def in_a_cell(*texts: str) -> str:
    """A stack inside one cell of another table."""
    return table(row(stacked(*texts) + line("")))


@pytest.mark.parametrize(
    ("lay", "groups"),
    [(stacked, set()), (beside, {"aktiviteter"}), (in_a_cell, {"aktiviteter"})],
)
def test_sheets_are_rows_where_their_texts_stand_in_one_row_of_a_table(lay, groups) -> None:
    body = body_of(lay(*TEXTS))
    assert rows_by_label(FORM, body, Contents(body)).groups == groups
