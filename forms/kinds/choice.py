"""One of a closed set."""

from collections.abc import Iterator
from dataclasses import field

from forms.facts import fact
from forms.kinds.kind import Control, Fault, Found, Json, Kind, Unread, Value
from forms.text import clean_line


@fact
class Option:
    """One possible answer: its stored id, its shown label, and words people write for it."""

    id: str
    label: str
    words: tuple[str, ...] = field(default=(), repr=False)


@fact
class Choice(Kind):
    """One of some options; the value is the option's id, Word and pages show its label."""

    options: tuple[Option, ...]

    @property
    def control(self) -> Control:
        """A drop-down in Word, radio buttons or a list on a page."""
        return Control.CHOICE

    def parse(self, text: str) -> Value | None:
        """The id of the option whose id, label or other word is the text, in any case."""
        line = clean_line(text)
        if not line:
            return None
        for option in self.options:
            if line.casefold() in {word.casefold() for word in self._spellings(option)}:
                return option.id
        labels = tuple(option.label for option in self.options)
        return Unread(text=line, fault=Fault.NOT_AN_OPTION, suggestions=labels)

    def format(self, value: Value) -> str:
        """The option's label; any other value as it is, which is not read again as the same."""
        if isinstance(value, Unread):
            return value.text
        labels = (option.label for option in self.options if option.id == value)
        return next(labels, str(value))

    def store(self, value: Value) -> Json:
        """The option's id."""
        return str(value)

    def find(self, text: str) -> Iterator[Found]:
        """The places where an option's own words stand, first place first."""
        low = text.lower()
        found = []
        for option in self.options:
            for word in option.words:
                start = low.find(word.lower())
                if start >= 0:
                    found.append(Found(value=option.id, start=start, end=start + len(word)))
        return iter(sorted(found, key=lambda hit: hit.start))

    def alternatives(self) -> tuple[str, ...]:
        """The labels, in order."""
        return tuple(option.label for option in self.options)

    @staticmethod
    def _spellings(option: Option) -> tuple[str, ...]:
        return (option.id, option.label, *option.words)
