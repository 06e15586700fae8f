"""A sandbox on loopback for every test, and clients of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from slack_sdk import WebClient

from integrations.sandbox import world
from tests.driver import DeskDriver
from tests.driver.boltapp import BoltApp
from tests.driver.inprocess import SandboxThread


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[SandboxThread]:
    """A sandbox with an empty memory."""
    running = SandboxThread(tmp_path / "desk")
    yield running
    running.stop()


@pytest.fixture
def desk(sandbox: SandboxThread) -> DeskDriver:
    """What people do."""
    return sandbox.desk


@pytest.fixture
def bot(sandbox: SandboxThread) -> WebClient:
    """The bot's client, without retries."""
    return WebClient(world.BOT_TOKEN, base_url=sandbox.api_url, retry_handlers=[])


@pytest.fixture
def bolt(sandbox: SandboxThread) -> Iterator[BoltApp]:
    """A real Bolt app over Socket Mode, connected."""
    app = BoltApp(sandbox.api_url)
    app.connect()
    yield app
    app.close()
