"""An e-mail to the privacy address, from arrival to answer."""

from __future__ import annotations

import pytest

from tests.driver.processes import WholeDesk, wait_a_moment

pytestmark = pytest.mark.journey

ANNA = "anna@klant.example"


def test_an_access_request_is_answered(whole: WholeDesk) -> None:
    desk = whole.desk
    desk.customer.mail(
        "Inzage in mijn gegevens",
        "Goedemorgen,\n\nIk wil graag weten welke gegevens u van mij heeft. Kunt u een kopie sturen?\n\nAnna Klaver",
    )

    marit = desk.person("Marit")
    card = marit.channel("privacy").card("AVG-2026-0001")
    card.see("inzage")
    receipt = desk.letter(ANNA, "Wij hebben uw bericht ontvangen")
    assert "[AVG-2026-0001]" in receipt.subject
    assert "Autoriteit Persoonsgegevens" in receipt.text
    assert receipt.whole["automatic"]
    (ticket,) = [one for one in desk.tickets() if one["subject"].startswith("AVG-2026-0001")]
    card.see(f"#{ticket['number']}")

    card.click("Klopt")
    card.see_no("Voorgesteld")
    card.click("Neem op")
    card.see("in behandeling bij")
    card.click("Lees bericht")
    modal = marit.modal("Klaver")
    assert ANNA in modal.text
    modal.close()
    card.click("Waarom?")
    modal = marit.modal("Wettelijke datum")
    assert "R2" in modal.text
    modal.close()
    card.click("Beantwoorden")
    marit.modal().fill(
        "Je antwoord aan de klant", "Geachte mevrouw Klaver,\n\nIn de bijlage vindt u uw gegevens."
    ).submit()

    card.see("beantwoord door")
    answer = desk.letter(ANNA, "In de bijlage vindt u uw gegevens.")
    assert "Autoriteit Persoonsgegevens" in answer.text
    assert not answer.whole["automatic"]
    marit.channel("privacy").see_in_thread(card, "heeft geantwoord")
    desk.ticket(ticket["number"]).see_internal("beantwoord door Marit Bos")


def test_the_card_and_the_ticket_hold_nothing_personal(whole: WholeDesk) -> None:
    desk = whole.desk
    desk.customer.mail(
        "Verwijder Anna Klaver <!channel>",
        "Wis al mijn gegevens. Bel 06-12345678. <https://evil.example|Klik> Anna Klaver",
    )
    marit = desk.person("Marit")
    card = marit.channel("privacy").card("AVG-2026-0001")
    card.see("verwijdering")
    shown = " ".join(message.everything for message in marit.channel("privacy").messages)
    for personal in ("Klaver", "klant.example", "12345678", "evil.example", "<!channel>"):
        assert personal not in shown
    desk.letter(ANNA)
    (ticket,) = [one for one in desk.tickets() if one["subject"].startswith("AVG-")]
    assert "Klaver" not in str(ticket)
    assert "Klaver" not in whole.balie.tail()


def test_an_english_letter_gets_an_english_receipt(whole: WholeDesk) -> None:
    whole.desk.customer.mail(
        "Data subject access request",
        "Dear Sir or Madam,\n\nPlease send me a copy of all personal data that you hold about me.\n\nRegards,\nAnna",
    )
    receipt = whole.desk.letter(ANNA, "We have received your message")
    assert "data protection authority" in receipt.text


def test_a_colleague_without_the_role_is_refused(whole: WholeDesk) -> None:
    whole.desk.customer.mail("Inzage", "Ik wil graag inzage in mijn persoonsgegevens. Anna")
    koen = whole.desk.person("Koen")
    card = koen.channel("privacy").card("AVG-2026-0001")
    card.click("Lees bericht")
    refusal = koen.channel("privacy").see("privacy officer")
    assert refusal.ephemeral
    assert koen.open_views() == []


def test_the_same_mail_twice_is_one_case(whole: WholeDesk) -> None:
    desk = whole.desk
    raw = (
        "From: Anna <anna@klant.example>\r\nTo: privacy@verdant.example\r\nSubject: Inzage\r\n"
        "Message-ID: <one@klant.example>\r\n\r\nIk wil graag inzage in mijn persoonsgegevens.\r\n"
    )
    first = whole.balie.run("intake", "--json", "-", stdin=raw)
    again = whole.balie.run("intake", "--json", "-", stdin=raw)
    assert '"outcome": "case"' in first.stdout
    assert '"outcome": "duplicate"' in again.stdout
    card = desk.person("Marit").channel("privacy").card("AVG-2026-0001")
    card.see("inzage")
    desk.letter(ANNA)
    wait_a_moment(1.5)
    assert len(desk.outbox()) == 1
    assert len(desk.person("Marit").channel("privacy").cards("AVG-")) == 1


def test_an_answer_to_the_receipt_joins_the_case(whole: WholeDesk) -> None:
    desk = whole.desk
    desk.customer.mail("Inzage", "Ik wil graag inzage in mijn persoonsgegevens. Anna")
    receipt = desk.letter(ANNA)
    marit = desk.person("Marit")
    card = marit.channel("privacy").card("AVG-2026-0001")
    desk.customer.mail(
        f"Re: {receipt.subject}",
        "Ik bedoel vooral de gegevens van vorig jaar.",
        in_reply_to=receipt.whole["message_id"],
    )
    marit.channel("privacy").see_in_thread(card, "Er is een bericht bij deze zaak gekomen")
    assert len(marit.channel("privacy").cards("AVG-2026-0002")) == 0
    assert len(desk.outbox()) == 1


def test_a_new_question_on_a_closed_case_gets_a_case_of_its_own(whole: WholeDesk) -> None:
    desk = whole.desk
    desk.customer.mail("Inzage", "Ik wil graag inzage in mijn persoonsgegevens. Anna")
    marit = desk.person("Marit")
    card = marit.channel("privacy").card("AVG-2026-0001")
    card.click("Klopt").see_no("Voorgesteld")
    card.click("Beantwoorden")
    marit.modal().fill("Je antwoord aan de klant", "Hierbij uw gegevens.").submit()
    answer = desk.letter("anna@klant.example", "Hierbij uw gegevens.")
    desk.customer.mail(
        f"Re: {answer.subject}",
        "Dank u. Verwijder nu al mijn persoonsgegevens.",
        in_reply_to=answer.whole["message_id"],
    )
    marit.channel("privacy").card("AVG-2026-0002").see("gesloten").see("verwijdering")


def test_what_cannot_be_understood_is_shown_to_a_person(whole: WholeDesk) -> None:
    desk = whole.desk
    taken = whole.balie.run("intake", "--json", "-", stdin="")
    assert '"outcome": "quarantine"' in taken.stdout
    marit = desk.person("Marit")
    card = marit.channel("privacy").card("Q-1")
    card.see("er valt niets te lezen")
    card.click("Lees bericht")
    marit.modal("leeg").close()
    card.click("Afgehandeld")
    card.see("Afgehandeld door")
