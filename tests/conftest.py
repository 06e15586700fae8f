"""What all tests share: a clock that is set by hand, fresh databases of both kinds, and the services on top of them.

A test asks for ``store`` (SQLite), ``postgres_store``, or ``any_store`` to run on both. Every test has its own
database: a copy of one that was migrated once.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine
from sqlmodel import SQLModel, col, select

from bot.alerts.planning import Alerts
from bot.alerts.service import AlertService
from bot.callbacks import effects as callback_effects
from bot.callbacks.service import CallbackService
from bot.cases import effects as case_effects
from bot.cases.intake import MailIntake, Reader
from bot.cases.quarantine import QuarantineService
from bot.cases.service import CaseService
from bot.chat import effects as chat_effects
from bot.chat.blocks import Block, Message
from bot.desk.hours import OfficeHours
from bot.desk.policy import Policy
from bot.desk.policy import load as load_policy
from bot.desk.settings import Settings
from bot.store import database, migrations
from bot.store.database import Store
from bot.store.vault import Vault
from bot.work import engine as work_engine
from bot.work.engine import Enqueuer
from bot.work.ledger import Effect, Ledger
from integrations.mail.mime import parse
from integrations.mail.trust import judge
from integrations.sandbox.slack.blocks.check import Check
from integrations.sandbox.slack.blocks.layout import message_blocks
from integrations.sandbox.slack.blocks.views import home_view, modal_view
from tests.driver.inprocess import SandboxThread

# No test asserts a timing, and the same code gives the same result on every run and machine.
settings.register_profile("balie", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("balie")

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
REQUIRE_ALL = os.environ.get("BALIE_TEST_REQUIRE_ALL") == "1"
SECRET = "a secret that only these tests use"
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
SERVICEDESK, PRIVACY, MANAGERS = "C0SERVICEDESK", "C0PRIVACY", "C0MANAGERS"
OWN_ADDRESS = "privacy@verdant.example"
QUEUES = {**chat_effects.QUEUES, **case_effects.QUEUES, **callback_effects.QUEUES}


class SetClock:
    """A clock that stands still until it is moved."""

    def __init__(self, instant: datetime) -> None:
        self.instant = instant

    def now(self) -> datetime:
        """The instant that was set."""
        return self.instant

    def forward(self, **amount: float) -> None:
        """Move on by hours=, days=, …"""
        self.instant += timedelta(**amount)


def absent(what: str) -> None:
    """Skip, because something is not on this machine; where all must be there it is a failure."""
    if REQUIRE_ALL:
        pytest.fail(f"{what}, and BALIE_TEST_REQUIRE_ALL=1 says that it must be")
    pytest.skip(what)


@pytest.fixture
def clock() -> SetClock:
    """Tuesday 24 November 2026, half past nine at the desk."""
    return SetClock(datetime(2026, 11, 24, 8, 30, tzinfo=UTC))


@pytest.fixture
def vault() -> Vault:
    """A vault with a key of these tests."""
    return Vault([SECRET])


@pytest.fixture(scope="session")
def policy() -> Policy:
    """The policy as shipped."""
    return load_policy()


@pytest.fixture
def shared() -> Path:
    """The folder with the samples that lie beside the checkout."""
    if not SHARED.is_dir():
        pytest.skip("../shared is not beside this checkout")
    return SHARED


@pytest.fixture
def bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An environment without any setting, in an empty folder that is the working directory; returns the folder."""
    known = {name.upper() for name in Settings.model_fields}
    for name in list(os.environ):
        if name.upper() in known:
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite database to copy."""
    path = tmp_path_factory.mktemp("template") / "balie.db"
    engine = database.create(f"sqlite:///{path}")
    _migrate(engine)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return path


@pytest.fixture
def store(sqlite_template: Path, tmp_path: Path, clock: SetClock, vault: Vault) -> Iterator[Store]:
    """A store on a fresh SQLite file."""
    path = tmp_path / "balie.db"
    shutil.copyfile(sqlite_template, path)
    engine = database.create(f"sqlite:///{path}")
    yield Store(engine, vault, clock)
    engine.dispose()


class PostgresServer:
    """A private server on loopback, without passwords and without waiting for the disk."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs = programs
        self._data = folder / "data"
        self.port = _free_port()
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        self._run("initdb", "-D", str(self._data), "-A", "trust", "-U", "postgres", "--no-sync", "-E", "UTF8")
        options = (
            f"-p {self.port} -c listen_addresses=127.0.0.1 -c fsync=off -c synchronous_commit=off"
            f" -c full_page_writes=off -c max_connections=200 -k {folder}"
        )
        self._run("pg_ctl", "-D", str(self._data), "-w", "-l", str(folder / "log"), "-o", options, "start")

    def url(self, name: str) -> str:
        """The SQLAlchemy URL of a database."""
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/{name}"

    def command(self, statement: str) -> None:
        """Run one statement in the maintenance database."""
        with psycopg.connect(f"postgresql://postgres@127.0.0.1:{self.port}/postgres", autocommit=True) as connection:
            connection.execute(statement.encode())

    def stop(self) -> None:
        """Stop at once; nothing in it is kept."""
        self._run("pg_ctl", "-D", str(self._data), "-m", "immediate", "-w", "stop")

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._programs / program), *arguments]
        if os.geteuid() == 0:
            command = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *command]
        # Never a pipe: the server would inherit it, and reading to its end would wait for the server to end.
        done = subprocess.run(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self._data.parent, check=False
        )
        if done.returncode != 0:
            pytest.fail(f"{program} ended with {done.returncode}; see {self._data.parent}")


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL server for this run of the tests."""
    programs = _postgres_programs()
    if programs is None:
        absent("PostgreSQL's programs (initdb, pg_ctl) are not on this machine")
        raise AssertionError("not reached")
    # Not in pytest's own folder: that is closed to the user postgres, whom the server runs as when we are root.
    folder = Path(tempfile.mkdtemp(prefix="balie-postgres-"))
    server = PostgresServer(programs, folder)
    try:
        server.command("CREATE DATABASE template_balie")
        engine = database.create(server.url("template_balie"))
        _migrate(engine)
        engine.dispose()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


_names = count(1)


@pytest.fixture
def postgres_url(postgres: PostgresServer) -> Iterator[str]:
    """The URL of a fresh, migrated database."""
    name = f"test_{next(_names)}"
    postgres.command(f"CREATE DATABASE {name} TEMPLATE template_balie")
    yield postgres.url(name)
    postgres.command(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def postgres_store(postgres_url: str, clock: SetClock, vault: Vault) -> Iterator[Store]:
    """A store on a fresh PostgreSQL database."""
    engine = database.create(postgres_url)
    yield Store(engine, vault, clock)
    engine.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def any_store(request: pytest.FixtureRequest) -> Store:
    """A store on each kind of database in turn."""
    found = request.getfixturevalue("store" if request.param == "sqlite" else "postgres_store")
    assert isinstance(found, Store)
    return found


class Rooms:
    """The services on one store, wired as the composition root does, with a channel name each."""

    def __init__(self, store: Store, clock: SetClock, policy: Policy) -> None:
        self.store, self.clock, self.policy = store, clock, policy
        self.hours = OfficeHours.parse("mo-fr 08:30-12:30,13:00-17:00", AMSTERDAM)
        self.ledger = Ledger(Enqueuer(store.engine, QUEUES))
        self.alerts = Alerts()
        self.cases = CaseService(
            store,
            self.ledger,
            self.alerts,
            policy,
            self.hours,
            channel=PRIVACY,
            organisation="Verdant",
            mail_address=OWN_ADDRESS,
        )
        self.quarantine = QuarantineService(store, self.ledger, PRIVACY)
        self.callbacks = CallbackService(store, self.ledger, self.alerts, policy, self.hours, SERVICEDESK)
        own = frozenset({OWN_ADDRESS})
        reader = Reader(parse, lambda mail: judge(mail, authserv_id=None, own_addresses=own).flags, own)
        self.intake = MailIntake(store, self.cases, self.quarantine, reader, policy)
        self.ticks = AlertService(
            store,
            self.ledger,
            kinds={"AVG": "case", "CB": "callback"},
            team_channels={"AVG": PRIVACY, "CB": SERVICEDESK},
            managers_channel=MANAGERS,
        )

    def effects(self, subject: str | None = None, kind: str | None = None) -> list[Effect]:
        """The effects so far, in order."""
        query = select(Effect).order_by(col(Effect.id))
        if subject is not None:
            query = query.where(Effect.subject == subject)
        if kind is not None:
            query = query.where(Effect.kind == kind)
        with self.store.read() as session:
            return list(session.exec(query))

    def everything(self) -> list[tuple[str, list[tuple[Any, ...]]]]:
        """All rows of Balie's tables, to see that something changed nothing."""
        tables = sorted(SQLModel.metadata.tables.items())
        with self.store.engine.connect() as connection:
            return [
                (name, sorted((tuple(row) for row in connection.execute(table.select())), key=repr))
                for name, table in tables
            ]


