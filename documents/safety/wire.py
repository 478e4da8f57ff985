"""Messages between a process and the one it isolates: plain bytes and JSON, never pickle."""

import json
import socket
import struct
import time
from collections.abc import Mapping
from dataclasses import dataclass

_LENGTHS = struct.Struct(">IQ")
_LONGEST_HEAD = 65_536
LONGEST_BODY = 128 * 1024 * 1024
_PIECE = 262_144
EVERY_TASK = b"\xff"
"""The order to make every task ready; any other is the number of the task that a socket is for."""


class WireBroken(Exception):
    """The other side went away, or said something that is no message."""


class WireLate(Exception):
    """The other side did not answer before the deadline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A flat head of strings and a body of bytes that nothing here interprets."""

    head: Mapping[str, str]
    body: bytes


def send_message(wire: socket.socket, message: Message, *, deadline: float | None = None) -> None:
    """Write the whole message; `deadline` is on the monotonic clock.

    Nothing is written after its last byte: whoever has read that may have answered and gone.
    """
    head = json.dumps(dict(message.head)).encode("ascii")
    _set_time_left(wire, deadline)
    try:
        wire.sendall(_LENGTHS.pack(len(head), len(message.body)) + head)
        if message.body:
            _set_time_left(wire, deadline)
            wire.sendall(message.body)
    except TimeoutError as error:
        raise WireLate from error
    except OSError as error:
        raise WireBroken("closed while sending") from error


def receive_message(wire: socket.socket, *, deadline: float | None = None) -> Message:
    """The next message, no larger than the limits; raises WireBroken or WireLate."""
    head_length, body_length = _LENGTHS.unpack(_receive(wire, _LENGTHS.size, deadline))
    if head_length > _LONGEST_HEAD or body_length > LONGEST_BODY:
        raise WireBroken("message beyond the limits")
    head = _read_head(_receive(wire, head_length, deadline))
    return Message(head=head, body=_receive(wire, body_length, deadline))


def _read_head(data: bytes) -> Mapping[str, str]:
    try:
        head = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise WireBroken("head is not JSON") from error
    if not isinstance(head, dict) or not all(isinstance(text, str) for text in head.values()):
        raise WireBroken("head is not a flat object")
    return head


def _receive(wire: socket.socket, length: int, deadline: float | None) -> bytes:
    pieces: list[bytes] = []
    left = length
    while left:
        _set_time_left(wire, deadline)
        try:
            piece = wire.recv(min(_PIECE, left))
        except TimeoutError as error:
            raise WireLate from error
        except OSError as error:
            raise WireBroken("closed while receiving") from error
        if not piece:
            raise WireBroken("closed before the end of the message")
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)


def _set_time_left(wire: socket.socket, deadline: float | None) -> None:
    if deadline is None:
        wire.settimeout(None)
        return
    left = deadline - time.monotonic()
    if left <= 0:
        raise WireLate
    wire.settimeout(left)
