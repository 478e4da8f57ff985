"""What a budget text calls an expense or a contribution, in its own words."""

import re

_LEAD = re.compile(
    r"^(?:[\s\-–•*·,.;:)]|\d{1,2}[.)]\s|\b(?:og|samt|derudover|desuden|hertil\s+kommer|dertil\s+kommer|heraf|hvoraf|endelig"
    r"|endvidere|plus|mens|der\s+afsættes|vi\s+afsætter|der\s+er\s+afsat|afsættes|vi\s+forventer\s+at\s+bruge|vi\s+bruger"
    r"|der\s+bruges|vi\s+regner\s+med|det\s+drejer\s+sig\s+om|for|så|er|det|der)\b)+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:[\s:=–\-,.;(…_]|\b(?:udgør|koster|koste|er|på|med|kr|dkk|ca|cirka|omkring|budgetteres\s+til|budgetteret\s+til|anslået|anslås"
    r"|til|beløber\s+sig|løber\s+op\s+i|i\s+alt|sættes|afsættes|afsat|værdi|en\s+værdi|svarende|årligt|om\s+året|pr|år|vil|der|vi|for|og|af|skønnes|bliver)\b\.?)+$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"^[\s,.]*(?:(?:kr\.?|årligt|om\s+året|pr\.?\s+år|en\s+gang|én\s+gang|er\s+afsat|afsættes|bruges|går)[\s,]*)*"
    r"(?:til|for|i\s+form\s+af|på|fra|i)?\s*",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_LONGEST = 200
_SOURCES = re.compile(
    r"\b(?P<kommune>kommune(?:n|ns)?|kommunal\w*)\b|\b(?P<other>(?:boligforening|boligorganisation|boligselskab|idrætsforening|fond)"
    r"(?:en|erne|et)?)s?\b",
    re.IGNORECASE,
)


def label_of(before: str, after: str, above: str) -> str:
    """The words for what is paid: those before the amount, else after it, else the line above."""
    first = _trimmed(_LEAD.sub("", before))
    later = _trimmed(_AFTER.sub("", after, count=1))
    if _WORD.search(first):
        return first
    if _WORD.search(later):
        return later
    return _trimmed(above)


def source_of(words: str) -> str:
    """Who pays a contribution, where the words name them; empty where they do not."""
    match = _SOURCES.search(words)
    if match is None:
        return ""
    return "Kommunen" if match["kommune"] else match["other"].capitalize()


def _trimmed(text: str) -> str:
    words = " ".join(text.replace("\t", " ").split())[:_LONGEST]
    return _TAIL.sub("", words).strip(" \"'»«(")
