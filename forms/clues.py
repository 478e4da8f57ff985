"""Clues: characters that must stand in a text before a pattern can find anything in it.

Most texts have none of them, and to look for them costs a small part of what the pattern costs.
"""

from functools import lru_cache

_LONGEST_KEPT = 20_000
_ODD_CASES = (("\u017f", "s"), ("\u0131", "i"), ("\u0130", "i"))
_SPACES = bytes(code for code in range(256) if chr(code).isspace())
_SHAPES = bytes.maketrans(b"0123456789" + _SPACES, b"0" * 10 + b" " * len(_SPACES))
_LOWERED_SHAPES = "".join(map(chr, range(256))).lower().encode("latin-1").translate(_SHAPES)


def has_any(text: str, clues: tuple[str, ...]) -> bool:
    """Whether one of the clues stands in a text, letter by letter."""
    for clue in clues:  # noqa: SIM110 - a generator costs more than all the clues do
        if clue in text:
            return True
    return False


def in_any_case(text: str) -> str:
    """The text in small letters, as far as a pattern that ignores case tells letters apart."""
    return _lowered(text) if len(text) > _LONGEST_KEPT else _kept_lowered(text)


def shape_of(text: str) -> str:
    """The text in small letters, a 0 for each digit of 0 to 9, a blank for a space, ? for the rare.

    Rare are the characters that Latin-1 does not have.
    """
    return _shape(text) if len(text) > _LONGEST_KEPT else _kept_shape(text)


def forget_texts() -> None:
    """Know no text any more, as before the first document."""
    _kept_lowered.cache_clear()
    _kept_shape.cache_clear()


def _lowered(text: str) -> str:
    for odd, plain in _ODD_CASES:
        text = text.replace(odd, plain)
    return text.lower()


def _shape(text: str) -> str:
    try:
        told = text.encode("latin-1").translate(_LOWERED_SHAPES)
    except UnicodeEncodeError:
        told = in_any_case(text).encode("latin-1", "replace").translate(_SHAPES)
    return told.decode("latin-1")


# All the texts of a document: the rules come to them one after another.
_kept_lowered = lru_cache(maxsize=512)(_lowered)
_kept_shape = lru_cache(maxsize=512)(_shape)
