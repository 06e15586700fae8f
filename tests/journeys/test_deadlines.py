"""What happens when nobody does anything."""

from __future__ import annotations

import pytest

from tests.driver.processes import WholeDesk, wait_a_moment

pytestmark = pytest.mark.journey


def test_a_case_that_nobody_touches(whole: WholeDesk) -> None:
    desk = whole.desk
    desk.customer.mail("Inzage", "Ik wil graag inzage in mijn persoonsgegevens. Anna")
    marit, koen = desk.person("Marit"), desk.person("Koen")
    card = marit.channel("privacy").card("AVG-2026-0001")
    desk.clock.advance(days=28, hours=12)
    marit.channel("privacy").see_in_thread(card, "Vandaag is de stuurdatum")
    desk.clock.advance(days=2)
    koen.channel("managers").see("De toegezegde datum is voorbij")
    wait_a_moment(3)
    assert len(koen.channel("managers").cards("AVG-2026-0001")) == 1
    told = [line for line in marit.thread(card) if "stuurdatum" in line.text]
    assert len(told) == 1


def test_a_callback_that_nobody_makes(whole: WholeDesk) -> None:
    desk = whole.desk
    desk.customer.portal("Vraag", "Graag terugbellen.", phone="0612345678")
    sanne, koen = desk.person("Sanne"), desk.person("Koen")
    card = sanne.channel("servicedesk").card("CB-2026-0001")
    desk.clock.advance(days=5)
    sanne.channel("servicedesk").see_in_thread(card, "Nu terugbellen")
    koen.channel("managers").see("Te laat teruggebeld")
    wait_a_moment(3)
    assert len(koen.channel("managers").cards("CB-2026-0001")) == 1


def test_an_answered_case_alarms_nobody(whole: WholeDesk) -> None:
    desk = whole.desk
    desk.customer.mail("Inzage", "Ik wil graag inzage in mijn persoonsgegevens. Anna")
    marit, koen = desk.person("Marit"), desk.person("Koen")
    card = marit.channel("privacy").card("AVG-2026-0001")
    card.click("Klopt").see_no("Voorgesteld")
    card.click("Beantwoorden")
    marit.modal().fill("Je antwoord aan de klant", "Hierbij uw gegevens.").submit()
    card.see("beantwoord door")
    desk.clock.advance(days=40)
    wait_a_moment(4)
    assert koen.channel("managers").messages == []
