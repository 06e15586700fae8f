"""The sandbox on its own: ``python -m integrations.sandbox --port 0 --data DIR``."""

from __future__ import annotations

import argparse
import json
import signal
import socket
import sys
from pathlib import Path
from types import FrameType
from typing import Final, NoReturn

import uvicorn

from integrations.sandbox import mailbox
from integrations.sandbox.desk import Desk
from integrations.sandbox.server import create_app

_LOOPBACK: Final = "127.0.0.1"


def main(arguments: list[str] | None = None) -> int:
    """Serves until interrupted. Prints one line of JSON with the addresses once it can be reached."""
    wish = _parser().parse_args(arguments)
    # Named TCP, because only then asyncio switches off Nagle's delay, which would cost 40 ms a call.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((wish.host, wish.port))
    url = f"http://{wish.host}:{listener.getsockname()[1]}"
    desk = Desk(
        wish.data,
        url=url,
        privacy_smtp=_address(wish.privacy_smtp),
        request_url=wish.request_url,
        signing_secret=wish.signing_secret,
    )
    # uvicorn ends in order and then sends itself the signal again: that must not cut off what comes below.
    signal.signal(signal.SIGTERM, _leave)
    signal.signal(signal.SIGINT, _leave)
    mailbox.start(desk)
    try:
        app = create_app(desk)
        listener.listen(128)
        addresses = {
            "url": url,
            "slack_api_url": f"{url}/api/",
            "tickets_url": f"{url}/tickets/api",
            "smtp_out": desk.smtp_out,
        }
        print(json.dumps(addresses), flush=True)  # noqa: T201 - the line that callers wait for
        config = uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=1)
        uvicorn.Server(config).run(sockets=[listener])
    finally:
        mailbox.stop()
        desk.close()
    return 0


def _leave(_number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m integrations.sandbox", description=__doc__)
    parser.add_argument("--host", default=_LOOPBACK)
    parser.add_argument("--port", type=int, default=8026, help="0 takes a free one")
    parser.add_argument("--data", type=Path, default=None, help="folder for sandbox.db and clock.json; default: memory")
    parser.add_argument("--request-url", default=None, help="deliver Slack's payloads here instead of by Socket Mode")
    parser.add_argument("--signing-secret", default="")
    parser.add_argument("--privacy-smtp", default=f"{_LOOPBACK}:2525", help="where mail to the privacy mailbox goes")
    return parser


def _address(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    return host, int(port)


if __name__ == "__main__":
    sys.exit(main())
