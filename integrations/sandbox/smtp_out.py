"""The sandbox's SMTP server: where Balie's outgoing mail arrives instead of going out into the world.

Faults of the service "mail" are matched with ``MAIL`` (when the envelope sender is given) and ``DATA`` (when the whole
message has come).
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from integrations.sandbox.desk import Desk

MAX_BYTES: Final = 15_000_000

_BEFORE: Final = ("down", "error500", "ratelimit", "delay", "drop_connection")
_AFTER: Final = ("lost_answer", "error500_after")


@dataclass(frozen=True, slots=True)
class Arrived:
    """One message as it came over the wire, with its envelope."""

    at: datetime
    sender: str
    recipients: tuple[str, ...]
    raw: bytes

    @property
    def digest(self) -> str:
        """Of the bytes, for recognising the same message."""
        return hashlib.sha256(self.raw).hexdigest()


class _Handler:
    """What aiosmtpd calls. It keeps a message before it says yes."""

    def __init__(self, desk: Desk, keep: Callable[[Arrived], None]) -> None:
        self._desk = desk
        self._keep = keep

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        del session
        refusal = await self._trouble(server, "MAIL")
        if refusal is not None:
            return refusal
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        del session
        refusal = await self._trouble(server, "DATA")
        if refusal is not None:
            return refusal
        content = envelope.original_content or b""
        arrived = Arrived(
            self._desk.clock.now(), (envelope.mail_from or "").strip("<>"), tuple(envelope.rcpt_tos), content
        )
        await asyncio.to_thread(self._keep, arrived)
        fault = self._desk.faults.pick("mail", "DATA", _AFTER)
        if fault is None:
            return "250 2.0.0 kept"
        if fault.kind == "lost_answer":
            _hang_up(server)
        return "451 4.3.0 something failed after the message was kept"

    async def _trouble(self, server: SMTP, step: str) -> str | None:
        """The refusal that a fault brings at this step, or None to go on."""
        fault = self._desk.faults.pick("mail", step, _BEFORE)
        if fault is None:
            return None
        if fault.kind == "delay":
            await asyncio.sleep(1 if fault.seconds is None else fault.seconds)
            return None
        self._desk.counts.add("mail", "refused")
        if fault.kind == "drop_connection":
            _hang_up(server)
        return {
            "error500": "554 5.3.0 refused for good",
            "ratelimit": "451 4.7.1 too many messages, come back later",
        }.get(fault.kind, "421 4.3.2 not now")


def _hang_up(server: SMTP) -> None:
    if isinstance(server.transport, asyncio.WriteTransport):
        server.transport.abort()


class _OnFreePort(Controller):
    """aiosmtpd knocks at its port after it started; with port 0 it must first learn which one it got."""

    def _trigger_server(self) -> None:
        if isinstance(self.server, asyncio.Server):
            self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]  # aiosmtpd does not type its own hook


class SmtpOut:
    """A server on a free port of loopback; ``url`` says where once it was started."""

    def __init__(self, desk: Desk, keep: Callable[[Arrived], None]) -> None:
        self._controller = _OnFreePort(
            _Handler(desk, keep),
            hostname="127.0.0.1",
            port=0,
            data_size_limit=MAX_BYTES,
            enable_SMTPUTF8=True,
            ident="sandbox",
        )
        self.url = ""

    def start(self) -> SmtpOut:
        """Begin to receive in a thread of its own."""
        self._controller.start()
        self.url = f"smtp://127.0.0.1:{self._controller.port}"
        return self

    def stop(self) -> None:
        """Stop receiving."""
        self._controller.stop(no_assert=True)
