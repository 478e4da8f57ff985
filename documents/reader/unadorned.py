"""The XML of a body without what only says how it looks, so that there is less of it to parse.

A text that was worked on in Word for long has ten times as much XML as words: fonts and languages
of each run, and runs of a few words parted by revisions and by the spelling check. None of that is
asked for here, and most of it stands there again and again in the same bytes: taking it out of the
bytes takes a third of the time of parsing it. What paragraphs, cells and tables look like is too
little to be worth looking for.

What is taken out is told by its bytes alone, so only where they cannot mean anything else: the
names are those Word writes, nothing is commented out, quoted or declared twice, and what is not
exactly of the shape looked for stays.
"""

import re

from documents.reader import names

_WORD = names.w("")[1:-1].encode()
_ROOT = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:<\?xml [^<>]{0,200}\?>)?\s{0,9}"
    rb'<w:document\b[^<>]{0,20000}?\sxmlns:w="' + re.escape(_WORD) + rb'"'
)
_NO_ELEMENT = re.compile(rb"<[!?]")
_DECLARED_AGAIN = re.compile(rb"xmlns:w\s{0,9}=")

_BEGIN, _END = b"<w:rPr>", b"</w:rPr>"
_ASKED_FOR = b"|".join(
    name.rpartition("}")[2].encode() for key, name in vars(names).items() if key[0].isupper()
)
_LOOK = re.compile(
    rb"<w(?:\d\d)?:(?!(?:" + _ASKED_FOR + rb')[ />])[A-Za-z]+(?: [A-Za-z0-9:]+="[^"<]*")*/>'
)
_BETWEEN_TEXTS = re.compile(
    rb'</w:t></w:r>(?:<w:proofErr w:type="[A-Za-z]+"/>)*'
    rb'<w:r(?: w:rsid[A-Za-z]{1,4}="[0-9A-F]{8}")*>(?:<w:lastRenderedPageBreak/>)?'
    rb'<w:t(?: xml:space="preserve")?>'
)
_TEXT_WITH_MORE = re.compile(rb"<w:t(?: [^<>]*)?>[^<]*+<(?!/w:t>)")
_HIDDEN = b"vanish"
_LONGEST = 8 * 1024 * 1024
"""The parser refuses a longer text, which several shorter ones must not become."""


def unadorned(body: bytes) -> bytes:
    """A main part that the guard has let in, saying the same with fewer elements.

    Runs are joined where the text of one goes straight on in the next. Everything else the reader
    asks for stays as it is, in its order.
    """
    root = _ROOT.match(body)
    if root is None:
        return body
    shorter = _joined(_without_looks(body))
    if len(shorter) == len(body) or _may_mean_otherwise(shorter, root.end()):
        return body
    return shorter


def _may_mean_otherwise(body: bytes, start: int) -> bool:
    """Whether there are comments, quoted texts or instructions, whose tags are none, or new names.

    What was taken out has none of them.
    """
    return bool(_NO_ELEMENT.search(body, start) or _DECLARED_AGAIN.search(body, start))


def _without_looks(body: bytes) -> bytes:
    """The body with the properties of runs as far as they are asked for."""
    first, *pieces = body.split(_BEGIN)
    if not pieces:
        return body
    known: dict[bytes, bytes] = {}
    kept = [first]
    for piece in pieces:
        inside, ended, rest = piece.partition(_END)
        if not ended:
            kept += (_BEGIN, inside)
            continue
        left = known.get(inside)
        if left is None:
            asked_for = _LOOK.sub(b"", inside)
            left = known[inside] = _BEGIN + asked_for + _END if asked_for else b""
        kept += (left, rest)
    return b"".join(kept)


def _joined(body: bytes) -> bytes:
    """The body with the texts of runs in one; as it is where a text holds more than its words."""
    if len(body) > _LONGEST:
        return body
    joined = _BETWEEN_TEXTS.sub(b"", body)
    if len(joined) == len(body) or _HIDDEN in body or _TEXT_WITH_MORE.search(joined):
        return body
    return joined
