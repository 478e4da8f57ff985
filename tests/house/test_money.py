"""No float touches money: where it passes, each file that has one says what that measures."""

import ast
import re
from pathlib import Path

import pytest

from tests.house.source import ROOT, product

_CERTAINTY = "how certain a reading is, or how alike two texts are"
_SIZES = "lengths on a page or a screen"
_SECONDS = "seconds"
_REFUSED = "what is refused as an answer"
_PROGRESS = "how far a job has come, and seconds"
WHY = {
    "web/health.py": _SECONDS,
    "cli/bulk.py": _SECONDS,
    "forms/budgets/told.py": _CERTAINTY,
    "forms/levels.py": _REFUSED,
    "forms/typed.py": _REFUSED,
    "cases/bulk_job.py": _PROGRESS,
    "cases/database.py": _SECONDS,
    "cases/job_worker.py": _PROGRESS,
    "cases/jobs.py": _PROGRESS,
    "cases/laying.py": _SECONDS,
    "cases/people/passwords.py": _SECONDS,
    "web/elsewhere/client.py": _SECONDS,
    "cases/review_lines.py": _CERTAINTY,
    "cases/rounds.py": _CERTAINTY,
    "cases/s3_shelf.py": _SECONDS,
    "cases/turn.py": _SECONDS,
    "documents/pictures/bars.py": _SIZES,
    "documents/pictures/drawing.py": _SIZES,
    "documents/pictures/layout.py": _SIZES,
    "documents/pictures/narrow_bars.py": _SIZES,
    "documents/pictures/sketch.py": _SIZES,
    "documents/pictures/status_layout.py": _SIZES,
    "documents/plain_sheets.py": _SIZES,
    "documents/reader/sheet_form.py": _CERTAINTY,
    "documents/reader/sheet_heads.py": _CERTAINTY,
    "documents/reader/sheet_rows.py": _CERTAINTY,
    "documents/reader/sheet_tables.py": _CERTAINTY,
    "documents/reader/workbook.py": "the cells of a workbook, which are floats: made Decimal there",
    "documents/sheets/pen.py": _SIZES,
    "documents/sheets/styles.py": _SIZES,
    "web/jobs.py": _PROGRESS,
}
PASSED = (
    *("forms/", "validators/", "cases/", "web/", "cli/"),
    *("documents/sheets/", "documents/pictures/", "documents/proof", "documents/findings"),
    "documents/plain_sheets",
    *("documents/reader/sheet_", "documents/reader/budget_", "documents/reader/workbook"),
)
"""Where money passes; the rest of the press reads texts and measures pages."""

SCRIPTS = ("amounts.js", "counts.js", "algebra.js", "totals.js")
_INEXACT = re.compile(r"parseFloat|parseInt|\bNumber\(|\bMath\.|toFixed|(?<![\w.])\d+\.\d|\d[eE]\d")


def has_float(source) -> bool:
    names = (node for node in source.nodes(ast.Name) if node.id == "float")
    numbers = (node for node in source.nodes(ast.Constant) if isinstance(node.value, float))
    return any(True for _ in (*names, *numbers))


def test_every_float_is_said_to_measure_something_that_is_no_money() -> None:
    passed = [source for source in product() if source.path.startswith(PASSED)]
    assert {source.path for source in passed if has_float(source)} == set(WHY)


def test_rounding_is_of_decimals_alone() -> None:
    calls = [
        (source.path, node.func.attr)
        for source in product()
        for node in source.nodes(ast.Call)
        if isinstance(node.func, ast.Attribute) and node.func.attr in {"fsum", "from_float"}
    ]
    assert calls == []


@pytest.mark.parametrize("script", SCRIPTS)
def test_no_number_of_a_script_that_adds_up_money_is_inexact(script: str) -> None:
    text = (ROOT / "web" / "static" / "js" / script).read_text(encoding="utf-8")
    code = re.sub(r"//.*", "", text)
    assert _INEXACT.findall(code) == []


def test_every_script_that_reckons_is_looked_at() -> None:
    folder = ROOT / "web" / "static" / "js"
    reckoning = {
        path.name for path in Path(folder).glob("*.js") if "BigInt" in path.read_text("utf-8")
    }
    assert reckoning <= set(SCRIPTS)
