"""The organisations that a text makes responsible for something."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from forms.clues import has_any, in_any_case
from validators.names import Likeness, folded, is_role, is_within, likeness, stems
from validators.sentences import sentences

_DUTY = r"(?:hoved|med)?ansvar(?:et)?\b|(?:hoved|med)?ansvarlig\w*"
_SUBJECT = re.compile(
    rf"(?:^|[,;]\s)(?P<who>[^.,:;]{{2,90}}?)\s+(?:(?:er|har|bærer|påtager sig|vil have)\s+"
    rf"(?:\w+\s+){{0,2}}?(?:{_DUTY})|står\s+for\b|varetager\b)"
)
_TURNED = re.compile(
    rf"\b(?:er|har)\s+(?P<who>[A-ZÆØÅ][^.,:;]{{1,80}}?)\s+(?:\w+\s+){{0,1}}?(?:{_DUTY})"
)
_TITLED = re.compile(r"(?i:(?:hoved)?ansvarlig\w*)(?:\s+\w+)?\s*:\s*(?P<who>[^.;\n]{2,90})")
_PARTS = re.compile(r",\s*(?:og\s+)?|\s+og\s+|\s+samt\s+|/")
_LEAD = re.compile(
    r"^(?:(?:den|det|de|at|da|derfor|desuden|hvor|hvorfor|mens|men|og|når|samt|som|så)\s+)+",
    re.IGNORECASE,
)
_CAPITALS = re.compile(r"\b[A-ZÆØÅ]{3,}\b")
_KINDS = (
    "kommun",
    "politi",
    "boligselskab",
    "boligforening",
    "boligorganisation",
    "forening",
    "skol",
    "enhed",
    "afdeling",
    "cent",
    "klub",
    "fond",
    "sekretariat",
    "forvaltning",
    "bibliotek",
    "museum",
    "aps",
)
_OF_THEMSELVES = ("kommun", "politi", "jobcent")
_OURSELVES = ("helhedsplan", "indsats", "projekt", "boligsocial", "sekretariat")
_MOST_FOUND = 20
_MOST_SENTENCES = 60
_CLUES = ("ansvar", "står", "varetager")
_TELLING = re.compile(r"ansvar|står\s+for|varetager", re.IGNORECASE)


def responsible(text: str) -> Iterator[str]:
    """The organisations that sentences of a text make responsible, each once.

    The effort itself and its own staff are none.
    """
    if not has_any(in_any_case(text), _CLUES):
        return iter(())
    found: dict[str, str] = {}
    telling = (each for each in sentences(text) if _TELLING.search(each))
    for sentence in islice(telling, _MOST_SENTENCES):
        for pattern in (_TITLED, _TURNED, _SUBJECT):
            match = pattern.search(sentence)
            if match is None:
                continue
            for name in _named(match["who"]):
                found.setdefault(folded(name), name)
            break
        if len(found) >= _MOST_FOUND:
            break
    return iter(found.values())


def is_one_of(name: str, parties: Iterable[str]) -> bool:
    """Whether an organisation is a party, or a part of one that the party's line names."""
    own = set(stems(name))
    for party in parties:
        if likeness(name, party) is not Likeness.OTHER:
            return True
        if is_within(name, party) or is_within(party, name) or own <= _all_stems(party):
            return True
        if any(likeness(name, part) is not Likeness.OTHER for part in _PARTS.split(party)[:20]):
            return True
    return False


def _all_stems(party: str) -> set[str]:
    return set(stems(party)) | set(stems(party.replace("(", " ").replace(")", " ")))


def _named(who: str) -> Iterator[str]:
    """The organisations in a subject; one whose name has an `og` is taken whole where it is one."""
    whole = _LEAD.sub("", who.strip(" \t-–•*"))
    parts = [each for each in _PARTS.split(whole) if _is_organisation(each)]
    if len(parts) > 1 and len(parts) == len(_PARTS.split(whole)):
        yield from (each.strip() for each in parts)
    elif _is_organisation(whole):
        yield whole


def _is_organisation(name: str) -> bool:
    words = stems(name)
    if not words or is_role(words[-1]) or any(word.startswith(_OURSELVES) for word in words):
        return False
    if len(words) == 1:
        return bool(_CAPITALS.search(name)) or (
            name[:1].isupper() and _is_kind(words[0]) and _says_which(words[0])
        )
    has_capital = any(word[:1].isupper() for word in name.split())
    return has_capital and (bool(_CAPITALS.search(name)) or any(map(_is_kind, words)))


def _is_kind(word: str) -> bool:
    return word.endswith(_KINDS)


def _says_which(word: str) -> bool:
    """Whether a single word names an organisation: `Fritidsafdelingen` does, `Klubben` does not."""
    return word not in _KINDS or word.startswith(_OF_THEMSELVES)
