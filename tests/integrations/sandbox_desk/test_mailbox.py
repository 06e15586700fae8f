"""Mail in the sandbox: what Balie sends arrives, what customers write really goes by SMTP."""

from __future__ import annotations

import base64
import smtplib
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
import requests

from integrations.sandbox.desk import Desk
from integrations.sandbox.smtp_out import Arrived, SmtpOut
from tests.integrations.sandbox_desk.running import Json, Running, running_desk

INGE = "inge.smit@lingebrug.example"


@pytest.fixture
def privacy_box() -> Iterator[tuple[list[Arrived], tuple[str, int]]]:
    """The privacy mailbox: an SMTP server of its own."""
    received: list[Arrived] = []
    desk = Desk()
    server = SmtpOut(desk, received.append).start()
    host, _, port = server.url.removeprefix("smtp://").rpartition(":")
    yield received, (host, int(port))
    server.stop()
    desk.close()


@pytest.fixture
def running(privacy_box: tuple[list[Arrived], tuple[str, int]]) -> Iterator[Running]:
    with running_desk(privacy_smtp=privacy_box[1]) as found:
        yield found


def receipt(message_id: str = "<1@verdant.example>", to: str = INGE) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Privacy Verdant <privacy@verdant.example>"
    message["To"] = to
    message["Subject"] = "Ontvangen: AVG-2026-0001 – één"
    message["Message-ID"] = message_id
    message["In-Reply-To"] = "<vraag@lingebrug.example>"
    message["References"] = "<eerder@lingebrug.example> <vraag@lingebrug.example>"
    message["Auto-Submitted"] = "auto-replied"
    message.set_content("Geachte mevrouw Smit,\n\nWij antwoorden vóór 22 december.\n")
    return message


def send(running: Running, message: EmailMessage, sender: str = "") -> None:
    with smtplib.SMTP(*running.smtp_out, timeout=5) as smtp:
        smtp.send_message(message, from_addr=sender)


def letter(**more: object) -> Json:
    return {
        "from_name": "Inge Smit",
        "from": INGE,
        "to": "privacy@verdant.example",
        "subject": "Inzage",
        "text": "Graag inzage.",
        **more,
    }


def test_what_balie_sends_can_be_read(running: Running) -> None:
    send(running, receipt())
    brief = running.get("mail/outbox")["messages"]
    assert len(brief) == 1
    assert (brief[0]["subject"], brief[0]["recipients"]) == ("Ontvangen: AVG-2026-0001 – één", [INGE])
    whole = running.get(f"mail/{brief[0]['id']}")
    assert whole["envelope_from"] == ""
    assert whole["text"] == "Geachte mevrouw Smit,\n\nWij antwoorden vóór 22 december.\n"
    assert whole["automatic"] is True
    assert whole["in_reply_to"] == "<vraag@lingebrug.example>"
    assert whole["references"] == ["<eerder@lingebrug.example>", "<vraag@lingebrug.example>"]
    assert ["Auto-Submitted", "auto-replied"] in whole["headers"]
    assert whole["raw"].startswith("From: Privacy Verdant")
    assert whole["duplicate"] is False


def test_the_customer_finds_it_among_received_mail(running: Running) -> None:
    send(running, receipt())
    send(running, receipt("<2@verdant.example>", "fenna@rijnvallei.example"))
    found = running.get("mail/customer", email=INGE.upper())["messages"]
    assert [(mail["source"], mail["message_id"]) for mail in found] == [("balie", "<1@verdant.example>")]


def test_the_same_message_twice_is_counted(running: Running) -> None:
    for _ in range(2):
        send(running, receipt())
    send(running, receipt("<2@verdant.example>"))
    send(running, receipt("<2@verdant.example>", "fenna@rijnvallei.example"))
    counts = running.get("counts")["mail"]
    assert (counts["messages"], counts["duplicate_message_ids"]) == (4, ["<1@verdant.example>"])
    assert [mail["duplicate"] for mail in running.get("mail/outbox")["messages"]] == [False, False, True, True]


