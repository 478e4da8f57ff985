"""Files as people sent them, kept under the checksum of their content and never changed."""

from collections.abc import Collection, Iterator
from datetime import datetime
from hashlib import file_digest, sha256
from io import BufferedIOBase, BytesIO
from pathlib import Path
from typing import BinaryIO

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

    def put(self, content: bytes) -> str:
        """Keep a content; its checksum (SHA-256 in hex) is what it is asked for by.

        It is read again before it is said to be there, and put anew where it was spoiled. Raises
        StorageFull and StoreDown, and then nothing may be told of it.
        """
        return self._put(sha256(content).hexdigest(), BytesIO(content), len(content))

    def put_file(self, path: Path) -> str:
        """As `put`, of a file that may be too large for memory."""
        with path.open("rb") as source:
            name = file_digest(source, "sha256").hexdigest()
            source.seek(0)
            return self._put(name, source, path.stat().st_size)

    def get(self, name: str) -> bytes:
        """The content of that checksum; raises FileGone and StoreDown."""
        content = self._shelf.read(name)
        if sha256(content).hexdigest() != name:
            raise FileGone(name)
        return content

    def open(self, name: str) -> BufferedIOBase:
        """As `get`, as a file for whoever asks to close; raises FileGone and StoreDown."""
        found = self._shelf.open(name)
        if file_digest(found, "sha256").hexdigest() != name:
            found.close()
            raise FileGone(name)
        found.seek(0)
        return found

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

    def _put(self, name: str, source: BinaryIO, size: int) -> str:
        if not self._holds(name):
            self._shelf.write(name, source, size)
            if not self._holds(name):
                raise StoreDown
        return name

    def _holds(self, name: str) -> bool:
        try:
            self.open(name).close()
        except FileGone:
            return False
        return True
