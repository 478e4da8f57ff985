"""What in a Word file is not settled: changes, hidden text, comments (REA005)."""

from collections.abc import Iterator
from itertools import islice

from lxml.etree import _Element

from documents.reader import names as n
from documents.reader.margin import notes_of
from documents.reader.places import Places
from documents.reader.text import is_hidden
from documents.reader.word_file import WordFile
from validators.finding import Finding
from validators.registry import rule_of

_UNSETTLED = rule_of("REA005")
_MOVES = (n.MOVED_HERE, n.MOVED_AWAY)
_CHANGES = (n.INSERTED, n.DELETED, n.CELL_INSERTED, n.CELL_DELETED, *_MOVES)
_WHOLE_MINUTES = len("2026-01-01T12:00")
_LONGEST_EVIDENCE = 200
_MOST_LOOKED_AT = 20_000


def unsettled(word: WordFile) -> Iterator[Finding]:
    """REA005 for changes neither accepted nor rejected, hidden text, and comments left open.

    Names of authors are counted and never repeated.
    """
    places = Places(word.body)
    yield from _changes(word.body, places)
    yield from _hidden(word.body, places)
    yield from _comments(word)


def _changes(body: _Element, places: Places) -> Iterator[Finding]:
    marks = islice(body.iter(*_CHANGES), _MOST_LOOKED_AT)
    found = [each for each in marks if next(each.iterancestors(n.NUMBERING), None) is None]
    if not found:
        return
    authors = {each.get(n.AUTHOR) or "" for each in found}
    count = _count(found)
    yield _UNSETTLED.found(
        values=(("count", str(count)), ("authors", str(len(authors)))),
        evidence=_first_text(found),
        place=places.of(found[0]),
    )


def _count(found: list[_Element]) -> int:
    """How many changes a person sees: pieces of one kind, hand and minute are one.

    Text that was moved is marked where it was and where it is, and counted once.
    """
    counts = dict.fromkeys(_CHANGES, 0)
    last: tuple[object, ...] = ()
    for each in found:
        this = (each.tag, each.get(n.AUTHOR), (each.get(n.w("date")) or "")[:_WHOLE_MINUTES])
        counts[each.tag] += this != last
        last = this
    moved = max(counts[each] for each in _MOVES)
    return sum(count for each, count in counts.items() if each not in _MOVES) + moved


def _first_text(found: list[_Element]) -> str:
    texts = (
        "".join(part.text or "" for part in each.iter(n.TEXT, n.DELETED_TEXT)) for each in found
    )
    return next((text.strip()[:_LONGEST_EVIDENCE] for text in texts if text.strip()), "")


def _hidden(body: _Element, places: Places) -> Iterator[Finding]:
    """Hidden text by the paragraphs it stands in."""
    runs = [each for each in _hidden_runs(body) if _said(each)]
    paragraphs = list(dict.fromkeys(next(each.iterancestors(n.PARAGRAPH), body) for each in runs))
    if paragraphs:
        yield _UNSETTLED.found(
            values=(("count", str(len(paragraphs))),),
            evidence="".join(_said(each) for each in runs[:20]).strip()[:_LONGEST_EVIDENCE],
            variant="hidden",
            place=places.of(paragraphs[0]),
        )


def _hidden_runs(body: _Element) -> Iterator[_Element]:
    for mark in islice(body.iter(n.HIDDEN), _MOST_LOOKED_AT):
        run = next(mark.iterancestors(n.RUN), None)
        if run is not None and is_hidden(run):
            yield run


def _said(run: _Element) -> str:
    return "".join(each.text or "" for each in run.iter(n.TEXT))


def _comments(word: WordFile) -> Iterator[Finding]:
    open_ones = [each for each in notes_of(word) if not (each.is_ours or each.is_resolved)]
    if open_ones:
        yield _UNSETTLED.found(
            values=(("count", str(len(open_ones))),),
            variant="comments",
            place=open_ones[0].place,
        )
