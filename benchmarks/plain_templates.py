"""Our own templates in the syntaxes of the peers, which know no controls: plain texts in cells."""

import copy
import re
from collections.abc import Callable
from html import unescape
from itertools import pairwise
from typing import Any

from lxml import etree
from lxml.etree import _Element

from documents.package import Part, read_parts, zipped
from documents.reader import names as n
from documents.safety.xml import parse_xml
from documents.template import BODY
from documents.template_file import template_file
from documents.words import Level, words_of
from forms.answers import Answers
from forms.exchange import normalised
from forms.grammar import FormDefinition, Group, Item, Total
from forms.mirrors import with_mirrors
from forms.path import Path

_TAG = re.compile(r"{[{%].*?[%}]}")
_FOR = re.compile(r"{%(tr|p) for (\w+) in ([\w.]+) %}")
_END = re.compile(r"{%(tr|p) endfor %}")

Syntax = Callable[[_Element], None]
"""Turns the tags of a body into a peer's own."""


def template_in(definition: FormDefinition, syntax: Syntax) -> bytes:
    """The form's template with its words in it and its tags in the syntax of a peer."""
    parts = read_parts(template_file(definition).read_bytes())
    for name in parts:
        if name == BODY or name.startswith(("word/header", "word/footer")):
            root = parse_xml(parts[name])
            _with_words(definition, root)
            if name == BODY:
                syntax(root)
            parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return zipped(Part.of(name, content) for name, content in parts.items())


def plain_data(definition: FormDefinition, answers: Answers) -> dict[str, Any]:
    """The texts of the answers, nested as the templates name them; empty ones are empty texts."""
    shown = with_mirrors(definition, normalised(definition, answers))
    items = tuple(item for section in definition.sections for item in section.items)
    return _level(items, shown, Path())


def _level(items: tuple[Item, ...], answers: Answers, at: Path) -> dict[str, Any]:
    level: dict[str, Any] = {}
    for item in items:
        inner = level
        *outer, last = item.id.split(".")
        for name in outer:
            inner = inner.setdefault(name, {})
        inner[last] = _text(item, answers, at / item.id)
    return level


def _text(item: Item, answers: Answers, path: Path) -> Any:
    if isinstance(item, Group):
        rows = range(answers.row_count(path))
        made = [_level(item.items, answers, path.row(row)) for row in rows]
        for before, row in reversed(list(pairwise(made))):
            if item.merges and row[item.merges] == before[item.merges]:
                row[item.merges] = ""
        return made
    if isinstance(item, Total):
        return ""
    value = answers.get(path)
    return "" if value is None else item.kind.format(value)


def _with_words(definition: FormDefinition, root: _Element) -> None:
    words = words_of(definition)
    for caption in root.iter(n.w("tblCaption")):
        tag = caption.get(n.VALUE) or ""
        caption.set(n.VALUE, _word(words, tag.strip("{} ")) if _TAG.fullmatch(tag) else tag)
    for paragraph in root.iter(n.PARAGRAPH):
        text = "".join(each.text or "" for each in paragraph.iter(n.TEXT))
        for tag in _TAG.findall(text):
            name = tag.strip("{} ")
            if name.split(".")[0] in words:
                text = text.replace(tag, _word(words, name))
            elif name.split(".")[0] == "p billede":
                text = ""
        if _TAG.search("".join(each.text or "" for each in paragraph.iter(n.TEXT))):
            _say(paragraph, text)


def _word(words: Any, name: str) -> str:
    level: Any = words
    for each in name.split("."):
        level = level.things[each] if isinstance(level, Level) else level[each]
    return unescape(level.__html__())


def _say(paragraph: _Element, text: str) -> None:
    first, *others = list(paragraph.iter(n.TEXT))
    first.text = text
    for each in others:
        each.text = ""


