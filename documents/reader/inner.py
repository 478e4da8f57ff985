"""Labels inside a text: `Tovholder: skolechef Ib Prøve.`, and where what they name ends."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from documents.reader.labels import field_labels
from forms.grammar import Field

_IS = r"er|bliver|bliver varetaget af|varetages af|vil være|udgøres af|er placeret i|ligger i|hos"
_SENTENCE_END = re.compile(r"[.!?](?=\s+[A-ZÆØÅ\"»(]|\s*$)|\n")
_SHORTENED = re.compile(
    r"(?:^|[\s(])(?:[A-ZÆØÅ]|afd|bl\.?a|ca|cand\.\w+|dr|dvs|e\.?l|evt|f\.?eks|fx|hr|jf|kgl|kr|kst|kt"
    r"|mag|mfl|m\.?fl|mht|mio|m\.?v|nr|osv|pr|prof|sct|skt|tlf|vedr)$",
    re.IGNORECASE,
)
_NAME_AHEAD = re.compile(r"(?:[^\W\d_]\S*\s+){0,3}[A-ZÆØÅ]")
_WHO_BEFORE = re.compile(
    r"([^.:;\n]{3,100})\s(?:er|bliver|udpeges som|fungerer som|skal være|vil være)"
    r"\s+(?:(?:vores|den|de|hele|kommunens|projektets|partnerskabets|overordnede?)\s+){0,2}$"
)
_TRIMMED = " \t\n\u00a0,;:–—-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """What a label inside a text names, with the characters it stands on."""

    field: Field
    text: str
    start: int
    end: int
    certainty: float


def labelled_in(text: str, fields: Sequence[Field]) -> Iterator[Labelled]:
    """What the labels of these fields name inside a text, to the end of the sentence or line.

    With a colon a label names whatever follows; with a verb (`tovholder er ...`) only a name.
    """
    if not fields:
        return
    matches = list(_pattern(tuple(fields)).finditer(text))
    for match, following in zip(matches, [*matches[1:], None], strict=False):
        field = _field_of(match, fields)
        start = match.end()
        limit = len(text) if following is None else following.start()
        end = _end_of_sentence(text, start, limit)
        value = text[start:end].strip(_TRIMMED)
        if match["colon"] and value:
            yield Labelled(field=field, text=value, start=start, end=end, certainty=0.9)
        elif match["verb"] and _NAME_AHEAD.match(value):
            yield Labelled(field=field, text=value, start=start, end=end, certainty=0.75)


def named_before(text: str, fields: Sequence[Field]) -> Iterator[Labelled]:
    """What stands before a label at the end of a clause: `Skolechef Ib Prøve er tovholder`."""
    for field in fields:
        words = "|".join(re.escape(label) for label in _by_length(field))
        for match in re.finditer(rf"\b(?:{words})(?:en|et)?\b(?!\s*:)", text, re.IGNORECASE):
            window = max(0, match.start() - 160)
            before = _WHO_BEFORE.search(text[window : match.start()])
            if before is not None and re.match(r"\s*[^\W\d_]*\s*[A-ZÆØÅ]", before[1]):
                start, end = window + before.start(1), window + before.end(1)
                value = before[1].strip(_TRIMMED)
                yield Labelled(field=field, text=value, start=start, end=end, certainty=0.6)


def _end_of_sentence(text: str, start: int, limit: int) -> int:
    """Where the sentence or line that begins at `start` ends; a line end right there is passed."""
    while start < limit and text[start] in " \t\n":
        start += 1
    for match in _SENTENCE_END.finditer(text, start, limit):
        is_dot = match[0] == "."
        if not (is_dot and _SHORTENED.search(text[max(start, match.start() - 12) : match.start()])):
            return match.start()
    return limit


@lru_cache(maxsize=256)
def _pattern(fields: tuple[Field, ...]) -> re.Pattern[str]:
    labels = sorted((label for field in fields for label in field_labels(field)), key=len)
    words = "|".join(re.escape(label).replace(r"\ ", r"\s+") for label in reversed(labels))
    return re.compile(
        rf"(?<!\w)(?P<label>{words})(?:en|et)?(?:\s*(?P<colon>:)|\s+(?P<verb>{_IS})\b)\s*",
        re.IGNORECASE,
    )


def _field_of(match: re.Match[str], fields: Sequence[Field]) -> Field:
    words = " ".join(match["label"].casefold().split())
    return next(
        field
        for field in fields
        if words in {" ".join(label.casefold().split()) for label in field_labels(field)}
    )


def _by_length(field: Field) -> list[str]:
    return sorted(field_labels(field), key=len, reverse=True)
