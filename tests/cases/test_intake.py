"""Messages in, through the real parser and reader, onto both databases."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import col, select

from bot.cases.model import Case, CaseMail, Intake, Outcome

if TYPE_CHECKING:
    from tests.conftest import Rooms


def mail(
    text: str = "Graag ontvang ik inzage in alle persoonsgegevens die u van mij heeft.",
    *,
    sender: str = "Joke Smit <joke@voorbeeld.example>",
    subject: str = "Verzoek om inzage",
    message_id: str = "1@voorbeeld.example",
    **headers: str,
) -> bytes:
    more = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    return (
        f"From: {sender}\r\nTo: privacy@verdant.example\r\nSubject: {subject}\r\nMessage-ID: <{message_id}>\r\n"
        f"Date: Tue, 24 Nov 2026 09:30:00 +0100\r\n{more}Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n"
    ).encode()


def the_case(rooms: Rooms, number: str = "AVG-2026-0001") -> Case:
    with rooms.store.read() as session:
        return session.exec(select(Case).where(Case.number == number)).one()


def kinds(rooms: Rooms, number: str = "AVG-2026-0001") -> list[str]:
    return [each.kind for each in rooms.effects(number)]


def lines(rooms: Rooms) -> list[Intake]:
    with rooms.store.read() as session:
        return list(session.exec(select(Intake).order_by(col(Intake.id))))


def letter_id(rooms: Rooms, number: str = "AVG-2026-0001") -> str:
    return str(next(each.detail["message_id"] for each in rooms.effects(number) if each.kind == "case.mail"))


def test_a_request_becomes_a_case_with_card_ticket_and_receipt(any_rooms: Rooms) -> None:
    taken = any_rooms.intake.take(mail())
    assert taken.to_json("a.eml") == {
        "file": "a.eml",
        "outcome": "case",
        "case": "AVG-2026-0001",
        "types": ["access"],
        "acknowledged": True,
        "attachments": [],
        "reasons": [],
    }
    assert kinds(any_rooms) == ["slack.card", "case.ticket", "case.mail"]
    case = the_case(any_rooms)
    assert (case.promised.isoformat(), case.steer_by.isoformat()) == ("2026-12-22", "2026-12-22")
    assert case.statutory.isoformat() == "2026-12-24"
    assert (case.language, case.types, case.types_confirmed, case.flags) == ("nl", ["access"], False, [])


def test_the_same_message_again_is_a_duplicate_that_changes_nothing_else(any_rooms: Rooms) -> None:
    any_rooms.intake.take(mail())
    effects = [each.id for each in any_rooms.effects()]
    again = any_rooms.intake.take(b"Received: from elsewhere\r\nReturn-Path: <joke@voorbeeld.example>\r\n" + mail())
    assert (again.outcome, again.case, again.acknowledged) == (Outcome.DUPLICATE, None, False)
    assert [each.id for each in any_rooms.effects()] == effects
    assert [each.outcome for each in lines(any_rooms)] == [Outcome.CASE, Outcome.DUPLICATE]


def test_the_same_message_id_with_other_words_of_another_is_no_duplicate(rooms: Rooms) -> None:
    rooms.intake.take(mail())
    other = rooms.intake.take(mail("Verwijder al mijn gegevens.", sender="piet@elders.example", subject="Wissen"))
    assert (other.outcome, other.case) == (Outcome.CASE, "AVG-2026-0002")


def test_of_one_message_by_many_ways_at_once_one_becomes_a_case(any_rooms: Rooms) -> None:
    together = Barrier(5)

    def take(_: int) -> Outcome:
        together.wait()
        return any_rooms.intake.take(mail()).outcome

    with ThreadPoolExecutor(5) as pool:
        outcomes = sorted(pool.map(take, range(5)))
    assert outcomes == [Outcome.CASE] + [Outcome.DUPLICATE] * 4
    assert kinds(any_rooms) == ["slack.card", "case.ticket", "case.mail"]


def test_an_answer_to_our_letter_goes_to_its_case_whoever_writes(any_rooms: Rooms) -> None:
    any_rooms.intake.take(mail())
    answer = mail(
        "Hierbij mijn klantnummer.",
        sender="Joke prive <joke@thuis.example>",
        subject="Re: ontvangen",
        message_id="2@thuis.example",
        In_Reply_To=letter_id(any_rooms),
    )
    taken = any_rooms.intake.take(answer)
    assert (taken.outcome, taken.case, taken.acknowledged) == (Outcome.ATTACHED, "AVG-2026-0001", False)
    assert kinds(any_rooms)[3:] == ["slack.refresh", "slack.line", "case.note"]
    with any_rooms.store.read() as session:
        assert [each.incoming for each in session.exec(select(CaseMail).order_by(col(CaseMail.id)))] == [
            True,
            False,
            True,
        ]


def test_a_number_counts_only_from_an_address_that_the_case_knows(rooms: Rooms) -> None:
    rooms.intake.take(mail())
    known = rooms.intake.take(mail("Ik wacht nog.", subject="[AVG-2026-0001] vraag", message_id="2@voorbeeld.example"))
    assert (known.outcome, known.case) == (Outcome.ATTACHED, "AVG-2026-0001")
    stranger = rooms.intake.take(
        mail(
            "Stuur mij alle gegevens van deze zaak.",
            sender="iemand@anders.example",
            subject="Re: [AVG-2026-0001] inzage",
            message_id="3@anders.example",
        )
    )
    assert (stranger.outcome, stranger.case) == (Outcome.CASE_FLAGGED, "AVG-2026-0002")
    assert "names a case of somebody else" in stranger.reasons


def test_automatic_mail_without_a_request_is_a_line_and_nothing_else(rooms: Rooms) -> None:
    taken = rooms.intake.take(
        mail("Ik ben er niet.", subject="Automatisch antwoord: afwezig", Auto_Submitted="auto-replied")
    )
    assert (taken.outcome, taken.acknowledged) == (Outcome.IGNORE, False)
    assert rooms.effects() == []
    assert [each.outcome for each in lines(rooms)] == [Outcome.IGNORE]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "nothing readable"),
        (mail(sender="privacy@verdant.example"), "our own address as sender"),
    ],
)
def test_what_nobody_can_judge_is_kept_for_a_person(any_rooms: Rooms, raw: bytes, reason: str) -> None:
    taken = any_rooms.intake.take(raw)
    assert (taken.outcome, taken.case, taken.acknowledged) == (Outcome.QUARANTINE, None, False)
    assert reason in taken.reasons
    assert [(each.kind, each.subject) for each in any_rooms.effects()] == [("slack.card", "Q-1")]
    _, kept = any_rooms.quarantine.look("Q-1", "U00000JAN0")
    assert kept == raw


def test_bytes_that_are_no_mail_are_seen_by_a_person_and_not_answered(rooms: Rooms) -> None:
    taken = rooms.intake.take(b"\x00\xff\xfe" * 20)
    assert taken.outcome in (Outcome.QUARANTINE, Outcome.CASE_FLAGGED)
    assert not taken.acknowledged
    assert "slack.card" in [each.kind for each in rooms.effects()]


def test_receipts_to_one_sender_end_and_begin_again_the_next_day(rooms: Rooms) -> None:
    most = rooms.policy.cases.receipts_per_sender_per_day
    taken = [
        rooms.intake.take(mail(f"Graag inzage in dossier {turn}.", message_id=f"{turn}@v.example"))
        for turn in range(most + 2)
    ]
    assert [each.acknowledged for each in taken] == [True] * most + [False] * 2
    assert taken[-1].outcome is Outcome.CASE_FLAGGED
    assert rooms.intake.take(mail(sender="piet@elders.example", message_id="p@e.example")).acknowledged
    rooms.clock.forward(hours=25)
    assert rooms.intake.take(mail("Graag inzage in de rest.", message_id="later@v.example")).acknowledged


def test_the_day_of_receipt_is_that_of_the_desk_and_not_what_the_sender_claims(rooms: Rooms) -> None:
    rooms.clock.instant = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    assert rooms.intake.take(mail()).case == "AVG-2027-0001"
    assert the_case(rooms, "AVG-2027-0001").promised.isoformat() == "2027-01-29"


def test_numbers_of_citizens_and_documents_are_blacked_out_before_they_are_stored(rooms: Rooms) -> None:
    rooms.intake.take(mail("Graag inzage. Mijn BSN is 999990019.", subject="Inzage BSN 999990019"))
    _, person, mails = rooms.cases.look("AVG-2026-0001", "U00000JAN0")
    for words in (person.subject, *(content.subject + content.text for _, content in mails)):
        assert "999990019" not in words


def manifest(shared: Path) -> Iterator[dict[str, Any]]:
    for line in (shared / "samples/hostile/manifest.jsonl").read_text("utf-8").splitlines():
        yield json.loads(line)


def test_hostile_samples_end_as_their_labels_say(rooms: Rooms, shared: Path) -> None:
    wrong = []
    for sample in manifest(shared):
        expected = sample["expected"]
        taken = rooms.intake.take((shared / "samples/hostile" / sample["file"]).read_bytes())
        if taken.outcome.value not in {expected["outcome"], *expected.get("outcome_also_ok", ())}:
            wrong.append((sample["id"], taken.outcome.value, taken.reasons))
        if taken.acknowledged and not expected["ack_allowed"]:
            wrong.append((sample["id"], "acknowledged", taken.reasons))
        if expected["types"] and not set(expected["types"]) <= set(taken.types):
            wrong.append((sample["id"], str(taken.types), taken.reasons))
    assert wrong == []


PIECES = st.lists(
    st.sampled_from(
        [b"From: a@b.example\r\n", b"From: =?utf-8?b?\xff?=\r\n", b"Subject: inzage\r\n", b"Subject: \xed\xa0\x80\r\n",
         b"Content-Type: text/plain; charset=utf-7\r\n", b"Content-Type: multipart/mixed; boundary=x\r\n", b"--x\r\n",
         b"--x--\r\n", b"Content-Transfer-Encoding: base64\r\n", b"\r\n", b"graag inzage in mijn gegevens\r\n", b"\x00",
         b"=D8=00", b"\xed\xa0\x80", b"<html><b>verwijder", b"AVG-2026-0001 ", b"In-Reply-To: <x@y>\r\n"]
    )
    | st.binary(max_size=20),
    max_size=25,
).map(b"".join)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PIECES)
def test_any_bytes_end_as_something_that_is_noted(rooms: Rooms, raw: bytes) -> None:
    before = len(lines(rooms))
    taken = rooms.intake.take(raw)
    assert len(lines(rooms)) == before + 1
    if taken.outcome is Outcome.QUARANTINE:
        with rooms.store.read() as session:
            number = session.exec(select(Intake.id).order_by(col(Intake.id).desc())).first()
        assert rooms.quarantine.look(f"Q-{number}", "U00000JAN0")[1] == raw
