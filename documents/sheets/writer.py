"""A form as a workbook, blank or filled by the same code."""

from datetime import UTC, datetime
from io import BytesIO

from xlsxwriter import Workbook

from documents.sheets.inputs import InputSheet
from documents.sheets.layout import tables_of
from documents.sheets.naming import MADE_FROM, MARK, fingerprint, mark_of
from documents.sheets.proof import ProofSheet
from documents.sheets.rounding import RoundingSheet, printed_amounts
from documents.sheets.staff import StaffSheet, staff_of
from documents.sheets.styles import Styles
from documents.sheets.values import as_counted
from documents.sheets.views import ViewSheet, views_of
from forms.answers import Answers
from forms.exchange import json_by_path, normalised
from forms.grammar import FormDefinition

_MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def write_workbook(definition: FormDefinition, answers: Answers) -> bytes:
    """The workbook of some answers; of none, the blank form. The same answers, the same bytes.

    Its sums are formulas over defined names, with the values they have now; only cells to fill in
    can be typed in until a person takes the protection off, which has no password. Raises NoTable
    for a form that is no set of tables, and WriteFailed for an answer longer than a cell.
    """
    kept = normalised(definition, answers)
    target = BytesIO()
    with Workbook(target, _OPTIONS) as workbook:
        workbook.set_properties({"title": definition.title, "created": _MADE})
        workbook.set_custom_property(MARK, mark_of(definition), "text")
        workbook.set_custom_property(MADE_FROM, fingerprint(json_by_path(definition, kept)), "text")
        _write_sheets(workbook, definition, kept)
    return target.getvalue()


def _write_sheets(workbook: Workbook, definition: FormDefinition, answers: Answers) -> None:
    styles = Styles(workbook)
    counted = as_counted(definition, answers)
    tables = tables_of(definition, answers)
    views = views_of(tables)
    printed = printed_amounts(tables, answers)
    rounding = RoundingSheet(workbook, definition, printed)
    lists = {view.choice.address: view.options for view in views}
    for table in tables:
        InputSheet(workbook, styles, definition, table, answers, counted).write(lists, printed)
    for view in views:
        ViewSheet(workbook, styles, definition, view, counted).write()
    staff = staff_of(tables)
    if staff:
        StaffSheet(workbook, styles, definition, staff, counted).write()
    ProofSheet(workbook, styles, definition, tables, answers, counted, rounding).write()
    rounding.write(styles)
