"""The least that a Bolt app can be: it acknowledges a click in the way that Balie does, and does nothing else."""

from __future__ import annotations

import argparse
import threading

import uvicorn
from slack_bolt import Ack, App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.adapter.starlette import SlackRequestHandler
from slack_sdk import WebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from integrations.sandbox import world

_CONNECTIONS = 2


def main() -> None:
    """Print "ready" and serve until the end."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--api-url", required=True)
    parser.add_argument("--signing-secret", default="")
    parser.add_argument("--port", type=int, help="take requests over HTTP here, instead of by Socket Mode")
    wish = parser.parse_args()
    app = App(
        client=WebClient(world.BOT_TOKEN, base_url=wish.api_url),
        signing_secret=wish.signing_secret or "none",
        token_verification_enabled=False,
        process_before_response=True,
    )

    @app.action("callback_claim")
    def claim(ack: Ack) -> None:
        ack()

    if wish.port:
        handler = SlackRequestHandler(app)

        async def events(request: Request) -> Response:
            return await handler.handle(request)

        serve = Starlette(routes=[Route("/slack/events", events, methods=["POST"])])
        uvicorn.run(serve, port=wish.port, log_level="critical", access_log=False)
        return
    client = WebClient(world.APP_TOKEN, base_url=wish.api_url)
    for _ in range(_CONNECTIONS):
        connection = SocketModeHandler(app, world.APP_TOKEN, web_client=client, ping_interval=3)
        connection.connect()  # type: ignore[no-untyped-call]  # Bolt has no types here
    print("ready", flush=True)  # noqa: T201  # the bench waits for it
    threading.Event().wait()


if __name__ == "__main__":
    main()
