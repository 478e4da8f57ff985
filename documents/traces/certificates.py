"""Whom certificates name, without proving them."""

import re
from collections.abc import Iterator
from itertools import islice

_MOST_NAMES = 20
# The common name of whoever a certificate is of or from, as DER has it: 2.5.4.3, letters, length.
_COMMON_NAME = re.compile(rb"\x06\x03\x55\x04\x03([\x0c\x13\x14\x1e])([\x01-\x7f])")
_LETTERS = {b"\x0c": "utf-8", b"\x13": "ascii", b"\x14": "latin-1", b"\x1e": "utf-16-be"}


def names_in_certificates(sealed: bytes) -> Iterator[str]:
    """The common names in whatever holds certificates, a few; of who signed, and who vouches."""
    for name in islice(_COMMON_NAME.finditer(sealed), _MOST_NAMES):
        said = sealed[name.end() : name.end() + name[2][0]]
        yield said.decode(_LETTERS[name[1]], "replace")
