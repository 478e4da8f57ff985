"""A part of a workbook without what fetches; a cell keeps the value it had when it was saved."""

from collections.abc import Iterator

from lxml.etree import QName, _Element

from documents.safety.cleaned_word import forget, forget_addresses
from documents.safety.formulas import is_fetching, is_outside
from documents.safety.verdict import Refused, Verdict

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_MAIN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_CELL_FORMULA = f"{S}f"
_OTHER_FORMULAS = frozenset(
    {"f", "formula", "formula1", "formula2", "calculatedColumnFormula", "totalsRowFormula"}
)
_HOLDERS = ("definedName", "cfRule", "dataValidation", "sparkline", *_OTHER_FORMULAS)
_NOT_EMPTY = frozenset(
    {
        "AlternateContent",
        "Choice",
        "Fallback",
        "cfRules",
        "conditionalFormatting",
        "conditionalFormattings",
        "controls",
        "dataValidations",
        "definedNames",
        "ext",
        "extLst",
        "externalReferences",
        "hyperlinks",
        "oleObjects",
        "pivotCaches",
        "sparklineGroup",
        "sparklineGroups",
        "sparklines",
        "tableParts",
    }
)
_PICTURES = frozenset({f"{_MAIN}blip"})
_OF_QUERY = ("connectionId", "tableType", "queryTableFieldId")


def clean_workbook_part(root: _Element, gone: frozenset[str]) -> bool:
    """Take out what pointed to relations that are gone, and what fetches; True if there was any."""
    is_changed = _let_go(root, gone) | _drop_cell_formulas(root) | _drop_other_formulas(root)
    if root.tag == f"{S}table" and root.get("tableType") == "queryTable":
        for element in root.iter(f"{S}table", f"{S}tableColumn"):
            forget(element, *_OF_QUERY)
        is_changed = True
    for element in root.iter():
        is_changed |= forget_addresses(element)
    return is_changed


def refuse_outside_pivot(root: _Element) -> None:
    """Raise Refused for a pivot table over an outside source, which cannot do without it."""
    source = root.find(f"{S}cacheSource") if root.tag == f"{S}pivotCacheDefinition" else None
    if source is None:
        return
    inner = source.find(f"{S}worksheetSource")
    if source.get("type") == "external" or (
        inner is not None and inner.get(f"{RELATED}id") is not None
    ):
        raise Refused(Verdict.UNSAFE_CONTENT, "pivot table over an outside source")


def _let_go(root: _Element, gone: frozenset[str]) -> bool:
    pointing = [
        (element, name)
        for element in root.iter()
        for name, value in element.items()
        if value in gone and str(name).startswith(RELATED)
    ]
    for element, name in pointing:
        if element.tag in _PICTURES:
            del element.attrib[name]
        else:
            _remove(element)
    return bool(pointing)


def _drop_cell_formulas(root: _Element) -> bool:
    """Those that fetch, with the ones that repeat them; formulas in other places come after."""
    cells = [each for each in root.iter(_CELL_FORMULA) if _is_of_cell(each)]
    dropped = [each for each in cells if _fetches(each)]
    groups = {each.get("si") for each in dropped if each.get("t") == "shared"}
    for each in cells:
        if _fetches(each) or (each.get("t") == "shared" and each.get("si") in groups):
            _remove(each)
    return bool(dropped)


def _is_of_cell(element: _Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == f"{S}c"


def _drop_other_formulas(root: _Element) -> bool:
    dropped = [each for each in _other_formulas(root) if _fetches(each)]
    for each in dropped:
        if each.tag == f"{CHART}f":
            _say_outright(each.getparent())
        else:
            _remove(_holder(each))
    return bool(dropped)


def _say_outright(reference: _Element | None) -> None:
    """A chart's reference becomes the numbers and names it was last drawn with."""
    parent = None if reference is None else reference.getparent()
    if reference is None or parent is None:
        return
    cache = reference.find(f"{CHART}numCache")
    if cache is None:
        cache = reference.find(f"{CHART}strCache")
    if cache is None:
        _remove(parent)
    elif parent.tag == f"{CHART}tx":
        said = cache.find(f"{CHART}pt/{CHART}v")
        _remove(parent) if said is None else parent.replace(reference, said)
    else:
        cache.tag = str(cache.tag).replace("Cache", "Lit")
        parent.replace(reference, cache)


def _other_formulas(root: _Element) -> Iterator[_Element]:
    for element in root.iter():
        name = str(element.tag).rpartition("}")[2]
        is_formula = name == "definedName" or name in _OTHER_FORMULAS
        if is_formula and not _is_of_cell(element):
            yield element


def _holder(formula: _Element) -> _Element:
    """The rule, list or line a formula belongs to, which is nothing without it."""
    held = formula
    for element in (formula, *formula.iterancestors()):
        if QName(element).localname in _HOLDERS:
            held = element
    return held


def _fetches(formula: _Element) -> bool:
    text = formula.text or ""
    return is_fetching(text) or is_outside(text)


def _remove(element: _Element) -> None:
    """Without the element, and without what must not be empty around it."""
    parent = element.getparent()
    if parent is None:
        return
    parent.remove(element)
    if not len(parent) and QName(parent).localname in _NOT_EMPTY:
        _remove(parent)
    elif parent.get("count") is not None:
        parent.set("count", str(len(parent)))
