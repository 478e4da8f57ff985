"""Messages between the service and its isolated processes."""

import socket
import time
from threading import Thread

import pytest

from documents.safety.wire import (
    Message,
    WireLate,
    receive_message,
    receive_pieces,
    send_message,
    send_pieces,
)


class _AnsweredAtOnce(socket.socket):
    """A wire whose reader has read, answered and gone before the sender does anything more."""

    reader: socket.socket

    def sendmsg(self, *pieces):
        sent = super().sendmsg(*pieces)
        self.reader.close()
        return sent


def test_a_message_without_a_body_ends_with_its_head():
    wire, reader = socket.socketpair()
    sender = _AnsweredAtOnce(fileno=wire.detach())
    sender.reader = reader
    with sender:
        send_message(sender, Message(head={"task": "echo"}, body=b""))


def test_what_is_sent_is_received():
    wire, reader = socket.socketpair()
    with wire, reader:
        for body in (b"", "\x00blåbær".encode()):
            send_message(wire, Message(head={"task": "æ"}, body=body))
            assert receive_message(reader) == Message(head={"task": "æ"}, body=body)


def test_a_body_in_more_pieces_than_are_sent_at_once_comes_whole_and_in_their_order():
    wire, reader = socket.socketpair()
    body = [b"%d," % number * (number % 7 * 400) for number in range(2_000)]
    with wire, reader:
        soon = {"deadline": time.monotonic() + 10}  # sent as far as there is room each time
        sender = Thread(target=send_pieces, args=(wire, {"many": "x"}, body), kwargs=soon)
        sender.start()
        head, received = receive_pieces(reader, **soon)
        sender.join()
    assert (head, bytes(received)) == ({"many": "x"}, b"".join(body))


def test_who_sends_to_one_that_does_not_read_is_late_at_the_deadline():
    wire, reader = socket.socketpair()
    with wire, reader, pytest.raises(WireLate):
        send_pieces(wire, {}, [bytes(1_000_000)] * 3, deadline=time.monotonic() + 0.05)


def test_how_long_is_waited_stays_with_each_that_waits():
    wire, reader = socket.socketpair()
    with wire, reader:
        send_message(wire, Message(head={}, body=b"x"), deadline=time.monotonic() + 10)
        receive_message(reader, deadline=time.monotonic() + 10)
        with pytest.raises(WireLate):
            receive_message(wire, deadline=time.monotonic() + 0.01)
        assert (wire.gettimeout(), reader.gettimeout()) == (None, None)


def test_a_message_longer_than_what_is_read_at_once_comes_whole():
    wire, reader = socket.socketpair()
    message = Message(head={}, body=bytes(range(256)) * 4_000)
    with wire, reader:
        sender = Thread(target=send_message, args=(wire, message))
        sender.start()
        assert receive_message(reader) == message
        sender.join()