@pytest.fixture
def rooms(store: Store, clock: SetClock, policy: Policy) -> Rooms:
    """The services on SQLite."""
    return Rooms(store, clock, policy)


@pytest.fixture
def postgres_rooms(postgres_store: Store, clock: SetClock, policy: Policy) -> Rooms:
    """The services on PostgreSQL."""
    return Rooms(postgres_store, clock, policy)


@pytest.fixture
def any_rooms(any_store: Store, clock: SetClock, policy: Policy) -> Rooms:
    """The services on each kind of database in turn."""
    return Rooms(any_store, clock, policy)


def _migrate(engine: Engine) -> None:
    migrations.upgrade(engine)
    work_engine.migrate(engine)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _postgres_programs() -> Path | None:
    if sys.platform == "win32":
        return None
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
            return folder
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found and shutil.which("pg_ctl") else None


@pytest.fixture
def golden() -> Callable[[Path, str], None]:
    """Compare with a file beside the tests; BALIE_TEST_WRITE_GOLDEN=1 writes it anew, to be read before it is kept."""

    def compare(path: Path, found: str) -> None:
        if os.environ.get("BALIE_TEST_WRITE_GOLDEN") == "1":
            path.parent.mkdir(exist_ok=True)
            path.write_text(found, "utf-8")
        assert path.is_file(), f"{path.name} is missing; run with BALIE_TEST_WRITE_GOLDEN=1"
        assert found == path.read_text("utf-8")

    return compare


@pytest.fixture
def shows(golden: Callable[[Path, str], None]) -> Callable[[Path, Message | Block], None]:
    """Compare a message or view with its golden JSON, and check it against Slack's own limits."""

    def compare(path: Path, shown: Message | Block) -> None:
        assert slack_problems(shown) == []
        plain = {"text": shown.text, "blocks": shown.blocks} if isinstance(shown, Message) else shown
        golden(path, json.dumps(plain, indent=1, ensure_ascii=False) + "\n")

    return compare


@pytest.fixture
def problems() -> Callable[[Message | Block], list[str]]:
    """Tells what Slack would refuse."""
    return slack_problems


def slack_problems(shown: Message | Block) -> list[str]:
    """What Slack would refuse about a message, modal or Home tab."""
    check = Check()
    if isinstance(shown, Message):
        message_blocks(check, "/blocks", shown.blocks)
        check.string("/text", shown.text, 4000, 1)
    elif shown["type"] == "home":
        home_view(check, shown)
    else:
        modal_view(check, shown)
    return check.messages


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[SandboxThread]:
    """A sandbox on loopback: Slack and the ticket system, with an empty memory."""
    running = SandboxThread(tmp_path / "sandbox")
    yield running
    running.stop()
