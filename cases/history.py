"""How the answers before a save are got back from those after it."""

import json
from collections.abc import Mapping
from typing import TypeAlias

import orjson

Piece: TypeAlias = list[int | str]
Undo: TypeAlias = Mapping[str, str | Piece | None]
"""By path, what stood before: nothing, a whole text, or `[head, tail, middle]`, the middle
between so many characters kept at the start and at the end."""

Changes: TypeAlias = Mapping[str, str | None]
"""By path, the text now wanted; None for none."""


def difference(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str | None]:
    """The changes that lead from one set of stored answers to another."""
    gone: dict[str, str | None] = {path: None for path in old if path not in new}
    return gone | {path: text for path, text in new.items() if old.get(path) != text}


def applied(answers: Mapping[str, str], changes: Changes) -> dict[str, str]:
    """Stored answers after changes."""
    merged: dict[str, str | None] = {**answers, **changes}
    return {path: text for path, text in merged.items() if text is not None}


def undo_text(before: Mapping[str, str], changes: Changes) -> str:
    """JSON of what the changes replaced; it grows with what was changed, not with the answers."""
    undo: Undo = {path: _before(before.get(path), text) for path, text in changes.items()}
    # What is stored is ASCII alone, and so is what is left of it.
    return orjson.dumps(undo).decode()


def changed_in(undo: str) -> tuple[str, ...]:
    """The paths of the answers that the save with this undo text changed."""
    found: Undo = json.loads(undo)
    return tuple(found)


def undone(after: Mapping[str, str], undo: str) -> dict[str, str]:
    """The stored answers before the changes of which this is the undo text."""
    found: Undo = json.loads(undo)
    earlier = {path: _restored(after.get(path), was) for path, was in found.items()}
    return applied(after, earlier)


def _before(old: str | None, new: str | None) -> str | Piece | None:
    if old is None or new is None:
        return old
    head = _shared_start(old, new)
    tail = _shared_start(old[head:][::-1], new[head:][::-1])
    return [head, tail, old[head : len(old) - tail]]


def _restored(now: str | None, was: str | Piece | None) -> str | None:
    if was is None or isinstance(was, str):
        return was
    if now is None:
        raise ValueError("the history does not fit the answers")
    head, tail, middle = was
    start, end = int(head), len(now) - int(tail)
    return f"{now[:start]}{middle}{now[end:]}"


def _shared_start(one: str, other: str) -> int:
    """How many characters two texts have in common from the start, by halving: texts are long."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
