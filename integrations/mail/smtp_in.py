"""The way in over SMTP: an MTA on this machine hands each message over, and hears yes only after it is stored."""

from __future__ import annotations

import asyncio
import concurrent.futures
import logging
import re
import threading
from typing import Final

from aiosmtpd.smtp import SMTP

from integrations.mail.port import Deliver, MailError, NotStored
from integrations.mail.urls import read_server_url

PORTS: Final = {"smtp": 2525}

MAX_MESSAGE: Final = 36 * 1024 * 1024
"""Bytes of one message; announced in EHLO. Room for the 25 MB of attachments that big mail hosts let through."""

_MAX_HELD: Final = 96 * 1024 * 1024
"""Bytes of messages that are being received or stored at one time, over all connections."""

_MAX_CONNECTIONS: Final = 20
_MAX_LIFE: Final = 900.0
"""Seconds after which a connection is cut, whatever it is doing."""

_LINE: Final = 65_536
_END: Final = b"\r\n.\r\n"
_ODD_IN_PATH: Final = re.compile(r"[^!-~]|[<>]")

_log = logging.getLogger(__name__)


class InboxNotOpened(MailError, OSError):
    """The address cannot be listened on; the text names it."""


class SmtpInbox:
    """A MailInbox that listens on ``smtp://127.0.0.1:2525`` (any loopback address; ``?public=yes`` for another one).

    Every recipient is accepted: which mail reaches this port is for the MTA before it to decide. A message gets a
    ``Return-Path`` header from its envelope (RFC 5321 section 4.4) and goes to ``deliver`` before the 250 answer; when
    that raises NotStored or fails in another way the answer is 451 and the MTA keeps the message. ``deliver`` is called
    by one thread, one message at a time. ``timeout`` is the
    longest wait in seconds for a command or for a whole DATA. ValueError when the URL is wrong.
    """

    def __init__(
        self,
        url: str,
        *,
        max_message: int = MAX_MESSAGE,
        max_connections: int = _MAX_CONNECTIONS,
        max_held: int = _MAX_HELD,
        timeout: float = 300.0,
    ) -> None:
        self._server = read_server_url(url, PORTS)
        if not self._server.is_loopback and self._server.options.get("public") != "yes":
            raise ValueError(
                "anybody can reach that address; use 127.0.0.1, or add ?public=yes when a firewall guards it"
            )
        self.max_message = max_message
        self.max_connections = max_connections
        self.max_held = max_held
        self.timeout = timeout
        self.connections = 0
        self.held = 0
        self._address = (self._server.host, self._server.port)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._stopping: asyncio.Event | None = None

    @property
    def address(self) -> tuple[str, int]:
        """Host and port; after ``start`` with port 0 the port that was given."""
        return self._address

    def start(self, deliver: Deliver) -> None:
        """Begin to listen, in a thread of its own. Raises InboxNotOpened when the address cannot be had."""
        ready: concurrent.futures.Future[tuple[str, int]] = concurrent.futures.Future()
        self._thread = threading.Thread(target=self._run, args=(deliver, ready), name="smtp-in", daemon=True)
        self._thread.start()
        try:
            self._address = ready.result(timeout=30)
        except OSError as error:
            self._thread.join()
            self._thread = None
            raise InboxNotOpened(f"cannot listen on {self._at()}: {error.strerror or type(error).__name__}") from None

    def stop(self) -> None:
        """Stop listening and cut the connections; a message without its 250 stays with its giver."""
        loop, stopping, thread = self._loop, self._stopping, self._thread
        if thread is None or loop is None or stopping is None:
            return
        loop.call_soon_threadsafe(stopping.set)
        thread.join(timeout=60)
        self._thread = None

    def check(self) -> str | None:
        """None while it listens."""
        if self._thread is None or not self._thread.is_alive():
            return f"does not listen on {self._at()}"
        return (
            f"all {self.max_connections} connections are in use" if self.connections >= self.max_connections else None
        )

    def _at(self) -> str:
        return f"{self._address[0]}:{self._address[1]}"

    def _run(self, deliver: Deliver, ready: concurrent.futures.Future[tuple[str, int]]) -> None:
        # aiosmtpd logs every command, and with it the addresses of people.
        logging.getLogger("mail.log").setLevel(logging.CRITICAL + 1)
        asyncio.run(self._serve(deliver, ready))

    async def _serve(self, deliver: Deliver, ready: concurrent.futures.Future[tuple[str, int]]) -> None:
        self._loop = loop = asyncio.get_running_loop()
        self._stopping = asyncio.Event()
        sessions: set[_Session] = set()
        with concurrent.futures.ThreadPoolExecutor(max_workers=1, thread_name_prefix="smtp-in-store") as pool:
            try:
                server = await loop.create_server(
                    lambda: _Session(self, deliver, pool, sessions, loop), self._server.host, self._server.port
                )
            except OSError as error:
                ready.set_exception(error)
                return
            host, port = server.sockets[0].getsockname()[:2]
            ready.set_result((host, port))
            await self._stopping.wait()
            server.close()
            for session in tuple(sessions):
                session.cut()


