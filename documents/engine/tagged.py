"""A prepared template taken apart at its tags: text, names, calls, and loops over rows.

What Jinja2 reads otherwise, or not at all, is none of this: it is left to Jinja2 itself.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

from forms.late import late

_NAME = r"[A-Za-z_][A-Za-z0-9_]*"
_DOTTED = rf"{_NAME}(?:\.{_NAME})*"
_TAG = late(
    rf"{{{{\s*(?:(?P<call>{_NAME})\(\s*(?P<of>{_DOTTED})\s*(?:,\s*(?P<number>0|[1-9][0-9]{{0,5}})\s*)?\)"
    rf"|(?P<name>{_DOTTED}))\s*}}}}"
    rf"|{{%\s*(?:for\s+(?P<row>{_NAME})\s+in\s+(?P<rows>{_DOTTED})|(?P<end>endfor))\s*%}}"
    r"|{(?P<beyond>[{%#])"
)
_MEANT_OTHERWISE = frozenset(
    (
        *("and", "else", "if", "import", "in", "is", "loop", "not", "or", "recursive", "with"),
        *("true", "True", "false", "False", "none", "None"),
    )
)
"""Names that Jinja2 takes for words of its own."""


class NotCovered(Exception):
    """The template uses more of Jinja2 than loops over rows and names of things."""


class Named(NamedTuple):
    """A dotted name to print."""

    name: str


class Called(NamedTuple):
    """What is drawn of the thing of a dotted name; `number` is that of its tag."""

    what: str
    name: str
    number: int | None


class Loop(NamedTuple):
    """What is printed once for each of some rows, named `row` meanwhile."""

    row: str
    rows: str
    body: "Sequence[Node]"


Node: TypeAlias = str | Named | Called | Loop


def taken_apart(source: str) -> Sequence[Node]:
    """The text and tags of a template in order; raises NotCovered for a tag beyond these."""
    level: list[Node] = []
    outer: list[list[Node]] = []
    for piece in _pieces(source):
        if piece is None:
            if not outer:
                raise NotCovered("endfor")
            level = outer.pop()
            continue
        level.append(piece)
        if isinstance(piece, Loop):
            outer.append(level)
            level = []
            outer[-1][-1] = piece._replace(body=level)
    if outer:
        raise NotCovered("a loop that does not end")
    return level


def _pieces(source: str) -> Iterator[Node | None]:
    """Each text and tag by itself; None ends a loop."""
    if "\r" in source:  # Jinja2 makes one kind of all ends of lines
        raise NotCovered("an end of line")
    at = 0
    for tag in _TAG.finditer(source):
        if at < tag.start():
            yield source[at : tag.start()]
        yield _node(tag)
        at = tag.end()
    if at < len(source):
        yield source[at:]


def _node(tag: re.Match[str]) -> Node | None:
    if tag["beyond"]:
        raise NotCovered(tag.string[tag.start() : tag.start() + 40])
    if tag["end"]:
        return None
    if tag["row"]:
        return Loop(_own(tag["row"]), _own(tag["rows"]), ())
    if tag["call"]:
        number = tag["number"]
        return Called(tag["call"], _own(tag["of"]), None if number is None else int(number))
    return Named(_own(tag["name"]))


def _own(name: str) -> str:
    """A name that Jinja2 takes for one too."""
    if name.partition(".")[0] in _MEANT_OTHERWISE:
        raise NotCovered(name)
    return name
