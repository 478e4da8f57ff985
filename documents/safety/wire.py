"""Messages between a process and the one it isolates: plain bytes and JSON, never pickle."""

import json
import select
import socket
import struct
import time
from collections.abc import Mapping, Sequence

from documents.pieces import give
from forms.facts import fact

_LENGTHS = struct.Struct(">IQ")
_WHOLE = socket.MSG_WAITALL
"""Who waits for ever anyhow is woken once, when everything is there."""

_AT_ONCE = socket.MSG_DONTWAIT
"""Who waited for as long as there is time takes what can be taken now; the socket itself blocks."""

_PROCESS = 4
_LONGEST_HEAD = 65_536
LONGEST_BODY = 128 * 1024 * 1024
EVERY_TASK = b"\xff"
"""The order to make every task ready; any other is the number of the task that a socket is for."""


class WireBroken(Exception):
    """The other side went away, or said something that is no message."""


class WireLate(Exception):
    """The other side did not answer before the deadline."""


@fact
class Message:
    """A flat head of strings and a body of bytes that nothing here interprets."""

    head: Mapping[str, str]
    body: bytes


def send_message(wire: socket.socket, message: Message, *, deadline: float | None = None) -> None:
    """Write the whole message; `deadline` is on the monotonic clock.

    Nothing is written after its last byte: whoever has read that may have answered and gone.
    """
    send_pieces(wire, message.head, (message.body,), deadline=deadline)


def send_pieces(
    wire: socket.socket,
    head: Mapping[str, str],
    body: Sequence[bytes],
    *,
    deadline: float | None = None,
) -> None:
    """`send_message` of a body that lies in pieces, which are not put together first."""
    told = json.dumps(dict(head)).encode("ascii")
    lengths = _LENGTHS.pack(len(told), sum(map(len, body)))

    def sent(pieces: list[memoryview]) -> int:
        _wait_for(wire, select.POLLOUT, deadline)
        return wire.sendmsg(pieces, (), 0 if deadline is None else _AT_ONCE)

    try:
        give((lengths, told, *body), sent)
    except OSError as error:
        raise WireBroken("closed while sending") from error


def receive_process(wire: socket.socket, *, deadline: float) -> int:
    """The process id that a forked process begins with; raises WireBroken or WireLate."""
    return int.from_bytes(_receive(wire, _PROCESS, deadline), "big")


def receive_message(wire: socket.socket, *, deadline: float | None = None) -> Message:
    """The next message, no larger than the limits; raises WireBroken or WireLate."""
    head, body = receive_pieces(wire, deadline=deadline)
    return Message(head=head, body=bytes(body))


def receive_pieces(
    wire: socket.socket, *, deadline: float | None = None
) -> tuple[Mapping[str, str], memoryview]:
    """`receive_message` whose body is to be taken apart, and is not copied before that."""
    head_length, body_length = _LENGTHS.unpack(_receive(wire, _LENGTHS.size, deadline))
    if head_length > _LONGEST_HEAD or body_length > LONGEST_BODY:
        raise WireBroken("message beyond the limits")
    head = _read_head(_receive(wire, head_length, deadline))
    return head, memoryview(_receive(wire, body_length, deadline))


def _read_head(data: bytearray) -> Mapping[str, str]:
    try:
        head = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise WireBroken("head is not JSON") from error
    if not isinstance(head, dict) or not all(isinstance(text, str) for text in head.values()):
        raise WireBroken("head is not a flat object")
    return head


def _receive(wire: socket.socket, length: int, deadline: float | None) -> bytearray:
    received = bytearray(length)
    left = memoryview(received)
    while left:
        _wait_for(wire, select.POLLIN, deadline)
        try:
            count = wire.recv_into(left, 0, _WHOLE if deadline is None else _AT_ONCE)
        except OSError as error:
            raise WireBroken("closed while receiving") from error
        if not count:
            raise WireBroken("closed before the end of the message")
        left = left[count:]
    return received


def _wait_for(wire: socket.socket, event: int, deadline: float | None) -> None:
    """Wait until the wire can be read, or written to; one thread may wait for each at a time.

    A socket's own timeout would be that of both.
    """
    if deadline is None:
        return
    watch = select.poll()
    watch.register(wire, event)
    left = deadline - time.monotonic()
    if left <= 0 or not watch.poll(1_000 * left):
        raise WireLate
