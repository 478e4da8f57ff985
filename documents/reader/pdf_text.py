"""Visual lines of a PDF joined to the paragraphs they were broken from."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from documents.reader.pdf_page import Box, Text

_BULLET = re.compile(r"[•●○▪■‣\u25e6\uf0b7\uf0a7](?=\s|$)\s*")
_NUMBERED = re.compile(r"(?:\d{1,2}|[a-z])[.)]\s")
_COMPOUND_GOES_ON = re.compile(r"(?:og|eller|samt|/)\b")
_SMALL_WORDS = frozenset(
    {"af", "at", "de", "den", "der", "det", "en", "er", "et", "for", "fra", "har", "i", "med"}
    | {"og", "om", "på", "som", "til", "ved"}
)
_NEW_PARAGRAPH = 1.75
_APART, _COLUMNS_APART = 0.2, 2.5
_DEFAULT_PADDING = 5.0
_LONG_WORD = 10
_NEVER_FIRST = (".", ",", ";", ":", ")", "!", "?", "%", "»")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph's words; an item had a bullet, which is left out."""

    words: str
    is_item: bool = False


def visual_lines(texts: Sequence[Text]) -> list[Text]:
    """The pieces that stand on one line joined, from top to bottom."""
    lines: list[list[Text]] = []
    for text in sorted(texts, key=lambda each: each.box.middle[1]):
        if lines and _stand_level(lines[-1][0].box, text.box):
            lines[-1].append(text)
        else:
            lines.append([text])
    return [_joined(line) for line in lines]


def paragraphs(texts: Sequence[Text], box: Box) -> list[Paragraph]:
    """The paragraphs of a cell or a page, `box` being the room their lines were broken to."""
    found: list[Paragraph] = []
    last: Text | None = None
    limit = _limit(texts, box)
    for line in visual_lines(texts):
        words, is_item = _without_bullet(line.words)
        if last is not None and not is_item and _goes_on(last, line, limit):
            glue = _glue(last, line, limit)
            found[-1] = replace(found[-1], words=_glued(found[-1].words, words, glue))
        else:
            found.append(Paragraph(words=words, is_item=is_item))
        last = line
    told = (replace(each, words=each.words.strip()) for each in found)
    return [each for each in told if each.words or each.is_item]


def go_on(before: Sequence[Text], after: Sequence[Text], box: Box) -> bool:
    """Whether the first line of a cell goes on with the last of the cell above a page's end."""
    last, line = visual_lines(before)[-1], visual_lines(after)[0]
    if line.words[:1].islower() or not line.words[:1].isalnum():
        return not _BULLET.match(line.words)
    is_open = not last.words.rstrip().endswith((".", "!", "?", ":"))
    return is_open and _has_no_room(last, line, _limit(after, box))


def moved_under(before: Sequence[Text], after: Sequence[Text]) -> list[Text]:
    """The texts of one page set under those of another as if there were no page between them."""
    last, line = visual_lines(before)[-1], visual_lines(after)[0]
    down = last.box.bottom + 0.2 * line.box.height - line.box.top
    return [
        replace(text, box=replace(text.box, top=text.box.top + down, bottom=text.box.bottom + down))
        for text in after
    ]


def _stand_level(one: Box, other: Box) -> bool:
    return abs(one.middle[1] - other.middle[1]) < 0.5 * min(one.height, other.height)


def _joined(pieces: list[Text]) -> Text:
    ordered = sorted(pieces, key=lambda each: each.box.left)
    words = ""
    for before, piece in zip([None, *ordered], ordered, strict=False):
        words += _between(before, piece, words) + piece.words
    box = Box(
        left=ordered[0].box.left,
        top=min(each.box.top for each in ordered),
        right=max(each.box.right for each in ordered),
        bottom=max(each.box.bottom for each in ordered),
    )
    return Text(words=words.lstrip(), box=box)


def _between(before: Text | None, piece: Text, words: str) -> str:
    if before is None or words.endswith(" ") or piece.words.startswith(" "):
        return ""
    gap = (piece.box.left - before.box.right) / max(piece.box.height, 1)
    if gap > _COLUMNS_APART:
        return "\t"
    return " " if gap > _APART else ""


def _limit(texts: Sequence[Text], box: Box) -> float:
    """How far right a line may reach: as far from the edge as lines begin from the other."""
    padding = min((each.box.left for each in texts), default=box.left) - box.left
    return box.right - (padding if 0 <= padding <= 3 * _DEFAULT_PADDING else _DEFAULT_PADDING)


def _goes_on(last: Text, line: Text, limit: float) -> bool:
    """Whether a line was broken only because its first word found no room on the last."""
    pitch = line.box.bottom - last.box.bottom
    if pitch > _NEW_PARAGRAPH * max(last.box.height, line.box.height):
        return False
    if _NUMBERED.match(line.words) or "\t" in line.words or "\n" in last.words + line.words:
        return False
    return _has_no_room(last, line, limit)


def _has_no_room(last: Text, line: Text, limit: float) -> bool:
    word = line.words.split(" ", 1)[0]
    return last.box.right + _width(line, len(word) + 1) > limit


def _width(line: Text, letters: int) -> float:
    return (line.box.right - line.box.left) / max(len(line.words), 1) * letters


def _glue(last: Text, line: Text, limit: float) -> str:
    """What parted the two lines: a space, or nothing within a word that was cut."""
    words = last.words.strip()
    if words.endswith("-") and len(words) > 1 and not words[-2].isspace():
        return " " if _COMPOUND_GOES_ON.match(line.words) else ""
    return "" if _is_cut(last, line, limit) else " "


def _is_cut(last: Text, line: Text, limit: float) -> bool:
    """Whether a word too long for its line was cut anywhere: it stands alone and fills the line.

    A line broken between words mostly keeps the space it was broken at.
    """
    words, first = last.words, line.words.split(" ", 1)[0]
    if words.endswith(" "):
        return False
    if first.startswith(_NEVER_FIRST):
        return True
    if " " in words or last.box.right + last.box.height < limit:
        return False
    is_inside = first[:1].islower() or words[-1:].isupper()
    return is_inside and (first not in _SMALL_WORDS or len(words) >= _LONG_WORD)


def _glued(before: str, words: str, glue: str) -> str:
    before = before.rstrip()
    if not glue and before.endswith("-") and before[-2:-1].isalpha() and words[:1].islower():
        return before[:-1] + words
    return before + glue + words


def _without_bullet(words: str) -> tuple[str, bool]:
    bullet = _BULLET.match(words)
    return (words[bullet.end() :], True) if bullet else (words, False)


def repeated_lines(pages: Sequence[Sequence[Text]], heights: Sequence[float]) -> set[str]:
    """What stands in the upper or lower margin of most pages, numbers aside: no part of the text.

    A page's number alone counts as such a line.
    """
    counts: dict[str, int] = {}
    for texts, height in zip(pages, heights, strict=True):
        for told in {margin_key(line, height) for line in visual_lines(texts)} - {""}:
            counts[told] = counts.get(told, 0) + 1
    most = max(2, len(pages) // 2)
    return {told for told, count in counts.items() if count >= most}


def margin_key(line: Text, height: float) -> str:
    """What a line in a margin says, its numbers aside; empty for one within the page.

    A page without a height has no margins.
    """
    if height <= 0:
        return ""
    share = line.box.middle[1] / height
    if 0.1 < share < 0.92:
        return ""
    side = "over" if share <= 0.1 else "under"
    return side + re.sub(r"\d+", "#", line.words)
