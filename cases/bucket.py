"""Where files are kept, by what the surroundings say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from cases.file_store import FileStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Bucket:
    """A bucket of a server that speaks S3, or what lies below a prefix of it, and how to get in."""

    name: str
    prefix: str
    endpoint: str
    region: str
    key_id: str
    secret: str = field(repr=False)


def store_at(folder: Path, bucket: Mapping[str, str] | None) -> FileStore:
    """The files of a folder, or of a bucket where one is told; of it one client a process."""
    return FileStore(folder) if bucket is None else _store_of(Bucket(**bucket))


@cache
def _store_of(bucket: Bucket) -> FileStore:
    # Whoever keeps files in a folder does not wait for a client of S3 to be loaded.
    from cases.s3_shelf import S3Shelf  # noqa: PLC0415 - loaded where asked for

    return FileStore(S3Shelf(bucket))
