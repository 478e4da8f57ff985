import ast

from tests.house.source import OURS, ROOT, product, sources

LONGEST_FUNCTION = 40
LONGEST_VIEW = 25
LONGEST_MODULE = 500
LONGEST_CATALOGUE = 600
ROUTES = {"route", "get", "post", "put", "patch", "delete"}


def test_no_function_is_longer_than_forty_lines():
    assert [
        f"{source}:{node.lineno} {node.name} has {_lines(node)} lines"
        for source in {*product(), *sources(*OURS)}
        for node in source.nodes(ast.FunctionDef, ast.AsyncFunctionDef)
        if _lines(node) > LONGEST_FUNCTION
    ] == []


def test_a_view_parses_acts_once_and_answers():
    assert [
        f"{source}:{node.lineno} {node.name} has {_lines(node)} lines"
        for source in sources("web")
        for node in source.nodes(ast.FunctionDef)
        if _is_view(node) and _lines(node) > LONGEST_VIEW
    ] == []


def test_no_module_is_longer_than_five_hundred_lines():
    assert [
        f"{source} has {source.text.count(chr(10))} lines"
        for source in {*product(), *sources(*OURS)}
        if source.text.count("\n") > _limit(source.path)
    ] == []


def test_no_script_style_or_template_of_the_pages_is_longer_than_a_module():
    ours = [
        path
        for kind in ("js", "css", "html")
        for path in (ROOT / "web").rglob(f"*.{kind}")
        if "vendor" not in path.parts
    ]
    assert [
        path.name for path in ours if path.read_text("utf-8").count("\n") > LONGEST_MODULE
    ] == []


def _lines(node):
    return node.end_lineno - node.lineno + 1


def _limit(path):
    return LONGEST_CATALOGUE if path.startswith("forms/catalogue/") else LONGEST_MODULE


def _is_view(node):
    calls = [each.func for each in node.decorator_list if isinstance(each, ast.Call)]
    return any(isinstance(call, ast.Attribute) and call.attr in ROUTES for call in calls)
