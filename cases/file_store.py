"""Files as people sent them, kept under the checksum of their content and never changed."""

import contextlib
import os
from collections.abc import Collection, Iterator
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from cases.errors import StorageFull

_FULL = {28, 122}
"""ENOSPC and EDQUOT."""


class FileGone(Exception):
    """A file that a row tells of is not in its folder, or is not what was put there."""


class FileStore:
    """One folder of files; safe for several processes, since a file once there never changes.

    A file is whole on the disk before any row tells of it: a crash leaves at most a file that
    nothing refers to, which `sweep` takes away.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def folder(self) -> Path:
        """Where the files are; jobs keep theirs beside them."""
        return self._folder

    def put(self, content: bytes) -> str:
        """Keep a content; its checksum (SHA-256 in hex) is what it is asked for by.

        Raises StorageFull, and then keeps nothing of it.
        """
        name = sha256(content).hexdigest()
        target = self._path(name)
        if not target.exists():
            with _domain_errors():
                target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                self._write(target, content)
        return name

    def get(self, name: str) -> bytes:
        """The content of that checksum; raises FileGone."""
        try:
            content = self._path(name).read_bytes()
        except OSError as error:
            raise FileGone(name) from error
        if sha256(content).hexdigest() != name:
            raise FileGone(name)
        return content

    def names(self) -> Iterator[str]:
        """The checksums of all that is kept."""
        if self._folder.is_dir():
            yield from (each.name for each in self._folder.glob("??/" + "?" * 64))

    def remove(self, names: Collection[str]) -> None:
        """Take these away; one that is not there is no matter."""
        for name in names:
            self._path(name).unlink(missing_ok=True)

    def sweep(self, wanted: Collection[str]) -> int:
        """Take away what no row tells of, and what was never finished; how many were taken.

        To be called while nothing is being put, as before the service answers.
        """
        gone = [self._path(name) for name in self.names() if name not in wanted]
        gone += self._folder.glob("??/new.*") if self._folder.is_dir() else ()
        for path in gone:
            path.unlink(missing_ok=True)
        return len(gone)

    def _path(self, name: str) -> Path:
        return self._folder / name[:2] / name

    def _write(self, target: Path, content: bytes) -> None:
        with NamedTemporaryFile(dir=target.parent, prefix="new.", delete=False) as made:
            try:
                made.write(content)
                made.flush()
                os.fsync(made.fileno())
                os.replace(made.name, target)
            except BaseException:
                with contextlib.suppress(FileNotFoundError):
                    os.unlink(made.name)
                raise
        for folder in (target.parent, self._folder):
            _flush_folder(folder)


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def _domain_errors() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise StorageFull from error
        raise
