"""Fifty clicks a second: from the click to its acknowledgement, through the whole Balie and through a bare Bolt app.

Each app has a sandbox of its own, in a process of its own, which measures. They are clicked in turns of a few seconds;
the one whose turn it is not stands still, so that neither is measured while the other works off what it was asked.
"""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import requests
from pydantic import SecretStr
from sqlmodel import col, func, select

from bot.app import Core
from bot.callbacks.model import Callback, CallbackState, Caller
from bot.chat.model import Card
from bot.desk.settings import Settings
from bot.store.audit import AuditLine
from integrations.sandbox import world
from integrations.tickets.embedded import EmbeddedTickets
from integrations.tickets.port import NewTicket
from tests.bench.figures import percentile, say
from tests.bench.idle import balie, environment, free_port

_RATE = 50
_TURN = 5
_RIVALS = 4
"""People who click each card: one wins, the others are told so."""
_NOT_ON_SCREEN = 404
_SECRET = "bench-signing-secret"
_ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Click:
    """One person's click on one card."""

    user: str
    ts: str


@dataclass
class Rival:
    """An app under measurement: its sandbox, its process, its clicks still to come, and what came out."""

    url: str
    process: subprocess.Popen[bytes]
    clicks: list[Click]
    ms: list[float] = field(default_factory=list)
    lost: int = 0
    gone: int = 0
    """Clicks that nobody could make: the card had been brought up to date, and its button was not there any more."""


def run(folder: Path, seconds: int) -> None:
    """Measure over Socket Mode, then over HTTP."""
    for mode, goal in (("socket", "ratio of p99 at most 1.5, none lost"), ("http", "")):
        _compare(folder / mode, seconds, mode, goal)


def _compare(folder: Path, seconds: int, mode: str, goal: str) -> None:
    number = seconds * _RATE // _RIVALS
    with ExitStack() as stack:
        bare = stack.enter_context(_bare(folder / "bare", number, mode))
        whole, core = stack.enter_context(_whole(folder / "balie", number, mode))
        for rival in (bare, whole):
            _click(rival, 1.0, warm=True)
            _halt(rival)
        while bare.clicks:
            for rival in (bare, whole):
                rival.process.send_signal(signal.SIGCONT)
                time.sleep(1)
                _click(rival, _TURN)
                _halt(rival)
        whole.process.send_signal(signal.SIGCONT)
        bare.process.send_signal(signal.SIGCONT)
        winners = _winners(core, number)
    for name, rival in (("bare bolt", bare), ("whole Balie", whole)):
        middle, tail = (percentile(rival.ms, part) for part in (0.5, 0.99))
        made = f"{len(rival.ms)} clicks at {_RATE}/s, {rival.lost} lost, {rival.gone} too late for the button"
        say(f"clicks {mode}, {name}", f"p50 {middle:.1f} ms, p99 {tail:.1f} ms, max {max(rival.ms):.1f} ms; {made}")
    middle, tail = (percentile(whole.ms, part) / percentile(bare.ms, part) for part in (0.5, 0.99))
    say(f"clicks {mode}, ratio", f"p50 {middle:.2f}, p99 {tail:.2f}; {winners}", goal)


def _click(rival: Rival, seconds: float, *, warm: bool = False) -> None:
    """Click at the rate, whether answers come or not. Warm clicks count for nothing but that none may be lost."""
    mine, rival.clicks = rival.clicks[: int(seconds * _RATE)], rival.clicks[int(seconds * _RATE) :]
    local = threading.local()

    def one(click: Click) -> None:
        if not hasattr(local, "session"):
            local.session = requests.Session()
            local.session.trust_env = False
        body = {"as": click.user, "container": {"type": "message", "channel": world.SERVICEDESK, "ts": click.ts},
                "block_id": "a", "action_id": "callback_claim"}  # fmt: skip
        answer = local.session.post(f"{rival.url}/desk/api/actions", json=body, timeout=30)
        if answer.status_code == _NOT_ON_SCREEN:
            rival.gone += 1
            return
        answer.raise_for_status()
        done = answer.json()
        rival.lost += not done["acked"]
        if not warm and done["acked"]:
            rival.ms.append(done["ms"])

    with ThreadPoolExecutor(32) as pool:
        made: list[Future[None]] = []
        start = time.perf_counter()
        for place, click in enumerate(mine):
            time.sleep(max(0.0, start + place / _RATE - time.perf_counter()))
            made.append(pool.submit(one, click))
    for each in made:
        each.result()


def _halt(rival: Rival) -> None:
    time.sleep(1)
    rival.process.send_signal(signal.SIGSTOP)


def _clicks(cards: list[str]) -> list[Click]:
    """Each card is clicked by several people within a short while, in no order."""
    random_ = random.Random(7)
    users = [person.id for person in world.extra_staff(world.MOST_EXTRA)]
    clicks = []
    for start in range(0, len(cards), 25):
        batch = [Click(user, ts) for ts in cards[start : start + 25] for user in random_.sample(users, _RIVALS)]
        random_.shuffle(batch)
        clicks += batch
    return clicks


