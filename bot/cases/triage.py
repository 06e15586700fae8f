"""What becomes of a message, decided from what was read and what is known. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from bot.cases.model import Outcome
from bot.cases.reading import MailReading
from integrations.mail.port import FLAGGING_DEFECTS, ParsedMail

_MOST_ATTACHMENTS = 20
_LOOK = FLAGGING_DEFECTS - {"too_many_addresses"}
"""Who else got the message is nobody's business here: only its sender gets a receipt."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the tables know about a message."""

    seen_before: bool
    by_reference: str | None
    """The case that a referenced message belongs to."""
    number_exists: bool
    """The case number that the message gives is that of a case."""
    sender_of_number: bool
    """… and this sender wrote to that case before."""
    receipts_today: int
    """Automatic receipts to this sender in the last 24 hours."""
    case_closed: bool = False
    """The case that it belongs to is closed."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of the message, and why, in words of our own."""

    outcome: Outcome
    case_number: str | None
    acknowledge: bool
    reasons: tuple[str, ...]


def decide(
    mail: ParsedMail,
    reading: MailReading,
    known: Known,
    *,
    suspicions: tuple[str, ...],
    own: frozenset[str],
    most_receipts: int,
) -> Verdict:
    """Decide the outcome. A message that holds a request is never without a person who sees it.

    Automatic mail never opens a case and never gets an answer (RFC 3834 section 2); a case number alone proves nothing,
    so a stranger who names one gets a case of their own, flagged.
    """
    if known.seen_before:
        return Verdict(Outcome.DUPLICATE, None, False, ("seen before",))
    reasons = _to_look_at(mail, suspicions)
    if not f"{mail.subject}{mail.text}".strip():
        return Verdict(Outcome.QUARANTINE, None, False, ("nothing readable", *reasons))
    if mail.sender.email in own:
        others = (reason for reason in reasons if reason != "own_sender")
        return Verdict(Outcome.QUARANTINE, None, False, ("our own address as sender", *others))
    belongs_to = known.by_reference or (reading.case_number if known.sender_of_number else None)
    # Nobody watches a closed case: what is asked there anew gets a case, and a clock, of its own.
    anew = known.case_closed and reading.is_request and not reading.is_automatic
    if belongs_to is not None and not anew:
        return Verdict(Outcome.ATTACHED, belongs_to, False, reasons)
    if reading.is_automatic:
        if reading.is_request:
            return Verdict(Outcome.QUARANTINE, None, False, ("automatic mail that holds a request", *reasons))
        return Verdict(Outcome.IGNORE, None, False, ("automatic mail", *reasons))
    if not reading.is_request:
        if reading.sure and not reasons and not reading.is_follow_up:
            return Verdict(Outcome.IGNORE, None, False, ("no request", *reasons))
        return Verdict(Outcome.QUARANTINE, None, False, ("perhaps no request", *reasons))
    if belongs_to is not None:
        reasons += ("follows a closed case",)
    elif known.number_exists:
        reasons += ("names a case of somebody else",)
    may = reading.may_acknowledge and bool(mail.sender.email) and "several_from" not in reasons
    may = may and not _text_is_damaged(mail)
    if may and known.receipts_today >= most_receipts:
        may, reasons = False, (*reasons, "many messages from this sender today")
    return Verdict(Outcome.CASE_FLAGGED if reasons else Outcome.CASE, None, may, reasons)


def _to_look_at(mail: ParsedMail, suspicions: tuple[str, ...]) -> tuple[str, ...]:
    """What about the message itself a person must look at."""
    reasons = [*suspicions, *(defect for defect in mail.defects if defect in _LOOK)]
    if len(mail.attachments) > _MOST_ATTACHMENTS:
        reasons.append("too_many_attachments")
    if any(attachment.damaged for attachment in mail.attachments):
        reasons.append("damaged_attachment")
    return tuple(dict.fromkeys(reasons))


def _text_is_damaged(mail: ParsedMail) -> bool:
    """Whether the words themselves came in broken: what was asked is then for a person to say."""
    return "broken_base64" in mail.defects and not any(attachment.damaged for attachment in mail.attachments)
