"""The customer, who uses the portal and e-mail and never Slack; and tickets and letters as they look at the desk."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from tests.driver.waiting import wait_until

if TYPE_CHECKING:
    from tests.driver.api import Api

Json = dict[str, Any]


class TicketView:
    """A ticket as an agent sees it; every look is a fresh one."""

    def __init__(self, api: Api, number: str) -> None:
        self._api = api
        self.number = number

    def __repr__(self) -> str:
        return f"<ticket {self.number}>"

    @property
    def now(self) -> Json:
        """The whole ticket, its entries included."""
        return self._api.get(f"tickets/{self.number}")

    @property
    def status(self) -> str:
        """The status."""
        return str(self.now["status"])

    @property
    def entries(self) -> list[Json]:
        """The history, oldest first: {author, public, text, …}."""
        return list(self.now["entries"])

    @property
    def public(self) -> list[str]:
        """What the customer can read."""
        return [str(one["text"]) for one in self.entries if one["public"]]

    @property
    def internal(self) -> list[str]:
        """What only agents can read."""
        return [str(one["text"]) for one in self.entries if not one["public"]]

    def see_public(self, words: str) -> str:
        """An entry for the customer with these words, waited for."""
        return wait_until(
            lambda: _with(self.public, words), f"a public entry with {words!r}", lambda: str(self.entries)
        )

    def see_internal(self, words: str) -> str:
        """An internal entry with these words, waited for."""
        return wait_until(
            lambda: _with(self.internal, words), f"an internal entry with {words!r}", lambda: str(self.entries)
        )

    def see_status(self, status: str) -> None:
        """Wait until the ticket has this status."""
        wait_until(lambda: self.status == status, f"status {status!r}", lambda: self.status)

    def reply(self, text: str) -> None:
        """The customer writes in the ticket."""
        self._api.post(f"tickets/{self.number}/entries", {"author": "customer", "public": True, "text": text})

    def note(self, agent: str, text: str, *, public: bool = False) -> None:
        """An agent (by e-mail address) writes in the ticket."""
        self._api.post(f"tickets/{self.number}/entries", {"author": agent, "public": public, "text": text})

    def set_status(self, status: str) -> None:
        """An agent sets the status."""
        self._api.post(f"tickets/{self.number}/status", {"status": status})


class Letter:
    """A message that Balie sent."""

    def __init__(self, api: Api, body: Json) -> None:
        self._api = api
        self.body = body

    def __repr__(self) -> str:
        return f"<to {self.to}: {self.subject}>"

    @property
    def to(self) -> list[str]:
        """The recipients' addresses."""
        return list(self.body["recipients"])

    @property
    def subject(self) -> str:
        """The subject."""
        return str(self.body["subject"])

    @property
    def text(self) -> str:
        """The readable text."""
        return str(self.body["text"])

    @property
    def whole(self) -> Json:
        """Everything that the sandbox knows of it, headers and raw text too."""
        return self._api.get(f"mail/{self.body['id']}")


class Customer:
    """Somebody outside."""

    def __init__(self, api: Api) -> None:
        self._api = api

    def portal(
        self,
        subject: str,
        text: str,
        *,
        name: str = "Anna Klant",
        email: str = "anna@klant.example",
        phone: str = "",
        organisation: str = "Klant BV",
        fields: dict[str, str | bool | None] | None = None,
    ) -> TicketView:
        """Send in the portal's form."""
        body = {
            "name": name,
            "email": email,
            "phone": phone,
            "organisation": organisation,
            "subject": subject,
            "text": text,
            "fields": fields or {},
        }
        return TicketView(self._api, str(self._api.post("tickets", body)["number"]))

    def mail(
        self,
        subject: str,
        text: str,
        *,
        from_name: str = "Anna Klant",
        email: str = "anna@klant.example",
        to: str | None = None,
        in_reply_to: str | None = None,
        attachments: list[tuple[str, str, bytes]] | None = None,
    ) -> str:
        """Mail the privacy mailbox, really by SMTP; returns the Message-ID. Attachments are (name, type, bytes)."""
        body: Json = {
            "from_name": from_name,
            "from": email,
            "to": to or self._api.get("mail/address")["address"],
            "subject": subject,
            "text": text,
            "attachments": [
                {"name": file, "type": kind, "base64": base64.b64encode(content).decode()}
                for file, kind, content in attachments or []
            ],
        }
        if in_reply_to is not None:
            body |= {"in_reply_to": in_reply_to, "references": in_reply_to}
        return str(self._api.post("mail", body)["message_id"])

    def letters(self, email: str = "anna@klant.example") -> list[Json]:
        """What this customer got by mail, newest first: ``source`` is "desk" (ticket system) or "balie"."""
        return list(self._api.get("mail/customer", email=email)["messages"])


def _with(texts: list[str], words: str) -> str | None:
    return next((one for one in texts if words in one), None)
