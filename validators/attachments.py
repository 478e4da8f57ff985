"""The attachments a case has, those it lacks, and those its texts speak of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from forms.grammar import Attachment
from forms.path import Path
from validators.names import is_within, stem, stems
from validators.sentences import sentences
from validators.whole_case import Document, Site, WholeCase

_NUMBERED = re.compile(r"\bbilag(?:et)?\s+(?:nr\.?\s*)?([0-9]{1,2}|(?-i:[A-Z]))\b", re.IGNORECASE)
_ATTACHED = re.compile(
    _NUMBERED.pattern + r"|\bvedlagte?\b|\bvedlægges\b|\bvedhæft\w+|\b(?:se|jf\.?|som)\s+bilag\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")
_SUFFIX = re.compile(r"\.[a-z]{3,4}$", re.IGNORECASE)
_CLUES = ("bilag", "vedl", "vedh")
_LONGEST = 20_000
_SHORTEST_WORD = 5
_MOST_MENTIONS = 20
_NO_NAMES = frozenset(map(stem, ("bilag", "vedlagt", "vedlagte", "vedlægges", "vedhæftet")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A sentence that says something is attached."""

    site: Site
    sentence: str


def missing(whole: WholeCase) -> tuple[Attachment, ...]:
    """The attachments the programme requires and the case lacks, beside its first form.

    One that each answer to a choice asks for is looked for answer by answer, by a rule of its own.
    """
    programme = whole.programme
    head = whole.first(_head(whole)) if programme else None
    if programme is None or head is None:
        return ()
    return tuple(
        each
        for each in programme.attachments
        if each.is_required and not _is_chosen(each, head) and not is_there(each, whole)
    )


def _is_chosen(attachment: Attachment, head: Document) -> bool:
    """Whether the first form has an answer that asks for one of its own."""
    column = head.column(attachment.for_each) if attachment.for_each else ()
    return any(isinstance(value, str) for _, value in column)


def is_there(attachment: Attachment, whole: WholeCase) -> bool:
    """Whether a document is the attachment: by its form, by its name, or as rows of another form.

    The organisation diagram is rows of the agreement, from which it is drawn.
    """
    if attachment.form is not None and whole.of(attachment.form):
        return True
    names = [_bare(name) for name in whole.loose_names]
    wanted = (attachment.label, attachment.id)
    if any(is_within(each, name) for each in wanted for name in names):
        return True
    return any(
        placed.item.label == attachment.label
        and document.examined.answered_rows(Path.parse(placed.address))
        for document in whole.documents
        for placed in document.examined.outline.groups()
        if not placed.groups
    )


def unattached(whole: WholeCase) -> Iterator[Mention]:
    """The first sentence of each answer that speaks of an attachment the case does not have."""
    known = _attached_words(whole)
    for document in whole.documents:
        count = 0
        for spot in document.examined.saying(_CLUES):
            text = (spot.text or "")[:_LONGEST]
            if count >= _MOST_MENTIONS or not _ATTACHED.search(text):
                continue
            sentence = next((each for each in sentences(text) if _lacks(each, known)), None)
            if sentence is not None:
                count += 1
                yield Mention(site=Site(document=document, path=spot.path), sentence=sentence)


def _lacks(sentence: str, known: frozenset[str]) -> bool:
    if not _ATTACHED.search(sentence) or _numbered(sentence) & known:
        return False
    words = {stem(word) for word in _WORD.findall(sentence.casefold()) if _is_telling(word)}
    return not any(_is_named(word, known) for word in words)


def _attached_words(whole: WholeCase) -> frozenset[str]:
    """The words that name what belongs in the case beside its first form, and numbered files."""
    programme, words = whole.programme, set[str]()
    for attachment in programme.attachments if programme else ():
        # A required one that lacks is told of as such, wherever it is mentioned.
        if attachment.is_required or is_there(attachment, whole):
            words |= {*stems(attachment.label)[:1], stem(attachment.id)}
    head = _head(whole)
    for document in whole.documents:
        if document.form != head:
            words |= {*stems(document.examined.definition.title)[:1], stem(document.form)}
    for name in whole.loose_names:
        words |= set(stems(_bare(name))) | _numbered(_bare(name))
    return frozenset(word for word in words if _is_telling(word) or word.startswith("bilag "))


def _bare(name: str) -> str:
    """The words of a file's name."""
    return _SUFFIX.sub("", name).replace("_", " ").replace("-", " ")


def _numbered(name: str) -> set[str]:
    """The numbered attachments a text speaks of: `bilag 7`."""
    return {f"bilag {number.casefold()}" for number in _NUMBERED.findall(name)}


def _is_named(word: str, known: frozenset[str]) -> bool:
    return any(word.startswith(each) or each.startswith(word) for each in known)


def _is_telling(word: str) -> bool:
    return len(word) >= _SHORTEST_WORD and stem(word) not in _NO_NAMES


def _head(whole: WholeCase) -> str:
    """The id of the programme's first form, which the others are attachments of."""
    forms = whole.programme.forms if whole.programme else ()
    return forms[0].partition("@")[0] if forms else ""
