"""The sandbox and Balie as real processes, which can be stopped, killed and started again."""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

import requests

from integrations.sandbox import world
from tests.driver.desk import DeskDriver
from tests.driver.waiting import NotSeen, wait_until

_ROOT: Final = Path(__file__).parents[2]
_START: Final = 30.0
_STOP: Final = 20.0
_LAST_LINES: Final = 40


def free_port() -> int:
    """A port on loopback that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class _Process:
    """One child process, its output in a file."""

    def __init__(self, log: Path) -> None:
        self.log = log
        self._child: subprocess.Popen[str] | None = None

    @property
    def pid(self) -> int:
        """The process id. Raises AssertionError when it does not run."""
        assert self._child is not None, "it does not run"
        return self._child.pid

    @property
    def running(self) -> bool:
        """Whether it runs."""
        return self._child is not None and self._child.poll() is None

    def kill(self) -> None:
        """kill -9, and gone."""
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        """Ask it to end, as an operator does; returns the exit code."""
        return self._end(signal.SIGTERM)

    def tail(self) -> str:
        """The last lines that it wrote."""
        if not self.log.exists():
            return ""
        return "\n".join(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-_LAST_LINES:])

    def _spawn(self, command: list[str], env: Mapping[str, str], cwd: Path, stdout: IO[str] | int) -> None:
        with self.log.open("a", encoding="utf-8") as log:
            self._child = subprocess.Popen(command, env=env, cwd=cwd, stdout=stdout, stderr=log, text=True)

    def _end(self, how: signal.Signals) -> int:
        child = self._child
        if child is None:
            return 0
        self._child = None
        if child.poll() is None:
            child.send_signal(how)
        try:
            code = child.wait(_STOP)
        except subprocess.TimeoutExpired as slow:
            child.kill()
            child.wait()
            raise AssertionError(f"it did not end within {_STOP:g} s\n{self.tail()}") from slow
        finally:
            if child.stdout is not None:
                child.stdout.close()
        return code


class SandboxProcess(_Process):
    """``python -m integrations.sandbox``; keeps its port and its memory over a restart."""

    def __init__(self, folder: Path, *more: str, privacy_smtp: str | None = None) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        super().__init__(folder / "sandbox.log")
        self.folder = folder
        self._more = [*more, *(["--privacy-smtp", privacy_smtp] if privacy_smtp else [])]
        self._port = 0
        self.addresses: dict[str, str] = {}

    @property
    def url(self) -> str:
        """The address of the sandbox."""
        return self.addresses["url"]

    @property
    def clock_file(self) -> Path:
        """What BALIE_SANDBOX_CLOCK must name."""
        return self.folder / "clock.json"

    def start(self) -> SandboxProcess:
        """Start it and wait for its addresses."""
        command = [sys.executable, "-m", "integrations.sandbox", "--port", str(self._port), "--data", str(self.folder)]
        env = {**_clean_environment(), "PYTHONPATH": str(_ROOT)}
        self._spawn([*command, *self._more], env, self.folder, subprocess.PIPE)
        assert self._child is not None
        assert self._child.stdout is not None
        ready, _, _ = select.select([self._child.stdout], [], [], _START)
        line = self._child.stdout.readline() if ready else ""
        if not line:
            raise NotSeen(f"the sandbox did not start\n{self.tail()}")
        self.addresses = json.loads(line)
        self._port = int(self.url.rpartition(":")[2])
        return self


class BalieProcess(_Process):
    """``balie run`` against a sandbox on its own."""

    def __init__(self, sandbox: SandboxProcess, folder: Path, inbox_port: int, more: Mapping[str, str] | None) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        super().__init__(folder / "balie.log")
        self.folder = folder
        self.address = f"127.0.0.1:{free_port()}"
        self.url = f"http://{self.address}"
        self.settings = _settings(sandbox, folder, self.address, inbox_port) | dict(more or {})

    def start(self) -> BalieProcess:
        """Start it and wait until it is well."""
        with self.log.open("a", encoding="utf-8") as log:
            self._spawn([_balie(), "run"], {**_clean_environment(), **self.settings}, self.folder, log)
        wait_until(self._well, "a healthy Balie", self.tail, _START)
        return self

    def restart(self) -> BalieProcess:
        """Stop and start."""
        self.stop()
        return self.start()

    def run(self, *arguments: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
        """One balie command with the same settings, beside the running one."""
        return subprocess.run(
            [_balie(), *arguments],
            env={**_clean_environment(), **self.settings},
            cwd=self.folder,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def _well(self) -> bool:
        if not self.running:
            raise NotSeen(f"Balie ended by itself\n{self.tail()}")
        session = requests.Session()
        session.trust_env = False
        try:
            return session.get(f"{self.url}/healthz", timeout=5).ok
        except requests.RequestException:
            return False


class WholeDesk:
    """A sandbox, a Balie that works with it, and the driver for what people do."""

    def __init__(self, folder: Path, settings: Mapping[str, str] | None = None) -> None:
        inbox = free_port()
        self.sandbox = SandboxProcess(folder / "sandbox", privacy_smtp=f"127.0.0.1:{inbox}").start()
        self.balie = BalieProcess(self.sandbox, folder / "balie", inbox, settings)
        self.desk = DeskDriver(self.sandbox.url)

    def install(self) -> None:
        """Give Slack the app's manifest, as an operator does once."""
        printed = self.balie.run("manifest")
        if printed.returncode != 0:
            raise NotSeen(f"balie manifest failed\n{printed.stderr}")
        self.desk.api.put("manifest", json.loads(printed.stdout))

    def start(self) -> WholeDesk:
        """Install the app, start Balie and wait until Slack sees it."""
        self.install()
        self.balie.start()
        self.desk.wait_connected()
        return self

    def stop(self) -> None:
        """End both, whatever state they are in."""
        try:
            self.balie.stop()
        finally:
            self.sandbox.stop()


