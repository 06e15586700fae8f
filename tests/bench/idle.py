"""The whole program from outside: how soon it answers, and what it costs to stand still."""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests

from tests.bench.figures import say, skip

_BALIE = [sys.executable, "-c", "from bot.cli import main; main()"]
_PATIENCE = 60
_ROOT = Path(__file__).parents[2]
_PREFIXES = ("BALIE_", "SLACK_", "TICKETS", "MAIL_", "RECORDINGS", "DATABASE_", "HTTP_", "HEARTBEAT_")


def run(folder: Path) -> None:
    """Measure help, the first start, the second one, and the memory at rest."""
    helps = []
    for _ in range(5):
        started = time.perf_counter()
        subprocess.run([*_BALIE, "--help"], check=True, capture_output=True, env=environment())
        helps.append(time.perf_counter() - started)
    say("balie --help", f"median {statistics.median(helps):.2f} s of 5", "under 0.5 s")
    folder.mkdir(parents=True)
    for which, goal in (("first start", "under 5 s"), ("second start", "under 5 s")):
        with balie(folder, {}) as (process, url, seconds):
            say(f"ready, {which}", f"{seconds:.2f} s until /healthz answers 200", goal)
            if which == "second start":
                _settle(url)
                _memory(process)


@contextmanager
def balie(folder: Path, more: dict[str, str]) -> Iterator[tuple[subprocess.Popen[bytes], str, float]]:
    """A running Balie with its data in ``folder``: the process, its address, the seconds until it was ready."""
    address = more.get("HTTP_ADDRESS") or f"127.0.0.1:{free_port()}"
    settings = {"BALIE_DATA": str(folder / "data"), "HTTP_ADDRESS": address,
                "MAIL_INBOX": f"smtp://127.0.0.1:{free_port()}", **more}  # fmt: skip
    started = time.perf_counter()
    with (folder / "balie.log").open("ab") as log:
        process = subprocess.Popen(
            [*_BALIE, "run"], cwd=folder, env=environment() | settings, stdout=subprocess.DEVNULL, stderr=log
        )
    try:
        _wait_ready(process, f"http://{address}", folder)
        yield process, f"http://{address}", time.perf_counter() - started
    finally:
        process.terminate()
        try:
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def environment() -> dict[str, str]:
    """Ours without the settings of the one who runs the bench, with the checkout on the path."""
    mine = {key: value for key, value in os.environ.items() if not key.startswith(_PREFIXES)}
    return mine | {"PYTHONPATH": str(_ROOT)}


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    return port


def _wait_ready(process: subprocess.Popen[bytes], url: str, folder: Path) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        try:
            if requests.get(f"{url}/healthz", timeout=5).status_code == 200:
                return
        except requests.RequestException:
            time.sleep(0.02)
    raise RuntimeError(f"Balie did not get ready: {(folder / 'balie.log').read_text()[-500:]}")


def _settle(url: str) -> None:
    """Wait until everything is connected, then give it the time that caches take."""
    end = time.monotonic() + 30
    while time.monotonic() < end and requests.get(f"{url}/healthz", timeout=5).json()["status"] != "ok":
        time.sleep(0.2)
    time.sleep(5)


def _memory(process: subprocess.Popen[bytes]) -> None:
    try:
        status = Path(f"/proc/{process.pid}/status").read_text()
        before = _cpu(process.pid)
        time.sleep(5)
        after = _cpu(process.pid)
    except OSError:
        skip("idle", "this system has no /proc")
        return
    resident = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))
    say("idle", f"{resident / 1024:.0f} MB resident, embedded desk included", "under 200 MB")
    say("idle CPU", f"{(after - before) / 5 * 100:.1f} % of one core")


def _cpu(pid: int) -> float:
    """Seconds of CPU that a process used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
