"""Where the templates of forms lie; what is in them is not looked at."""

import os
from functools import lru_cache
from typing import TYPE_CHECKING

from forms.grammar import FormDefinition

if TYPE_CHECKING:
    from pathlib import Path as FilePath

FOLDER = os.path.join(os.path.dirname(os.path.dirname(__file__)), "docx_templates")


def template_file(definition: FormDefinition) -> "FilePath":
    """The template of a form: that of its version where there is one, else that of its id.

    Raises OSError when there is neither.
    """
    from pathlib import Path as FilePath  # noqa: PLC0415 - loaded where asked for

    return FilePath(laid(definition)[0])


def laid(definition: FormDefinition) -> tuple[str, os.stat_result]:
    """`template_file` and its state as it is now, without the cost of paths."""
    own, shared = _places(definition)
    file = own if os.access(own, os.F_OK) else shared
    return file, os.stat(file)


@lru_cache(maxsize=64)
def _places(definition: FormDefinition) -> tuple[str, str]:
    name = os.path.join(FOLDER, definition.id)
    return f"{name}-{definition.version}.docx", f"{name}.docx"