def _each_tag(root: _Element, change: Callable[[_Element, str], None]) -> None:
    for paragraph in list(root.iter(n.PARAGRAPH)):
        text = "".join(each.text or "" for each in paragraph.iter(n.TEXT)).strip()
        if _TAG.fullmatch(text):
            change(paragraph, text)


def docx_templates(root: _Element) -> None:
    """`+++FOR p IN parter+++` in rows and paragraphs of their own, as in docxtpl."""
    variables: list[str] = []

    def change(paragraph: _Element, tag: str) -> None:
        if start := _FOR.fullmatch(tag):
            _say(paragraph, f"+++FOR {start[2]} IN {_dollars(start[3], variables)}+++")
            variables.append(start[2])
        elif _END.fullmatch(tag):
            _say(paragraph, f"+++END-FOR {variables.pop()}+++")
        else:
            _say(paragraph, f"+++INS {_dollars(tag[2:-2].rsplit(maxsplit=1)[-1], variables)}+++")

    _each_tag(root, change)


def _dollars(name: str, variables: list[str]) -> str:
    return f"${name}" if name.split(".", maxsplit=1)[0] in variables else name


def docxtemplater(root: _Element) -> None:
    """`{#parter}{navn}` ... `{/parter}` in the row itself, or in paragraphs of their own."""
    groups: list[tuple[str, str]] = []

    def change(paragraph: _Element, tag: str) -> None:
        row = next(paragraph.iterancestors(n.ROW), None)
        if start := _FOR.fullmatch(tag):
            groups.append((start[2], start[3].split(".")[-1]))
            if start[1] == "p":
                _say(paragraph, f"{{#{groups[-1][1]}}}")
            elif row is not None:
                _mark(row.getnext(), f"{{#{groups[-1][1]}}}", "")
                row.getparent().remove(row)
        elif end := _END.fullmatch(tag):
            _, group = groups.pop()
            if end[1] == "p":
                _say(paragraph, f"{{/{group}}}")
            elif row is not None:
                _mark(row.getprevious(), "", f"{{/{group}}}")
                row.getparent().remove(row)
        else:
            name = tag[2:-2].rsplit(maxsplit=1)[-1]
            first, _, rest = name.partition(".")
            is_row = any(first == variable for variable, _ in groups)
            _say(paragraph, (paragraph.get("lead") or "") + f"{{{rest if is_row else name}}}")
            paragraph.attrib.pop("lead", None)

    _each_tag(root, change)


def _mark(row: Any, start: str, end: str) -> None:
    paragraphs = list(row.iter(n.PARAGRAPH))
    if start:
        paragraphs[0].set("lead", start)
    if end:
        texts = list(paragraphs[-1].iter(n.TEXT))
        texts[0].text = (texts[0].text or "") + end


def carbone(root: _Element) -> None:
    """`{d.parter[i].navn}` in the row and `[i+1]` in another after it, or in paragraphs around."""
    groups: dict[str, str] = {}

    def change(paragraph: _Element, tag: str) -> None:
        row = next(paragraph.iterancestors(n.ROW), None)
        if start := _FOR.fullmatch(tag):
            groups[start[2]] = start[3]
            _say(paragraph, f"{{d.{start[3]}[i].intet}}")
            if start[1] == "tr" and row is not None:
                row.getparent().remove(row)
        elif end := _END.fullmatch(tag):
            _, group = groups.popitem()
            _say(paragraph, f"{{d.{group}[i+1].intet}}")
            if end[1] == "tr" and row is not None:
                row.getparent().replace(row, _next_row(row.getprevious()))
        else:
            name = tag[2:-2].rsplit(maxsplit=1)[-1]
            first, _, rest = name.partition(".")
            place = f"{groups[first]}[i].{rest}" if first in groups else name
            _say(paragraph, f"{{d.{place}:convCRLF}}")

    _each_tag(root, change)


def _next_row(row: Any) -> Any:
    made = copy.deepcopy(row)
    for text in made.iter(n.TEXT):
        text.text = (text.text or "").replace("[i]", "[i+1]")
    return made


