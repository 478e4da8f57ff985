"""A template's tags are read as Jinja2 reads them, or left to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, TemplateError, nodes

from documents.engine.tagged import Called, Loop, Named, Node, NotCovered, taken_apart

_PIECES = (
    "<w:t>",
    "Æ & ø",
    "{",
    "}",
    "{{",
    "}}",
    "{%",
    "%}",
    "{#",
    "#}",
    "-",
    "+",
    "|",
    ",",
    " ",
    "\n",
    "\r",
    "navn",
    "a.b",
    "a..b",
    "a.1",
    "1a",
    "æ",
    "true",
    "None",
    "not a",
    "loop",
    "{{ navn }}",
    "{{navn}}",
    "{{ a . b }}",
    "{{ delmaal.tekst\n}}",
    "{{- navn }}",
    "{{ navn|upper }}",
    "{{ drawn(a.b, 3) }}",
    "{{ drawn(a, b) }}",
    "{{ drawn(a, 07) }}",
    "{{ drawn(a, 0) }}",
    "{{ merged(a.b) }}",
    "{{ drawn(a, 1, 2) }}",
    "{% for a in b %}",
    "{% for x in a.b %}",
    "{%for x in b%}",
    "{% for a, b in c %}",
    "{% for not in b %}",
    "{% for a in b if c %}",
    "{% endfor %}",
    "{%- endfor %}",
    "{% endfor x %}",
    "{% if a %}",
    "{% endif %}",
    "{# navn #}",
    "{% raw %}",
    "{% endraw %}",
)


@given(st.lists(st.sampled_from(_PIECES), max_size=8).map("".join))
def test_what_is_taken_apart_is_what_jinja2_reads(source: str) -> None:
    try:
        ours = taken_apart(source)
    except NotCovered:
        return
    assert list(ours) == _as_jinja2_reads(source)


@pytest.mark.parametrize(
    ("source", "nodes_of"),
    [
        ("", []),
        ("{ a } }}", ["{ a } }}"]),
        ("{{form.titel}}.", [Named("form.titel"), "."]),
        ("{{ drawn(a.b, 12) }}", [Called("drawn", "a.b", 12)]),
        ("{{ merged(a.b) }}", [Called("merged", "a.b", None)]),
        (
            "1{% for a in b %}2{% for c in a.d %}{{ c.e }}{% endfor %}3{% endfor %}4",
            ["1", Loop("a", "b", ["2", Loop("c", "a.d", [Named("c.e")]), "3"]), "4"],
        ),
    ],
)
def test_a_plain_template_is_taken_apart(source: str, nodes_of: list[Node]) -> None:
    assert taken_apart(source) == nodes_of == _as_jinja2_reads(source)


@pytest.mark.parametrize(
    "source",
    [
        "{% endfor %}",
        "{% for a in b %}",
        "{{ a|upper }}",
        "{# a #}",
        "{{ none }}",
        "{{ drawn(a, 07) }}",
        "{{- a }}",
        "\r",
    ],
)
def test_what_lies_beyond_is_left_to_jinja2(source: str) -> None:
    with pytest.raises(NotCovered):
        taken_apart(source)


def _as_jinja2_reads(source: str) -> list[Node]:
    try:
        tree = Environment(keep_trailing_newline=True, autoescape=True).parse(source)
    except TemplateError:
        return [Named("what is no template")]
    return _read(tree.body)


def _read(body: list[nodes.Node]) -> list[Node]:
    read: list[Node] = []
    for node in body:
        if isinstance(node, nodes.For):
            assert not (node.else_)
            assert not (node.test)
            assert not (node.recursive)
            read.append(Loop(_name(node.target), _name(node.iter), _read(node.body)))
            continue
        assert isinstance(node, nodes.Output)
        for each in node.nodes:
            if isinstance(each, nodes.TemplateData):
                read.append(each.data)
            elif isinstance(each, nodes.Call):
                name, *numbers = each.args
                number = numbers[0].value if numbers else None
                read.append(Called(_name(each.node), _name(name), number))
            else:
                read.append(Named(_name(each)))
    return read


def _name(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_name(node.node)}.{node.attr}"
    assert isinstance(node, nodes.Name)
    return node.name
