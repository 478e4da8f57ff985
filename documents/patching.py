"""The tags of a template as Jinja2 reads them: one for a row, paragraph or run in its place."""

import re

from forms.late import late

_NAMED = r"[\w.]+(?:\([\w., ]+\))?"
_TAG = late(
    rf"{{{{(?:(?P<shown>tr|[rp])\s+|\s*){_NAMED}\s*}}}}"
    r"|{%(?P<loop>tr|p)\s+(?:for\s+\w+\s+in\s+[\w.]+|endfor)\s*%}"
)
"""What the closed grammar of templates allows, and what stands in a prepared one."""

_GUID = late(r'"{[0-9A-Fa-f-]{36}}"')
_PLAIN, _KEPT = "<w:t>", '<w:t xml:space="preserve">'
_END_OF_RUN, _RUN = "</w:t></w:r>", f"<w:r>{_KEPT}"
_EMPTY_RUN = f"{_RUN}{_END_OF_RUN}"


def patched(source: str) -> str:
    """A part's tags as docxtpl reads them, without the empty runs it leaves beside them.

    docxtpl itself is only loaded for a tag beyond the grammar, or one that Word has split.
    """
    made = _patched_here(source) if _is_plain(source) else None
    if made is None:
        from docxtpl import DocxTemplate  # noqa: PLC0415 - loaded where asked for

        made = str(DocxTemplate("").patch_xml(source))
    return made.replace(_EMPTY_RUN, "")


def _is_plain(source: str) -> bool:
    """Whether every brace belongs to a tag of the grammar that is in one piece."""
    rest = _GUID.sub("", _TAG.sub("", source))
    return "{" not in rest and "}" not in rest


def _patched_here(source: str) -> str | None:
    """The part with its tags moved; None where one has no row or paragraph to itself."""
    pieces: list[str] = []
    at = 0
    for tag in _TAG.finditer(source):
        level = tag["shown"] or tag["loop"] or ""
        start, end = tag.span()
        if level in ("tr", "p"):
            start, end = _around(source, at, tag, level)
        if start < at or end < at:
            return None
        pieces.append(_before(source, at, start, tag))
        told = tag[0].replace(level, "", 1) if level else tag[0]
        pieces.append(f"{_END_OF_RUN}{told}{_RUN}" if level == "r" else told)
        at = end
    return "".join(pieces) + source[at:]


def _around(source: str, at: int, tag: re.Match[str], level: str) -> tuple[int, int]:
    """The row or paragraph a tag stands in, as far as it begins after a place; else -1."""
    opened = max(source.rfind(f"<w:{level}{each}", at, tag.start()) for each in " >")
    closing = f"</w:{level}>"
    closed = source.find(closing, tag.end())
    return opened, closed + len(closing) if closed >= 0 else -1


def _before(source: str, at: int, start: int, tag: re.Match[str]) -> str:
    """What stands before a tag's place, the text nearest to the tag keeping its blanks."""
    text = source.rfind(_PLAIN, at, tag.start())
    if not at <= text < start:
        return source[at:start]
    return f"{source[at:text]}{_KEPT}{source[text + len(_PLAIN) : start]}"
