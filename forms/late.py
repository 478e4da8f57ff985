"""Patterns that are compiled when they are first used, since most of a start uses none of them."""

import re
from typing import Any, AnyStr, cast


class _Late:
    """Stands for a pattern; what it was once asked for it keeps, and is as quick as the pattern."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        asked = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, asked)
        return asked


def late(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """`re.compile`, done when it is needed; raises re.error as late as that."""
    return cast("re.Pattern[AnyStr]", _Late(source, flags))
