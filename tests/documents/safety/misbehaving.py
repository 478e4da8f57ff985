"""Tasks a hostile file could make of ours: run isolated by the tests."""

import os
import signal
import socket
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from documents.safety.xml import parse_xml


def echo(payload: bytes, options: Mapping[str, str]) -> bytes:
    return payload + options.get("end", "").encode()


def tell_pid(payload: bytes, options: Mapping[str, str]) -> bytes:
    return str(os.getpid()).encode()


def sleep(payload: bytes, options: Mapping[str, str]) -> bytes:
    Path(options["note"]).touch() if "note" in options else None
    time.sleep(60)
    return b""


def spin(payload: bytes, options: Mapping[str, str]) -> bytes:
    while True:
        pass


def eat_memory(payload: bytes, options: Mapping[str, str]) -> bytes:
    return b"".join([bytes(100_000_000) for _ in range(40)])


def recurse(payload: bytes, options: Mapping[str, str]) -> bytes:
    return recurse(payload, options)


def crash(payload: bytes, options: Mapping[str, str]) -> bytes:
    os.kill(os.getpid(), signal.SIGSEGV)
    return b""


def stumble(payload: bytes, options: Mapping[str, str]) -> bytes:
    raise KeyError(payload.decode())


def parse(payload: bytes, options: Mapping[str, str]) -> bytes:
    return str(parse_xml(payload).tag).encode()


def write_file(payload: bytes, options: Mapping[str, str]) -> bytes:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    Path(options["file"]).write_bytes(payload)
    return b""


def call_out(payload: bytes, options: Mapping[str, str]) -> bytes:
    with socket.create_connection(("127.0.0.1", int(options["port"])), timeout=2):
        return b"connected"


def tell_environment(payload: bytes, options: Mapping[str, str]) -> bytes:
    return "\n".join(os.environ).encode()


def return_too_much(payload: bytes, options: Mapping[str, str]) -> bytes:
    return bytes(200 * 1024 * 1024)


def tell_modules(payload: bytes, options: Mapping[str, str]) -> bytes:
    return " ".join(sys.modules).encode()
