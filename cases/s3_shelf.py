"""Files in a bucket of a server that speaks S3, one object each, under the names a folder has."""

import logging
import re
import time
from collections.abc import Collection, Generator, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from io import BufferedIOBase
from tempfile import TemporaryFile
from typing import BinaryIO, Final, cast
from urllib.parse import urlsplit

from minio import Minio
from minio.deleteobjects import DeleteObject
from minio.error import MinioException, S3Error
from urllib3 import BaseHTTPResponse, PoolManager, Retry, Timeout
from urllib3.exceptions import HTTPError

from cases.bucket import Bucket
from cases.errors import StorageFull, StoreDown
from cases.shelf import FileGone, FileTooLarge

_LOG = logging.getLogger(__name__)
SECONDS: Final = 6.0
"""How long the server may be silent; what is asked is asked twice."""
_SECONDS_A_FILE = 60
_LEAST_A_SECOND = 1024 * 1024
_LARGEST, _LARGEST_FETCHED = 256 * 1024 * 1024, 16 * 1024 * 1024 * 1024
_PART = 32 * 1024 * 1024
_AT_ONCE = 1024 * 1024
_CONNECTIONS = 8
_NAME = re.compile("[0-9a-f]{64}")
_NOBODY = "0" * 64
_DAY = timedelta(days=1)
_MOST_LISTS = 20
_GONE, _NO_UPLOAD = {"NoSuchKey"}, "NoSuchUpload"
_KEPT_FROM_US = {"AccessDenied", "NotImplemented", "MethodNotAllowed"}
_FULL = {"QuotaExceeded", "XMinioStorageFull", "XMinioAdminBucketQuotaExceeded"}

# The last two are what a body that is no XML, or no text, raises from inside the client.
_UNLIKE_S3 = (MinioException, HTTPError, OSError, SyntaxError, ValueError)


class _Client(Minio):
    """The client with the two requests about parts that it makes for itself alone."""

    def begun(self, bucket: str, prefix: str, before: datetime) -> Iterator[tuple[str, str]]:
        """Name and upload of what was begun before an hour and never ended, as far as is looked."""
        key = upload = None
        for _page in range(_MOST_LISTS):
            found = self._list_multipart_uploads(
                bucket, prefix=prefix, key_marker=key, upload_id_marker=upload
            )
            for each in found.uploads:
                if each.initiated_time is not None and each.initiated_time < before:
                    yield each.object_name, str(each.upload_id)
            if not found.is_truncated:
                return
            key, upload = found.next_key_marker, found.next_upload_id_marker

    def give_up(self, bucket: str, key: str, upload: str) -> bool:
        """Take the parts away of what was begun; False where it ended or was given up meanwhile."""
        try:
            self._abort_multipart_upload(bucket, key, upload)
        except S3Error as error:
            if error.code != _NO_UPLOAD:
                raise
            return False
        return True


