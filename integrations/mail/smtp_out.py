"""The way out over SMTP: one message, one connection, and a precise answer to the question whether it was sent.

The line between "surely not sent" and "perhaps sent" is the final dot of DATA: before the server can have seen it,
every failure is MailUnavailable; after it, silence is MailUnknown (RFC 5321 section 4.5.4.1 and RFC 1047).
"""

from __future__ import annotations

import contextlib
import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Final

from integrations.mail.addresses import read_addresses, valid_email
from integrations.mail.compose import compose
from integrations.mail.port import Address, MailRefused, MailUnavailable, MailUnknown, OutgoingMail
from integrations.mail.urls import ServerUrl, read_server_url

PORTS: Final = {"smtp": 25, "smtps": 465}
_TLS_CHOICES: Final = ("required", "off")


class SmtpOut:
    """A MailOut to the server in ``url``: ``smtp://[user:password@]host[:port][?tls=required|off]`` or ``smtps://``.

    On another machine STARTTLS with a valid certificate is required unless ``?tls=off`` says otherwise; on this one it
    is used only when ``?tls=required`` asks for it. A password never leaves the machine without TLS. ``sender`` is our
    address ("Name <address>" or the address alone), ``clock`` gives the aware instant for the Date header, ``timeout``
    is in seconds, for each step. ValueError when a setting is wrong.
    """

    def __init__(
        self,
        url: str,
        *,
        sender: str,
        clock: Callable[[], datetime],
        timeout: float = 30.0,
        tls_context: ssl.SSLContext | None = None,
    ) -> None:
        self._server = read_server_url(url, PORTS)
        self._sender = _sender(sender)
        self._clock = clock
        self._timeout = timeout
        self._tls = tls_context
        self._starttls = _wants_starttls(self._server)

    def send(self, mail: OutgoingMail) -> None:
        """Hand one message over. Raises MailUnavailable, MailUnknown or MailRefused."""
        recipient = valid_email(mail.to)
        if not recipient or not recipient.isascii():
            raise MailRefused("the recipient's address cannot be used")
        message = compose(_addressed(mail, recipient), sender=self._sender, moment=self._clock())
        with self._connection() as smtp:
            self._envelope(smtp, "" if mail.automatic else self._sender.email, recipient)
            self._data(smtp, message)

    def check(self) -> str | None:
        """None when the server lets us in now, else one line what is wrong."""
        try:
            with self._connection() as smtp:
                code, _ = smtp.noop()
        except (MailUnavailable, smtplib.SMTPException, OSError) as error:
            return self._at(str(error) if isinstance(error, MailUnavailable) else _why(error))
        return None if code == 250 else self._at(f"answers {code}")

    def _at(self, words: str) -> str:
        return f"{self._server.host}:{self._server.port}: {words}"

    @contextmanager
    def _connection(self) -> Iterator[smtplib.SMTP]:
        """A connection that is ready for a message; whatever goes wrong before that is MailUnavailable."""
        smtp = self._connect()
        try:
            yield smtp
            with contextlib.suppress(smtplib.SMTPException, OSError):
                smtp.quit()  # The message is in other hands by now; how the farewell goes changes nothing.
        finally:
            smtp.close()

    def _connect(self) -> smtplib.SMTP:
        server = self._server
        smtp: smtplib.SMTP | None = None
        try:
            if server.scheme == "smtps":
                context = self._tls or ssl.create_default_context()
                smtp = smtplib.SMTP_SSL(
                    server.host, server.port, local_hostname="balie", timeout=self._timeout, context=context
                )
            else:
                smtp = smtplib.SMTP(server.host, server.port, local_hostname="balie", timeout=self._timeout)
            smtp.ehlo_or_helo_if_needed()
            if self._starttls:
                self._secure(smtp)
            if server.user:
                smtp.login(server.user, server.password)
        except (smtplib.SMTPException, OSError, UnicodeError) as error:
            if smtp is not None:
                smtp.close()
            raise MailUnavailable(_why(error)) from None
        return smtp

    def _secure(self, smtp: smtplib.SMTP) -> None:
        smtp.starttls(context=self._tls or ssl.create_default_context())
        smtp.ehlo()

    def _envelope(self, smtp: smtplib.SMTP, sender: str, recipient: str) -> None:
        try:
            for code, words in (_mail_from(smtp, sender), smtp.rcpt(recipient)):
                _judge(code, _enhanced(words))
        except (smtplib.SMTPException, OSError) as error:
            raise MailUnavailable(_why(error)) from None

    def _data(self, smtp: smtplib.SMTP, message: bytes) -> None:
        body = message.replace(b"\r\n.", b"\r\n..").removesuffix(b"\r\n")
        try:
            code, words = smtp.docmd("DATA")
            if code != 354:
                _judge(code if code >= 400 else 451, _enhanced(words))
            smtp.send(body)
        except (smtplib.SMTPException, OSError) as error:
            raise MailUnavailable(_why(error)) from None
        try:
            smtp.send(b"\r\n.\r\n")
            code, words = smtp.getreply()
        except (smtplib.SMTPException, OSError) as error:
            raise MailUnknown(_why(error)) from None
        if not 200 <= code < 600:
            raise MailUnknown(f"unreadable answer {code}")
        _judge(code, _enhanced(words))


def _sender(text: str) -> Address:
    found = [address for address in read_addresses(text, 2) if address.email]
    if len(found) != 1 or not found[0].email.isascii():
        raise ValueError("the sender is not one mail address")
    return found[0]


def _addressed(mail: OutgoingMail, recipient: str) -> OutgoingMail:
    return OutgoingMail(
        message_id=mail.message_id,
        to=recipient,
        subject=mail.subject,
        text=mail.text,
        language=mail.language,
        in_reply_to=mail.in_reply_to,
        references=mail.references,
        automatic=mail.automatic,
    )


def _wants_starttls(server: ServerUrl) -> bool:
    choice = server.options.get("tls", "")
    if choice and choice not in _TLS_CHOICES:
        raise ValueError("tls must be required or off")
    if server.scheme == "smtps":
        return False
    if choice == "off" and server.user and not server.is_loopback:
        raise ValueError("a password needs TLS: leave out tls=off or the login")
    return choice == "required" or (choice != "off" and not server.is_loopback)


def _mail_from(smtp: smtplib.SMTP, sender: str) -> tuple[int, bytes]:
    """MAIL FROM with the empty sender as <>, which smtplib's own method writes only for "<>" spelled out."""
    return smtp.docmd("MAIL", f"FROM:<{sender}>")


def _judge(code: int, enhanced: str) -> None:
    """Nothing for a yes; MailUnavailable for "later", MailRefused for "never"."""
    if 200 <= code < 300:
        return
    words = f"answer {code} {enhanced}".strip()
    # 530 and 535 are about our login, not about this message: an operator can mend that.
    if code < 500 or code in {530, 534, 535, 538}:
        raise MailUnavailable(words)
    raise MailRefused(words)


def _enhanced(words: bytes) -> str:
    """The enhanced status code of an answer (RFC 3463), the only part that is sure to hold no address."""
    first = words.split(b" ", 1)[0].split(b"\n", 1)[0]
    return first.decode("ascii", "replace") if first.replace(b".", b"").isdigit() and len(first) < 12 else ""


def _why(error: Exception) -> str:
    """One line about an error without what the server said, which may repeat an address."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return f"login refused ({error.smtp_code})"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"answer {error.smtp_code}"
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return "the server does not offer STARTTLS or a login that is needed"
    if isinstance(error, OSError) and error.errno is not None and error.strerror:
        return f"{type(error).__name__}: {error.strerror}"
    return type(error).__name__
