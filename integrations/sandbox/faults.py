"""Trouble on demand for the sandbox's Slack, ticket system and mail, decided by a seed and not by luck."""

from __future__ import annotations

import random
from collections.abc import Collection
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from threading import Lock
from typing import Any, Final, Literal, cast, get_args

Service = Literal["slack", "tickets", "mail"]
Kind = Literal[
    "down",
    "error500",
    "error500_after",
    "lost_answer",
    "delay",
    "repeat_delivery",
    "ratelimit",
    "drop_connection",
]

SERVICES: Final[frozenset[str]] = frozenset(get_args(Service))
KINDS: Final[frozenset[str]] = frozenset(get_args(Kind))
ON_REQUESTS: Final[frozenset[str]] = KINDS - {"repeat_delivery"}
"""Kinds that touch a request which reaches the sandbox; ``repeat_delivery`` touches what the sandbox sends out."""


class NoSuchFault(ValueError):
    """The wish for a fault is not understood; the text says what is wrong."""


@dataclass(slots=True)
class Fault:
    """One rule.

    ``method`` is a glob over the Web API method, or over the verb and path below the service's root (see gate.py).
    ``seconds`` is the delay, the Retry-After of a rate limit, or unused. ``times`` counts down; None means until
    healed. ``probability`` is drawn from ``seed``: the same calls in the same order meet the same faults.
    """

    service: Service
    kind: Kind
    method: str = "*"
    seconds: float | None = None
    times: int | None = None
    probability: float = 1.0
    seed: int = 0
    met: int = 0
    _dice: random.Random = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._dice = random.Random(self.seed)  # noqa: S311 - repeatable trouble, not a secret

    def strikes(self, service: str, method: str, kinds: Collection[str]) -> bool:
        """Whether this call meets the fault; counts it when so."""
        if self.service != service or self.kind not in kinds or not fnmatchcase(method, self.method):
            return False
        if self.times is not None and self.met >= self.times:
            return False
        if self.probability < 1.0 and self._dice.random() >= self.probability:
            return False
        self.met += 1
        return True

    def as_json(self) -> dict[str, Any]:
        """What the people-side API shows."""
        return {
            "service": self.service,
            "kind": self.kind,
            "method": self.method,
            "seconds": self.seconds,
            "times": self.times,
            "probability": self.probability,
            "seed": self.seed,
            "met": self.met,
        }


class Faults:
    """The rules in force, oldest first; safe for use from several threads."""

    def __init__(self) -> None:
        self._rules: list[Fault] = []
        self._lock = Lock()

    def add(self, wish: dict[str, Any]) -> Fault:
        """Adds a rule from its JSON form. Raises NoSuchFault."""
        unknown = wish.keys() - {"service", "kind", "method", "seconds", "times", "probability", "seed"}
        if unknown:
            raise NoSuchFault(f"unknown keys: {', '.join(sorted(unknown))}")
        if wish.get("service") not in SERVICES:
            raise NoSuchFault(f"service must be one of {', '.join(sorted(SERVICES))}")
        if wish.get("kind") not in KINDS:
            raise NoSuchFault(f"kind must be one of {', '.join(sorted(KINDS))}")
        try:
            fault = Fault(
                service=cast("Service", wish["service"]),
                kind=cast("Kind", wish["kind"]),
                method=str(wish.get("method") or "*"),
                seconds=None if wish.get("seconds") is None else float(wish["seconds"]),
                times=None if wish.get("times") is None else int(wish["times"]),
                probability=float(wish.get("probability", 1.0)),
                seed=int(wish.get("seed", 0)),
            )
        except (TypeError, ValueError) as error:
            raise NoSuchFault(str(error)) from error
        with self._lock:
            self._rules.append(fault)
        return fault

    def clear(self, service: str | None = None) -> None:
        """Heals one service, or all."""
        with self._lock:
            self._rules = [] if service is None else [rule for rule in self._rules if rule.service != service]

    def pick(
        self, service: str, method: str, kinds: Collection[str] = ON_REQUESTS, *, named: bool = False
    ) -> Fault | None:
        """The fault that this call meets (counted), or None. With ``named`` rules for every method ("*") stay out."""
        with self._lock:
            rules = [rule for rule in self._rules if not (named and rule.method == "*")]
            return next((rule for rule in rules if rule.strikes(service, method, kinds)), None)

    def repeats(self, service: str, what: str) -> int:
        """How many extra times a delivery that leaves the sandbox must be sent (0 or 1)."""
        return 0 if self.pick(service, what, ("repeat_delivery",)) is None else 1

    def as_json(self) -> list[dict[str, Any]]:
        """The rules in force."""
        with self._lock:
            return [rule.as_json() for rule in self._rules]