@pytest.mark.parametrize(
    ("kind", "code"), [("down", 421), ("ratelimit", 451), ("error500", 554), ("error500_after", 451)]
)
def test_refusals_have_the_code_of_their_kind(running: Running, kind: str, code: int) -> None:
    running.fault("mail", kind, times=1)
    with pytest.raises(smtplib.SMTPResponseException) as caught:
        send(running, receipt())
    assert caught.value.smtp_code == code
    assert len(running.get("mail/outbox")["messages"]) == (1 if kind == "error500_after" else 0)
    send(running, receipt())


@pytest.mark.parametrize(("kind", "kept"), [("lost_answer", 1), ("drop_connection", 0)])
def test_a_broken_connection_leaves_the_sender_in_doubt(running: Running, kind: str, kept: int) -> None:
    running.fault("mail", kind, "DATA", times=1)
    with pytest.raises((smtplib.SMTPServerDisconnected, ConnectionError)):
        send(running, receipt())
    assert len(running.get("mail/outbox")["messages"]) == kept


def test_a_delay_only_takes_time(running: Running) -> None:
    running.fault("mail", "delay", "DATA", seconds=0.05, times=1)
    send(running, receipt())
    assert len(running.get("mail/outbox")["messages"]) == 1


def test_a_letter_really_travels(running: Running, privacy_box: tuple[list[Arrived], tuple[str, int]]) -> None:
    content = bytes(range(256))
    attachment = {"name": "kopie één.pdf", "type": "application/pdf", "base64": base64.b64encode(content).decode()}
    said = running.post(
        "mail",
        letter(
            in_reply_to="<1@verdant.example>",
            references=["<0@x.example>", "<1@verdant.example>"],
            attachments=[attachment],
        ),
    )
    arrived = privacy_box[0][0]
    assert (arrived.sender, arrived.recipients) == (INGE, ("privacy@verdant.example",))
    parsed = message_from_bytes(arrived.raw, policy=default)
    assert parsed["From"] == f"Inge Smit <{INGE}>"
    assert parsed["Message-ID"] == said["message_id"]
    assert (parsed["In-Reply-To"], parsed["References"]) == ("<1@verdant.example>", "<0@x.example> <1@verdant.example>")
    assert parsed["Date"].endswith("+0100")
    body = parsed.get_body()
    assert body is not None
    assert body.get_content().strip() == "Graag inzage."
    files = list(parsed.iter_attachments())
    assert [(file.get_filename(), file.get_payload(decode=True)) for file in files] == [("kopie één.pdf", content)]


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"subject": "Inzage\r\nBcc: x@y.example"}, 422),
        ({"from": "geen adres"}, 422),
        ({"in_reply_to": "<a>\nX: y"}, 422),
        ({"attachments": [{"name": "a", "base64": "***"}]}, 422),
    ],
)
def test_a_letter_that_is_none_is_refused(
    running: Running, privacy_box: tuple[list[Arrived], tuple[str, int]], wrong: Json, status: int
) -> None:
    answer = requests.post(f"{running.url}/desk/api/mail", json=letter(**wrong), timeout=5)
    assert answer.status_code == status
    assert privacy_box[0] == []


def test_a_privacy_mailbox_that_is_away_is_told_to_the_writer() -> None:
    with running_desk(privacy_smtp=("127.0.0.1", 9)) as running:
        answer = requests.post(f"{running.url}/desk/api/mail", json=letter(), timeout=5)
    assert answer.status_code == 502
    assert "cannot be reached" in answer.json()["detail"]


def test_no_such_message(running: Running) -> None:
    for number in ("1", "x", "9" * 30):
        assert requests.get(f"{running.url}/desk/api/mail/{number}", timeout=5).status_code == 404
