"""Killed at random moments while mails arrive and staff click: nothing is lost, nothing happens twice."""

from __future__ import annotations

import os
import random
import smtplib
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.driver.processes import WholeDesk, free_port
from tests.driver.waiting import NotSeen, wait_until

pytestmark = pytest.mark.journey

_WHOLE = os.environ.get("BALIE_TEST_REQUIRE_ALL") == "1"
_MAILS, _CALLBACKS, _KILLS = (200, 100, 10) if _WHOLE else (30, 15, 4)
"""Slack takes one new message a second in a channel, so the whole of it takes some minutes: CI does that."""
_PATIENCE = 400.0


def test_killed_while_mails_arrive_and_staff_click(tmp_path: Path) -> None:
    inbox = free_port()
    whole = WholeDesk(tmp_path, {"MAIL_INBOX": f"smtp://127.0.0.1:{inbox}"})
    desk, chance = whole.desk, random.Random(20261124)
    try:
        whole.start()
        for number in range(_CALLBACKS):
            desk.customer.portal(f"Vraag {number}", "Graag terugbellen.", phone="0612345678")
        mailing = threading.Thread(target=_mail_all, args=(inbox,))
        clicking = threading.Thread(target=_claim_all, args=(whole,))
        mailing.start()
        clicking.start()
        for _ in range(_KILLS):
            time.sleep(chance.uniform(0.5, 4))
            whole.balie.kill()
            whole.balie.start()
        mailing.join(_PATIENCE)
        clicking.join(_PATIENCE)
        database = tmp_path / "balie" / "balie.db"
        wait_until(
            lambda: not _ask(database, _LEFT), "every effect carried out", lambda: str(_ask(database, _LEFT)), _PATIENCE
        )

        assert _ask(database, "SELECT count(*), count(DISTINCT number), max(number) FROM privacy_case") == [
            (_MAILS, _MAILS, f"AVG-2026-{_MAILS:04d}")
        ]
        assert _ask(database, "SELECT count(*), count(DISTINCT ticket_ref) FROM callback WHERE claimer <> ''") == [
            (_CALLBACKS, _CALLBACKS)
        ]
        claims = _ask(database, "SELECT count(*), count(DISTINCT subject) FROM audit WHERE action = 'callback.claimed'")
        assert claims == [(_CALLBACKS, _CALLBACKS)]
        counts = desk.counts()
        assert counts["slack"]["duplicate_metadata"] == []
        cards = [
            desk.person("Marit").channel("privacy").cards("AVG-"),
            desk.person("Sanne").channel("servicedesk").cards("CB-"),
        ]
        assert [len(found) for found in cards] == [_MAILS, _CALLBACKS]
        assert len({one["subject"] for one in desk.tickets() if one["queue"] == "Privacy"}) == _MAILS
        assert sum(one["queue"] == "Privacy" for one in desk.tickets()) == _MAILS
        assert len({letter.whole["message_id"] for letter in desk.outbox()}) == len(
            {str(one.to) for one in desk.outbox()}
        )
        assert whole.balie.run("audit", "verify").returncode == 0
    finally:
        whole.stop()


_LEFT = (
    "SELECT kind, state, tries, error, count(*) FROM effect "
    "WHERE state NOT IN ('done', 'cancelled') GROUP BY 1, 2, 3, 4"
)


def _mail_all(inbox: int) -> None:
    for number in range(_MAILS):
        _again(lambda number=number: _offer(inbox, number))  # type: ignore[misc]


def _offer(inbox: int, number: int) -> None:
    sender = f"klant{number}@klant.example"
    message = (
        f"From: {sender}\r\nTo: privacy@verdant.example\r\nSubject: Inzage\r\n"
        f"Message-ID: <{number}@klant.example>\r\n\r\nIk wil graag inzage in mijn persoonsgegevens.\r\n"
    )
    with smtplib.SMTP("127.0.0.1", inbox, timeout=10) as smtp:
        smtp.sendmail(sender, ["privacy@verdant.example"], message)


def _claim_all(whole: WholeDesk) -> None:
    """Three colleagues who each click once on every card that waits, and again when Balie did not hear it."""
    crowd = whole.desk.extra_staff(3)
    heard: set[tuple[str, str]] = set()
    end = time.monotonic() + _PATIENCE
    while len(heard) < _CALLBACKS * len(crowd) and time.monotonic() < end:
        for card in crowd[0].channel("servicedesk").cards("CB-"):
            buttons = [widget for widget in card.now.widgets if widget.label == "Ik bel"]
            for person in crowd:
                if not buttons or (card.ts, person.id) in heard:
                    heard.add((card.ts, person.id))  # the card shows by now who has it
                    continue
                try:
                    person.act({"type": "message", "channel": card.channel.id, "ts": card.ts}, buttons[0], None)
                except (AssertionError, OSError):
                    break  # Balie is away just now, or the card changed under the finger: the next round looks again
                heard.add((card.ts, person.id))
        time.sleep(0.2)


def _again(offer: Callable[[], None]) -> None:
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            offer()
        except (OSError, smtplib.SMTPException):
            if time.monotonic() > end:
                raise NotSeen("a mail that is accepted") from None
            time.sleep(0.1)
        else:
            return


def _ask(database: Path, question: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(database, timeout=30)) as connection:
        return connection.execute(question).fetchall()
