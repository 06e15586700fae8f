"""A thousand mails through the path of ``balie intake``, beside the least that any intake must do."""

from __future__ import annotations

import sqlite3
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import psycopg
import structlog

from bot.app import Core
from bot.desk.settings import Settings
from integrations.mail.mime import parse
from tests.bench import postgres
from tests.bench.figures import percentile, say, skip
from tests.bench.letters import letters


def run(folder: Path, count: int) -> None:
    """Measure on SQLite, and on PostgreSQL where it can be started."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    mails = list(letters(count))
    say("intake", f"{count} mails of {sum(map(len, mails)) / count / 1000:.1f} kB")
    _measure("intake sqlite", mails, folder / "sqlite", "", "at least 80 mails/s, under 12 ms of CPU a mail")
    try:
        with postgres.server() as url:
            _measure("intake postgresql", mails, folder / "pg", url, "at least 50 mails/s, under 12 ms of CPU a mail")
    except postgres.Absent as absent:
        skip("intake postgresql", str(absent))


def _measure(topic: str, mails: list[bytes], folder: Path, url: str, goal: str) -> None:
    folder.mkdir(parents=True)
    settings = Settings(_env_file=None, balie_data=folder, database_url=url)
    core = Core(settings)
    core.migrate()
    floor, floor_cpu, _ = _timed(mails, _floor(folder, url))
    outcomes: Counter[str] = Counter()

    def take(raw: bytes) -> None:
        outcomes[core.intake.take(raw).outcome.value] += 1

    rate, cpu, each = _timed(mails, take)
    core.store.engine.dispose()
    became = ", ".join(f"{number} {outcome}" for outcome, number in outcomes.most_common())
    say(topic, f"{rate:.0f} mails/s, {cpu:.1f} ms CPU a mail, median {percentile(each, 0.5):.1f} ms,"
        f" p99 {percentile(each, 0.99):.1f} ms; became {became}", goal)  # fmt: skip
    say(f"{topic} floor", f"{floor:.0f} mails/s, {floor_cpu:.1f} ms CPU a mail: parse and one durable commit of a row")


def _timed(mails: list[bytes], take: Callable[[bytes], None]) -> tuple[float, float, list[float]]:
    """(mails a second, ms of this process's CPU a mail, ms of each)."""
    each = []
    started, cpu = time.perf_counter(), time.process_time()
    for raw in mails:
        before = time.perf_counter()
        take(raw)
        each.append((time.perf_counter() - before) * 1000)
    return len(mails) / (time.perf_counter() - started), (time.process_time() - cpu) / len(mails) * 1000, each


def _floor(folder: Path, url: str) -> Callable[[bytes], None]:
    if url:
        server = psycopg.connect(url)
        server.execute("CREATE TABLE floor (id bigserial PRIMARY KEY, digest text, raw bytea)")
        server.commit()

        def take(raw: bytes) -> None:
            server.execute("INSERT INTO floor (digest, raw) VALUES (%s, %s)", (parse(raw).sha256, raw))
            server.commit()

        return take
    file = sqlite3.connect(folder / "floor.db", isolation_level="IMMEDIATE")
    for statement in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL"):
        file.execute(statement)
    file.execute("CREATE TABLE floor (id INTEGER PRIMARY KEY, digest TEXT, raw BLOB)")

    def take_in(raw: bytes) -> None:
        file.execute("INSERT INTO floor (digest, raw) VALUES (?, ?)", (parse(raw).sha256, raw))
        file.commit()

    return take_in
