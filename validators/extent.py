"""How much paper a document takes, counted before any rule is asked."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """The printed lines of text on each page, margins aside, and those under each section's title.

    A last page with nothing but its margins is no page.
    """

    lines: tuple[int, ...]
    sections: tuple[tuple[str, int], ...] = ()

    @property
    def pages(self) -> int:
        """How many pages there are, to the last with a line on it."""
        return max((number for number, lines in enumerate(self.lines, 1) if lines), default=0)

    @property
    def longest(self) -> str:
        """The id of the section with most lines, empty where none was told apart."""
        return max(self.sections, key=lambda each: each[1], default=("", 0))[0]

    def lines_beyond(self, pages: int) -> int:
        """How many lines stand on pages after so many."""
        return sum(self.lines[pages:])
