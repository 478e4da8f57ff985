"""How an answer was found in a file."""

from enum import StrEnum


class FoundBy(StrEnum):
    """The trace an answer was found by, surest first."""

    CONTROL = "control"
    BOOKMARK = "bookmark"
    ALIAS = "alias"
    LABEL = "label"
    TEXT = "text"
