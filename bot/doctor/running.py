"""Whether Balie runs, and what it says of itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import requests

from bot.desk.settings import Settings
from bot.doctor.finding import Finding

_TIMEOUT = 5.0
_REMEDIES = {
    "database": "see the database line above; Balie's log names the error",
    "dead_letters": "balie effects list shows them; mend the cause, then balie effects retry",
    "alerts": 'reminders are late: look for "job failed" in Balie\'s log, and start Balie again',
    "tickets": "see the ticket system line below; nothing is lost, it catches up",
    "slack": "see the Slack lines below; Balie goes on trying, nothing is lost",
    "mail_in": "see the mailbox line below",
    "mail_out": "see the way out line below; receipts wait and are sent later",
}


@dataclass(frozen=True, slots=True)
class State:
    """What the running Balie answered on /healthz. ``parts`` is None when nobody, or somebody else, answered."""

    parts: Mapping[str, str] | None
    why: str = ""

    @property
    def is_up(self) -> bool:
        """Whether a Balie runs at HTTP_ADDRESS."""
        return self.parts is not None

    def part(self, name: str) -> str:
        """What it says of one part: "ok", what is wrong, or "" when it does not say."""
        return (self.parts or {}).get(name, "")


def home(settings: Settings) -> str:
    """Where this machine reaches the running Balie: an address that means "every interface" is asked on loopback."""
    host, port = settings.http_host_port
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  # compared, not bound
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def ask(settings: Settings) -> State:
    """Ask the Balie at HTTP_ADDRESS how it is. Raises nothing."""
    with requests.Session() as session:
        session.trust_env = False  # a proxy has no business between two processes of one machine
        try:
            answer = session.get(f"{home(settings)}/healthz", timeout=_TIMEOUT).json()
        except requests.ConnectionError:
            return State(None, "nobody answers there")
        except requests.Timeout:
            return State(None, f"no answer within {_TIMEOUT:.0f} s")
        except (requests.RequestException, ValueError):
            return State(None, "something else than Balie answers there")
    parts = answer.get("parts") if isinstance(answer, dict) else None
    if not isinstance(parts, dict):
        return State(None, "something else than Balie answers there")
    return State({str(name): str(state) for name, state in parts.items()})


def check(settings: Settings, state: State) -> Iterator[Finding]:
    """Balie itself, and each part of it that is not well."""
    if state.parts is None:
        other = "something else" in state.why
        remedy = "choose another HTTP_ADDRESS, then balie run" if other else "balie run"
        yield Finding("balie", False, f"does not run at {settings.http_address}: {state.why}", remedy)
        return
    yield Finding("balie", True, f"runs at {settings.http_address}")
    for name, said in state.parts.items():
        if said != "ok":
            yield Finding(f"balie {name}", False, said, _REMEDIES.get(name, "Balie's log says more"))
