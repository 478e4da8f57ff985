"""A box that is ticked or not."""

from forms.facts import fact
from forms.kinds.kind import Control, Fault, Json, Kind, Unread, Value
from forms.text import clean_line

TICKED = "☒"
_TICKED = {"☒", "☑", "✓", "✔", "x", "ja", "on", "true", "1"}
_UNTICKED = {"☐", "nej", "off", "false", "0"}


@fact
class Tick(Kind):
    """A statement that is ticked; an unticked box is an empty answer."""

    @property
    def control(self) -> Control:
        """A check box."""
        return Control.TICK

    def parse(self, text: str) -> Value | None:
        """True for a ticked glyph or a yes; None for an unticked one."""
        line = clean_line(text)
        if line.casefold() in _TICKED:
            return True
        if not line or line.casefold() in _UNTICKED:
            return None
        return Unread(text=line, fault=Fault.NOT_AN_OPTION, suggestions=(TICKED,))

    def format(self, value: Value) -> str:
        """The ticked glyph Word shows in a check box."""
        return value.text if isinstance(value, Unread) else TICKED

    def store(self, value: Value) -> Json:
        """JSON true."""
        return True

    def restore(self, data: Json) -> Value | None:
        """A JSON boolean, or a word for it."""
        if isinstance(data, bool):
            return data or None
        return Kind.restore(self, data)
