"""Files in a bucket of a server that speaks S3, one object each, under the names a folder has."""

import re
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from typing import Final
from urllib.parse import urlsplit

from minio import Minio
from minio.deleteobjects import DeleteObject
from minio.error import MinioException, S3Error
from urllib3 import BaseHTTPResponse, PoolManager, Retry, Timeout
from urllib3.exceptions import HTTPError

from cases.bucket import Bucket
from cases.errors import StorageFull, StoreDown
from cases.shelf import FileGone

SECONDS: Final = 6.0
"""How long the server may be silent; what is asked is asked twice."""
_SECONDS_A_FILE = 60
_LARGEST = 256 * 1024 * 1024
_AT_ONCE = 1024 * 1024
_CONNECTIONS = 8
_NAME = re.compile("[0-9a-f]{64}")
_NOBODY = "0" * 64
_GONE = {"NoSuchKey"}
_FULL = {"QuotaExceeded", "XMinioStorageFull", "XMinioAdminBucketQuotaExceeded"}

# The last two are what a body that is no XML, or no text, raises from inside the client.
_UNLIKE_S3 = (MinioException, HTTPError, OSError, SyntaxError, ValueError)


class S3Shelf:
    """One bucket, or what lies below a prefix of it; a file is put in one request, so never half.

    What cannot be reached within a bounded time, or refuses us, raises StoreDown.
    """

    def __init__(self, bucket: Bucket, *, seconds: float = SECONDS) -> None:
        place = urlsplit(bucket.endpoint)
        self._bucket, self._prefix = bucket.name, f"{bucket.prefix}/" if bucket.prefix else ""
        self._client = Minio(
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

    def write(self, name: str, content: bytes) -> None:
        """In the bucket when this returns; the server itself refuses what came to it changed."""
        with _domain_errors(name):
            self._client.put_object(
                self._bucket, self._key(name), BytesIO(content), len(content), part_size=_LARGEST
            )

    def read(self, name: str) -> bytes:
        """Raises FileGone and StoreDown, also for what is larger than anything we put there."""
        with _domain_errors(name):
            answer = self._client.get_object(self._bucket, self._key(name))
            try:
                return _whole(answer)
            finally:
                answer.close()
                answer.release_conn()

    def names(self) -> Iterator[str]:
        """What has a checksum for a name; whatever else lies in the bucket is not ours."""
        with _domain_errors(""):
            found = self._client.list_objects(self._bucket, prefix=self._prefix, recursive=True)
            for each in found:
                name = (each.object_name or "").rsplit("/", 1)[-1]
                if _NAME.fullmatch(name) and each.object_name == self._key(name):
                    yield name

    def remove(self, names: Collection[str]) -> None:
        """Take these away."""
        wanted = [DeleteObject(self._key(name)) for name in names]
        with _domain_errors(""):
            if list(self._client.remove_objects(self._bucket, wanted)):
                raise StoreDown

    def tidy(self, before: datetime) -> int:
        """Nothing: what was broken off was never there."""
        return 0

    def check(self) -> None:
        """Raises StoreDown where the bucket does not answer us."""
        with _domain_errors(""):
            list(self._client.list_objects(self._bucket, prefix=self._key(_NOBODY)))

    def _key(self, name: str) -> str:
        return f"{self._prefix}{name[:2]}/{name}"


def _whole(answer: BaseHTTPResponse) -> bytes:
    """The body within its bounds: one that comes a byte at a time holds nobody for ever."""
    end, pieces, size = time.monotonic() + _SECONDS_A_FILE, [], 0
    for piece in answer.stream(_AT_ONCE):
        pieces.append(piece)
        size += len(piece)
        if size > _LARGEST or time.monotonic() > end:
            raise StoreDown
    return b"".join(pieces)


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
