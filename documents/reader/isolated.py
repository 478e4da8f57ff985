"""Reading as an isolated task: what runs in the process that may be lost."""

from collections.abc import Mapping

from documents.reader.document import read
from documents.reader.wire import reading_to_bytes
from forms.registry import form_of


def read_task(payload: bytes, options: Mapping[str, str]) -> bytes:
    """The reading of a file as bytes; option `form` is the key of the form to read it as."""
    key = options.get("form")
    return reading_to_bytes(read(payload, form=form_of(key) if key else None))


READ_TASK = f"{read_task.__module__}.{read_task.__name__}"
"""The task's name, as the isolation knows it."""
