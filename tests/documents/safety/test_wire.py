"""Messages between the service and its isolated processes."""

import socket
from threading import Thread

from documents.safety.wire import Message, receive_message, send_message


class _AnsweredAtOnce(socket.socket):
    """A wire whose reader has read, answered and gone before the sender does anything more."""

    reader: socket.socket

    def sendall(self, data, *flags):
        super().sendall(data, *flags)
        self.reader.close()


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


def test_a_message_longer_than_what_is_read_at_once_comes_whole():
    wire, reader = socket.socketpair()
    message = Message(head={}, body=bytes(range(256)) * 4_000)
    with wire, reader:
        sender = Thread(target=send_message, args=(wire, message))
        sender.start()
        assert receive_message(reader) == message
        sender.join()
