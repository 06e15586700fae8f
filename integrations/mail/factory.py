"""Picks the adapter for a mailbox or a way out by its URL."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from integrations.mail.maildir import MaildirInbox
from integrations.mail.port import MailInbox, MailOut
from integrations.mail.smtp_in import SmtpInbox
from integrations.mail.smtp_out import SmtpOut


def open_inbox(url: str, *, done_folder: str = "") -> MailInbox:
    """The way in for MAIL_INBOX: ``smtp://127.0.0.1:2525`` or ``maildir:///path``.

    Nothing is opened before ``start``. ValueError, in one line that never repeats a login, for any other URL.
    """
    scheme = url.strip().partition("://")[0].lower()
    if scheme == "smtp":
        return SmtpInbox(url)
    if scheme == "maildir":
        return MaildirInbox(url, done_folder=done_folder)
    raise ValueError(f"unknown way in {scheme[:20]!r}; use smtp://127.0.0.1:2525 or maildir:///path")


def open_out(url: str, *, sender: str, clock: Callable[[], datetime]) -> MailOut:
    """The way out for MAIL_OUT: ``smtp://…`` or ``smtps://…``; see SmtpOut. ValueError when a setting is wrong."""
    scheme = url.strip().partition("://")[0].lower()
    if scheme not in {"smtp", "smtps"}:
        raise ValueError(f"unknown way out {scheme[:20]!r}; use smtp://host:port or smtps://host:port")
    return SmtpOut(url, sender=sender, clock=clock)
