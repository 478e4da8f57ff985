"""Text that stands in for an answer that nobody has given yet."""

import re
from collections.abc import Iterator

_TO_DO = r"skriv|indsæt|indsættes|anfør|angiv|udfyld|udfyldes|beskriv|tilføj|vælg|klik"
_TO_NAME = r"her|navn|dato|beløb|titel|tekst|adresse|kommune|kommunens navn|telefon|e-mail|xx+"
_PATTERNS = (
    rf"[\[<{{](?:her )?(?:{_TO_DO})(?:[ :,/][^\[\]<>{{}}\n]{{0,100}})?[\]>}}]",
    rf"[\[<{{](?:{_TO_NAME})(?: her)?[\]>}}]",
    r"\{\{[^{}\n]{0,100}\}\}",
    r"\{[%#][^{}\n]{0,100}[%#]\}",
    r"\blorem ipsum\b",
    r"\(her indsættes[^()\n]{0,100}\)",
)
_SHOUTED = (
    r"\b(?:ANFØR|INDSÆT|UDFYLD)\b[^\n.]{0,60}",
    r"\bHER (?:indsættes|INDSÆTTES|skrives|SKRIVES)\b[^\n.]{0,60}",
    r"\bSKRIV HER\b",
    r"\bX{2,4}(?:[.,]X{3}){0,3} ?(?:kr\b|kroner\b|mio\b|t\.?kr\b|pct\b|%)",
    r"\bxx{1,3} (?:kr\.|kroner\b)",
    r"\bkr\. ?[Xx]{2,4}\b",
)
_ANY = re.compile("|".join((*_SHOUTED, f"(?i:{'|'.join(_PATTERNS)})")))
CLUES = ("[", "<", "{", "anfør", "indsæt", "udfyld", "skriv", "lorem", "xx")
"""A text with a placeholder has one of these, in any case of letters."""

_ELLIPSIS = re.compile(r"\[(?:…|\.{3})\]")
_QUOTES = '"“”„»«'
_LINE_AROUND = 300

_PUNCTUATION = re.compile(r"[\s\-‐‑–—−_.…?*/\\|:;,()\[\]<>{}\u200b]*")
_NOTHING = frozenset(
    ("n/a", "n.a.", "n.a", "na", "i/a", "tbd", "todo", "udfyldes", "udfyldes senere")
)
_OFFICE_PROMPTS = (
    "klik her for at ",
    "klik eller tryk ",
    "vælg et element",
    "click here to ",
    "click or tap ",
    "choose an item",
)
_LONGEST_BLANK = 200


def placeholders(text: str) -> Iterator[str]:
    """Each unfilled placeholder in a text, in order: `[skriv her]`, `ANFØR …`, `{{ navn }}`.

    `[1]`, `[sic]` and `(…)` are ordinary writing, and so is `[…]` inside a quotation.
    """
    hits = [(hit.start(), hit[0].strip()) for hit in _ANY.finditer(text)]
    hits += [(hit.start(), hit[0]) for hit in _ELLIPSIS.finditer(text) if not _is_quoted(text, hit)]
    return iter([shown for _, shown in sorted(hits)])


def says_nothing(text: str) -> bool:
    """Whether a text only holds the place of an answer: `-`, `…`, `?`, `n/a`, `[skriv her]`."""
    if len(text) > _LONGEST_BLANK:
        return not text.strip()
    folded = " ".join(text.casefold().split())
    return (
        _PUNCTUATION.fullmatch(folded) is not None
        or folded in _NOTHING
        or folded.startswith(_OFFICE_PROMPTS)
        or _ANY.fullmatch(text.strip()) is not None
    )


def _is_quoted(text: str, hit: re.Match[str]) -> bool:
    """Whether a quotation mark stands on both sides in the same line, near by."""
    before = text[max(0, hit.start() - _LINE_AROUND) : hit.start()].rpartition("\n")[2]
    after = text[hit.end() : hit.end() + _LINE_AROUND].partition("\n")[0]
    return any(mark in before for mark in _QUOTES) and any(mark in after for mark in _QUOTES)
