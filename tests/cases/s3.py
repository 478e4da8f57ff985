"""A server of the tests' own that speaks S3, on this machine alone, with a bucket for each test."""

import logging
import secrets
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager

from minio import Minio

from cases.bucket import Bucket

REGION = "eu-north-1"
KEY_ID, SECRET = "testens-navn", "testens-hemmelighed"


def bucket_at(port: int, name: str, prefix: str = "") -> Bucket:
    """How the service is told of a bucket of a server on this machine."""
    return Bucket(
        name=name,
        prefix=prefix,
        endpoint=f"http://127.0.0.1:{port}",
        region=REGION,
        key_id=KEY_ID,
        secret=SECRET,
    )


@contextmanager
def started() -> Iterator[int]:
    """The port of a server that lasts as long as the block."""
    from moto.server import ThreadedMotoServer  # noqa: PLC0415 - loading it takes seconds

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        yield server.get_host_and_port()[1]
    finally:
        server.stop()


def new_bucket(port: int, prefix: str = "") -> Bucket:
    """A bucket without anything in it."""
    bucket = bucket_at(port, f"t{secrets.token_hex(8)}", prefix)
    client_of(bucket).make_bucket(bucket.name)
    return bucket


def client_of(bucket: Bucket) -> Minio:
    """A way into the bucket past the service."""
    host = bucket.endpoint.removeprefix("http://")
    return Minio(host, KEY_ID, SECRET, secure=False, region=REGION)


@contextmanager
def answering(reply: bytes) -> Iterator[int]:
    """The port of a server that says this to each that comes, and nothing where it is empty."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        held: list[socket.socket] = []

        def take() -> None:
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                held.append(connection)
                if reply:
                    connection.recv(65_536)
                    connection.sendall(reply)
                    connection.close()

        thread = threading.Thread(target=take, daemon=True)
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            thread.join()
            for connection in held:
                connection.close()
