"""The sandbox as a process of its own: what it says, what it remembers when it is killed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from slack_sdk import WebClient

from integrations.sandbox import world
from integrations.sandbox.clock import SandboxClock
from tests.driver import DeskDriver, wait_until
from tests.driver.boltapp import BoltApp
from tests.driver.processes import SandboxProcess

CARD: list[dict[str, Any]] = [
    {"type": "header", "text": {"type": "plain_text", "text": "CB-2026-0001"}},
    {
        "type": "actions",
        "elements": [{"type": "button", "action_id": "bel", "text": {"type": "plain_text", "text": "Ik bel"}}],
    },
]


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[SandboxProcess]:
    """A running sandbox process."""
    process = SandboxProcess(tmp_path / "sandbox").start()
    yield process
    process.stop()


def test_it_tells_where_it_is(sandbox: SandboxProcess) -> None:
    assert set(sandbox.addresses) == {"url", "slack_api_url", "tickets_url", "smtp_out"}
    assert sandbox.addresses["smtp_out"].startswith("smtp://127.0.0.1:")
    assert WebClient(world.BOT_TOKEN, base_url=sandbox.addresses["slack_api_url"]).auth_test()["ok"]


def test_it_ends_in_order(sandbox: SandboxProcess) -> None:
    assert sandbox.stop() == 0


def test_it_remembers_everything_when_it_is_killed(sandbox: SandboxProcess) -> None:
    bolt = BoltApp(sandbox.addresses["slack_api_url"])
    bolt.app.action("bel")(
        lambda ack, body, client: (
            ack(),
            client.views_open(
                trigger_id=body["trigger_id"],
                view={"type": "modal", "title": {"type": "plain_text", "text": "Open"}, "blocks": []},
            ),
        )
    )
    bolt.connect()
    desk = DeskDriver(sandbox.url)
    metadata = {"event_type": "balie_effect", "event_payload": {"effect": "e1"}}
    posted = bolt.client.chat_postMessage(
        channel=world.SERVICEDESK, text="CB-2026-0001", blocks=CARD, metadata=metadata
    )
    bolt.client.views_publish(user_id=world.SANNE.id, view={"type": "home", "blocks": CARD[:1]})
    desk.api.put("manifest", {"features": {"slash_commands": [{"command": "/balie", "description": "d"}]}})
    desk.extra_staff(3)
    desk.clock.advance(days=2)
    desk.person("Sanne").channel("servicedesk").card("CB-2026-0001").click("Ik bel")
    desk.person("Sanne").modal("Open")

    sandbox.kill()
    sandbox.start()

    desk.wait_connected()  # the app's client comes back by itself, the port is the same
    sanne = desk.person("Sanne")
    card = sanne.channel("servicedesk").card("CB-2026-0001")
    assert (card.ts, card.buttons) == (posted["ts"], ["Ik bel"])
    assert sanne.modal("Open").is_open
    assert desk.api.get("home", **{"as": sanne.id})["view"]["blocks"][0]["type"] == "header"
    assert sanne.workspace()["commands"][0]["command"] == "/balie"
    assert desk.person("U0STAFF0003")
    assert SandboxClock(sandbox.clock_file).offset.days == 2
    found = bolt.client.conversations_history(channel=world.SERVICEDESK, include_all_metadata=True)["messages"]
    assert [one["metadata"] for one in found] == [metadata]
    bolt.client.chat_update(channel=world.SERVICEDESK, ts=card.ts, text="CB-2026-0001 klaar", blocks=[])
    wait_until(lambda: card.text == "CB-2026-0001 klaar", "the changed card")
    bolt.close()
