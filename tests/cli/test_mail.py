"""E-mail handed over to a mail server, here one that only listens."""

import email
import email.policy
import socketserver
import threading
from datetime import UTC, datetime, timedelta

import pytest

from app import create_app
from cases.actions.read_mails import read_mails
from cases.actions.send_mails import GIVEN_UP_AFTER, NotSent, send_mails
from cases.database import Database
from cases.migration import upgrade
from cases.people.letters import Letter, post
from cli.smtp import sender

LETTER = Letter(subject="Kvittering\nBcc: andre@example.dk", body="Sendt ind: Ærø\n.\nSlut\n")


class Listener(socketserver.StreamRequestHandler):
    """As much of SMTP as it takes to be handed a message; offers no encryption."""

    def handle(self):
        self.say("220 prøve".encode("ascii", "replace").decode())
        for line in self.rfile:
            verb = line[:4].upper()
            if verb == b"EHLO":
                self.say("250-prove\r\n250 AUTH PLAIN")
            elif verb == b"RCPT" and b"afvist" in line:
                self.say("550 nobody here")
            elif verb == b"DATA":
                self.say("354 go on")
                self.server.messages.append(self.message())
                self.say("250 ok")
            elif verb == b"AUTH":
                self.server.secrets.append(line)
                self.say("235 ok")
            elif verb == b"QUIT":
                return self.say("221 bye")
            else:
                self.say("250 ok")
        return None

    def message(self):
        lines = iter(self.rfile.readline, b".\r\n")
        content = b"".join(each[1:] if each.startswith(b"..") else each for each in lines)
        return email.message_from_bytes(content, policy=email.policy.default)

    def say(self, text):
        self.wfile.write(f"{text}\r\n".encode("ascii"))


@pytest.fixture
def server():
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Listener) as made:
        made.messages, made.secrets = [], []
        made.daemon_threads = True
        threading.Thread(target=made.serve_forever, daemon=True).start()
        yield made
        made.shutdown()


@pytest.fixture
def url(server):
    return f"smtp://127.0.0.1:{server.server_address[1]}"


@pytest.fixture
def told(tmp_path, url):
    database_url = f"sqlite:///{tmp_path}/tilsagn.sqlite3"
    upgrade(database_url)
    return {"SECRET_KEY": "x", "DATABASE_URL": database_url, "SMTP_URL": url, "MAIL_FROM": "t@e.dk"}


@pytest.fixture
def database(told):
    made = Database(told["DATABASE_URL"])
    yield made
    made.dispose()


def lay_out(database, *recipients, at=None):
    with database.writing() as session:
        for recipient in recipients:
            post(session, recipient, LETTER, at or datetime.now(UTC))


def test_what_waits_is_handed_over_once_and_its_text_is_gone(told, database, server):
    lay_out(database, "signe@example.dk")
    for _ in range(2):
        result = create_app(told).test_cli_runner().invoke(args=["mail"])
        assert result.exit_code == 0
    [message] = server.messages
    assert (message["To"], message["From"]) == ("signe@example.dk", "t@e.dk")
    assert (message["Subject"], message["Bcc"]) == ("Kvittering Bcc: andre@example.dk", None)
    assert message.get_content().replace("\r\n", "\n") == LETTER.body
    [kept] = read_mails(database)
    assert (kept.recipient, kept.body) == ("signe@example.dk", "")


def test_one_that_is_refused_waits_and_holds_up_no_other(told, database, server):
    lay_out(database, "afvist@example.dk", "signe@example.dk")
    send = sender(told["SMTP_URL"], "t@e.dk")
    now = datetime.now(UTC)
    assert send_mails(database, send, now=now) == 1
    assert [each["To"] for each in server.messages] == ["signe@example.dk"]
    assert [bool(each.body) for each in read_mails(database)] == [False, True]
    lay_out(database, "gammel@example.dk", at=now - GIVEN_UP_AFTER - timedelta(seconds=1))
    assert send_mails(database, send, now=now) == 0


def test_a_password_is_never_sent_unencrypted(url, server):
    with pytest.raises(NotSent):
        sender(url.replace("//", "//bruger:hemmelig@"), "t@e.dk")("a@example.dk", "x", "y")
    assert server.secrets == []


def test_a_server_that_is_not_there_loses_nothing(told, database):
    lay_out(database, "signe@example.dk")
    assert send_mails(database, sender("smtp://127.0.0.1:1", "t@e.dk"), now=datetime.now(UTC)) == 0
    assert read_mails(database)[0].body == LETTER.body


def test_without_a_mail_server_the_command_says_so(told):
    result = create_app(told | {"SMTP_URL": None}).test_cli_runner().invoke(args=["mail"])
    assert (result.exit_code, "TILSAGN_SMTP_URL" in result.stderr) == (2, True)