def merge_fields(root: _Element, data: dict[str, Any]) -> None:
    """MERGEFIELDs; rows are named by their first field, and blocks laid out by hand, each once."""
    _lay_out_blocks(root, data)
    groups: dict[str, str] = {}

    def change(paragraph: _Element, tag: str) -> None:
        row = next(paragraph.iterancestors(n.ROW), None)
        if start := _FOR.fullmatch(tag):
            groups[start[2]] = start[3]
        elif _END.fullmatch(tag):
            groups.popitem()
        else:
            name = tag[2:-2].rsplit(maxsplit=1)[-1]
            first, _, rest = name.partition(".")
            _merge_field(paragraph, f"{groups[first]}.{rest}" if first in groups else name)
            return
        if row is not None:
            row.getparent().remove(row)

    _each_tag(root, change)


def merged_data(data: dict[str, Any], at: str = "") -> dict[str, Any]:
    """The same data by the names of merge fields: lists of rows under that of their first field."""
    merged: dict[str, Any] = {}
    for name, value in data.items():
        place = f"{at}{name}"
        if isinstance(value, dict):
            merged |= merged_data(value, f"{place}.")
        elif isinstance(value, list):
            rows = [merged_data(row, f"{place}.") for row in value]
            if rows:
                merged[next(iter(rows[0]))] = rows
            for number, row in enumerate(value):
                merged |= merged_data(row, f"{place}.{number}.")
        else:
            merged[place] = value
    return merged


def _lay_out_blocks(root: _Element, data: dict[str, Any]) -> None:
    blocks = iter(list(root[0]))
    for block in blocks:
        start = _FOR.fullmatch("".join(each.text or "" for each in block.iter(n.TEXT)).strip())
        if block.tag != n.PARAGRAPH or start is None:
            continue
        inside: list[Any] = []
        for end in blocks:
            if end.tag == n.PARAGRAPH and "endfor %}" in "".join(end.itertext()):
                break
            inside.append(end)
        for number in range(len(data[start[3]])):
            for each in map(copy.deepcopy, inside):
                for text in each.iter(n.TEXT):
                    name = f" {start[3]}.{number}."
                    text.text = (text.text or "").replace(f" {start[2]}.", name)
                block.addprevious(each)
        for each in (block, *inside, end):
            each.getparent().remove(each)


def _merge_field(paragraph: _Element, name: str) -> None:
    first, *others = list(paragraph.iter(n.RUN))
    for each in others:
        each.getparent().remove(each)
    next(first.iter(n.TEXT)).text = "x"
    field = etree.SubElement(first.getparent(), n.w("fldSimple"))
    field.set(n.w("instr"), f" MERGEFIELD {name} ")
    field.append(first)


def docxtpl(root: _Element) -> None:
    """The tags as they are, for plain texts instead of runs."""
    for text in root.iter(n.TEXT):
        text.text = (text.text or "").replace("{{r ", "{{ ")


def python_docx(root: _Element) -> None:
    """The tags as they are: they are looked for by hand."""


def words_in(document: bytes) -> str:
    """Everything a document says, in order, without what is only space."""
    root = parse_xml(read_parts(document)[BODY])
    for picture in list(root.iter(n.ALTERNATE)):
        around = picture.getparent()
        if around is not None:
            around.remove(picture)
    return "".join("".join("".join(each.itertext()) for each in root.iter(n.TEXT)).split())


def same_words(name: str, theirs: bytes, ours: bytes) -> None:
    """End the program where a peer's document says something else than ours."""
    first, second = words_in(theirs), words_in(ours)
    if first != second:
        at = next(
            (n for n, pair in enumerate(zip(first, second, strict=False)) if pair[0] != pair[1]), -1
        )
        raise SystemExit(
            f"{name} says something else than we do: {first[at - 40 : at + 40]!r} "
            f"for {second[at - 40 : at + 40]!r}"
        )
