"""The words of a column's heading, and the unit of money it names."""

import re

from documents.reader.spelling import normalised
from forms.late import late

LONGEST_HEADING = 80
_KRONER = r"(?:\s?(?:kr\.?|kroner))"
_UNIT = late(
    r"[\s,(\[–-]*(?:alle\s+)?(?:beløb(?:ene)?\s+)?(?:er\s+)?(?:i\s+)?(?:hele\s+)?"
    rf"(?:(?P<thousand>(?<![0-9.,])1[. ]?000{_KRONER}|t\.?\s?kr\.?|tusinde?{_KRONER}?)"
    rf"|(?P<million>(?:mio\.?|mill\.?|millioner){_KRONER}?)"
    r"|(?P<krone>kr\.?|kroner|dkk))[\s)\].:]*$",
    re.IGNORECASE,
)
_TOLD = late(r"\bi\s|\(|^(?:t\.?\s?kr|mio|mill)", re.IGNORECASE)
_THOUSAND, _MILLION, _KRONE = "t.kr.", "mio. kr.", "kr."
_ORDINAL = late(r"(?:(?P<before>[1-9])\.?|(?P<word>første|andet|tredje|fjerde))\s*år")
_WORDS = ("første", "andet", "tredje", "fjerde")


def word_of(text: str) -> str:
    """The words of a heading without its unit; `1. år` and `første år` are `år 1`."""
    if len(text) > LONGEST_HEADING:
        return ""
    match = _UNIT.search(text)
    kept = text[: match.start()].strip() if match and match.start() else text.strip()
    ordinal = _ORDINAL.fullmatch(kept.casefold())
    if ordinal is None:
        return normalised(kept)
    number = ordinal["before"] or str(_WORDS.index(ordinal["word"]) + 1)
    return f"år {number}"


def unit_of(text: str) -> str:
    """The unit a text ends with, as an amount would be written with it; empty where it has none."""
    match = _UNIT.search(text) if len(text) <= LONGEST_HEADING else None
    if match is None:
        return ""
    if match["thousand"]:
        return _THOUSAND
    return _MILLION if match["million"] else _KRONE


def told_unit(text: str) -> str:
    """The unit a line above a table tells; an amount that happens to stand there tells none."""
    match = _UNIT.search(text) if len(text) <= LONGEST_HEADING else None
    return unit_of(text) if match and _TOLD.search(match[0].strip()) else ""
