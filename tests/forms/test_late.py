import importlib
import re
import sys
from pathlib import Path

import pytest

from forms import late as module_of_late
from forms.late import late

_ROOT = Path(__file__).resolve().parents[2]
_FLOORS = ("forms", "validators", "documents")


def test_a_pattern_is_compiled_when_it_is_first_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = []
    monkeypatch.setattr(
        module_of_late.re, "compile", lambda *given: compiled.append(given) or re._compile(*given)
    )
    digits = late(r"(?P<first>[a-z])\d", re.IGNORECASE)
    assert compiled == []
    assert [digits.fullmatch(each) is None for each in ("A1", "b2", "3")] == [False, False, True]
    assert compiled == [(r"(?P<first>[a-z])\d", re.IGNORECASE)]
    assert digits.groupindex == {"first": 1}


def test_every_late_pattern_is_a_pattern() -> None:
    found = [pattern for module in _modules_with_late() for pattern in _late_in(module)]
    assert len(found) > 50
    assert all(isinstance(pattern.pattern, str | bytes) for pattern in found)


def _modules_with_late() -> list[object]:
    files = (file for floor in _FLOORS for file in (_ROOT / floor).rglob("*.py"))
    using = (file for file in files if "import late" in file.read_text())
    names = (".".join(file.relative_to(_ROOT).with_suffix("").parts) for file in using)
    return [sys.modules.get(name) or importlib.import_module(name) for name in names]


def _late_in(module: object) -> list[re.Pattern[str]]:
    return [each for each in vars(module).values() if isinstance(each, module_of_late._Late)]
