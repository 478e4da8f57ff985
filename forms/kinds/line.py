"""A text on one line."""

from forms.facts import fact
from forms.kinds.kind import Control, Kind, Unread, Value
from forms.text import clean_line


@fact
class Line(Kind):
    """A short text without line breaks."""

    @property
    def control(self) -> Control:
        """A single-line box."""
        return Control.LINE

    def parse(self, text: str) -> Value | None:
        """The cleaned text; None when nothing is left."""
        return clean_line(text) or None

    def format(self, value: Value) -> str:
        """The text itself."""
        return value.text if isinstance(value, Unread) else str(value)