class S3Shelf:
    """One bucket, or what lies below a prefix of it; a file is there whole or not at all.

    What cannot be reached within a bounded time, or refuses us, raises StoreDown.
    """

    is_elsewhere: Final = True

    def __init__(self, bucket: Bucket, *, seconds: float = SECONDS) -> None:
        place = urlsplit(bucket.endpoint)
        self._bucket, self._prefix = bucket.name, f"{bucket.prefix}/" if bucket.prefix else ""
        self._client = _Client(
            place.netloc,
            access_key=bucket.key_id,
            secret_key=bucket.secret,
            region=bucket.region,
            secure=place.scheme == "https",
            http_client=PoolManager(
                maxsize=_CONNECTIONS,
                timeout=Timeout(connect=seconds, read=seconds),
                retries=Retry(1, backoff_factor=0.2, status_forcelist=(500, 502, 503, 504)),
                cert_reqs="CERT_REQUIRED",
            ),
        )

    def write(self, name: str, source: BufferedIOBase, size: int) -> None:
        """In the bucket when this returns; the server itself refuses what came to it changed.

        What is large goes there in parts, and is there when the last of them is. What we would not
        fetch again is not sent: it raises FileTooLarge.
        """
        if size > _LARGEST_FETCHED:
            raise FileTooLarge(name)
        with _domain_errors(name):
            self._client.put_object(
                self._bucket,
                self._key(name),
                cast("BinaryIO", source),  # what it is called by the client, who reads it alone
                size,
                part_size=_PART,
                num_parallel_uploads=1,
            )

    def read(self, name: str) -> bytes:
        """Raises FileGone and StoreDown, also for what is larger than anything we put there."""
        with _domain_errors(name):
            answer = self._client.get_object(self._bucket, self._key(name))
            try:
                return b"".join(_pieces(answer, _LARGEST))
            finally:
                answer.close()
                answer.release_conn()

    def open(self, name: str) -> BufferedIOBase:
        """Fetched whole before it is there; raises FileGone, StoreDown and StorageFull."""
        with _local_errors(), ExitStack() as undoing:
            made = undoing.enter_context(TemporaryFile())
            for piece in self.pieces(name):
                made.write(piece)
            made.seek(0)
            undoing.pop_all()
            return made

    def pieces(self, name: str) -> Generator[bytes]:
        """As they come, without a file of them here; raises FileGone and StoreDown."""
        with _domain_errors(name):
            answer = self._client.get_object(self._bucket, self._key(name))
            try:
                yield from _pieces(answer, _LARGEST_FETCHED)
            finally:
                answer.close()
                answer.release_conn()

    def size(self, name: str) -> int:
        """Raises FileGone and StoreDown."""
        # Asked by a list: an answer without a body cannot say what is not there, file or bucket.
        with _domain_errors(name):
            found = self._client.list_objects(self._bucket, prefix=self._key(name))
            sizes = {each.object_name: each.size for each in found}
        size: int | None = sizes.get(self._key(name))
        if size is None:
            raise FileGone(name)
        return size

    def names(self) -> Iterator[str]:
        """What has a checksum for a name; whatever else lies in the bucket is not ours."""
        with _domain_errors(""):
            found = self._client.list_objects(self._bucket, prefix=self._prefix, recursive=True)
            for each in found:
                if self._is_ours(each.object_name or ""):
                    yield str(each.object_name).rsplit("/", 1)[-1]

    def remove(self, names: Collection[str]) -> None:
        """Take these away."""
        wanted = [DeleteObject(self._key(name)) for name in names]
        with _domain_errors(""):
            if list(self._client.remove_objects(self._bucket, wanted)):
                raise StoreDown

    def tidy(self, before: datetime) -> int:
        """Give up what goes there in parts and was broken off a day before; how many there were.

        None where the server keeps that from us: a rule of the bucket must take them.
        """
        given_up = 0
        try:
            with _domain_errors(""):
                for key, upload in self._client.begun(self._bucket, self._prefix, before - _DAY):
                    if self._is_ours(key) and self._client.give_up(self._bucket, key, upload):
                        given_up += 1
        except StoreDown as error:
            if getattr(error.__cause__, "code", "") not in _KEPT_FROM_US:
                raise
            _LOG.warning("parts that were broken off cannot be seen; let the bucket expire them")
        return given_up

    def check(self) -> None:
        """Raises StoreDown where the bucket does not answer us."""
        with _domain_errors(""):
            list(self._client.list_objects(self._bucket, prefix=self._key(_NOBODY)))

    def _is_ours(self, key: str) -> bool:
        name = key.rsplit("/", 1)[-1]
        return _NAME.fullmatch(name) is not None and key == self._key(name)

    def _key(self, name: str) -> str:
        return f"{self._prefix}{name[:2]}/{name}"


def _pieces(answer: BaseHTTPResponse, largest: int) -> Iterator[bytes]:
    """The body within its bounds: one that comes a byte at a time holds nobody for ever."""
    begun, size = time.monotonic(), 0
    for piece in answer.stream(_AT_ONCE):
        size += len(piece)
        patience = _SECONDS_A_FILE + size // _LEAST_A_SECOND
        if size > largest or time.monotonic() > begun + patience:
            raise StoreDown
        yield piece


@contextmanager
def _domain_errors(name: str) -> Iterator[None]:
    try:
        yield
    except S3Error as error:
        if error.code in _GONE:
            raise FileGone(name) from error
        raise (StorageFull if error.code in _FULL else StoreDown) from error
    except _UNLIKE_S3 as error:
        raise StoreDown from error


@contextmanager
def _local_errors() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageFull from error
