"""Files in a folder of this machine, each whole on the disk before it has its name."""

import contextlib
import errno
import os
import shutil
from collections.abc import Collection, Generator, Iterator
from datetime import UTC, datetime
from io import BufferedIOBase
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

from cases.errors import StorageFull, StoreDown
from cases.shelf import FileGone

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_UNFINISHED = "??/new.*"
_PIECE = 1024 * 1024


class FolderShelf:
    """One folder, with folders in it for the first two digits of the names."""

    is_elsewhere: Final = False

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(self, name: str, source: BufferedIOBase, size: int) -> None:
        """On the disk, with its name, when this returns; raises StorageFull, and keeps nothing."""
        target = self._path(name)
        with _domain_errors():
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._write(target, source)

    def read(self, name: str) -> bytes:
        """Raises FileGone."""
        try:
            return self._path(name).read_bytes()
        except OSError as error:
            raise FileGone(name) from error

    def open(self, name: str) -> BufferedIOBase:
        """The file itself; raises FileGone."""
        try:
            return self._path(name).open("rb")
        except OSError as error:
            raise FileGone(name) from error

    def pieces(self, name: str) -> Generator[bytes]:
        """Raises FileGone."""
        with self.open(name) as kept:
            while piece := kept.read(_PIECE):
                yield piece

    def size(self, name: str) -> int:
        """Raises FileGone."""
        try:
            return self._path(name).stat().st_size
        except OSError as error:
            raise FileGone(name) from error

    def names(self) -> Iterator[str]:
        """The names of all that is finished."""
        if self._folder.is_dir():
            yield from (each.name for each in self._folder.glob("??/" + "?" * 64))

    def remove(self, names: Collection[str]) -> None:
        """Take these away; raises StoreDown."""
        with _domain_errors():
            for name in names:
                self._path(name).unlink(missing_ok=True)

    def tidy(self, before: datetime) -> int:
        """Take away what a process that is gone had begun to write; how many were taken."""
        taken = 0
        for path in self._folder.glob(_UNFINISHED) if self._folder.is_dir() else ():
            with contextlib.suppress(FileNotFoundError):  # whoever wrote it has just finished
                if datetime.fromtimestamp(path.stat().st_mtime, UTC) < before:
                    path.unlink()
                    taken += 1
        return taken

    def check(self) -> None:
        """Raises StoreDown where the folder may not be written in; it may not be made yet."""
        place = next(each for each in (self._folder, *self._folder.parents) if each.exists())
        if not (place.is_dir() and os.access(place, os.W_OK | os.X_OK)):
            raise StoreDown

    def _path(self, name: str) -> Path:
        return self._folder / name[:2] / name

    def _write(self, target: Path, source: BufferedIOBase) -> None:
        with NamedTemporaryFile(dir=target.parent, prefix="new.", delete=False) as made:
            try:
                shutil.copyfileobj(source, made, _PIECE)
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
        raise StoreDown from error
