"""The comments in the margin of a Word file that comes back, with their answers."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from lxml.etree import _Element

from documents.notes import AUTHOR
from documents.reader import names as n
from documents.reader.places import Places
from documents.reader.text import text_of
from documents.reader.wire import place_from_json, place_to_json
from documents.reader.word_file import WordFile, open_word_file
from documents.safety.isolation import run_isolated
from documents.safety.sniff import recognise
from documents.safety.verdict import FileKind
from forms.text import clean_line, clean_prose
from validators.finding import Place
from validators.registry import UnknownRule, rule_of

MOST_NOTES = 2_000
_LONGEST_TEXT = 5_000
_LONGEST_AUTHOR = 200
_MOST_REPLIES = 50
_MOST_STEPS = 20
_RULE = re.compile(r"(?<![A-Z])[A-Z]{3}\d{3}(?!\d)")
_YES = ("1", "true", "on")


@dataclass(frozen=True, slots=True, kw_only=True)
class MarginNote:
    """A comment and the texts that answer it; `place` is where what it is about begins.

    One of ours has the `rule` of its finding, where its text still names it.
    """

    author: str
    text: str
    is_resolved: bool
    is_ours: bool
    rule: str | None = None
    place: Place
    replies: tuple[str, ...] = ()


def margin_notes(data: bytes) -> tuple[MarginNote, ...]:
    """The comments of a file the guard has let in, in their order; none for a PDF.

    Raises Refused. Without the part that Word 2013 and later write, nothing is resolved and each
    answer is a comment of its own.
    """
    if recognise(data) is FileKind.PDF:
        return ()
    return notes_of(open_word_file(data))


def notes_of(word: WordFile) -> tuple[MarginNote, ...]:
    """The comments of an open file, at most `MOST_NOTES`."""
    if word.comments is None:
        return ()
    comments = list(islice(word.comments.iter(n.COMMENT), MOST_NOTES))
    threads = _Threads(word.threads)
    answers: dict[str, list[str]] = {}
    roots: list[_Element] = []
    for comment in comments:
        root = threads.root_of(_paragraph_id(comment))
        if root:
            answers.setdefault(root, []).append(_text(comment))
        else:
            roots.append(comment)
    places = _places(word.body)
    return tuple(
        _note(
            comment,
            place=places.get(comment.get(n.ID) or "", Place()),
            is_resolved=threads.is_done(_paragraph_id(comment)),
            replies=tuple(answers.get(_paragraph_id(comment), ())[:_MOST_REPLIES]),
        )
        for comment in roots
    )


def margin_notes_isolated(data: bytes) -> tuple[MarginNote, ...]:
    """`margin_notes` in a process of its own; raises IsolationFailed and IsolationBusy."""
    told = json.loads(run_isolated(NOTES_TASK, data, options={}))
    return tuple(_from_json(each) for each in told)


def notes_task(payload: bytes, _options: Mapping[str, str]) -> bytes:
    """`margin_notes` as an isolated task: its answer as JSON."""
    return json.dumps([_to_json(each) for each in margin_notes(payload)]).encode()


NOTES_TASK = f"{notes_task.__module__}.{notes_task.__name__}"
"""The task's name, as the isolation knows it."""


class _Threads:
    """Which comment answers which, and which are done, by the ids of their last paragraphs."""

    def __init__(self, part: _Element | None) -> None:
        told = () if part is None else islice(part.iter(n.THREAD), 2 * MOST_NOTES)
        entries = [(each.get(n.THREAD_PARAGRAPH) or "", each) for each in told]
        self._parents = {name: each.get(n.THREAD_PARENT) or "" for name, each in entries}
        self._done = {name for name, each in entries if each.get(n.IS_DONE) in _YES}

    def root_of(self, name: str) -> str:
        """The comment that a thread began with; empty for one that answers none."""
        root = ""
        for _step in range(_MOST_STEPS):
            parent = self._parents.get(root or name, "")
            if not parent or parent == name:
                break
            root = parent
        return root

    def is_done(self, name: str) -> bool:
        """Whether a comment was resolved."""
        return name in self._done


def _paragraph_id(comment: _Element) -> str:
    last = next(reversed(comment.findall(n.PARAGRAPH)), None)
    return "" if last is None else last.get(n.PARAGRAPH_ID) or ""


def _note(
    comment: _Element, *, place: Place, is_resolved: bool, replies: tuple[str, ...]
) -> MarginNote:
    author, text = clean_line(comment.get(n.AUTHOR) or "")[:_LONGEST_AUTHOR], _text(comment)
    is_ours = author == AUTHOR
    return MarginNote(
        author=author,
        text=text,
        is_resolved=is_resolved,
        is_ours=is_ours,
        rule=_rule_in(text) if is_ours else None,
        place=place,
        replies=replies,
    )


def _text(comment: _Element) -> str:
    return clean_prose(text_of(comment))[:_LONGEST_TEXT]


def _rule_in(text: str) -> str | None:
    for match in islice(_RULE.finditer(text), _MOST_STEPS):
        try:
            return rule_of(match[0]).id
        except UnknownRule:
            continue
    return None


def _places(body: _Element) -> dict[str, Place]:
    """Where each comment's range begins, else where its mark stands, by the comment's number."""
    places = Places(body)
    found: dict[str, Place] = {}
    for number, element in _marks(body):
        place = found.get(number, Place())
        if place.block is None:
            found[number] = places.of(element)
    return found


def _marks(body: _Element) -> Iterator[tuple[str, _Element]]:
    """The starts of the ranges, then the marks; between blocks a range starts at the next one."""
    for element in islice(body.iter(n.COMMENT_START), 2 * MOST_NOTES):
        inside = next(element.iterancestors(n.PARAGRAPH), None)
        following = element if inside is not None else element.getnext()
        while following is not None and following.tag == n.COMMENT_START:
            following = following.getnext()
        if following is not None:
            yield element.get(n.ID) or "", following
    for element in islice(body.iter(n.COMMENT_MARK), 2 * MOST_NOTES):
        yield element.get(n.ID) or "", element


def _to_json(note: MarginNote) -> dict[str, object]:
    return {
        "author": note.author,
        "text": note.text,
        "is_resolved": note.is_resolved,
        "is_ours": note.is_ours,
        "rule": note.rule,
        "place": place_to_json(note.place),
        "replies": note.replies,
    }


def _from_json(told: Mapping[str, Any]) -> MarginNote:
    return MarginNote(
        author=told["author"],
        text=told["text"],
        is_resolved=told["is_resolved"],
        is_ours=told["is_ours"],
        rule=told["rule"],
        place=place_from_json(told["place"]),
        replies=tuple(told["replies"]),
    )
