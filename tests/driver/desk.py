"""The whole desk from outside: people, customers, tickets, letters, the clock and trouble."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from tests.driver.api import Api
from tests.driver.customer import Customer, Letter, TicketView
from tests.driver.person import Person
from tests.driver.waiting import wait_until

Json = dict[str, Any]


class Clock:
    """The sandbox's clock."""

    def __init__(self, api: Api) -> None:
        self._api = api

    def now(self) -> datetime:
        """The present, aware, in UTC."""
        return datetime.fromisoformat(self._api.get("clock")["now"])

    def advance(self, *, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0) -> datetime:
        """Move it forward; returns the new present."""
        by = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
        return datetime.fromisoformat(self._api.post("clock", {"advance": by.total_seconds()})["now"])

    def advance_to(self, instant: datetime) -> datetime:
        """Move it forward to an aware instant."""
        return datetime.fromisoformat(self._api.post("clock", {"to": instant.isoformat()})["now"])


class DeskDriver:
    """``url`` is the address of the sandbox, in Balie's own process or on its own."""

    def __init__(self, url: str) -> None:
        self.api = Api(url)
        self.clock = Clock(self.api)
        self.customer = Customer(self.api)

    def people(self) -> list[Json]:
        """Everybody in the workspace."""
        # Somebody must ask; who is who is no secret to anybody in the workspace.
        return list(self.api.get("workspace", **{"as": "U0SANNE0001"})["people"])

    def person(self, name: str) -> Person:
        """Somebody by the beginning of the name, such as "Sanne"."""
        for one in self.people():
            if one["name"].startswith(name) or one["id"] == name:
                return Person(self, one)
        raise AssertionError(f"there is no {name!r} in the workspace")

    def extra_staff(self, count: int) -> list[Person]:
        """The first ``count`` of twenty more staff members."""
        return [Person(self, one) for one in self.api.post("people", {"extra": count})["people"]]

    def id_of(self, name: str) -> str:
        """The id of a person by name, or of a channel by name with or without #."""
        plain = name.removeprefix("#")
        for one in self.api.get("workspace", **{"as": "U0KOEN00001"})["channels"]:
            if one["name"] == plain:
                return str(one["id"])
        return self.person(name).id

    def ticket(self, number: str) -> TicketView:
        """A ticket by its number."""
        return TicketView(self.api, number)

    def tickets(self) -> list[Json]:
        """All tickets."""
        return list(self.api.get("tickets")["tickets"])

    def outbox(self) -> list[Letter]:
        """What Balie mailed, newest first."""
        return [Letter(self.api, one) for one in self.api.get("mail/outbox")["messages"]]

    def letter(self, to: str = "", words: str = "") -> Letter:
        """The newest letter to this address with these words in its subject or text, waited for."""

        def look() -> Letter | None:
            for one in self.outbox():
                if (not to or to in one.to) and words in f"{one.subject}\n{one.text}":
                    return one
            return None

        return wait_until(look, f"a letter to {to or 'anybody'} with {words!r}", lambda: str(self.outbox()))

    def fault(
        self,
        service: str,
        kind: str,
        method: str | None = None,
        *,
        times: int | None = None,
        seconds: float | None = None,
        probability: float = 1.0,
        seed: int = 0,
    ) -> None:
        """Make trouble: see integrations/sandbox/faults.py for the kinds."""
        wish = {"service": service, "kind": kind, "method": method, "times": times, "seconds": seconds}
        self.api.post("faults", {**wish, "probability": probability, "seed": seed})

    def heal(self, service: str | None = None) -> None:
        """End the trouble of one service, or all."""
        self.api.delete("faults", service=service)

    def counts(self) -> Json:
        """What happened, a service."""
        return self.api.get("counts")

    def connections(self) -> int:
        """How many Socket Mode connections the app keeps."""
        return int(self.api.get("socket")["connections"])

    def wait_connected(self, least: int = 1) -> None:
        """Wait until the app is connected."""
        wait_until(lambda: self.connections() >= least, f"{least} Socket Mode connections", patience=30)
