"""Killed without a farewell at any commit, Balie still makes exactly one card, one ticket and one receipt."""

from __future__ import annotations

import re
import smtplib
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.driver.processes import BalieProcess, WholeDesk, _clean_environment, free_port
from tests.driver.waiting import wait_until

pytestmark = pytest.mark.journey

_ARMED = Path(__file__).with_name("killed_balie.py")
_PLACES = [(when, number) for number in range(1, 31, 3) for when in ("before", "after")]
"""Every third commit of the some thirty that one mail and one ticket cause, from both sides."""


def test_one_mail_and_one_ticket_killed_between_commits(tmp_path: Path) -> None:
    inbox = free_port()
    whole = WholeDesk(tmp_path, {"MAIL_INBOX": f"smtp://127.0.0.1:{inbox}"})
    desk = whole.desk
    try:
        whole.install()
        whole.balie.start()
        whole.balie.kill()
        for index, (when, number) in enumerate(_PLACES, 1):
            desk.fault("tickets", "down", times=2)
            desk.customer.portal(f"Vraag {index}", "Graag terugbellen.", phone="0612345678")
            _run_until_killed(whole.balie, when, number, inbox, index)
            desk.heal()
        whole.balie.start()
        privacy, servicedesk = desk.person("Marit").channel("privacy"), desk.person("Sanne").channel("servicedesk")
        wanted = len(_PLACES)
        wait_until(lambda: _mailed(inbox, wanted), "every mail accepted at last", patience=60)
        wait_until(lambda: len(privacy.cards("AVG-2026-")) >= wanted, "all case cards", privacy.show, 90)
        wait_until(lambda: len(servicedesk.cards("CB-2026-")) >= wanted, "all callback cards", servicedesk.show, 90)
        wait_until(lambda: len(desk.tickets()) >= 2 * wanted, "all tickets", patience=60)
        wait_until(lambda: len(desk.outbox()) >= wanted, "all receipts", patience=60)

        assert _numbers(privacy.show(), "AVG") == [f"AVG-2026-{number:04d}" for number in range(1, wanted + 1)]
        assert _numbers(servicedesk.show(), "CB") == [f"CB-2026-{number:04d}" for number in range(1, wanted + 1)]
        assert len(desk.tickets()) == 2 * wanted
        for index in range(1, wanted + 1):
            letters = desk.customer.letters(f"klant{index}@klant.example")
            assert [letter["source"] for letter in letters] == ["balie"]
        assert len({letter.whole["message_id"] for letter in desk.outbox()}) == wanted
        counts = desk.counts()
        assert counts["slack"]["duplicate_metadata"] == []
        assert counts["slack"]["posted_messages"] == 2 * wanted
        assert whole.balie.run("audit", "verify").returncode == 0
    finally:
        whole.stop()


def _run_until_killed(balie: BalieProcess, when: str, number: int, inbox: int, index: int) -> None:
    """Start an armed Balie, offer a mail until it dies or says yes; it may die before it took the mail."""
    with balie.log.open("a") as log:
        child = subprocess.Popen(
            [sys.executable, str(_ARMED), when, str(number), "run"],
            env={**_clean_environment(), **balie.settings}, cwd=balie.folder, stdout=log, stderr=log,
        )  # fmt: skip
    try:
        wait_until(lambda: child.poll() is not None or _offer(inbox, index), "a mail accepted, or a death", patience=20)
        with suppress(subprocess.TimeoutExpired):
            child.wait(4)  # fewer commits than that may have been needed: then it is killed below, while idle
    finally:
        child.kill()
        child.wait()


def _offer(inbox: int, index: int) -> bool:
    """Hand the mail over as an MTA does: again and again with the same Message-ID until it is accepted."""
    message = (
        f"From: klant{index}@klant.example\r\nTo: privacy@verdant.example\r\nSubject: Inzage\r\n"
        f"Message-ID: <{index}@klant.example>\r\n\r\nIk wil graag inzage in mijn persoonsgegevens.\r\n"
    )
    try:
        with smtplib.SMTP("127.0.0.1", inbox, timeout=5) as smtp:
            smtp.sendmail(f"klant{index}@klant.example", ["privacy@verdant.example"], message)
    except (OSError, smtplib.SMTPException):
        return False
    return True


def _mailed(inbox: int, count: int) -> bool:
    return all(_offer(inbox, index) for index in range(1, count + 1))


def _numbers(shown: str, series: str) -> list[str]:
    return sorted(set(re.findall(rf"{series}-2026-\d+", shown)))
