"""Where a file names somebody, or the folders of a machine, out of sight of who reads it."""

from collections.abc import Iterator

from lxml.etree import _Element

from documents.safety.cleaned_word import W, forget

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_S2010 = "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}"
_SAVED_IN = "{http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac}absPath"
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
_SIGNATURE_LINE = f"{_OFFICE}signatureline"
_SIGNER = tuple(
    f"{_OFFICE}{each}" for each in ("suggestedsigner", "suggestedsigner2", "suggestedsigneremail")
)
_EDITOR, _AUTHOR = f"{W}ed", f"{W}author"
_PRINTER, _UNREADABLE = 64, "\N{REPLACEMENT CHARACTER}"
_GRANTED = "securityDescriptor"
_RANGES = (f"{_S}protectedRange", f"{_S2010}protectedRange")
_GRANTS = (f"{_S}{_GRANTED}", f"{_S2010}{_GRANTED}")
# An attribute alone: what holds it is calculated with, shown or protects something.
_FORGOTTEN = {
    f"{_S}pivotCacheDefinition": ("refreshedBy",),
    f"{_S}scenario": ("user", "comment"),
    **dict.fromkeys(_RANGES, (_GRANTED,)),
    # Who is to sign; the line itself stays, with the picture of it.
    _SIGNATURE_LINE: _SIGNER,
}
_CHANGED_PARTS = tuple(
    f"{W}customXml{what}Range{end}"
    for what in ("Ins", "Del", "MoveFrom", "MoveTo")
    for end in ("Start", "End")
)
_DROPPED = (
    *(_SAVED_IN, f"{_S}fileSharing", f"{W}docVars", f"{W}permStart", f"{W}permEnd"),
    *(f"{_S}customWorkbookViews", f"{_S}customSheetViews"),
    *(*_GRANTS, *_CHANGED_PARTS),
)
# By these Word knows the core and the extended properties, as stores of what controls show.
_PROPERTY_STORES = frozenset(
    {"{6C3C8BC8-F283-45AE-878A-BAB7291924A1}", "{6668398D-A668-4E3E-A5EB-62B293D839F1}"}
)
_PROPERTY_SPACES = (
    "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
)
_BOUND = (
    f"{W}dataBinding",
    "{http://schemas.microsoft.com/office/word/2012/wordml}dataBinding",
)

PRINTER = "printersettings"
"""The relation that leads to the settings of a printer, as `name_of_relation` says it."""


def folders_in(root: _Element) -> Iterator[str]:
    """The folder that Excel notes a workbook was saved in, which names who saved it there."""
    yield from (each.get("url") or "" for each in root.iter(_SAVED_IN))


def names_in(root: _Element) -> Iterator[str]:
    """Who reserved a workbook, may write in a part of a file, or drew the data of a table.

    And who is to sign on a line for it, whose a view or scenario is, and what programs keep in a
    document beside its text.
    """
    for each in root.iter(f"{_S}fileSharing"):
        yield each.get("userName") or ""
    for each in root.iter(*_FORGOTTEN):
        yield from (each.get(name) or "" for name in _FORGOTTEN[str(each.tag)])
    for each in root.iter(*_GRANTS):
        yield each.text or ""
    for each in root.iter(f"{_S}customWorkbookView"):
        yield each.get("name") or ""
    for each in root.iter(f"{W}permStart"):
        yield each.get(_EDITOR) or ""
    for each in root.iter(*_CHANGED_PARTS):
        yield each.get(_AUTHOR) or ""
    for each in root.iter(f"{W}docVar"):
        yield each.get(f"{W}val") or ""


def printer_in(settings: bytes) -> str:
    """The printer that Windows' settings of one begin with; empty where they are another system's.

    It is often named by a person, a room or a server.
    """
    name, _, _ = settings[:_PRINTER].decode("utf-16-le", "replace").partition("\0")
    return name if name.isprintable() and _UNREADABLE not in name else ""


def forget_names(root: _Element) -> None:
    """Without any of it; what is read and shown stays."""
    for each in list(root.iter(*_DROPPED)):
        around = next(each.iterancestors(_ALTERNATIVES), None)
        gone = around if each.tag == _SAVED_IN and around is not None else each
        parent = gone.getparent()
        if parent is not None:
            parent.remove(gone)
    for each in root.iter(*_FORGOTTEN):
        forget(each, *_FORGOTTEN[str(each.tag)])


def unbind_properties(root: _Element) -> None:
    """Controls that show a property of the file keep their text: Word would draw it anew."""
    for each in list(root.iter(*_BOUND)):
        store, spaces = (each.get(f"{W}{name}") or "" for name in ("storeItemID", "prefixMappings"))
        parent = each.getparent()
        is_property = store.upper() in _PROPERTY_STORES or any(
            space in spaces for space in _PROPERTY_SPACES
        )
        if is_property and parent is not None:
            parent.remove(each)
