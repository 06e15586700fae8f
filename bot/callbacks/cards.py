"""What Slack shows of a callback: never a name, a number, an address or the customer's words outside a modal."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, col, select

from bot.callbacks.model import Callback, CallbackState, Caller
from bot.callbacks.service import windows_of
from bot.chat import blocks
from bot.chat.blocks import Block, Message
from bot.chat.text import Safe, link, mention, outside, say
from bot.desk.languages import Texts

_SHOWN_WINDOWS = 3
_HOME_ROWS = 8


class CallbackCards:
    """Cards, lines and Home parts of callbacks."""

    def __init__(self, channel: str, most_attempts: int) -> None:
        self.channel = channel
        self._most_attempts = most_attempts

    def card(self, session: Session, number: str, texts: Texts) -> Message:
        """The card of a callback as it is now."""
        callback = session.exec(select(Callback).where(Callback.number == number)).one()
        state = self._state(callback, texts)
        organisation = outside(callback.organisation, 80) if callback.organisation else say(texts, "card.unknown")
        mark = say(texts, "callback.card.mark_asked" if callback.asked_not_to_record else "callback.card.mark")
        subject = {"type": "section", "text": blocks.plain(callback.subject or "—", 200)}
        rows = [
            (say(texts, "callback.card.organisation"), organisation),
            (say(texts, "card.ticket"), _ticket(callback, texts)),
            (say(texts, "callback.card.wish"), outside(wish(callback, texts), 300)),
            (say(texts, "callback.card.due"), outside(texts.moment(callback.next_at or callback.due_at))),
            (say(texts, "card.language"), say(texts, f"language.{callback.language}")),
            (say(texts, "card.state"), state),
        ]
        shown: list[Block] = [
            blocks.header(texts.say("callback.card.title", number=number)),
            blocks.section(mark),
            subject,
            blocks.facts(rows),
        ]
        buttons = self._buttons(callback, texts)
        if buttons:
            shown.append(blocks.actions("buttons", *buttons))
        text = say(texts, "callback.card.text", number=number, mark=mark, state=state)
        return Message(text, shown)

    def summary(self, session: Session, number: str, texts: Texts) -> Safe:
        """One line for an alert."""
        callback = session.exec(select(Callback).where(Callback.number == number)).one()
        return say(
            texts,
            "callback.summary",
            number=number,
            due=texts.moment(callback.next_at or callback.due_at),
            state=self._state(callback, texts),
            mark=say(texts, "callback.card.mark"),
        )

    def home(self, session: Session, user: str, texts: Texts) -> list[Block]:
        """My callbacks, then those that nobody has, soonest first."""
        query = select(Callback).order_by(col(Callback.due_at)).limit(_HOME_ROWS)
        mine = session.exec(query.where(Callback.state == CallbackState.CLAIMED, Callback.claimer == user)).all()
        free = session.exec(query.where(Callback.state == CallbackState.REQUESTED)).all()
        shown = [blocks.section(say(texts, "home.callbacks"))]
        for title, callbacks in (("home.mine", mine), ("home.unclaimed", free)):
            lines = [
                say(texts, "home.line", number=each.number, due=texts.moment(each.next_at or each.due_at))
                for each in callbacks
            ]
            shown.append(
                blocks.section(
                    say(texts, title) + Safe("\n") + (Safe("\n").join_with(lines) if lines else say(texts, "home.none"))
                )
            )
        return shown

    def number_modal(self, callback: Callback, caller: Caller, texts: Texts) -> Block:
        """Whom to call, for the one who claimed it."""
        extension = texts.say("callback.modal.extension", extension=caller.extension) if caller.extension else ""
        rows = [
            blocks.section(say(texts, "callback.card.mark")),
            blocks.words(texts.say("callback.modal.name", name=caller.name or "—")),
            blocks.words(
                texts.say("callback.modal.phone", phone=caller.phone or texts.say("callback.modal.no_phone"))
                + extension
            ),
            blocks.words(texts.say("callback.modal.subject", subject=caller.subject or "—")),
            blocks.words(texts.say("callback.modal.question", question=caller.question or "—")),
            blocks.context(say(texts, "callback.modal.audited")),
        ]
        return blocks.modal("callback_number", callback.number, rows, close=texts.say("button.close"))

    def _state(self, callback: Callback, texts: Texts) -> Safe:
        key = f"callback.state.{callback.state}"
        if callback.state == CallbackState.REQUESTED:
            return say(texts, key)
        if callback.state == CallbackState.CLAIMED and callback.claimed_at is not None:
            since = texts.moment(callback.claimed_at)
            if callback.attempts:
                return say(
                    texts,
                    "callback.state.attempted",
                    who=mention(callback.claimer),
                    attempts=callback.attempts,
                    most=self._most_attempts,
                )
            return say(texts, key, who=mention(callback.claimer), since=since)
        who = mention(callback.claimer) if callback.claimer else Safe("—")
        return say(texts, key, who=who, when=texts.moment(callback.closed_at or callback.requested_at))

    def _buttons(self, callback: Callback, texts: Texts) -> list[Block]:
        number = callback.number
        if callback.state == CallbackState.REQUESTED:
            return [blocks.button(texts.say("callback.button.claim"), "callback_claim", number, "primary")]
        if callback.state == CallbackState.CLAIMED:
            return [
                blocks.button(texts.say("callback.button.number"), "callback_number", number),
                blocks.button(texts.say("callback.button.spoke"), "callback_spoke", number, "primary"),
                blocks.button(texts.say("callback.button.no_answer"), "callback_no_answer", number),
                blocks.button(texts.say("callback.button.release"), "callback_release", number),
            ]
        return []


def wish(callback: Callback, texts: Texts) -> str:
    """The wish in words: the first windows, or that there is none."""
    windows = windows_of(callback)
    if not windows:
        return texts.say("callback.card.no_wish")
    shown = [_window(start, end, texts) for start, end in windows[:_SHOWN_WINDOWS]]
    more = len(windows) - _SHOWN_WINDOWS
    return "; ".join(shown) + (texts.say("callback.card.more_windows", count=more) if more > 0 else "")


def _window(start: datetime, end: datetime, texts: Texts) -> str:
    return f"{texts.moment(start)}–{texts.clock(end)}"


def _ticket(callback: Callback, texts: Texts) -> Safe:
    if not callback.ticket_number:
        return say(texts, "card.no_ticket")
    return link(callback.ticket_url, outside(f"#{callback.ticket_number}", 40))