class _Session(SMTP):
    """One connection. DATA is read here in pieces into one buffer: aiosmtpd keeps an object a line, without a bound."""

    line_length_limit = _LINE

    def __init__(
        self,
        inbox: SmtpInbox,
        deliver: Deliver,
        pool: concurrent.futures.Executor,
        sessions: set[_Session],
        loop: asyncio.AbstractEventLoop,
    ) -> None:
        super().__init__(
            object(),
            data_size_limit=inbox.max_message,
            enable_SMTPUTF8=True,
            hostname="balie",
            ident="Balie",
            timeout=inbox.timeout,
            loop=loop,
        )
        self._inbox = inbox
        self._deliver = deliver
        self._pool = pool
        self._sessions = sessions
        self._life: asyncio.TimerHandle | None = None
        self._counted = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take a connection, or send it away when there are too many."""
        if self._inbox.connections >= self._inbox.max_connections:
            if isinstance(transport, asyncio.WriteTransport):
                transport.write(b"421 4.3.2 too many connections, try again later\r\n")
            transport.close()
            return
        self._counted = True
        self._inbox.connections += 1
        self._sessions.add(self)
        self._life = self.loop.call_later(_MAX_LIFE, self.cut)
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        """Forget the connection."""
        if not self._counted:
            return
        self._counted = False
        self._inbox.connections -= 1
        self._sessions.discard(self)
        if self._life is not None:
            self._life.cancel()
        super().connection_lost(error)

    def data_received(self, data: bytes) -> None:
        """Bytes from the giver; those of a connection that was sent away are dropped."""
        if self._counted:
            super().data_received(data)

    def eof_received(self) -> bool | None:
        """The giver has said everything."""
        return super().eof_received() if self._counted else False

    def cut(self) -> None:
        """End the connection at once."""
        if isinstance(self.transport, asyncio.WriteTransport):
            self.transport.abort()

    async def handle_exception(self, error: Exception) -> str:
        """An unexpected error inside a command: its class is logged, nothing of the message."""
        _log.error("smtp_in command failed: %s", type(error).__name__)
        return "451 4.3.0 try again later"

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802 - the name that aiosmtpd looks for
        """Receive a message, store it, then answer."""
        if await self.check_helo_needed():
            return
        if self.envelope is None or not self.envelope.rcpt_tos:
            await self.push("503 5.5.1 RCPT first")
            return
        if arg:
            await self.push("501 5.5.4 DATA takes no argument")
            return
        await self.push("354 end with <CR><LF>.<CR><LF>")
        buffer = bytearray()
        held = 0
        try:
            problem, held = await self._receive(buffer)
            answer = problem or await self._store(buffer)
        finally:
            self._inbox.held -= held
        await self.push(answer)
        self._set_post_data_state()  # type: ignore[no-untyped-call]  # aiosmtpd does not type its own step

    async def _receive(self, buffer: bytearray) -> tuple[str, int]:
        """Fill the buffer up to the final dot. Returns a refusal or "", and how many bytes count as held."""
        inbox = self._inbox
        problem = ""
        size = held = 0
        try:
            while True:
                try:
                    piece = await self._reader.readuntil(b".\r\n")
                except asyncio.LimitOverrunError as more:
                    piece = await self._reader.readexactly(max(1, more.consumed))
                size += len(piece)
                buffer += piece
                if not problem:
                    held += len(piece)
                    inbox.held += len(piece)
                    if size > inbox.max_message + len(_END):
                        problem = f"552 5.3.4 more than {inbox.max_message} bytes"
                    elif inbox.held > inbox.max_held:
                        problem = "452 4.3.1 busy with other messages, try again later"
                if buffer.endswith(_END) or buffer == b".\r\n":
                    return problem, held
                if problem:
                    # The rest is read and forgotten, but for what may be the beginning of the end.
                    inbox.held -= held
                    held = 0
                    del buffer[:-4]
                    if size > 4 * inbox.max_message:
                        self.cut()
        except BaseException:
            inbox.held -= held
            raise

    async def _store(self, buffer: bytearray) -> str:
        """Give the message to ``deliver`` and say what became of it."""
        sender = _ODD_IN_PATH.sub("", (self.envelope.mail_from or "") if self.envelope is not None else "")[:400]
        raw = f"Return-Path: <{sender}>\r\n".encode("ascii") + _unstuffed(buffer)
        try:
            await self.loop.run_in_executor(self._pool, self._deliver, raw)
        except NotStored:
            return "451 4.3.0 not stored, try again later"
        except Exception as error:  # noqa: BLE001 - a boundary: whatever went wrong, the giver must keep the message
            _log.error("smtp_in deliver failed: %s", type(error).__name__)
            return "451 4.3.0 not stored, try again later"
        return "250 2.0.0 stored"


def _unstuffed(buffer: bytearray) -> bytes:
    """The message without its final dot and without the dots that were put before dots (RFC 5321 section 4.5.2)."""
    del buffer[-3:]
    if buffer.startswith(b"."):
        del buffer[:1]
    return bytes(buffer).replace(b"\r\n.", b"\r\n")
