"""The Home tab: what is mine, what nobody has, and what is due next."""

from __future__ import annotations

from bot.chat.blocks import Block, context, divider, header
from bot.chat.subjects import Subjects
from bot.chat.text import say
from bot.desk.languages import Texts
from bot.store.database import Store


class Home:
    """Makes Home tabs."""

    def __init__(self, store: Store, subjects: Subjects) -> None:
        self._store = store
        self._subjects = subjects

    def view(self, user: str, texts: Texts) -> Block:
        """Somebody's Home tab as it is now, in their language."""
        blocks = [header(texts.say("home.title"))]
        with self._store.read() as session:
            for subject in self._subjects.all():
                part = subject.home(session, user, texts)
                if part:
                    blocks += [*part, divider()]
        blocks.append(context(say(texts, "home.as_of", when=texts.moment(self._store.clock.now()))))
        return {"type": "home", "blocks": blocks[:100]}
