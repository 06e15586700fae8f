"""What becomes of a message: the whole table."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cases.model import Outcome, RequestType
from bot.cases.reading import MailReading
from bot.cases.reading.model import OTHER_TYPES
from bot.cases.triage import Known, Verdict, decide
from integrations.mail.port import FLAGGING_DEFECTS, Address, Attachment, ParsedMail

OWN = frozenset({"privacy@verdant.example"})
SENDER = Address("Joke Smit", "joke@voorbeeld.example")
PLAIN = ParsedMail(
    message_id="<1@voorbeeld.example>", in_reply_to=(), references=(), from_=(SENDER,), reply_to=(), to=(), cc=(),
    return_path=None, subject="Inzage", date=datetime(2026, 11, 24, tzinfo=UTC), text="Graag inzage.",
    new_text="Graag inzage.", signature="", attachments=(), headers={}, defects=(), sha256="0" * 64,
    content_key="1" * 64,
)  # fmt: skip
REQUEST = MailReading(
    language="nl", is_request=True, is_automatic=False, may_acknowledge=True, is_follow_up=False, case_number=None,
    types=("access",), primary="access", mentions_recording=False, recipient_organisation=None, on_behalf_of=None,
    reply_to_person=None, bsn_found=False, evidence=(), sure=True, confidence=0.9, mentioned_case_numbers=(),
)  # fmt: skip
VENDOR = replace(REQUEST, is_request=False, may_acknowledge=False, types=("vendor",), primary="vendor")
NEWSLETTER = replace(VENDOR, is_automatic=True, types=("newsletter",), primary="newsletter")
NOTHING = Known(seen_before=False, by_reference=None, number_exists=False, sender_of_number=False, receipts_today=0)
ATTACHMENT = Attachment("kopie.pdf", "application/pdf", 10, "2" * 64)
NUMBER = "AVG-2026-0007"


def judged(
    mail: ParsedMail = PLAIN, reading: MailReading = REQUEST, known: Known = NOTHING, suspicions: tuple[str, ...] = ()
) -> Verdict:
    return decide(mail, reading, known, suspicions=suspicions, own=OWN, most_receipts=3)


TABLE = {
    "a request": (PLAIN, REQUEST, NOTHING, Outcome.CASE, True),
    "seen before": (PLAIN, REQUEST, replace(NOTHING, seen_before=True), Outcome.DUPLICATE, False),
    "no words": (replace(PLAIN, subject="", text=" \n"), REQUEST, NOTHING, Outcome.QUARANTINE, False),
    "a subject only": (replace(PLAIN, text=""), REQUEST, NOTHING, Outcome.CASE, True),
    "our own address": (replace(PLAIN, from_=(Address("", "privacy@verdant.example"),)), REQUEST, NOTHING,
                        Outcome.QUARANTINE, False),
    "an answer to our letter": (PLAIN, REQUEST, replace(NOTHING, by_reference=NUMBER), Outcome.ATTACHED, False),
    "an automatic answer to our letter": (PLAIN, NEWSLETTER, replace(NOTHING, by_reference=NUMBER), Outcome.ATTACHED,
                                          False),
    "its number, its sender": (PLAIN, replace(REQUEST, case_number=NUMBER),
                               replace(NOTHING, number_exists=True, sender_of_number=True), Outcome.ATTACHED, False),
    "its number, a stranger": (PLAIN, replace(REQUEST, case_number=NUMBER), replace(NOTHING, number_exists=True),
                               Outcome.CASE_FLAGGED, True),
    "a number that is none": (PLAIN, replace(REQUEST, case_number=NUMBER, is_follow_up=True), NOTHING, Outcome.CASE,
                              True),
    "a machine": (PLAIN, NEWSLETTER, NOTHING, Outcome.IGNORE, False),
    "a machine with a request": (PLAIN, replace(REQUEST, is_automatic=True), NOTHING, Outcome.QUARANTINE, False),
    "a seller": (PLAIN, VENDOR, NOTHING, Outcome.IGNORE, False),
    "perhaps a seller": (PLAIN, replace(VENDOR, sure=False), NOTHING, Outcome.QUARANTINE, False),
    "a seller who follows up": (PLAIN, replace(VENDOR, is_follow_up=True), NOTHING, Outcome.QUARANTINE, False),
    "a broken seller": (replace(PLAIN, defects=("broken_base64",)), VENDOR, NOTHING, Outcome.QUARANTINE, False),
    "no sender": (replace(PLAIN, from_=(), defects=("missing_from",)), REQUEST, NOTHING, Outcome.CASE_FLAGGED, False),
    "two senders": (replace(PLAIN, defects=("several_from",)), REQUEST, NOTHING, Outcome.CASE_FLAGGED, False),
    "broken words": (replace(PLAIN, defects=("broken_base64",)), REQUEST, NOTHING, Outcome.CASE_FLAGGED, False),
    "a broken attachment": (
        replace(PLAIN, defects=("broken_base64",), attachments=(replace(ATTACHMENT, damaged=True),)), REQUEST, NOTHING,
        Outcome.CASE_FLAGGED, True),
    "an attachment": (replace(PLAIN, attachments=(ATTACHMENT,)), REQUEST, NOTHING, Outcome.CASE, True),
    "many attachments": (replace(PLAIN, attachments=(ATTACHMENT,) * 21), REQUEST, NOTHING, Outcome.CASE_FLAGGED, True),
    "no receipts any more": (PLAIN, REQUEST, replace(NOTHING, receipts_today=3), Outcome.CASE_FLAGGED, False),
    "the last receipt": (PLAIN, REQUEST, replace(NOTHING, receipts_today=2), Outcome.CASE, True),
    "a platform": (PLAIN, replace(REQUEST, may_acknowledge=False), NOTHING, Outcome.CASE, False),
}  # fmt: skip


@pytest.mark.parametrize(("mail", "reading", "known", "outcome", "acknowledge"), TABLE.values(), ids=TABLE)
def test_table(mail: ParsedMail, reading: MailReading, known: Known, outcome: Outcome, acknowledge: bool) -> None:
    verdict = judged(mail, reading, known)
    assert (verdict.outcome, verdict.acknowledge) == (outcome, acknowledge)
    assert (verdict.case_number is not None) is (outcome is Outcome.ATTACHED)


readings = st.builds(
    lambda request, automatic, follow, sure, may, kinds, other: replace(
        REQUEST,
        is_request=request,
        is_automatic=automatic,
        is_follow_up=follow,
        sure=sure,
        may_acknowledge=may,
        types=tuple(kinds) if request else (other,),
    ),
    *[st.booleans()] * 5,
    st.lists(st.sampled_from([kind.value for kind in RequestType]), min_size=1, max_size=3, unique=True),
    st.sampled_from(OTHER_TYPES),
)
knowns = st.builds(Known, st.booleans(), st.sampled_from([None, NUMBER]), *[st.booleans()] * 2, st.integers(0, 4))
mails = st.builds(
    lambda defects, text, sender: replace(PLAIN, defects=tuple(defects), text=text, from_=sender),
    st.lists(st.sampled_from(sorted(FLAGGING_DEFECTS | {"signed", "calendar"})), max_size=3),
    st.sampled_from(["", "Graag inzage."]),
    st.sampled_from([(), (SENDER,), (Address("", ""),), (Address("", "privacy@verdant.example"),)]),
)


@given(mails, readings, knowns, st.sampled_from([(), ("own_domain",)]))
def test_what_must_always_hold(
    mail: ParsedMail, reading: MailReading, known: Known, suspicions: tuple[str, ...]
) -> None:
    verdict = judged(mail, reading, known, suspicions)
    made = verdict.outcome in (Outcome.CASE, Outcome.CASE_FLAGGED)
    if reading.is_request:
        assert verdict.outcome is not Outcome.IGNORE, "a request is never without a person who sees it"
    if made:
        assert set(reading.types) <= set(RequestType), "a case is about something that cases can be about"
        assert not reading.is_automatic
    if verdict.acknowledge:
        assert made
        assert mail.sender.email not in {"", *OWN}
        assert reading.may_acknowledge
    if verdict.outcome is Outcome.CASE:
        assert verdict.reasons == ()
    else:
        assert verdict.reasons or verdict.outcome is Outcome.ATTACHED
