import ast
from pathlib import Path

from importlinter.cli import lint_imports

import validators
from tests.house.source import ROOT, product


def test_imports_point_down_only(monkeypatch):
    monkeypatch.chdir(ROOT)
    # It would silence every log that the tests after this one look at.
    monkeypatch.setattr("importlinter.cli._configure_logging", lambda _is_verbose: None)
    assert lint_imports(no_cache=True, show_timings=False) == 0


def test_validators_are_ours_and_not_the_package_of_that_name():
    assert Path(validators.__file__).parent == ROOT / "validators"
    for lock in ("requirements.txt", "requirements-dev.txt"):
        assert "\nvalidators==" not in (ROOT / lock).read_text()


def test_every_folder_of_the_product_is_a_package():
    assert [
        source.path
        for source in product()
        if "/" in source.path and not (ROOT / source.path).with_name("__init__.py").exists()
    ] == []


def test_forms_and_validators_read_no_clock():
    assert [
        f"{source}:{node.lineno}"
        for source in product()
        if source.path.startswith(("forms/", "validators/"))
        for node in source.nodes(ast.Attribute)
        if node.attr in {"now", "today", "utcnow", "fromtimestamp"}
    ] == []
