"""The sentences of a budget text: where one ends, and the one that an amount stands in."""

import re

_SENTENCE_END = re.compile(r"(?<![\s.])[.!?]\s+(?=[A-ZÆØÅ])|;\s+|\n")
_NEXT_SENTENCE = re.compile(r"[ \t]+(?=[A-ZÆØÅ])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:ca|kr|mio|mill|pr|inkl|ekskl|evt|nr|mv|osv|etc|dvs|bl|f|eks|hhv|jf|m|v|a|o|lign))$",
    re.IGNORECASE,
)
_AFTER_AMOUNT = re.compile(r"[0-9½¼¾]\s?(?:mio\.?\s?|mill\.?\s?|t\.?\s?)?(?:kr)?\.\s+(?=[A-ZÆØÅ])")
_MOST_BEFORE, _MOST_AFTER = 200, 100


def breaks_after(gap: str, last: str) -> list[tuple[int, int]]:
    """The ends of sentences after an amount, whose own last full stop may be one."""
    end = _NEXT_SENTENCE.match(gap) if last == "." else None
    return [*([end.span()] if end else []), *sentence_breaks(gap)]


def sentence_breaks(text: str) -> list[tuple[int, int]]:
    """The ends of sentences, lines and parts before a semicolon; abbreviations end none."""
    return [
        match.span()
        for match in _SENTENCE_END.finditer(text)
        if match[0][0] != "."
        or not _ABBREVIATED.search(text[max(0, match.start() - 6) : match.start()])
    ]


def sentence_at(text: str, start: int, end: int) -> str:
    """The sentence or line around an amount, in single spaces; a long one as far as it is near."""
    before = text[max(0, start - 2 * _MOST_BEFORE) : start].rpartition("\n")[2]
    after = text[end : end + 2 * _MOST_AFTER].partition("\n")[0]
    amounts = [match.end() for match in _AFTER_AMOUNT.finditer(before)]
    starts = (0, *(stop for _, stop in sentence_breaks(before)), *amounts)
    before = before[max(starts) :]
    endings = breaks_after(after, text[end - 1 : end])
    after = after[: endings[0][0] + 1] if endings else after
    head = before if len(before) <= _MOST_BEFORE else "…" + before[-_MOST_BEFORE:]
    tail = after if len(after) <= _MOST_AFTER else after[:_MOST_AFTER] + "…"
    return " ".join(f"{head}{text[start:end]}{tail}".split())
