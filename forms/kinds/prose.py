"""A text of several paragraphs."""

from forms.facts import fact
from forms.kinds.kind import Control, Kind, Unread, Value
from forms.text import clean_prose


@fact
class Prose(Kind):
    """A text of any number of lines; each line is a paragraph in Word."""

    @property
    def control(self) -> Control:
        """A box of several lines."""
        return Control.TEXT

    def parse(self, text: str) -> Value | None:
        """The cleaned text with its inner line breaks; None when nothing is left."""
        return clean_prose(text) or None

    def format(self, value: Value) -> str:
        """The text itself, lines parted by line feeds."""
        return value.text if isinstance(value, Unread) else str(value)
