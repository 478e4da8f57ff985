"""The XML of a body without what only says how it looks, so that there is less of it to parse.

A text that was worked on in Word for long has ten times as much XML as words: fonts and languages
of each run, borders of each cell, and runs of a few words parted by revisions and by the spelling
check. None of that is asked for here, and most of it stands there again and again in the same
bytes: taking it out of the bytes takes a fifth of the time of parsing it.

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
_DECLARED = re.compile(rb"xmlns:w\s{0,9}=")
_OF_LOOKS = (b"rPr", b"pPr", b"tcPr", b"trPr", b"tblPr", b"tblGrid")
_ASKED_FOR = b"|".join(
    name.rpartition("}")[2].encode() for key, name in vars(names).items() if key[0].isupper()
)
_EMPTY = re.compile(
    rb"<w(?:\d\d)?:(?!(?:" + _ASKED_FOR + rb')[ />])[A-Za-z]+(?: [A-Za-z0-9:]+="[^"<]*")*/>'
)
_EMPTIED = re.compile(rb"<w:(?!(?:" + _ASKED_FOR + rb")>)([A-Za-z]+)></w:\1>")
_BETWEEN_TEXTS = re.compile(
    rb'</w:t></w:r>(?:<w:proofErr w:type="[A-Za-z]+"/>)*'
    rb'<w:r(?: w:rsid[A-Za-z]{1,4}="[0-9A-F]{8}")*>(?:<w:lastRenderedPageBreak/>)?'
    rb'<w:t(?: xml:space="preserve")?>'
)
_TEXT_WITH_MORE = re.compile(rb"<w:t(?: [^<>]*)?>[^<]*<(?!/w:t>)")
_HIDDEN = b"vanish"
_LONGEST = 8 * 1024 * 1024
"""The parser refuses a longer text, which several shorter ones must not become."""


def unadorned(body: bytes) -> bytes:
    """A main part that the guard has let in, saying the same with fewer elements.

    Runs are joined where the text of one goes straight on in the next. Everything else the reader
    asks for stays as it is, in its order.
    """
    if not _is_plainly_written(body):
        return body
    for name in _OF_LOOKS:
        body = _without_looks(body, name)
    return body if _HIDDEN in body or len(body) > _LONGEST else _joined(body)


def _is_plainly_written(body: bytes) -> bool:
    """Whether a name in angle brackets is always an element, and `w:` always one of Word's."""
    return (
        _ROOT.match(body) is not None
        and len(_DECLARED.findall(body)) == 1
        and b"<!" not in body
        and body.count(b"<?") <= 1
    )


def _without_looks(body: bytes, name: bytes) -> bytes:
    """The body with the properties of this name as far as they are asked for."""
    begin, end = b"<w:%s>" % name, b"</w:%s>" % name
    pieces = body.split(begin)
    if len(pieces) == 1:
        return body
    known: dict[bytes, bytes] = {}
    kept = [pieces[0]]
    for piece in pieces[1:]:
        inside, ended, rest = piece.partition(end)
        if not ended:
            kept += (begin, inside)
            continue
        left = known.get(inside)
        if left is None:
            asked_for = _EMPTIED.sub(b"", _EMPTY.sub(b"", inside))
            left = known[inside] = begin + asked_for + end if asked_for else b""
        kept += (left, rest)
    return b"".join(kept)


def _joined(body: bytes) -> bytes:
    """The body with the texts of runs in one; as it is where a text holds more than its words."""
    joined = _BETWEEN_TEXTS.sub(b"", body)
    return body if _TEXT_WITH_MORE.search(joined) else joined
