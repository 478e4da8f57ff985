import ast

from tests.house.source import product, sources

PARSER_MODULE = "documents/safety/xml.py"
PARSERS = {"XMLParser", "XMLPullParser", "HTMLParser", "iterparse", "ParserCreate"}
READERS = {"XML", "fromstring", "fromstringlist", "parse", "parseString"}
XML_NAMES = {"etree", "ElementTree", "ET", "expat", "minidom", "sax", "lxml", "objectify"}
XML_MODULES = ("xml.", "lxml.objectify", "lxml.html", "docx.oxml.parser")
RUN_DATA = {"pickle", "marshal", "shelve", "dill", "yaml"}


def test_one_module_builds_xml_parsers():
    assert [
        f"{source}:{node.lineno} {ast.unparse(node)}"
        for source in product()
        if source.path != PARSER_MODULE
        for node in source.nodes(ast.Call)
        if _builds_a_parser(node.func)
    ] == []


def test_nobody_else_imports_a_library_that_parses_xml_its_own_way():
    assert [
        f"{source}: {name}"
        for source in product()
        if source.path != PARSER_MODULE
        for name in _imported(source)
        if name.startswith(XML_MODULES) or name == "docx.oxml.parse_xml"
    ] == []


def test_no_parser_is_told_to_trust_what_it_reads():
    assert [
        f"{source}:{node.value.lineno} {node.arg}"
        for source in product()
        for node in source.nodes(ast.keyword)
        if node.arg in {"resolve_entities", "huge_tree", "recover", "load_dtd"}
        and not (isinstance(node.value, ast.Constant) and node.value.value is False)
    ] == []


def test_no_table_is_read_cell_by_cell_since_merged_ones_take_minutes():
    assert [
        f"{source}:{node.lineno} .cell("
        for source in product()
        for node in source.nodes(ast.Call)
        if isinstance(node.func, ast.Attribute) and node.func.attr == "cell"
    ] == []
    assert [
        f"{source}:{node.lineno} .cells"
        for source in product()
        for node in source.nodes(ast.Attribute)
        if node.attr == "cells" and _is_a_row(node.value)
    ] == []


def test_no_data_is_run_as_a_program():
    everything = {*product(), *sources("scripts", "migrations")}
    assert [
        f"{source}: {name}"
        for source in everything
        for name in _imported(source)
        if name.split(".")[0] in RUN_DATA
    ] == []
    assert [
        f"{source}:{node.lineno} {node.func.id}"
        for source in everything
        for node in source.nodes(ast.Call)
        if isinstance(node.func, ast.Name) and node.func.id in {"eval", "exec", "compile"}
    ] == []


def _builds_a_parser(func):
    if isinstance(func, ast.Name):
        return func.id in PARSERS
    if not isinstance(func, ast.Attribute):
        return False
    owner = ast.unparse(func.value).rsplit(".", 1)[-1]
    return func.attr in PARSERS or (func.attr in READERS and owner in XML_NAMES)


def _is_a_row(node):
    name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
    return name.endswith(("row", "column", "table")) or isinstance(node, ast.Subscript)


def _imported(source):
    for node in source.nodes(ast.Import, ast.ImportFrom):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        else:
            yield from (f"{node.module or ''}.{alias.name}" for alias in node.names)
