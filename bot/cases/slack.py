"""Cases in Slack: each listener translates, calls one service method and renders its result."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.cases.cards import CaseCards
from bot.cases.model import CaseState, RequestType
from bot.cases.quarantine import QuarantineService
from bot.cases.quarantine_cards import QuarantineCards
from bot.cases.service import CaseService
from bot.chat.app import Chat, FieldError, Press, Submitted
from bot.chat.people import Role
from bot.desk.languages import Texts


class CaseSlack:
    """Listens to what privacy officers do with cases."""

    def __init__(
        self,
        chat: Chat,
        service: CaseService,
        cards: CaseCards,
        quarantine: QuarantineService,
        quarantine_cards: QuarantineCards,
        zone: ZoneInfo,
    ) -> None:
        self._chat = chat
        self._service = service
        self._cards = cards
        self._quarantine = quarantine
        self._quarantine_cards = quarantine_cards
        self._zone = zone

    def register(self) -> None:
        """Begin to listen."""
        buttons = {
            "case_confirm": self._confirm,
            "case_change": self._change,
            "case_take": self._take,
            "case_read": self._read,
            "case_why": self._why,
            "case_answer": self._answer,
            "case_close": self._close,
            "quarantine_read": self._read_quarantine,
            "quarantine_settle": self._settle,
        }
        for action, listener in buttons.items():
            self._chat.on_button(action, listener, Role.PRIVACY)
        self._chat.on_submit("case_types", self._types_chosen, Role.PRIVACY)
        self._chat.on_submit("case_answer", self._answered, Role.PRIVACY)
        self._chat.on_submit("case_close", self._closed, Role.PRIVACY)

    def _confirm(self, press: Press) -> None:
        self._service.confirm_proposed(press.value, press.user, press.once)

    def _change(self, press: Press) -> None:
        case = self._service.get(press.value)
        self._chat.open(press, self._cards.types_modal(case.number, case.types, press.texts))

    def _take(self, press: Press) -> None:
        self._service.take(press.value, press.user, press.once)

    def _read(self, press: Press) -> None:
        case, person, mails = self._service.look(press.value, press.user)
        self._chat.open(press, self._cards.message_modal(case, person, mails, press.texts))

    def _why(self, press: Press) -> None:
        self._chat.open(press, self._cards.why_modal(press.value, self._service.dates(press.value), press.texts))

    def _answer(self, press: Press) -> None:
        case = self._service.check_answerable(press.value)
        self._chat.open(press, self._cards.answer_modal(case.number, press.texts, Texts(case.language, self._zone)))

    def _close(self, press: Press) -> None:
        self._chat.open(press, self._cards.close_modal(press.value, press.texts))

    def _types_chosen(self, sent: Submitted) -> None:
        types = tuple(RequestType(value) for value in sent.values["types"])
        self._service.confirm_types(sent.metadata, sent.user, types, sent.once)

    def _answered(self, sent: Submitted) -> None:
        words = str(sent.values["words"] or "").strip()
        language = self._service.get(sent.metadata).language
        if words in ("", Texts(language, self._zone).say("case.modal.salutation").strip()):
            raise FieldError({"words": sent.texts.say("case.modal.nothing_said")})
        self._service.answer(sent.metadata, sent.user, words, sent.once)

    def _closed(self, sent: Submitted) -> None:
        self._service.close(sent.metadata, sent.user, CaseState(sent.values["state"]), sent.once)

    def _read_quarantine(self, press: Press) -> None:
        intake, raw = self._quarantine.look(press.value, press.user)
        self._chat.open(press, self._quarantine_cards.modal(intake, raw, press.texts))

    def _settle(self, press: Press) -> None:
        self._quarantine.settle(press.value, press.user, press.once)
