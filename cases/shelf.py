"""What a file store lays its files on: a folder of this machine, or a server elsewhere."""

from collections.abc import Collection, Generator, Iterator
from datetime import datetime
from io import BufferedIOBase
from typing import Protocol


class FileGone(Exception):
    """A file that a row tells of is not in its place, or is not what was put there."""


class FileTooLarge(Exception):
    """A file so large that it would not be given back; nothing of it was put down."""


class Shelf(Protocol):
    """Contents by name; what lies there under a name is whole, and replaced as a whole."""

    @property
    def is_elsewhere(self) -> bool:
        """Whether what is opened is copied to this machine first."""

    def write(self, name: str, source: BufferedIOBase, size: int) -> None:
        """Lay so many bytes down, in place of what has their name.

        Raises StorageFull, StoreDown and FileTooLarge.
        """

    def read(self, name: str) -> bytes:
        """What lies under a name; raises FileGone and StoreDown."""

    def open(self, name: str) -> BufferedIOBase:
        """What lies under a name, however large, as a file.

        Raises FileGone and StoreDown, and StorageFull where it takes room here that is not there.
        """

    def pieces(self, name: str) -> Generator[bytes]:
        """What lies under a name, a little at a time; raises FileGone and StoreDown."""

    def size(self, name: str) -> int:
        """How many bytes lie under a name, which are not read; raises FileGone and StoreDown."""

    def names(self) -> Iterator[str]:
        """Every name there is; raises StoreDown."""

    def remove(self, names: Collection[str]) -> None:
        """Take these away; one that is not there is no matter. Raises StoreDown."""

    def tidy(self, before: datetime) -> int:
        """Take away what was begun before an hour and never finished; how many were taken."""

    def check(self) -> None:
        """Raises StoreDown where nothing could be written or read now."""
