"""The tombstones beside the database, in a file that outlives it.

A backup is of a moment, and what was deleted after it would come back with it. So each tombstone
stands in this file too, and `restore` reads it.
"""

import os
from pathlib import Path

from cases.database import Database
from cases.retention.tombstones import Tombstone, all_tombstones


class Ledger:
    """A file that is only added to; a line that a crash cut off is no tombstone."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> tuple[Tombstone, ...]:
        """Every tombstone in it, each once; none where there is no file."""
        if not self._path.is_file():
            return ()
        lines = self._path.read_text("utf-8", "replace").splitlines()
        found = (Tombstone.from_json(line) for line in lines)
        return tuple({each.id: each for each in found if each is not None}.values())

    def copy_from(self, database: Database) -> int:
        """Add the tombstones of a database that it lacks, safe on the disk; how many."""
        known = {each.id for each in self.read()}
        with database.reading() as session:
            missing = [each for each in all_tombstones(session) if each.id not in known]
        if missing:
            self._add(missing)
        return len(missing)

    def _add(self, tombstones: list[Tombstone]) -> None:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        is_new = not self._path.exists()
        with self._path.open("a", encoding="utf-8") as file:
            # A line that was cut off ends here, so that it spoils none of these.
            file.write("".join(f"\n{each.to_json()}" for each in tombstones))
            file.flush()
            os.fsync(file.fileno())
        if is_new:
            self._path.chmod(0o600)
