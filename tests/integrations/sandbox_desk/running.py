"""A whole sandbox on loopback for one test, in this process, with everything in memory unless told otherwise."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests
import uvicorn

from integrations.sandbox import mailbox
from integrations.sandbox.desk import Desk
from integrations.sandbox.server import create_app

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Running:
    """A sandbox that answers at ``url``."""

    desk: Desk
    url: str

    @property
    def tickets_url(self) -> str:
        return f"{self.url}/tickets/api"

    @property
    def smtp_out(self) -> tuple[str, int]:
        host, _, port = (self.desk.smtp_out or "").removeprefix("smtp://").rpartition(":")
        return host, int(port)

    def get(self, path: str, **query: str) -> Json:
        answer = requests.get(f"{self.url}/desk/api/{path}", params=query, timeout=10)
        answer.raise_for_status()
        found: Json = answer.json()
        return found

    def post(self, path: str, body: Json) -> Json:
        answer = requests.post(f"{self.url}/desk/api/{path}", json=body, timeout=10)
        answer.raise_for_status()
        found: Json = answer.json()
        return found

    def fault(self, service: str, kind: str, method: str = "*", **more: object) -> None:
        self.post("faults", {"service": service, "kind": kind, "method": method, **more})


@contextmanager
def running_desk(data: Path | None = None, privacy_smtp: tuple[str, int] = ("127.0.0.1", 9)) -> Iterator[Running]:
    """A sandbox that runs until the block is left."""
    # asyncio turns Nagle's algorithm off only for sockets that say they are TCP; else every answer waits 40 ms.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.bind(("127.0.0.1", 0))
    listener.listen(128)
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    desk = Desk(data, url=url, privacy_smtp=privacy_smtp)
    out = mailbox.start(desk)
    server = uvicorn.Server(
        uvicorn.Config(create_app(desk), log_level="critical", access_log=False, timeout_graceful_shutdown=1)
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        while not server.started and thread.is_alive():
            time.sleep(0.005)
        yield Running(desk, url)
    finally:
        server.should_exit = True
        thread.join(timeout=10)
        out.stop()
        listener.close()
        desk.close()
