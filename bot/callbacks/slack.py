"""Callbacks in Slack: each listener translates, calls one service method and renders its result."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.callbacks.cards import CallbackCards
from bot.callbacks.model import Caller
from bot.callbacks.new_modal import NEW_CALLBACK, new_modal
from bot.callbacks.reading import TicketReading
from bot.callbacks.service import CallbackService, Wanted
from bot.chat.app import Chat, FieldError, Press, Submitted

_EMAIL = re.compile(r"[^\s@<>]{1,64}@[^\s@<>]{1,255}\.[^\s@<>]{2,63}")


class CallbackSlack:
    """Listens to what staff do with callbacks."""

    def __init__(
        self, chat: Chat, service: CallbackService, cards: CallbackCards, read: Callable[[str, str], TicketReading]
    ) -> None:
        self._chat = chat
        self._service = service
        self._cards = cards
        self._read = read

    def register(self) -> None:
        """Begin to listen."""
        chat, service = self._chat, self._service
        chat.on_button("callback_claim", lambda press: service.claim(press.value, press.user, press.once))
        chat.on_button("callback_spoke", lambda press: service.spoke(press.value, press.user, press.once))
        chat.on_button("callback_no_answer", lambda press: service.no_answer(press.value, press.user, press.once))
        chat.on_button("callback_release", lambda press: service.release(press.value, press.user, press.once))
        chat.on_button("callback_number", self._show_number)
        chat.on_command("/terugbel", self._new)
        chat.on_shortcut(NEW_CALLBACK, self._new)
        chat.on_submit(NEW_CALLBACK, self._made)

    def _show_number(self, press: Press) -> None:
        callback, caller = self._service.look(press.value, press.user)
        self._chat.open(press, self._cards.number_modal(callback, caller, press.texts))

    def _new(self, press: Press) -> None:
        self._chat.open(press, new_modal(press.texts, press.value))

    def _made(self, sent: Submitted) -> None:
        typed = {block: str(value or "").strip() for block, value in sent.values.items()}
        found = self._read(typed["wish"], typed["phone"])
        wrong = {}
        if not found.phone:
            wrong["phone"] = sent.texts.say("callback.modal.wrong_phone")
        if typed["email"] and not _EMAIL.fullmatch(typed["email"]):
            wrong["email"] = sent.texts.say("callback.modal.wrong_email")
        if wrong:
            raise FieldError(wrong)
        caller = Caller(
            name=typed["name"],
            email=typed["email"],
            phone=found.phone or "",
            extension=found.extension or "",
            subject=typed["subject"],
            question=typed["question"],
        )
        wanted = Wanted(caller, typed["organisation"], "nl", found.windows, asked_not_to_record=True)
        self._service.request_from_call(sent.user, wanted, sent.once)
