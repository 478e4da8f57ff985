"""Where a file names somebody, or the folders of a machine, out of sight of who reads it."""

from collections.abc import Iterator

from lxml.etree import _Element

from documents.safety.cleaned_word import W

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_SAVED_IN = "{http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac}absPath"
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_EDITOR, _AUTHOR = f"{W}ed", f"{W}author"
_REFRESHED_BY = "refreshedBy"
_CHANGED_PARTS = tuple(
    f"{W}customXml{what}Range{end}"
    for what in ("Ins", "Del", "MoveFrom", "MoveTo")
    for end in ("Start", "End")
)
_DROPPED = (
    *(_SAVED_IN, f"{_S}fileSharing", f"{W}docVars", f"{W}permStart", f"{W}permEnd"),
    *_CHANGED_PARTS,
)


def folders_in(root: _Element) -> Iterator[str]:
    """The folder that Excel notes a workbook was saved in, which names who saved it there."""
    yield from (each.get("url") or "" for each in root.iter(_SAVED_IN))


def names_in(root: _Element) -> Iterator[str]:
    """Who reserved a workbook, may write in a part of a document, or drew the data of a table.

    And what programs keep in a document beside its text.
    """
    for each in root.iter(f"{_S}fileSharing"):
        yield each.get("userName") or ""
    for each in root.iter(f"{_S}pivotCacheDefinition"):
        yield each.get(_REFRESHED_BY) or ""
    for each in root.iter(f"{W}permStart"):
        yield each.get(_EDITOR) or ""
    for each in root.iter(*_CHANGED_PARTS):
        yield each.get(_AUTHOR) or ""
    for each in root.iter(f"{W}docVar"):
        yield each.get(f"{W}val") or ""


def forget_names(root: _Element) -> None:
    """Without any of it; what is read and shown stays."""
    for each in list(root.iter(*_DROPPED)):
        around = next(each.iterancestors(_ALTERNATIVES), None)
        gone = around if each.tag == _SAVED_IN and around is not None else each
        parent = gone.getparent()
        if parent is not None:
            parent.remove(gone)
    for each in root.iter(f"{_S}pivotCacheDefinition"):
        if _REFRESHED_BY in each.attrib:
            del each.attrib[_REFRESHED_BY]
