"""A ticket that asks to be called back, from portal to done."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.driver.processes import WholeDesk
from tests.driver.waiting import wait_until

pytestmark = pytest.mark.journey


def test_a_customer_is_called_back_unrecorded(whole: WholeDesk) -> None:
    desk = whole.desk
    ticket = desk.customer.portal(
        "Koppeling werkt niet (06-12345678)",
        "Kunt u mij morgenochtend terugbellen? Ik wil niet dat het gesprek wordt opgenomen.",
        name="Anna Klaver",
        phone="06-12345678",
        organisation="Gemeente Lingebrug",
    )

    sanne, youssef = desk.person("Sanne"), desk.person("Youssef")
    card = sanne.channel("servicedesk").card("CB-2026-0001")
    card.see("NIET OPNEMEN").see("Gemeente Lingebrug").see(f"#{ticket.number}")
    assert "12345678" not in sanne.channel("servicedesk").show()

    ticket.see_public("Wij hebben uw verzoek om teruggebeld te worden ontvangen")

    card.click("Ik bel")
    card.see("belt (sinds")
    ticket.see_internal("Sanne de Wit gaat bellen")
    theirs = youssef.channel("servicedesk").card("CB-2026-0001")
    theirs.click("Toon nummer")
    assert youssef.channel("servicedesk").see("heeft dit al sinds").ephemeral
    assert youssef.open_views() == []

    card.click("Toon nummer")
    modal = sanne.modal("Nummer")
    assert "+31612345678" in modal.text
    assert "NIET OPNEMEN" in modal.text
    modal.close()
    card.click("Geen gehoor")
    card.see("1 van 3 keer geen gehoor")
    ticket.see_internal("geen gehoor")
    card.click("Gesproken")
    card.see("gesproken door")
    ticket.see_internal("Het gesprek is niet opgenomen.")
    ticket.see_public("Wij hebben u gesproken")
    assert "opgenomen" in "".join(ticket.public)


def test_twenty_click_and_one_wins(whole: WholeDesk) -> None:
    desk = whole.desk
    desk.customer.portal("Vraag", "Graag terugbellen.", phone="0612345678")
    crowd = desk.extra_staff(20)
    card = crowd[0].channel("servicedesk").card("CB-2026-0001").see_button("Ik bel")
    (button,) = [widget for widget in card.now.widgets if widget.label == "Ik bel"]
    container = {"type": "message", "channel": card.channel.id, "ts": card.ts}
    with ThreadPoolExecutor(20) as pool:
        list(pool.map(lambda person: person.act(container, button, None), crowd))

    card.see("belt (sinds")

    def told() -> int:
        channels = [person.channel("servicedesk") for person in crowd]
        return sum(any("heeft dit al sinds" in seen.text for seen in channel.messages) for channel in channels)

    wait_until(lambda: told() == 19, "nineteen colleagues who are told who has it", lambda: f"{told()} are told")


def test_three_times_no_answer_closes_it(whole: WholeDesk) -> None:
    desk = whole.desk
    ticket = desk.customer.portal("Vraag", "Graag terugbellen.", phone="0612345678")
    card = desk.person("Sanne").channel("servicedesk").card("CB-2026-0001")
    card.click("Ik bel").see("belt (sinds")
    card.click("Geen gehoor").see("1 van 3")
    card.click("Geen gehoor").see("2 van 3")
    card.click("Geen gehoor").see("niet bereikt door")
    ticket.see_public("niet bereikt")


def test_staff_make_one_from_a_call_in_progress(whole: WholeDesk) -> None:
    desk = whole.desk
    sanne = desk.person("Sanne")
    sanne.command("/terugbel", "Vraag over vergunning")
    modal = sanne.modal("Organisatie")
    modal.fill("Organisatie", "Gemeente Polderveen").fill("Naam", "Bea Vos").fill("Telefoonnummer", "geen idee")
    errors = modal.try_submit()
    assert any("geen telefoonnummer" in words for words in errors.values())
    modal.fill("Telefoonnummer", "030 234 47 77").submit()
    card = sanne.channel("servicedesk").card("CB-2026-0001")
    card.see("Gemeente Polderveen").see("NIET OPNEMEN")
    (ticket,) = desk.tickets()
    card.see(f"#{ticket['number']}")
    assert "Vos" not in sanne.channel("servicedesk").show()


def test_a_ticket_closed_elsewhere_takes_its_callback_along(whole: WholeDesk) -> None:
    desk = whole.desk
    ticket = desk.customer.portal("Vraag", "Graag terugbellen.", phone="0612345678")
    card = desk.person("Sanne").channel("servicedesk").card("CB-2026-0001")
    ticket.set_status("closed")
    card.see("vervallen")
