"""What Slack shows of a quarantined message: that it is there and why, never what it says."""

from __future__ import annotations

from sqlmodel import Session

from bot.cases.model import Intake
from bot.cases.quarantine import QuarantineService
from bot.chat import blocks
from bot.chat.blocks import Block, Message
from bot.chat.text import Safe, mention, say
from bot.desk.languages import Texts

_SHOWN_CHARACTERS = 2800


class QuarantineCards:
    """Cards and the modal of quarantined messages."""

    def __init__(self, channel: str, service: QuarantineService) -> None:
        self.channel = channel
        self._service = service

    def card(self, session: Session, number: str, texts: Texts) -> Message:
        """The card of a quarantined message as it is now."""
        intake = self._service.of(session, number)
        title = say(texts, "quarantine.card.title", number=number)
        shown = [blocks.header(title), blocks.section(_reasons(intake, texts))]
        if intake.raw is None:
            shown.append(blocks.context(say(texts, "quarantine.card.settled", who=mention(intake.looked_by))))
        else:
            shown.append(
                blocks.actions(
                    "buttons",
                    blocks.button(texts.say("case.button.read"), "quarantine_read", number),
                    blocks.button(texts.say("quarantine.button.settle"), "quarantine_settle", number),
                )
            )
        return Message(title, shown)

    def summary(self, session: Session, number: str, texts: Texts) -> Safe:  # noqa: ARG002  # the port's shape
        """One line about it."""
        return say(texts, "quarantine.card.title", number=number)

    def home(self, session: Session, user: str, texts: Texts) -> list[Block]:  # noqa: ARG002  # the port's shape
        """Nothing: a quarantined message is nobody's own."""
        return []

    def modal(self, intake: Intake, raw: bytes, texts: Texts) -> Block:
        """The message as it came, shown literally."""
        words = raw.decode("utf-8", "replace")[:_SHOWN_CHARACTERS]
        shown = "".join(char if char.isprintable() or char == "\n" else "·" for char in words.replace("\r\n", "\n"))
        rows = [
            blocks.section(_reasons(intake, texts)),
            blocks.words(shown.strip() or texts.say("quarantine.empty")),
            blocks.context(say(texts, "case.modal.audited")),
        ]
        return blocks.modal("quarantine", f"Q-{intake.id}", rows, close=texts.say("button.close"))


def _reasons(intake: Intake, texts: Texts) -> Safe:
    reasons = [
        say(texts, "flag", reason=texts.say_or(f"flags.{reason.replace(' ', '_')}", reason))
        for reason in intake.reasons
    ]
    return say(texts, "quarantine.card.why") + Safe(" ") + Safe("; ").join_with(reasons)
