"""How much paper a document takes, counted before any rule is asked."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """The printed lines of text on each page, margins aside, and those under each section's title.

    A last page with nothing but its margins is no page; one of `pictures`, counted from 1, is a
    page though no line could be read on it.
    """

    lines: tuple[int, ...]
    sections: tuple[tuple[str, int], ...] = ()
    pictures: tuple[int, ...] = ()

    @property
    def pages(self) -> int:
        """How many pages there are, to the last with a line or a picture on it."""
        lined = (number for number, lines in enumerate(self.lines, 1) if lines)
        return max((*lined, *self.pictures), default=0)

    @property
    def longest(self) -> str:
        """The id of the section with most lines, empty where none was told apart."""
        return max(self.sections, key=lambda each: each[1], default=("", 0))[0]

    def has_pictures_beyond(self, pages: int) -> bool:
        """Whether what stands after so many pages cannot be counted in lines."""
        return any(page > pages for page in self.pictures)

    def lines_beyond(self, pages: int) -> int:
        """How many lines stand on pages after so many."""
        return sum(self.lines[pages:])
