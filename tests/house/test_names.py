import ast
import re
from pathlib import PurePosixPath

from tests.house.source import OURS, product, sources

SAY_NOTHING = {"util", "utils", "helper", "helpers", "common", "manager", "managers", "base"}
CLAIMS = re.compile(r"_?(is|are|has|have|was|were|may|can|must|needs|takes|gives|shows|knows)_")
WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")


def test_no_module_function_or_class_has_a_name_that_says_nothing():
    assert [f"{source}: {name}" for source, name in _names() if _words(name) & SAY_NOTHING] == []


def test_a_stored_boolean_reads_as_a_claim():
    assert [
        f"{source}:{node.lineno} {node.target.id}"
        for source in product()
        for node in source.nodes(ast.AnnAssign)
        if isinstance(node.target, ast.Name)
        and ast.unparse(node.annotation) == "bool"
        and not CLAIMS.match(node.target.id)
    ] == []


def _names():
    for source in {*product(), *sources(*OURS)}:
        path = PurePosixPath(source.path)
        for part in (*path.parent.parts, path.stem):
            yield source, part
        for node in source.nodes(ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef):
            yield source, node.name


def _words(name):
    return {word.lower() for word in WORD.findall(name)}
