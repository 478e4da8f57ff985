import re

from tests.house.source import OURS, ROOT, product, sources

SILENCED = re.compile(r"#\s*(noqa|type:\s*ignore|pragma|nosec|fmt:\s*(off|skip)|mypy:)")
WITH_REASON = re.compile(
    r"#\s*(noqa: [A-Z]+[0-9]+(, [A-Z]+[0-9]+)* - \S+ \S+"
    r"|type: ignore\[[a-z, -]+\](  #| -) \S+ \S+"
    r"|pragma: \w+ \w+ - \w+ \w+)"
)
RULE = re.compile(r'^\s*"[A-Z]+[0-9]*",')


def test_every_exception_in_the_code_has_its_reason_beside_it():
    assert [
        f"{source}:{number} {line.strip()}"
        for source in {*product(), *sources(*OURS)}
        if source.path != "tests/house/test_exceptions.py"
        for number, line in enumerate(source.text.splitlines(), 1)
        if SILENCED.search(line) and not WITH_REASON.search(line)
    ] == []


def test_what_is_imported_inside_a_function_is_loaded_where_it_is_asked_for():
    assert [
        f"{source}:{number}"
        for source in product()
        for number, line in enumerate(source.text.splitlines(), 1)
        if "PLC0415" in line and not line.endswith("PLC0415 - loaded where asked for")
    ] == []


def test_every_rule_left_out_has_its_reason_beside_it():
    lines = (ROOT / "pyproject.toml").read_text().splitlines()
    first = lines.index("ignore = [")
    assert [line for line in lines[first:] if RULE.match(line) and "# " not in line] == []


def test_every_library_without_types_has_its_reason_above_it():
    lines = (ROOT / "pyproject.toml").read_text().splitlines()
    heads = [at for at, line in enumerate(lines) if line == "[[tool.mypy.overrides]]"]
    assert heads
    assert [lines[at + 2] for at in heads if not lines[at + 1].startswith("# ")] == []
