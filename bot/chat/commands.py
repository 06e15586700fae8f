"""/balie: help, and how things stand."""

from __future__ import annotations

from collections.abc import Callable

from sqlmodel import Session

from bot.chat.app import Chat, Press
from bot.store.database import Store
from bot.work.ledger import Ledger

STATUS_WORDS = frozenset({"stand", "status"})

Status = Callable[[Session], dict[str, int]]


class BalieCommand:
    """Answers /balie, and shows Home when it is opened."""

    def __init__(
        self, chat: Chat, store: Store, ledger: Ledger, *, status: Status, servicedesk: str, privacy: str
    ) -> None:
        self._chat = chat
        self._store = store
        self._ledger = ledger
        self._status = status
        self._servicedesk = servicedesk
        self._privacy = privacy

    def register(self) -> None:
        """Begin to listen."""
        self._chat.on_command("/balie", self._answer)
        self._chat.on_home(self._home)

    def _answer(self, press: Press) -> None:
        with self._store.change(press.user, press.once) as change:
            if press.value.casefold() in STATUS_WORDS:
                detail: dict[str, str | int] = {"text": "help.status", **self._status(change.session)}
            else:
                detail = {"text": "help.text", "servicedesk": self._servicedesk, "privacy": self._privacy}
            self._ledger.emit(change, "slack.whisper", "desk", press.user, channel=press.channel, **detail)

    def _home(self, user: str) -> None:
        with self._store.change(user) as change:
            self._ledger.emit_once(change, "slack.home", "desk", user)
