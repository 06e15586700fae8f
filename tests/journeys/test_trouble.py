"""The same stories with services that are away, slow, or answer after they were given up on."""

from __future__ import annotations

import pytest

from tests.driver.processes import WholeDesk, wait_a_moment
from tests.driver.waiting import wait_until

pytestmark = pytest.mark.journey


def test_a_dead_ticket_system_silences_nobody(whole: WholeDesk) -> None:
    desk = whole.desk
    desk.fault("tickets", "down")
    desk.customer.mail("Inzage", "Ik wil graag inzage in mijn persoonsgegevens. Anna")
    card = desk.person("Marit").channel("privacy").card("AVG-2026-0001")
    card.see("nog niet gemaakt")
    desk.letter("anna@klant.example")
    card.click("Neem op").see("in behandeling")
    desk.heal()
    card.see("#1")
    (ticket,) = desk.tickets()
    desk.ticket(ticket["number"]).see_internal("Marit Bos neemt de zaak op")


@pytest.mark.parametrize("method", ["chat.postMessage", "chat.update"])
def test_an_answer_of_slack_that_is_lost_posts_nothing_twice(whole: WholeDesk, method: str) -> None:
    desk = whole.desk
    desk.fault("slack", "lost_answer", method, times=2)
    desk.customer.mail("Inzage", "Ik wil graag inzage in mijn persoonsgegevens. Anna")
    marit = desk.person("Marit")
    card = marit.channel("privacy").card("AVG-2026-0001")
    card.click("Neem op").see("in behandeling")
    marit.channel("privacy").see_in_thread(card, "neemt deze zaak op")
    wait_until(desk.tickets, "the ticket")
    wait_a_moment(2)
    assert len(marit.channel("privacy").cards("AVG-2026-0001")) == 1
    assert desk.counts()["slack"]["duplicate_metadata"] == []


def test_lost_answers_of_the_ticket_system_make_no_second_ticket(whole: WholeDesk) -> None:
    desk = whole.desk
    desk.fault("tickets", "lost_answer", times=3)
    desk.customer.mail("Inzage", "Ik wil graag inzage in mijn persoonsgegevens. Anna")
    desk.person("Marit").channel("privacy").card("AVG-2026-0001").see("#1")
    assert len(desk.tickets()) == 1


def test_a_click_that_is_delivered_twice_counts_once(whole: WholeDesk) -> None:
    desk = whole.desk
    desk.customer.portal("Vraag", "Graag terugbellen.", phone="0612345678")
    card = desk.person("Sanne").channel("servicedesk").card("CB-2026-0001")
    card.click("Ik bel").see("belt (sinds")
    desk.fault("slack", "repeat_delivery", times=5)
    card.click("Geen gehoor").see("1 van 3")
    wait_a_moment(2)
    card.see("1 van 3")


def test_slack_that_is_down_is_caught_up_with(whole: WholeDesk) -> None:
    desk = whole.desk
    desk.fault("slack", "down")
    desk.customer.mail("Inzage", "Ik wil graag inzage in mijn persoonsgegevens. Anna")
    desk.letter("anna@klant.example")
    wait_until(desk.tickets, "the ticket")
    desk.heal()
    card = wait_until(
        lambda: next(iter(desk.person("Marit").channel("privacy").cards("AVG-2026-0001")), None),
        "the card",
        patience=40,
    )
    assert "inzage" in card.text
    desk.wait_connected()
    assert desk.counts()["slack"]["duplicate_metadata"] == []
