"""The statistics of a fund: on a page with charts, as a workbook and as a text file."""

from flask import Blueprint, Response, render_template, request
from flask_babel import gettext

from cases.actions.read_statistics import Statistics, read_statistics
from cases.holder import Role
from documents.delimited import delimited
from documents.plain_sheets import plain_workbook
from forms.messages import N_
from forms.registry import all_programmes
from web.files import EXCEL_TYPE, export_response
from web.holding import holder
from web.offices import database
from web.signing_in import only_for
from web.statistics_charts import charts_of
from web.statistics_tables import TITLE, delimited_rows, draw_tables, tables_of

blueprint = Blueprint("statistics", __name__, url_prefix="/statistik")

PROGRAMME, FIRST, LAST = "program", "fra", "til"
_ALL = N_("Alle")
_READERS = (Role.OFFICER, Role.STAFF, Role.AUDITOR)


@blueprint.get("")
@only_for(*_READERS)
def show() -> str:
    """What was applied for and granted, how long it took, and what was wrong at first."""
    told = _asked()
    return render_template(
        "statistics.html",
        told=told,
        tables=tables_of(told.figures),
        charts=charts_of(told.figures),
        programmes=_programmes(),
        first_years=_years(told, N_("Fra det første")),
        last_years=_years(told, N_("Til det seneste")),
        chosen={name: request.args.get(name, "") for name in (PROGRAMME, FIRST, LAST)},
    )


@blueprint.get("/hent.xlsx")
@only_for(*_READERS)
def workbook() -> Response:
    """The same tables as a workbook, one a sheet."""
    tables = tables_of(_asked().figures)
    content = plain_workbook(TITLE, lambda sheets: draw_tables(sheets, tables), gettext)
    return export_response(content, EXCEL_TYPE, gettext("statistik"), "xlsx")


@blueprint.get("/hent.csv")
@only_for(*_READERS)
def text() -> Response:
    """The same tables one after the other, for a Danish spreadsheet."""
    content = delimited(delimited_rows(tables_of(_asked().figures)))
    return export_response(content, "text/csv; charset=utf-8", gettext("statistik"), "csv")


def _asked() -> Statistics:
    """A year that is none asks for nothing."""
    return read_statistics(
        database(),
        holder(),
        programme=request.args.get(PROGRAMME, ""),
        first=_year(FIRST),
        last=_year(LAST),
    )


def _year(name: str) -> int | None:
    told = request.args.get(name, "")
    return int(told) if told.isascii() and told.isdigit() and len(told) == len("2026") else None


def _programmes() -> tuple[tuple[str, str], ...]:
    own = (each for each in all_programmes() if each.id in holder().programmes)
    return (("", gettext(_ALL)), *((each.id, gettext(each.title)) for each in own))


def _years(told: Statistics, open_end: str) -> tuple[tuple[str, str], ...]:
    return (("", gettext(open_end)), *((str(year), str(year)) for year in told.years))
