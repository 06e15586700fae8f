"""What is posted in Slack: cards, lines in their threads, alerts, whispers and Home tabs; rendered when it runs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from slack_sdk import WebClient
from sqlmodel import Session, select

from bot.chat.blocks import Message, context, section
from bot.chat.home import Home
from bot.chat.model import Card
from bot.chat.people import People
from bot.chat.slack_calls import METADATA_TYPE, find_posted, slack
from bot.chat.subjects import Subjects
from bot.chat.text import Safe, mention, outside, say
from bot.desk.languages import Texts
from bot.store.database import Change, Store
from bot.work.handlers import Done, Handler, Queue, Refused, Waiting
from bot.work.ledger import Effect, Ledger

_CLOCK_MARGIN = 3600.0
"""Slack's clock and ours may differ; a look before a resend begins this many seconds earlier."""

QUEUES = {
    "slack.card": Queue.SLACK_POST,
    "slack.line": Queue.SLACK_POST,
    "slack.alert": Queue.SLACK_POST,
    "slack.refresh": Queue.SLACK_REFRESH,
    "slack.whisper": Queue.SLACK_REFRESH,
    "slack.home": Queue.SLACK_REFRESH,
}


class SlackEffects:
    """Carries out the effects in Slack."""

    def __init__(
        self,
        store: Store,
        ledger: Ledger,
        client: WebClient,
        subjects: Subjects,
        people: People,
        home: Home,
        texts: Texts,
    ) -> None:
        self._store = store
        self._ledger = ledger
        self._client = client
        self._subjects = subjects
        self._people = people
        self._home = home
        self._texts = texts

    def handlers(self) -> dict[str, Handler]:
        """The kinds of effect that are carried out here."""
        return {
            "slack.card": self.card,
            "slack.line": self.line,
            "slack.alert": self.alert,
            "slack.refresh": self.refresh,
            "slack.whisper": self.whisper,
            "slack.home": self.show_home,
        }

    def card(self, effect: Effect, *, look_first: bool) -> Done:
        """Post the card of a subject in a channel."""
        with self._store.read() as session:
            message = self._subjects.of(effect.subject).card(session, effect.subject, self._texts)
        ts = self._post(effect, message, look_first=look_first)
        return Done(ts, lambda change: self._stands(change, effect, ts))

    def refresh(self, effect: Effect, *, look_first: bool) -> Done | Waiting:  # noqa: ARG002  # showing twice is showing once
        """Bring a card up to date; a card that somebody deleted is posted again."""
        with self._store.read() as session:
            card = self._card(session, effect)
            if card is None:
                return Waiting(lambda now: self._card(now, effect) is not None)
            message = self._subjects.of(effect.subject).card(session, effect.subject, self._texts)
        try:
            with slack():
                self._client.chat_update(channel=card.channel, ts=card.ts, text=message.text, blocks=message.blocks)
        except Refused as refused:
            if refused.reason not in ("message_not_found", "cant_update_message"):
                raise
            return Done(then=lambda change: self._post_again(change, card))
        return Done(card.ts)

    def line(self, effect: Effect, *, look_first: bool) -> Done | Waiting:
        """Add a line to the thread of a card."""
        with self._store.read() as session:
            card = self._card(session, effect)
        if card is None:
            return Waiting(lambda now: self._card(now, effect) is not None)
        detail = effect.detail
        types = self._texts.types(str(detail.get("types") or "").split(","))
        who = outside(self._people.name(str(detail.get("user") or "")))
        text = say(self._texts, str(detail["text"]), who=who, types=types)
        return Done(self._post(effect, Message(text, [context(text)]), look_first=look_first, thread=card.ts))

    def alert(self, effect: Effect, *, look_first: bool) -> Done | Waiting:
        """Say that a deadline is near or past: in the card's own thread, or in another channel."""
        with self._store.read() as session:
            subject = self._subjects.of(effect.subject)
            line = subject.summary(session, effect.subject, self._texts)
            card = self._card(session, effect)
        in_thread = effect.target == subject.channel
        if in_thread and card is None:
            return Waiting(lambda now: self._card(now, effect) is not None)
        words = say(self._texts, str(effect.detail["text"]), what=line)
        thread = card.ts if in_thread and card else None
        message = Message(words, [section(words)])
        return Done(self._post(effect, message, look_first=look_first, thread=thread))

    def show_home(self, effect: Effect, *, look_first: bool) -> Done:  # noqa: ARG002  # showing twice is showing once
        """Publish somebody's Home tab as it is now."""
        view = self._home.view(effect.target, Texts(self._people.language(effect.target), self._texts.zone))
        with slack():
            self._client.views_publish(user_id=effect.target, view=view)
        return Done()

    def whisper(self, effect: Effect, *, look_first: bool) -> Done:  # noqa: ARG002  # an ephemeral message cannot be found
        """Tell one person something that only they see, in their language."""
        texts = Texts(self._people.language(effect.target), self._texts.zone)
        words = say(texts, str(effect.detail["text"]), **_shown(effect.detail, texts))
        with slack():
            self._client.chat_postEphemeral(channel=str(effect.detail["channel"]), user=effect.target, text=words)
        return Done()

    def _post(self, effect: Effect, message: Message, *, look_first: bool, thread: str | None = None) -> str:
        if look_first:
            oldest = effect.created_at.timestamp() - _CLOCK_MARGIN
            found = find_posted(self._client, effect.target, effect.key, oldest, thread)
            if found is not None:
                return found
        with slack():
            posted = self._client.chat_postMessage(
                channel=effect.target,
                text=message.text,
                blocks=message.blocks,
                thread_ts=thread,
                unfurl_links=False,
                unfurl_media=False,
                metadata={"event_type": METADATA_TYPE, "event_payload": {"effect": effect.key}},
            )
        return str(posted["ts"])

    def _card(self, session: Session, effect: Effect) -> Card | None:
        channel = self._subjects.of(effect.subject).channel
        return session.exec(select(Card).where(Card.subject == effect.subject, Card.channel == channel)).one_or_none()

    def _stands(self, change: Change, effect: Effect, ts: str) -> None:
        change.session.add(Card(subject=effect.subject, channel=effect.target, ts=ts))
        self._ledger.release(change, effect.subject)

    def _post_again(self, change: Change, card: Card) -> None:
        change.session.delete(card)
        change.session.flush()
        self._ledger.emit(change, "slack.card", card.subject, card.channel)


def _shown(detail: dict[str, Any], texts: Texts) -> dict[str, object]:
    """The values of a whisper as a person reads them: who, since when, which role, which channel, how many."""
    shown = {name: value for name, value in detail.items() if isinstance(value, int)}
    who, since, role = (str(detail.get(name) or "") for name in ("who", "since", "role"))
    channels = {name: Safe(f"<#{detail[name]}>") for name in ("servicedesk", "privacy") if detail.get(name)}
    return {
        **shown,
        **channels,
        "who": mention(who) if who else "",
        "since": texts.moment(datetime.fromisoformat(since)) if since else "",
        "role": texts.say(f"role.{role}") if role else "",
    }
