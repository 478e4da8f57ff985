import ast

from tests.house.source import TYPED_FLOORS, sources


def test_every_public_thing_says_what_its_reader_cannot_see():
    assert [
        f"{source}:{getattr(node, 'lineno', 1)} {getattr(node, 'name', 'module')}"
        for source in sources(*TYPED_FLOORS)
        for node in _public(source.tree)
        if not (ast.get_docstring(node) or "").strip()
    ] == []


def _public(node):
    yield node
    for child in node.body:
        if isinstance(child, ast.ClassDef | ast.FunctionDef) and not child.name.startswith("_"):
            if isinstance(child, ast.ClassDef):
                yield from _public(child)
            elif not _is_variant(child):
                yield child


def _is_variant(node):
    """An overload or an override says what the thing it stands for already said."""
    return any(ast.unparse(each) in {"overload", "override"} for each in node.decorator_list)
