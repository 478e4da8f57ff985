"""Strict Open XML, whose names of elements differ from those that are read and written here.

Office saves a document so by choice. What it says is the same; the addresses of its namespaces and
the types of its relations are others. They are changed in the tags and nowhere else, so that no
word a person typed is touched.
"""

import re

from lxml.etree import QName

from documents.package import Part, zipped
from documents.safety.known_types import STRICT_VENDOR
from documents.safety.package import Allowance, read_directory, read_package, unpack
from documents.safety.verdict import Refused, Verdict
from documents.safety.xml import parse_xml

_VENDOR = "http://schemas.openxmlformats.org/"
_MARKUP = (".xml", ".rels", ".vml")
_RELATIONS = "officeDocument/relationships/"
_PACKAGED = f"{_RELATIONS}metadata/"
_RENAMED = {
    "extendedProperties": "extended-properties",
    "customProperties": "custom-properties",
}
_TOKEN = re.compile(
    r"""<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>"""
    r"""|<[^<>"'!?/][^<>"']*(?:(?:"[^"]*"|'[^']*')[^<>"']*)*>""",
    re.DOTALL,
)
_ADDRESS = re.compile(
    r"""(\s(?:xmlns(?::[^\s=:]+)?|Type|uri)\s*=\s*)(["'])"""
    + re.escape(STRICT_VENDOR)
    + r"""([^"']{1,200})\2"""
)
_CONFORMANCE = re.compile(r"""\s(?:[^\s=:]+:)?conformance\s*=\s*(?:"strict"|'strict')""")
_TELLING = ("_rels/.rels", "xl/workbook.xml")
_WIDE = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_BARE_WIDE = ((b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"))


def transitional(data: bytes) -> bytes:
    """A package that the guard has let in, its Strict names made those of ordinary files.

    Every other byte of its parts stays. Raises Refused.
    """
    parts = read_package(data)
    return zipped(Part.of(name, _part(name, content)) for name, content in parts.items())


def ordinary_workbook(data: bytes) -> bytes:
    """A workbook the guard has let in, of Strict Open XML the ordinary one that says the same.

    It is told by its own name or by how its package names it. Raises Refused.
    """
    allowance = Allowance()
    for entry in read_directory(data):
        if entry.name.lower() in _TELLING:
            root = parse_xml(b"".join(unpack(data, entry, allowance)))
            names = [QName(root).namespace or "", *(each.get("Type") or "" for each in root)]
            if any(map(is_strict_name, names)):
                return transitional(data)
    return data


def is_strict_name(name: str) -> bool:
    """Whether a namespace or the type of a relation is one of Strict Open XML."""
    return name.startswith(STRICT_VENDOR)


def _part(name: str, content: bytes) -> bytes:
    if not name.lower().endswith(_MARKUP):
        return content
    encoding = next(
        (code for start, code in _WIDE + _BARE_WIDE if content.startswith(start)), "utf-8"
    )
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused(Verdict.DAMAGED, "part that is not in its encoding") from error
    return _TOKEN.sub(_token, text).encode(encoding) if STRICT_VENDOR in text else content


def _token(match: re.Match[str]) -> str:
    """A tag with its addresses changed; comments, quoted text and instructions as they are."""
    tag = match[0]
    if tag.startswith(("<!", "<?")) or not ("oclc.org" in tag or "conformance" in tag):
        return tag
    return _ADDRESS.sub(_address, _CONFORMANCE.sub("", tag))


def _address(match: re.Match[str]) -> str:
    return f"{match[1]}{match[2]}{_transitional_name(match[3])}{match[2]}"


def _transitional_name(rest: str) -> str:
    """What stands for a Strict name, given without its vendor: a year after the first word."""
    if rest.startswith(_PACKAGED):
        return f"{_VENDOR}package/2006/relationships/metadata/{rest.removeprefix(_PACKAGED)}"
    family, _, own = rest.partition("/")
    before, slash, last = own.rpartition("/")
    return f"{_VENDOR}{family}/2006/{before}{slash}{_RENAMED.get(last, last)}"
