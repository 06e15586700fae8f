"""Real servers on loopback that the mail adapters are tried against."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field

import pytest

Answer = bytes | None
"""What a scripted server says; None hangs up."""


@dataclass
class ScriptedServer:
    """A mail server that follows a script: which command gets which answer. It records what it was told."""

    answers: dict[str, Answer] = field(default_factory=dict)
    commands: list[str] = field(default_factory=list)
    messages: list[bytes] = field(default_factory=list)
    port: int = 0
    _listener: socket.socket | None = None

    def start(self) -> ScriptedServer:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._serve, args=(self._listener,), daemon=True).start()
        return self

    def stop(self) -> None:
        if self._listener is not None:
            with suppress(OSError):
                self._listener.shutdown(socket.SHUT_RDWR)
            self._listener.close()

    def _serve(self, listener: socket.socket) -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection, connection.makefile("rb") as lines, suppress(OSError):
                self._talk(connection, lines.readline)

    def _talk(self, connection: socket.socket, readline: Callable[[], bytes]) -> None:
        if not self._say(connection, "greeting", b"220 scripted\r\n"):
            return
        while line := readline():
            command = line.decode("ascii").strip()
            self.commands.append(command)
            verb = command.split(" ")[0].upper()
            usual = {"DATA": b"354 go\r\n", "QUIT": b"221 bye\r\n"}.get(verb, b"250 fine\r\n")
            if not self._say(connection, verb, usual):
                return
            if verb == "DATA" and self.answers.get("DATA", b"354").startswith(b"354"):  # type: ignore[union-attr]
                body = b""
                while not body.endswith(b"\r\n.\r\n") and (line := readline()):
                    body += line
                self.messages.append(body.removesuffix(b".\r\n"))
                if not self._say(connection, "message", b"250 taken\r\n"):
                    return
            elif verb == "QUIT":
                return

    def _say(self, connection: socket.socket, step: str, usual: bytes) -> bool:
        answer = self.answers.get(step, usual)
        if answer is None:
            return False
        connection.sendall(answer)
        return True


@pytest.fixture
def scripted() -> Iterator[Callable[[dict[str, Answer]], ScriptedServer]]:
    started: list[ScriptedServer] = []

    def start(answers: dict[str, Answer]) -> ScriptedServer:
        started.append(ScriptedServer(answers).start())
        return started[-1]

    yield start
    for server in started:
        server.stop()
