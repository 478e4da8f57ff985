"""Patterns that are compiled when they are first used, since most of a start uses none of them."""

import re
from typing import Any, AnyStr, cast


class _Late:
    """Stands for a pattern; what it was once asked for it keeps, and is as quick as the pattern."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self._source, self._flags = source, flags
        self._compiled: re.Pattern[Any] | None = None

    def compile(self) -> re.Pattern[Any]:
        """The pattern itself."""
        if self._compiled is None:
            self._compiled = re.compile(self._source, self._flags)
        return self._compiled

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        asked = getattr(self.compile(), name)
        setattr(self, name, asked)
        return asked


_ALL: list[_Late] = []


def late(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """`re.compile`, done when it is needed; raises re.error as late as that."""
    made = _Late(source, flags)
    _ALL.append(made)
    return cast("re.Pattern[AnyStr]", made)


def compile_all() -> None:
    """Compile all patterns of what is loaded, so that no fork of this process has to."""
    for each in _ALL:
        each.compile()
