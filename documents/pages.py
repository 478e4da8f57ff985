"""The pages a Word file of ours takes, counted as a person would: printed, and looked at.

LibreOffice prints; where it is missing nothing is counted, and `documents.page_estimate` guesses.
"""

import threading
from hashlib import sha256

from documents.pdf_conversion import ConversionFailed, NotPrinted, is_available, to_pdf
from forms.grammar import FormDefinition
from validators.extent import Extent

_PATIENCE = 20.0
_MOST_KEPT = 128


_COUNTED: dict[tuple[str, bytes], Extent] = {}
_ONE_AT_A_TIME = threading.Lock()
"""For PDFium, which is not made for several threads."""


def can_print() -> bool:
    """Whether this machine has LibreOffice."""
    return is_available()


def known_extent(definition: FormDefinition, document: bytes) -> Extent | None:
    """The extent of a document that was counted before; None of any other."""
    return _COUNTED.get(_key(definition, document))


def extent_of(definition: FormDefinition, document: bytes) -> Extent:
    """The extent of a Word file of ours, printed at most once for its bytes; raises NotPrinted.

    The file must be one that we wrote: what others made is not for LibreOffice unguarded.
    """
    key = _key(definition, document)
    if not _ONE_AT_A_TIME.acquire(timeout=_PATIENCE):
        raise NotPrinted("another document is being printed")
    try:
        if key not in _COUNTED:
            from documents.pdf_extent import extent_of_pdf  # noqa: PLC0415 - loaded where asked for

            counted = extent_of_pdf(definition, _printed(document))
            while len(_COUNTED) >= _MOST_KEPT:
                _COUNTED.pop(next(iter(_COUNTED)), None)
            _COUNTED[key] = counted
        return _COUNTED[key]
    finally:
        _ONE_AT_A_TIME.release()


def _printed(document: bytes) -> bytes:
    try:
        return to_pdf(document).content
    except ConversionFailed as failed:
        raise NotPrinted(failed.trouble) from failed


def _key(definition: FormDefinition, document: bytes) -> tuple[str, bytes]:
    return definition.key, sha256(document).digest()
