"""The sandbox in a process of its own, with many cards posted already: Slack lets through one a second."""

from __future__ import annotations

import argparse
import json
import socket
from datetime import timedelta
from pathlib import Path
from typing import Any

import uvicorn

from integrations.sandbox import mailbox, world
from integrations.sandbox.desk import Desk
from integrations.sandbox.server import create_app
from integrations.sandbox.slack.core import Slack
from integrations.sandbox.slack.messages import timestamp


def main() -> None:
    """Print one line of JSON with the addresses and the cards' ts, and serve until the end."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cards", type=int, required=True)
    parser.add_argument("--request-url")
    parser.add_argument("--signing-secret", default="")
    wish = parser.parse_args()
    listener = socket.create_server(("127.0.0.1", 0), backlog=128)
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    desk = Desk(wish.data, url=url, privacy_smtp=("127.0.0.1", 9), request_url=wish.request_url,
                signing_secret=wish.signing_secret)  # fmt: skip
    mailbox.start(desk)
    slack = Slack(desk)
    slack.workspace.add_staff(world.MOST_EXTRA)
    first = desk.clock.now() - timedelta(hours=1)
    places = []
    for number in range(1, wish.cards + 1):
        ts = timestamp(first + timedelta(seconds=number))
        slack.messages.add(world.SERVICEDESK, ts, world.BOT_USER, "Terugbellen", blocks=card(f"CB-2026-{number:04}"))
        places.append(ts)
    app = create_app(desk, slack)
    print(json.dumps({"url": url, "smtp_out": desk.smtp_out, "cards": places}), flush=True)  # noqa: T201  # for the bench
    try:
        uvicorn.Server(uvicorn.Config(app, log_level="critical", access_log=False)).run(sockets=[listener])
    finally:
        mailbox.stop()
        desk.close()


def card(number: str) -> list[dict[str, Any]]:
    """A card about as large as Balie's own, with its button."""
    facts = [{"type": "mrkdwn", "text": f"*Veld {place}*\nEen waarde van gewone lengte"} for place in range(6)]
    button = {"type": "button", "text": {"type": "plain_text", "text": "Ik bel"}, "action_id": "callback_claim"}
    return [
        {"type": "header", "block_id": "h", "text": {"type": "plain_text", "text": f"Terugbellen {number}"}},
        {"type": "section", "block_id": "m", "text": {"type": "mrkdwn", "text": "*NIET OPNEMEN*"}},
        {"type": "section", "block_id": "f", "fields": facts},
        {"type": "actions", "block_id": "a", "elements": [{**button, "value": number}]},
    ]


if __name__ == "__main__":
    main()
