"""Files as people sent them, kept under the checksum of their content and never changed."""

from collections.abc import Collection, Generator, Iterator
from contextlib import closing
from datetime import datetime
from hashlib import file_digest, sha256
from io import BufferedIOBase, BytesIO
from pathlib import Path

from cases.errors import StoreDown
from cases.folder_shelf import FolderShelf
from cases.shelf import FileGone, Shelf


class FileStore:
    """Files in a folder, or on another shelf; safe for several processes, since none ever changes.

    A file is whole there before any row tells of it: a crash leaves at most a file that nothing
    refers to, which is swept away.
    """

    def __init__(self, place: Path | Shelf) -> None:
        self._shelf = FolderShelf(place) if isinstance(place, Path) else place

    @property
    def is_elsewhere(self) -> bool:
        """Whether what is opened takes room on this machine until it is closed."""
        return self._shelf.is_elsewhere

    def put(self, content: bytes) -> str:
        """Keep a content; its checksum (SHA-256 in hex) is what it is asked for by.

        It is read again before it is said to be there, and put anew where it was spoiled. Raises
        StorageFull and StoreDown, and then nothing may be told of it.
        """
        return self._put(sha256(content).hexdigest(), BytesIO(content), len(content))

    def put_file(self, path: Path) -> str:
        """As `put`, of a file that may be too large for memory; raises FileTooLarge too."""
        with path.open("rb") as source:
            return self.put_open(source)

    def put_open(self, source: BufferedIOBase) -> str:
        """As `put_file`, of one that is open already, from its beginning."""
        source.seek(0)
        name = file_digest(source, "sha256").hexdigest()
        size = source.tell()
        source.seek(0)
        return self._put(name, source, size)

    def get(self, name: str) -> bytes:
        """The content of that checksum; raises FileGone and StoreDown."""
        content = self._shelf.read(name)
        if sha256(content).hexdigest() != name:
            raise FileGone(name)
        return content

    def open(self, name: str) -> BufferedIOBase:
        """As `get`, as a file for whoever asks to close; raises StorageFull too."""
        found = self._shelf.open(name)
        if file_digest(found, "sha256").hexdigest() != name:
            found.close()
            raise FileGone(name)
        found.seek(0)
        return found

    def lines(self, name: str) -> Generator[bytes]:
        """Its lines as they come, so that who reads the first of them waits for no others.

        They are held against no checksum. Raises FileGone and StoreDown.
        """
        rest = b""
        with closing(self._shelf.pieces(name)) as pieces:
            for piece in pieces:
                *whole, rest = (rest + piece).split(b"\n")
                yield from whole
        if rest:
            yield rest

    def holds(self, name: str) -> bool:
        """Whether the content of that checksum is there unspoiled; raises StoreDown."""
        reckoned = sha256()
        try:
            for piece in self._shelf.pieces(name):
                reckoned.update(piece)
        except FileGone:
            return False
        return reckoned.hexdigest() == name

    def size(self, name: str) -> int:
        """How many bytes lie there for that checksum, of which none is read; raises as `get`."""
        return self._shelf.size(name)

    def names(self) -> Iterator[str]:
        """The checksums of all that is kept; raises StoreDown."""
        return self._shelf.names()

    def remove(self, names: Collection[str]) -> None:
        """Take these away; one that is not there is no matter. Raises StoreDown."""
        if names:
            self._shelf.remove(names)

    def tidy(self, *, before: datetime) -> int:
        """Take away what was begun before an hour and never finished; how many were taken."""
        return self._shelf.tidy(before)

    def check(self) -> None:
        """Raises StoreDown where nothing could be put or read now."""
        self._shelf.check()

    def _put(self, name: str, source: BufferedIOBase, size: int) -> str:
        if not self.holds(name):
            self._shelf.write(name, source, size)
            if not self.holds(name):
                raise StoreDown
        return name
