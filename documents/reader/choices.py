"""Which option a free text means: `endnu ikke vedtaget` is not `vedtaget`."""

import re
from dataclasses import dataclass

from forms.kinds.choice import Choice
from forms.kinds.kind import Found

_DENIAL = re.compile(r"\b(?:ikke|aldrig|hverken|uden at)\b([^.;\n]{0,40})$", re.IGNORECASE)
_EXPECTATION = re.compile(
    r"\b(?:forventes?|ventes?|venter|påregnes|vil blive|bliver|skal|kan|indstilles|foreslås|hvis"
    r"|såfremt)\b([^.;,\n]{0,50})$",
    re.IGNORECASE,
)
_TURNED_BACK = re.compile(r"\b(?:men|dog)\b|,\s*og\b", re.IGNORECASE)
_DONE_AFTER_ALL = re.compile(r"\b(?:men|dog|har|er)\b", re.IGNORECASE)
_MOST_HITS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """The option a text means and how sure that is; `at` is where it says so."""

    option: str
    at: int
    certainty: float


def meant_option(kind: Choice, text: str) -> Meant | None:
    """The option whose words the text uses; None where it uses none, or those of several.

    Words that are denied or only expected do not count for their option: of two options, the
    other one is then meant, with low certainty.
    """
    hits = _longest(_all_hits(kind, text))
    said = [hit for hit in hits if not _is_denied(text, hit)]
    options = {str(hit.value) for hit in said}
    if len(options) == 1:
        return Meant(option=options.pop(), at=said[0].start, certainty=0.85)
    if said:
        return Meant(option=str(said[0].value), at=said[0].start, certainty=0.5)
    denied = {str(hit.value) for hit in hits}
    others = [option.id for option in kind.options if option.id not in denied]
    if len(denied) == 1 and len(others) == 1:
        return Meant(option=others[0], at=hits[0].start, certainty=0.6)
    return None


def _all_hits(kind: Choice, text: str) -> list[Found]:
    """Every place of every option's words; a kind's `find` names only the first of each."""
    hits: list[Found] = []
    start = 0
    while len(hits) < _MOST_HITS:
        rest = list(kind.find(text[start:]))
        if not rest:
            break
        first = min(hit.start for hit in rest)
        hits += [
            Found(value=hit.value, start=start + hit.start, end=start + hit.end)
            for hit in rest
            if hit.start == first
        ]
        start += first + 1
    return hits


def _longest(hits: list[Found]) -> list[Found]:
    """The hits that do not stand inside a longer one."""
    return [
        hit
        for hit in hits
        if not any(
            other.start <= hit.start
            and hit.end <= other.end
            and other.end - other.start > hit.end - hit.start
            for other in hits
        )
    ]


def _is_denied(text: str, hit: Found) -> bool:
    before = text[max(0, hit.start - 80) : hit.start]
    denial, expectation = _DENIAL.search(before), _EXPECTATION.search(before)
    is_denied = denial is not None and not _TURNED_BACK.search(denial[1])
    is_expected = expectation is not None and not _DONE_AFTER_ALL.search(expectation[1])
    return is_denied or is_expected
