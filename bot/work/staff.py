"""Names of staff in words that leave Slack: notes in tickets name a colleague, not an id."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.desk.languages import Texts
from bot.work.ledger import Effect


class Staff:
    """Tells how to name somebody; the name of a Slack user is asked of Slack and not kept."""

    def __init__(self, name: Callable[[str], str]) -> None:
        self._name = name

    def told(self, prefix: str, effect: Effect, texts: Texts) -> str:
        """The words of a step that an effect stands for: what was done, by whom, when."""
        detail = effect.detail
        at = datetime.fromisoformat(str(detail["at"])) if detail.get("at") else effect.created_at
        types = texts.types(str(detail.get("types") or "").split(","))
        return texts.say(
            f"{prefix}.{detail['text']}",
            number=effect.subject,
            who=self._name(str(detail.get("user") or "")),
            when=texts.moment(at),
            types=types,
        )
