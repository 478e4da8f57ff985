"""Text as it may stand in an answer: cleaned once, where it enters."""

from forms.late import late

_TO_CLEAN = late("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = late("\r\n|[\r\n\v\f\x85\u2028\u2029]")
_UNWRITABLE = late("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


_CONTROLS = {*range(0x20), 0x7F} - {0x09, 0x0A}
_CHANGED, _APART = ord(" "), 0
_UNCLEAN_BYTES = bytes(sorted(_CONTROLS - {_APART}))
_UNCLEAN_LATIN = {*_CONTROLS, *range(0x80, 0xA0)}
_CLEAN_LATIN = bytes(_CHANGED if byte in _UNCLEAN_LATIN else byte for byte in range(0x100))
"""A table that changes what is unclean: a text without it comes back as it was."""

# What is cleaned besides, in UTF-8: the C1 controls and half pairs, by the byte they begin with and
# what may follow it; the noncharacters and separators, by all their bytes. The last of these is met
# less often than the first: dashes and quotes begin as the separators do.
_UNCLEAN_SECOND = ((b"\xc2", 0x80, 0xA0), (b"\xed", 0xA0, 0xC0))
_UNCLEAN_WHOLE = (
    (b"\xef", (b"\xbf\xbe", b"\xbf\xbf"), (0xBE, 0xBF)),
    (b"\xe2", (b"\x80\xa8", b"\x80\xa9"), (0xA8, 0xA9)),
)


def are_clean(texts: bytes) -> bool:
    """Whether cleaning would leave UTF-8 texts as they are, told several times quicker than by it.

    They are looked at together, with zero bytes between them that are not told of.
    """
    # One byte after another is looked for by the machine's own means, 30 times as quick as a loop.
    if any(map(texts.__contains__, _UNCLEAN_BYTES)):
        return False
    if any(_is_followed(texts, *each) for each in _UNCLEAN_SECOND):
        return False
    return not any(_holds(texts, *each) for each in _UNCLEAN_WHOLE)


def _is_followed(text: bytes, first: bytes, low: int, high: int) -> bool:
    """Whether a letter of two bytes or more that begins so goes on between these."""
    at = text.find(first)
    while at >= 0:
        if low <= text[at + 1] < high:
            return True
        at = text.find(first, at + 1)
    return False


def _holds(text: bytes, first: bytes, others: tuple[bytes, ...], lasts: tuple[int, ...]) -> bool:
    """Whether one of these stands after the first byte, which alone is quickly looked for."""
    at = text.find(first)
    if at >= 0 and not any(map(text.__contains__, lasts)):
        return False
    while at >= 0:
        if text.startswith(others, at + 1):
            return True
        at = text.find(first, at + 1)
    return False


def clean_text(text: str) -> str:
    """The text with one kind of line end and without characters XML 1.0 cannot carry.

    Every line end of Unicode, and the vertical tab Word writes for a line break, becomes a
    line feed; the person sees the same lines in the browser and in Word.
    """
    if _is_plain(text) or _TO_CLEAN.search(text) is None:
        return text
    return _UNWRITABLE.sub("", _LINE_ENDS.sub("\n", text))


def _is_plain(text: str) -> bool:
    """Whether nothing is to be cleaned, told at once of texts in the letters of Western Europe."""
    try:
        letters = text.encode("latin-1")
    except UnicodeEncodeError:
        return text.replace("\n", "").isprintable()
    return letters.translate(_CLEAN_LATIN) == letters


def clean_line(text: str) -> str:
    """Cleaned text on one line: line ends and tabs become spaces, the ends are trimmed."""
    if text.isprintable():  # nothing to clean: so are most lines, and it is told at once
        return text.strip()
    return clean_text(text).replace("\n", " ").replace("\t", " ").strip()


def clean_prose(text: str) -> str:
    """Cleaned text of several lines; blank space before the first and after the last is cut."""
    return clean_text(text).strip()


def utf16_length(text: str) -> int:
    """Length in UTF-16 units, as browsers count `textarea` contents (a line end is one)."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
