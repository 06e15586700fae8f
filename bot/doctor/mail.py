"""The mailbox and the way out."""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bot.app import Core
from bot.doctor.finding import Finding, asked_of_balie
from bot.doctor.running import State
from integrations.mail.factory import open_inbox, open_out

_TIMEOUT = 5.0
_IN, _OUT = "mailbox", "way out for mail"


def check(core: Core, state: State) -> Iterator[Finding]:
    """Whether mail can come in and go out."""
    url = core.settings.mail_inbox
    try:
        open_inbox(url, done_folder=core.settings.mail_done_folder)
    except ValueError as wrong:
        yield Finding(_IN, False, f"MAIL_INBOX: {wrong}", "see .env.example")
    else:
        yield _maildir(url) if url.startswith("maildir:") else _listener(url, state)
    yield _out(core, state)


def _listener(url: str, state: State) -> Finding:
    parts = urlsplit(url)
    host, port = parts.hostname or "127.0.0.1", parts.port or 2525
    at = f"{host}:{port}"
    if state.is_up:
        said = state.part("mail_in")
        if said not in ("", "ok"):
            return Finding(_IN, False, said, "is the port taken by another? Choose another one in MAIL_INBOX")
        greeting = _greeting(host, port)
        if "Balie" in greeting:
            return Finding(_IN, True, f"Balie listens on {at}")
        return Finding(_IN, False, f"the Balie that runs does not listen on {at}",
                       "start it again, so that it takes up MAIL_INBOX")  # fmt: skip
    why = _why_not_bound(host, port)
    if not why:
        return Finding(_IN, True, f"{at} is free; Balie listens there when it runs")
    return Finding(_IN, False, f"{at} cannot be listened on ({why})", "stop what listens there, or change MAIL_INBOX")


def _greeting(host: str, port: int) -> str:
    try:
        with socket.create_connection((host, port), _TIMEOUT) as connection:
            return connection.recv(512).decode("ascii", "replace")
    except OSError:
        return ""


def _why_not_bound(host: str, port: int) -> str:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen(1)
        except OSError as taken:
            return "another program listens there" if taken.errno == errno.EADDRINUSE else str(taken.strerror)
    return ""


def _maildir(url: str) -> Finding:
    folder = Path(unquote(urlsplit(url).path))
    absent = [name for name in ("new", "cur", "tmp") if not (folder / name).is_dir()]
    if absent:
        return Finding(_IN, False, f"{folder} is no Maildir: {', '.join(absent)} absent",
                       "MAIL_INBOX must name the folder that holds new, cur and tmp")  # fmt: skip
    if not all(os.access(folder / name, os.R_OK | os.W_OK | os.X_OK) for name in ("new", "cur")):
        return Finding(_IN, False, f"{folder} cannot be read and written",
                       "give the user that runs Balie the right to move messages there")  # fmt: skip
    return Finding(_IN, True, f"{folder} can be read and written")


def _out(core: Core, state: State) -> Finding:
    settings = core.settings
    if settings.mail_out is None:
        if not state.is_up:
            return asked_of_balie(_OUT)
        said = state.part("mail_out")
        return Finding(_OUT, said == "ok", "the embedded outbox" if said == "ok" else said or "Balie does not say")
    try:
        problem = open_out(
            settings.mail_out.get_secret_value(), sender=settings.mail_address, clock=core.clock.now
        ).check()
    except ValueError as wrong:
        return Finding(_OUT, False, f"MAIL_OUT: {wrong}", "see .env.example")
    if problem:
        return Finding(_OUT, False, problem, "MAIL_OUT: host, port, user and password of your mail server")
    return Finding(_OUT, True, "the mail server lets us in")
