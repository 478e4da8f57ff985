"""What a paragraph of a Word file says, as a person reads it."""

from collections.abc import Iterator

from lxml.etree import _Element

from documents.reader import names as n

OUR_PICTURE = "Tilsagn-tegning"
"""How the names of drawings begin that repeat what stands in rows, so say nothing themselves."""

_SAID = {
    n.TAB: "\t",
    n.POSITIONED_TAB: "\t",
    n.BREAK: "\n",
    n.CARRIAGE_RETURN: "\n",
    n.SOFT_HYPHEN: "\u00ad",
    n.FIXED_HYPHEN: "-",
}
_SYMBOLS = {"F0FE": "☒", "F0FD": "☒", "F0FC": "✓", "F0A8": "☐", "F06F": "☐", "F0B7": "•"}
_UNSAID = frozenset(
    {
        n.PARAGRAPH_PROPERTIES,
        n.RUN_PROPERTIES,
        n.CONTROL_PROPERTIES,
        n.DELETED,
        n.MOVED_AWAY,
    }
)
_WITHOUT = _UNSAID | {n.TEXT_BOX, n.CELL_PROPERTIES}
"""What is not looked into for paragraphs that a person sees."""

FORKS = (n.TEXT_BOX, n.ALTERNATE, n.DELETED, n.MOVED_AWAY, n.CONTROL, n.HIDDEN)
"""The elements that make a paragraph say less, or something else, than all text in it."""

PIECES = (n.TEXT, n.MATH_TEXT, *_SAID, n.SYMBOL)
"""The elements that say something themselves."""

_LOOKED_AT = (*PIECES, *FORKS)


def paragraph_text(paragraph: _Element) -> str:
    """The text of one paragraph, its text boxes apart.

    Insertions are part of it, deletions and hidden text are not; a line break is a line feed; a
    control that still shows its placeholder says nothing.
    """
    pieces: list[str] = []
    if _add_plain(paragraph, pieces):
        return "".join(pieces)
    for child in paragraph:
        if child.tag != n.PARAGRAPH_PROPERTIES and not _add_plain(child, pieces):
            pieces.extend(said_in(child))
    return "".join(pieces)


def text_of(element: _Element) -> str:
    """The text of any element as a person reads it: its paragraphs joined by line feeds."""
    if element.tag == n.PARAGRAPH:
        return _with_boxes(element)
    paragraphs = list(outer_paragraphs(element))
    if not paragraphs:
        return "".join(said_in(element))
    return "\n".join(_with_boxes(each) for each in paragraphs)


def outer_paragraphs(element: _Element) -> Iterator[_Element]:
    """The paragraphs at or under an element, in order, without those in text boxes inside it."""
    waiting = [element] if element.tag != n.TEXT_BOX else list(reversed(element))
    while waiting:
        each = waiting.pop()
        if each.tag == n.PARAGRAPH:
            yield each
        elif not (each.tag in _WITHOUT or (each.tag == n.CONTROL and is_placeholder(each))):
            waiting.extend(reversed(each))


def text_boxes(paragraph: _Element) -> Iterator[_Element]:
    """The contents of the text boxes anchored in a paragraph, once each.

    Word writes a text box twice, for newer and older versions; the newer one is taken. Those of
    our own pictures are none.
    """
    if next(paragraph.iter(n.TEXT_BOX), None) is None:
        return
    waiting = list(reversed(paragraph))
    while waiting:
        each = waiting.pop()
        if each.tag == n.TEXT_BOX:
            yield each
        elif each.tag == n.ALTERNATE:
            waiting.extend(reversed(_chosen(each)))
        elif each.tag not in _UNSAID and not _is_our_picture(each):
            waiting.extend(reversed(each))


def is_placeholder(element: _Element) -> bool:
    """Whether the element is a control that shows its placeholder, so holds no answer."""
    if element.tag != n.CONTROL:
        return False
    # The first child of a name in C: `find` reads its argument as a path each time.
    properties = next(element.iterchildren(n.CONTROL_PROPERTIES), None)
    if properties is None:
        return False
    shown = next(properties.iterchildren(n.SHOWING_PLACEHOLDER), None)
    return shown is not None and shown.get(n.VALUE) not in ("0", "false", "off")


def is_hidden(run: _Element) -> bool:
    """Whether a run is text that Word neither shows nor prints."""
    hidden = run.find(f"{n.RUN_PROPERTIES}/{n.HIDDEN}")
    return hidden is not None and hidden.get(n.VALUE) not in ("0", "false", "off")


def _is_our_picture(element: _Element) -> bool:
    if element.tag != n.DRAWING:
        return False
    named = next(element.iter(n.DRAWING_PROPERTIES), None)
    return named is not None and (named.get("name") or "").startswith(OUR_PICTURE)


def _with_boxes(paragraph: _Element) -> str:
    boxes = [text_of(box) for box in text_boxes(paragraph)]
    return "\n".join(text for text in (paragraph_text(paragraph), *boxes) if text or not boxes)


def _add_plain(element: _Element, pieces: list[str]) -> bool:
    """Add what an element says, False (and nothing added) where only the slow way is right."""
    before = len(pieces)
    for each in element.iter(*_LOOKED_AT):
        tag = each.tag
        if tag == n.TEXT:
            pieces.append(each.text or "")
        elif tag == n.CONTROL and not is_placeholder(each):
            continue
        elif tag in FORKS:
            del pieces[before:]
            return False
        elif not is_tab_stop(each):
            pieces.append(said(each))
    return True


def is_tab_stop(piece: _Element) -> bool:
    """Whether a piece is a tab that the paragraph is set up with, not one in its text."""
    if piece.tag != n.TAB:
        return False
    around = piece.getparent()
    return around is not None and around.tag == n.TAB_STOPS


def said_in(element: _Element) -> Iterator[str]:
    """What the pieces in an element say, one by one, those looked away from left out."""
    waiting = [element]
    while waiting:
        each = waiting.pop()
        if each.tag in PIECES:
            yield said(each)
        elif each.tag == n.ALTERNATE:
            waiting.extend(reversed(_chosen(each)))
        elif each.tag == n.RUN and is_hidden(each):
            continue
        elif each.tag not in _UNSAID and each.tag != n.TEXT_BOX and not is_placeholder(each):
            waiting.extend(reversed(each))


def said(element: _Element) -> str:
    """What one of the pieces says."""
    if element.tag in (n.TEXT, n.MATH_TEXT):
        return element.text or ""
    if element.tag == n.SYMBOL:
        return _SYMBOLS.get((element.get(n.w("char")) or "").upper(), "")
    return _SAID[element.tag]


def _chosen(alternate: _Element) -> list[_Element]:
    choice = alternate.find(n.CHOICE)
    if choice is None:
        choice = alternate.find(n.FALLBACK)
    return [] if choice is None else list(choice)
