"""python-docx as people use it by hand: a template opened, rows copied, texts put in cells."""

import copy
import io
import re
from typing import Any

from docx import Document
from docx.oxml.ns import qn

_FOR = re.compile(r"{%(?:tr|p) for (\w+) in ([\w.]+) %}")
_TAG = re.compile(r"{{\w? ?([\w.]+) }}")


def fill(template: bytes, data: dict[str, Any]) -> bytes:
    """A document of the plain template."""
    document = Document(io.BytesIO(template))
    _fill_blocks(list(document.element.body), data)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _text(element: Any) -> str:
    return "".join(each.text or "" for each in element.iter(qn("w:t")))


def _fill_blocks(blocks: list[Any], scope: dict[str, Any]) -> None:
    waiting = iter(blocks)
    for block in waiting:
        start = _FOR.search(_text(block)) if block.tag in (qn("w:p"), qn("w:tr")) else None
        if start is None:
            _fill_block(block, scope)
            continue
        body = []
        for inner in waiting:
            if "endfor %}" in _text(inner) and inner.tag == block.tag:
                break
            body.append(inner)
        for row in _at(scope, start[2]):
            copies = [copy.deepcopy(each) for each in body]
            for each in copies:
                inner.addprevious(each)
            _fill_blocks(copies, {**scope, start[1]: row})
        for each in (block, *body, inner):
            each.getparent().remove(each)


def _fill_block(block: Any, scope: dict[str, Any]) -> None:
    if block.tag == qn("w:tbl"):
        _fill_blocks(list(block.iterchildren(qn("w:tr"))), scope)
        return
    for paragraph in list(block.iter(qn("w:p"))):
        tag = _TAG.search(_text(paragraph))
        if tag is not None:
            _say(paragraph, str(_at(scope, tag[1])))


def _say(paragraph: Any, text: str) -> None:
    lines = text.split("\n")
    for line in lines[:-1]:
        before = copy.deepcopy(paragraph)
        paragraph.addprevious(before)
        _put(before, line)
    _put(paragraph, lines[-1])


def _put(paragraph: Any, line: str) -> None:
    first, *others = list(paragraph.iter(qn("w:t")))
    first.text = line
    for each in others:
        each.text = ""


def _at(scope: dict[str, Any], name: str) -> Any:
    level: Any = scope
    for each in name.split("."):
        level = level[each]
    return level
