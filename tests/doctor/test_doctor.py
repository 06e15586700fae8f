"""What the doctor finds, against a real Slack, ticket system and mail server on loopback."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import requests
import uvicorn

from bot.app import Core
from bot.desk.settings import load
from bot.doctor import Finding, examine
from bot.work.ledger import Effect, EffectState
from integrations.sandbox import mailbox, world
from integrations.sandbox.desk import Desk
from integrations.sandbox.server import create_app
from integrations.sandbox.slack.core import Slack

Build = Callable[..., Core]


@dataclass(frozen=True)
class Outside:
    """What a Balie can be pointed at."""

    url: str
    smtp_out: str

    def settings(self) -> dict[str, str]:
        """Settings that use all of it and find it well."""
        return {
            "SLACK_BOT_TOKEN": world.BOT_TOKEN,
            "SLACK_APP_TOKEN": world.APP_TOKEN,
            "SLACK_API_URL": f"{self.url}/api/",
            "SLACK_CHANNEL_SERVICEDESK": world.SERVICEDESK,
            "SLACK_CHANNEL_PRIVACY": world.PRIVACY,
            "SLACK_CHANNEL_MANAGERS": world.MANAGERS,
            "SLACK_GROUP_PRIVACY": world.GROUP_PRIVACY,
            "SLACK_GROUP_MANAGERS": world.GROUP_MANAGERS,
            "TICKETS_URL": f"{self.url}/tickets/api",
            "TICKETS_TOKEN": world.TICKETS_TOKEN,
            "MAIL_OUT": self.smtp_out,
        }


@contextmanager
def outside(data: Path, scopes: frozenset[str] = world.SCOPES) -> Iterator[Outside]:
    """A sandbox whose Slack grants these scopes."""
    listener = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    desk = Desk(data, url=url, privacy_smtp=("127.0.0.1", free_port()))
    outbox = mailbox.start(desk)
    server = uvicorn.Server(uvicorn.Config(create_app(desk, Slack(desk, scopes)), log_level="critical"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        assert desk.smtp_out is not None
        yield Outside(url, desk.smtp_out)
    finally:
        server.should_exit = True
        thread.join()
        outbox.stop()  # mailbox.stop() would stop the other sandbox's too
        desk.close()
        listener.close()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    return port


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outside]:
    with outside(tmp_path_factory.mktemp("sandbox")) as there:
        yield there


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Build:
    """Makes a migrated Core in a folder of its own, with the given settings and nothing running at its addresses."""

    def make(settings: dict[str, str] | None = None, *, migrated: bool = True) -> Core:
        monkeypatch.chdir(tmp_path)
        for key in [key for key in os.environ if key.startswith(("SLACK_", "MAIL_", "TICKETS", "BALIE_", "DATABASE_"))]:
            monkeypatch.delenv(key)
        monkeypatch.setenv("HTTP_ADDRESS", f"127.0.0.1:{free_port()}")
        monkeypatch.setenv("MAIL_INBOX", f"smtp://127.0.0.1:{free_port()}")
        for key, value in (settings or {}).items():
            monkeypatch.setenv(key, value)
        core = Core(load())
        if migrated:
            core.migrate()
        return core

    return make


def found(core: Core, name: str) -> list[Finding]:
    findings = [finding for finding in examine(core) if finding.name == name]
    assert findings, f"nothing was said about {name}"
    return findings


def only(core: Core, name: str) -> Finding:
    (finding,) = found(core, name)
    return finding


def test_a_good_installation_lacks_only_a_running_balie(build: Build, sandbox: Outside) -> None:
    wrong = [finding for finding in examine(build(sandbox.settings())) if not finding.well]
    assert [finding.name for finding in wrong] == ["balie"]
    assert wrong[0].remedy == "balie run"


def test_every_wrong_finding_says_what_to_do_and_none_shows_a_secret(build: Build, sandbox: Outside) -> None:
    secrets = {
        "SLACK_BOT_TOKEN": "xoxb-not-ours-4711",
        "SLACK_APP_TOKEN": "xapp-not-ours-4711",
        "TICKETS_TOKEN": "ticket-secret-4711",
        "MAIL_OUT": "smtp://someone:mail-secret-4711@127.0.0.1:1",
        "BALIE_SECRET_KEY": "short-4711",
    }
    findings = list(examine(build(sandbox.settings() | secrets)))
    wrong = [finding for finding in findings if not finding.well]
    assert {"Slack token", "Slack app token", "ticket system", "way out for mail", "BALIE_SECRET_KEY"} <= {
        finding.name for finding in wrong
    }
    assert all(finding.remedy for finding in wrong)
    assert "4711" not in "".join(f"{finding.what} {finding.remedy}" for finding in findings)


def test_nothing_set_and_nothing_running(build: Build) -> None:
    core = build()
    for name in ("Slack", "ticket system", "way out for mail"):
        finding = only(core, name)
        assert "exists only while Balie runs" in finding.what
        assert finding.remedy.startswith("balie run")
    assert only(core, "mailbox").well


def test_a_refused_token_points_to_the_page_where_it_is_found(build: Build, sandbox: Outside) -> None:
    core = build(sandbox.settings() | {"SLACK_BOT_TOKEN": "xoxb-wrong", "SLACK_APP_TOKEN": "xapp-wrong"})
    bot, app = only(core, "Slack token"), only(core, "Slack app token")
    assert "invalid_auth" in bot.what
    assert "OAuth & Permissions" in bot.remedy
    assert "invalid_auth" in app.what
    assert "connections:write" in app.remedy


def test_tokens_in_each_others_place(build: Build, sandbox: Outside) -> None:
    core = build(sandbox.settings() | {"SLACK_BOT_TOKEN": world.APP_TOKEN, "SLACK_APP_TOKEN": world.BOT_TOKEN})
    assert "not_allowed_token_type" in only(core, "Slack token").what
    assert "not_allowed_token_type" in only(core, "Slack app token").what


def test_missing_and_superfluous_scopes(build: Build, tmp_path: Path) -> None:
    scopes = (world.SCOPES - {"groups:read", "usergroups:read"}) | {"admin", "channels:join"}
    with outside(tmp_path / "sandbox", scopes) as there:
        core = build(there.settings())
        missing, more = found(core, "Slack scopes")
        channel = only(core, "SLACK_CHANNEL_PRIVACY")
        group = only(core, "SLACK_GROUP_PRIVACY")
    assert (missing.well, missing.what) == (False, "missing: usergroups:read, groups:read")
    assert "reinstall" in missing.remedy
    assert (more.well, more.what) == (False, "more than Balie uses: admin, channels:join")
    assert not channel.well
    assert "missing_scope, needs usergroups:read" in group.what


@pytest.mark.parametrize(
    ("setting", "channel", "words"),
    [
        ("SLACK_CHANNEL_SERVICEDESK", world.GENERAL, "Balie is not in it"),
        ("SLACK_CHANNEL_MANAGERS", "C0NOWHERE01", "no such channel"),
        ("SLACK_CHANNEL_PRIVACY", world.SERVICEDESK, "is public"),
    ],
)
def test_a_wrong_channel(build: Build, sandbox: Outside, setting: str, channel: str, words: str) -> None:
    finding = only(build(sandbox.settings() | {setting: channel}), setting)
    assert not finding.well
    assert words in finding.what
    assert "/invite @Balie" in finding.remedy or "private" in finding.remedy


def test_roles_that_nobody_has(build: Build, sandbox: Outside) -> None:
    settings = {"SLACK_GROUP_PRIVACY": "", "SLACK_GROUP_MANAGERS": f"S0NOBODY001,{world.KOEN.id},U0NOBODY001"}
    core = build(sandbox.settings() | settings)
    assert only(core, "SLACK_GROUP_PRIVACY").what.startswith("empty")
    group, koen, nobody = found(core, "SLACK_GROUP_MANAGERS")
    assert (group.well, koen.well, nobody.well) == (False, True, False)


def test_services_that_are_away(build: Build, sandbox: Outside) -> None:
    dead = f"127.0.0.1:{free_port()}"
    settings = {"SLACK_API_URL": f"http://{dead}/api/", "TICKETS_URL": f"http://{dead}/tickets/api",
                "MAIL_OUT": f"smtp://{dead}"}  # fmt: skip
    core = build(sandbox.settings() | settings)
    slack = only(core, "Slack token")
    assert "cannot be reached" in slack.what
    assert dead in slack.remedy
    assert not only(core, "ticket system").well
    assert not only(core, "way out for mail").well


def test_a_clock_that_is_wrong(build: Build, sandbox: Outside) -> None:
    class Fast:
        def now(self) -> datetime:
            return datetime.now(UTC) + timedelta(minutes=5)

    clocks = [finding for finding in examine(build(sandbox.settings()), Fast()) if finding.name == "clock"]
    assert len(clocks) == 2
    assert not any(finding.well for finding in clocks)
    assert "s ahead of Slack" in clocks[0].what


def test_the_data_folder_and_its_key(build: Build, tmp_path: Path) -> None:
    core = build()
    assert only(core, "key file").well
    key = tmp_path / "data" / "keys" / "secret.key"
    key.chmod(0o644)
    finding = only(core, "key file")
    assert not finding.well
    assert finding.remedy.startswith("chmod 600")


def test_a_database_that_is_not_migrated_or_away(build: Build) -> None:
    assert "absent or of an older version" in only(build(migrated=False), "database").what
    away = build({"DATABASE_URL": f"postgresql://nobody:4711@127.0.0.1:{free_port()}/balie"}, migrated=False)
    finding = only(away, "database")
    assert not finding.well
    assert "OperationalError" in finding.what
    assert "4711" not in finding.what + finding.remedy


def test_effects_that_were_given_up_or_are_stuck(build: Build) -> None:
    core = build()
    assert only(core, "effects").well
    long_ago = core.clock.now() - timedelta(hours=1)
    with core.store.change("test") as change:
        for state in (EffectState.DEAD, EffectState.READY):
            change.session.add(
                Effect(kind="slack.card", subject="CB-2026-0001", target="C1", state=state, created_at=long_ago)
            )
    dead, late = found(core, "effects")
    assert "1 were given up" in dead.what
    assert "balie effects retry" in dead.remedy
    assert "1 wait for more than 15 minutes" in late.what


def test_a_mailbox_port_that_another_has(build: Build, sandbox: Outside) -> None:
    finding = only(build({"MAIL_INBOX": sandbox.smtp_out}), "mailbox")
    assert not finding.well
    assert "another program listens there" in finding.what


def test_a_maildir(build: Build, tmp_path: Path) -> None:
    folder = tmp_path / "Maildir"
    core = build({"MAIL_INBOX": f"maildir://{folder}"})
    assert "new, cur, tmp absent" in only(core, "mailbox").what
    for name in ("new", "cur", "tmp"):
        (folder / name).mkdir(parents=True)
    assert only(core, "mailbox").well


def test_something_else_at_our_address(build: Build, sandbox: Outside) -> None:
    finding = only(build({"HTTP_ADDRESS": sandbox.url.removeprefix("http://")}), "balie")
    assert not finding.well
    assert "something else" in finding.what


def test_everything_embedded_and_running_is_well(build: Build, tmp_path: Path) -> None:
    core = build()
    command = [sys.executable, "-c", "from bot.cli import main; main()", "run"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=tmp_path) as balie:
        try:
            assert balie.stdout is not None
            assert balie.stdout.readline().startswith(b"Balie: http://127.0.0.1:")
            _until_well(core)
            findings = list(examine(core))
        finally:
            balie.terminate()
    assert [finding for finding in findings if not finding.well] == []
    assert {"balie", "Slack token", "Slack scopes", "SLACK_CHANNEL_PRIVACY", "ticket system", "mailbox"} <= {
        finding.name for finding in findings
    }


def _until_well(core: Core) -> None:
    """Socket Mode connects in the background."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        if requests.get(f"http://{core.settings.http_address}/healthz", timeout=5).json()["status"] == "ok":
            return
        time.sleep(0.1)
    pytest.fail("Balie was not well within 20 s")
