"""Handing e-mail over to a server by SMTP."""

import smtplib
import ssl
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import unquote, urlsplit

from cases.actions.send_mails import NotSent, Send

SECONDS = 20
_SECURE, _PLAIN = "smtps", "smtp"


def sender(url: str, mail_from: str) -> Send:
    """Hands over by `smtps://` wholly encrypted, or by `smtp://` encrypted where it can be.

    A name and password are only ever sent encrypted.
    """
    where = urlsplit(url)

    def send(recipient: str, subject: str, body: str) -> None:
        message = EmailMessage(policy=SMTP)
        message["From"], message["To"], message["Subject"] = mail_from, recipient, _line(subject)
        message.set_content(body)
        try:
            with _connected(where.scheme, str(where.hostname), where.port) as server:
                if where.username:
                    _refuse_open(server)
                    server.login(unquote(where.username), unquote(where.password or ""))
                server.send_message(message)
        except (OSError, smtplib.SMTPException) as error:
            raise NotSent(type(error).__name__) from error

    return send


def _connected(scheme: str, host: str, port: int | None) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if scheme == _SECURE:
        return smtplib.SMTP_SSL(host, port or 465, timeout=SECONDS, context=context)
    server = smtplib.SMTP(host, port or 25, timeout=SECONDS)
    server.ehlo()
    if server.has_extn("starttls"):
        server.starttls(context=context)
    return server


def _refuse_open(server: smtplib.SMTP) -> None:
    if not isinstance(server.sock, ssl.SSLSocket):
        raise NotSent("the server offers no encryption for the password")


def _line(subject: str) -> str:
    """A subject on one line, whatever a case is called."""
    return " ".join(subject.split())