@contextmanager
def _sandbox(folder: Path, cards: int, request_url: str) -> Iterator[dict[str, Any]]:
    folder.mkdir(parents=True)
    more = ["--request-url", request_url, "--signing-secret", _SECRET] if request_url else []
    command = [sys.executable, "-m", "tests.bench.click_desk", "--data", str(folder / "sandbox"), "--cards", str(cards)]
    with subprocess.Popen([*command, *more], stdout=subprocess.PIPE, cwd=_ROOT, env=environment()) as process:
        assert process.stdout is not None
        try:
            yield json.loads(process.stdout.readline())
        finally:
            process.terminate()


@contextmanager
def _bare(folder: Path, cards: int, mode: str) -> Iterator[Rival]:
    port = free_port()
    request_url = f"http://127.0.0.1:{port}/slack/events" if mode == "http" else ""
    with _sandbox(folder, cards, request_url) as there:
        command = [sys.executable, "-m", "tests.bench.bare", "--api-url", f"{there['url']}/api/"]
        command += ["--signing-secret", _SECRET, "--port", str(port)] if request_url else []
        with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=_ROOT, env=environment()) as process:
            try:
                _until_connected(there["url"], request_url)
                yield Rival(there["url"], process, _clicks(there["cards"]))
            finally:
                process.kill()


@contextmanager
def _whole(folder: Path, cards: int, mode: str) -> Iterator[tuple[Rival, Core]]:
    port = free_port()
    request_url = f"http://127.0.0.1:{port}/slack/events" if mode == "http" else ""
    with _sandbox(folder, cards, request_url) as there:
        settings = Settings(
            _env_file=None, balie_data=folder / "data", slack_bot_token=SecretStr(world.BOT_TOKEN), slack_mode=mode,
            slack_app_token=SecretStr(world.APP_TOKEN), slack_signing_secret=SecretStr(_SECRET),
            slack_api_url=f"{there['url']}/api/", slack_channel_servicedesk=world.SERVICEDESK,
            slack_channel_privacy=world.PRIVACY, slack_channel_managers=world.MANAGERS,
            tickets_url=f"{there['url']}/tickets/api", tickets_token=SecretStr(world.TICKETS_TOKEN),
            mail_out=SecretStr(there["smtp_out"]), http_address=f"127.0.0.1:{port}",
        )  # fmt: skip
        core = Core(settings)
        core.migrate()
        _prepare(core, there["cards"])
        chosen = settings.model_dump(exclude_unset=True, exclude={"balie_data", "http_address"})
        more = {key.upper(): _plain(value) for key, value in chosen.items()} | {"HTTP_ADDRESS": settings.http_address}
        with balie(folder, more) as (process, _, _):
            _until_connected(there["url"], request_url)
            try:
                yield Rival(there["url"], process, _clicks(there["cards"])), core
            finally:
                process.kill()  # what it was asked is in its database; a clean stop would first work some of it off


def _plain(value: object) -> str:
    return value.get_secret_value() if isinstance(value, SecretStr) else str(value)


def _prepare(core: Core, places: list[str]) -> None:
    """A callback, with its ticket, for each card that stands in the channel already."""
    tickets = EmbeddedTickets(core.settings.tickets_url, world.TICKETS_TOKEN)
    sealed = core.store.vault.seal(Caller(name="N", email="n@klant.example", phone="+31201234567").model_dump_json())
    made = [tickets.create(NewTicket("Bel mij", "Bel mij terug", "Terugbellen"), f"bench-{at}") for at in places]
    tickets.close()
    with core.store.change("bench") as change:
        for number, (ts, ticket) in enumerate(zip(places, made, strict=True), 1):
            name = f"CB-2026-{number:04}"
            change.session.add(Card(subject=name, channel=world.SERVICEDESK, ts=ts))
            change.session.add(
                Callback(
                    number=name, organisation="Klant BV", subject="Bel mij", language="nl", asked_not_to_record=True,
                    windows=[], requested_at=change.now, due_at=change.now + timedelta(days=1), sealed=sealed,
                    ticket_ref=ticket.ref, ticket_number=ticket.number, open_ticket=ticket.ref,
                )
            )  # fmt: skip


def _winners(core: Core, expected: int) -> str:
    with core.store.read() as session:
        claimed = session.exec(
            select(func.count()).select_from(Callback).where(Callback.state == CallbackState.CLAIMED)
        ).one()
        wins = session.exec(
            select(AuditLine.subject, func.count())
            .where(AuditLine.action == "callback.claimed")
            .group_by(col(AuditLine.subject))
        ).all()
    double = sum(1 for _, count in wins if count != 1)
    return f"{claimed} of {expected} callbacks have one claimer, {double} have more"


def _until_connected(url: str, request_url: str) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            if request_url:
                if requests.post(f"{url}/desk/api/request-url/verify", timeout=5).json()["ok"]:
                    return
            elif requests.get(f"{url}/desk/api/socket", timeout=5).json()["connections"] >= 2:
                return
        except requests.RequestException:
            pass  # not up yet
        time.sleep(0.1)
    raise RuntimeError("the app did not connect")