@contextmanager
def whole_desk(folder: Path, settings: Mapping[str, str] | None = None) -> Iterator[WholeDesk]:
    """A running desk that is ended afterwards, whatever happened."""
    desk = WholeDesk(folder, settings)
    try:
        yield desk.start()
    finally:
        desk.stop()


def _settings(sandbox: SandboxProcess, folder: Path, address: str, inbox_port: int) -> dict[str, str]:
    return {
        "SLACK_BOT_TOKEN": world.BOT_TOKEN,
        "SLACK_APP_TOKEN": world.APP_TOKEN,
        "SLACK_API_URL": sandbox.addresses["slack_api_url"],
        "SLACK_CHANNEL_SERVICEDESK": world.SERVICEDESK,
        "SLACK_CHANNEL_PRIVACY": world.PRIVACY,
        "SLACK_CHANNEL_MANAGERS": world.MANAGERS,
        "SLACK_GROUP_PRIVACY": world.GROUP_PRIVACY,
        "SLACK_GROUP_MANAGERS": world.GROUP_MANAGERS,
        "SLACK_GROUP_COACHES": world.GROUP_COACHES,
        "SLACK_GROUP_OPERATORS": world.GROUP_OPERATORS,
        "TICKETS": "embedded",
        "TICKETS_URL": sandbox.addresses["tickets_url"],
        "TICKETS_TOKEN": world.TICKETS_TOKEN,
        "MAIL_OUT": sandbox.addresses["smtp_out"],
        "MAIL_INBOX": f"smtp://127.0.0.1:{inbox_port}",
        "BALIE_DATA": str(folder),
        "BALIE_SANDBOX_CLOCK": str(sandbox.clock_file),
        "HTTP_ADDRESS": address,
    }


def _clean_environment() -> dict[str, str]:
    """The environment without settings of Balie and without proxies: all of this is on loopback."""
    ours = ("BALIE_", "SLACK_", "TICKETS", "MAIL_", "RECORDINGS", "DATABASE_", "HTTP_", "HTTPS_", "HEARTBEAT_")
    kept = {key: value for key, value in os.environ.items() if not key.upper().startswith(ours)}
    return {key: value for key, value in kept.items() if key.upper() not in ("ALL_PROXY", "NO_PROXY")}


def _balie() -> str:
    return str(Path(sys.executable).parent / "balie")


def wait_a_moment(seconds: float) -> None:
    """For showing that something does not happen; keep it short."""
    time.sleep(seconds)
