"""Whether a template looks alike everywhere and can be read by everybody: fonts and structure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml.etree import _Element

from documents.reader import names as n
from documents.safety.xml import parse_xml
from documents.template_proof.findings import (
    TemplateFinding,
    TemplatePart,
    TemplatePlace,
    TemplateProblem,
)
from documents.template_proof.places import Places, shortened

# What Word for Windows and Mac brings, and what a document may thus name without carrying it.
OFFICE_FONTS = frozenset(
    {
        *("aptos", "aptos display", "aptos narrow", "aptos serif", "aptos mono"),
        *("calibri", "calibri light", "cambria", "cambria math", "candara", "consolas"),
        *("constantia", "corbel", "arial", "arial black", "arial narrow", "book antiqua"),
        *("bookman old style", "century", "century gothic", "century schoolbook"),
        *("comic sans ms", "courier new", "franklin gothic book", "franklin gothic medium"),
        *("garamond", "georgia", "gill sans mt", "impact", "lucida console"),
        *("lucida sans unicode", "palatino linotype", "perpetua", "rockwell", "segoe ui"),
        *("segoe ui emoji", "segoe ui symbol", "symbol", "tahoma", "times new roman"),
        *("trebuchet ms", "tw cen mt", "verdana", "webdings", "wingdings", "wingdings 2"),
        *("wingdings 3", "ms gothic", "ms mincho"),
    }
)
_STYLES, _FONTS, _THEME = "word/styles.xml", "word/fontTable.xml", "word/theme/theme1.xml"
_FONT, _STYLE_ID = n.w("rFonts"), n.w("styleId")
_STYLED = (n.STYLE, n.w("rStyle"), n.w("tblStyle"))
_FACES = (n.w("ascii"), n.w("hAnsi"))
_LATIN = "{http://schemas.openxmlformats.org/drawingml/2006/main}latin"
_EMBEDDED = (n.w("embedRegular"), n.w("embedBold"))
_TRUE = (None, "1", "true", "on")
_LOOP = re.compile(r"{%tr\s+for\s")
_LABEL = re.compile(r"{{\s*label\.")
_MOST_SHOWN = 20
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Style:
    """What a paragraph style means; `level` is that of a heading, 1 for the highest."""

    name: str
    level: int | None


def look_findings(parts: Mapping[str, bytes], root: _Element) -> Iterator[TemplateFinding]:
    """What would not look, or read aloud, as it should; none of it stops a template."""
    styles = parse_xml(parts[_STYLES]) if _STYLES in parts else None
    yield from _fonts(parts, root, styles)
    yield from _language(root, styles)
    known = _styles(styles)
    yield from _headings(root, known)
    yield from _tables(root)
    yield from _pictures(root)


def _fonts(
    parts: Mapping[str, bytes], root: _Element, styles: _Element | None
) -> Iterator[TemplateFinding]:
    """Fonts that another machine has not, which then takes one of other widths."""
    table = parse_xml(parts[_FONTS]) if _FONTS in parts else None
    carried = {
        (font.get(n.w("name")) or "").lower()
        for font in (() if table is None else table.iter(n.w("font")))
        if any(font.find(each) is not None for each in _EMBEDDED)
    }
    told: set[str] = set()
    for name, place in _named(parts, root, styles):
        plain = name.strip().lower()
        if plain and plain not in OFFICE_FONTS | carried | told:
            told.add(plain)
            problem = TemplateProblem.FONT
            yield TemplateFinding(problem=problem, subject=shortened(name), place=place)
            if len(told) == _MOST_SHOWN:
                return


def _named(
    parts: Mapping[str, bytes], root: _Element, styles: _Element | None
) -> Iterator[tuple[str, TemplatePlace]]:
    places, in_styles = Places(root, TemplatePart.BODY), TemplatePlace(part=TemplatePart.STYLES)
    for fonts in root.iter(_FONT):
        for name in filter(None, map(fonts.get, _FACES)):
            yield name, places.of(fonts)
    for style in _used(root, styles):
        for fonts in style.iter(_FONT):
            for name in filter(None, map(fonts.get, _FACES)):
                yield name, in_styles
    theme = parse_xml(parts[_THEME]) if _THEME in parts else None
    for latin in () if theme is None else theme.iter(_LATIN):
        yield latin.get("typeface") or "", in_styles


def _used(root: _Element, styles: _Element | None) -> Iterator[_Element]:
    """The defaults, and the styles that something in the body has, with those they build on."""
    if styles is None:
        return
    by_id = {each.get(_STYLE_ID) or "": each for each in styles.iter(n.w("style"))}
    waiting = [id_ for id_, style in by_id.items() if style.get(n.w("default")) in _TRUE[1:]]
    waiting += [each.get(n.VALUE) or "" for each in root.iter(*_STYLED)]
    yield from styles.iter(n.w("docDefaults"))
    seen: set[str] = set()
    while waiting:
        id_ = waiting.pop()
        if id_ in by_id and id_ not in seen:
            seen.add(id_)
            yield by_id[id_]
            waiting += [each.get(n.VALUE) or "" for each in by_id[id_].iter(n.w("basedOn"))]


def _language(root: _Element, styles: _Element | None) -> Iterator[TemplateFinding]:
    """Text is read aloud by the language it is marked with."""
    default = None if styles is None else styles.find(f"{n.w('docDefaults')}//{n.w('lang')}")
    marked = "" if default is None else default.get(n.VALUE) or ""
    if not marked.lower().startswith("da"):
        place = TemplatePlace(part=TemplatePart.STYLES)
        problem = TemplateProblem.LANGUAGE
        yield TemplateFinding(problem=problem, subject=shortened(marked), place=place)
    places = Places(root, TemplatePart.BODY)
    for each in root.iter(n.w("lang")):
        marked = each.get(n.VALUE) or ""
        if marked and not marked.lower().startswith("da"):
            place = places.of(each)
            problem = TemplateProblem.LANGUAGE
            yield TemplateFinding(problem=problem, subject=shortened(marked), place=place)
            return


def _styles(styles: _Element | None) -> Mapping[str, _Style]:
    found = {}
    for each in () if styles is None else styles.iter(n.w("style")):
        name = each.find(n.w("name"))
        words = "" if name is None else (name.get(n.VALUE) or "").lower()
        found[each.get(_STYLE_ID) or ""] = _Style(name=words, level=_level(each, words))
    return found


def _level(style: _Element, name: str) -> int | None:
    outlined = style.find(f"{n.PARAGRAPH_PROPERTIES}/{n.w('outlineLvl')}")
    told = "" if outlined is None else outlined.get(n.VALUE) or ""
    if len(told) == 1 and told.isdecimal() and told != "9":
        return int(told) + 1
    match = re.fullmatch(r"heading ([1-9])", name)
    return int(match[1]) if match else None


def _headings(root: _Element, styles: Mapping[str, _Style]) -> Iterator[TemplateFinding]:
    """A document has a title, and no level of headings is jumped over."""
    places, before, has_title = Places(root, TemplatePart.BODY), 0, False
    for paragraph in root.iter(n.PARAGRAPH):
        used = paragraph.find(f"{n.PARAGRAPH_PROPERTIES}/{n.STYLE}")
        style = None if used is None else styles.get(used.get(n.VALUE) or "")
        if style is None:
            continue
        has_title |= style.name == "title"
        if style.level is not None:
            if style.level > before + 1:
                place, problem = places.of(paragraph), TemplateProblem.HEADING_ORDER
                subject = f"{before} → {style.level}"
                yield TemplateFinding(problem=problem, subject=subject, place=place)
            before = style.level
    if not has_title:
        yield TemplateFinding(problem=TemplateProblem.NO_TITLE)


def _tables(root: _Element) -> Iterator[TemplateFinding]:
    """A table of rows says which of them are headings, so that each cell is read with its own.

    Rows that print their labels themselves need none.
    """
    places = Places(root, TemplatePart.BODY)
    for table in root.iter(n.TABLE):
        rows = list(table.iterchildren(n.ROW))
        texts = [_own_text(row) for row in rows]
        at = next((number for number, text in enumerate(texts) if _LOOP.search(text)), None)
        is_labelled = at is not None and any(_LABEL.search(text) for text in texts[at:])
        if at is not None and not is_labelled and not any(_is_heading(row) for row in rows):
            cell = next(table.iter(n.CELL), table)
            place = places.of(next(cell.iter(n.PARAGRAPH), cell))
            yield TemplateFinding(problem=TemplateProblem.NO_TABLE_HEADER, place=place)


def _is_heading(row: _Element) -> bool:
    mark = row.find(f"{n.ROW_PROPERTIES}/{n.w('tblHeader')}")
    return mark is not None and mark.get(n.VALUE) in _TRUE


def _own_text(row: _Element) -> str:
    return "".join(each.text or "" for each in row.iter(n.TEXT))


def _pictures(root: _Element) -> Iterator[TemplateFinding]:
    places = Places(root, TemplatePart.BODY)
    for picture in root.iter(n.DRAWING_PROPERTIES):
        is_decoration = any(True for _ in picture.iter(_DECORATIVE))
        if not (picture.get("descr") or "").strip() and not is_decoration:
            subject = shortened(picture.get("name") or "")
            place, problem = places.of(picture), TemplateProblem.NO_ALT_TEXT
            yield TemplateFinding(problem=problem, subject=subject, place=place)
