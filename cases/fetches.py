"""How many large files are brought here from the store at once, and how much of them lies here."""

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from io import BufferedIOBase, BufferedReader
from typing import Final, cast

from cases.errors import FetchesBusy
from cases.file_store import FileStore

_SMALL: Final = 4 * 1024 * 1024
_LARGEST_SHARE: Final = 4 * 1024 * 1024 * 1024


class Room:
    """A sum that several take of, nobody more of it than a share; one thing alone always fits."""

    def __init__(self, *, most: int, share: int) -> None:
        self._most, self._share = most, share
        self._guard = threading.Lock()
        self._taken: dict[str | None, int] = {}
        # Given back without the guard: a file that nobody closed is closed wherever the collector
        # of garbage comes upon it, be it here.
        self._given_back: deque[tuple[str | None, int]] = deque()

    @contextmanager
    def taken(self, who: str | None, much: int = 1) -> Iterator[None]:
        """So much is `who`'s in the block; raises FetchesBusy."""
        with self._guard:
            self._settle()
            own, together = self._taken.get(who, 0), sum(self._taken.values())
            if (own and own + much > self._share) or (together and together + much > self._most):
                raise FetchesBusy
            self._taken[who] = own + much
        try:
            yield
        finally:
            self._given_back.append((who, much))

    def _settle(self) -> None:
        while self._given_back:
            who, much = self._given_back.popleft()
            left = self._taken.pop(who) - much
            if left:
                self._taken[who] = left


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A file of the store that a job made; `owner_id` is None of all who have no account."""

    sha256: str
    size: int
    job_id: str
    owner_id: str | None


class Fetches:
    """What is brought here for those who fetch it, and lies here until they took it.

    Each that is large holds a thread of the server until it is here whole and reckoned, as nothing
    else does: no job is brought twice at a time, and no holder has all the places. A slow one then
    holds room on the disk, where the store is not on this machine.
    """

    def __init__(self, *, at_once: int = 3, most_bytes: int = 2 * _LARGEST_SHARE) -> None:
        self._of_jobs = Room(most=at_once, share=1)
        self._of_holders = Room(most=at_once, share=max(1, at_once - 1))
        self._copies = Room(most=most_bytes, share=most_bytes // 2)

    def open(self, store: FileStore, wanted: Wanted) -> BufferedIOBase:
        """The file, whose room is free again when it is closed; a small one never waits for room.

        Raises FetchesBusy, and what the store raises.
        """
        if wanted.size <= _SMALL:
            return store.open(wanted.sha256)
        with ExitStack() as held:
            if store.is_elsewhere:
                held.enter_context(self._copies.taken(wanted.owner_id, wanted.size))
            with (
                self._of_jobs.taken(wanted.job_id),
                self._of_holders.taken(wanted.owner_id),
            ):
                content = store.open(wanted.sha256)
            return _Copy(content, held.pop_all().close)


class _Copy(BufferedReader):
    """A file that tells when it is closed, as a server does once it is taken or nobody takes it."""

    def __init__(self, content: BufferedIOBase, closed: Callable[[], None]) -> None:
        self._closed = closed
        super().__init__(cast("BufferedReader", content))

    def close(self) -> None:
        try:
            super().close()
        finally:
            self._closed()
