"""The driver sees what a person sees, and says what was there instead."""

from __future__ import annotations

import pytest
from slack_sdk import WebClient

from integrations.sandbox import world
from tests.driver import DeskDriver, NotSeen, screen, wait_until
from tests.driver.inprocess import SandboxThread


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("*Stand* van _nu_", "Stand van nu"),
        ("<@U0SANNE0001> belt", "@Sanne de Wit belt"),
        ("<@U0STAFF0002> belt", "@Bram Cornelis belt"),
        ("<https://verdant.example/1|#10001>", "#10001"),
        ("<https://verdant.example/1>", "https://verdant.example/1"),
        ("a &lt; b &amp; c", "a < b & c"),
        ("<!channel>", "@channel"),
        ("2 * 3 * 4 en snake_case_naam", "2 * 3 * 4 en snake_case_naam"),
        ("*\u2060niet vet*\u2060", "*niet vet*"),
    ],
)
def test_mrkdwn_as_it_is_read(written: str, read: str) -> None:
    assert screen.seen(written) == read


def test_waiting_says_what_was_on_the_screen(bot: WebClient, desk: DeskDriver) -> None:
    bot.chat_postMessage(channel=world.SERVICEDESK, text="CB-2026-0001")
    channel = desk.person("Sanne").channel("servicedesk")
    with pytest.raises(NotSeen, match=r"CB-2026-0002'[\s\S]*on screen[\s\S]*CB-2026-0001"):
        wait_until(lambda: channel.cards("CB-2026-0002"), "'CB-2026-0002'", channel.show, patience=0.1)


def test_the_newest_card_with_a_number(sandbox: SandboxThread, bot: WebClient) -> None:
    channel = sandbox.desk.person("Sanne").channel("servicedesk")
    for text in ("CB-2026-0001 oud", "CB-2026-0002", "CB-2026-0001 nieuw"):
        bot.chat_postMessage(channel=world.SERVICEDESK, text=text)
        sandbox.watch.forward(1)
    assert channel.card("CB-2026-0001").text == "CB-2026-0001 nieuw"
    assert [one.text for one in channel.cards("CB-2026-0001")] == ["CB-2026-0001 oud", "CB-2026-0001 nieuw"]


def test_people_by_name(desk: DeskDriver) -> None:
    assert desk.person("Koen").id == world.KOEN.id
    assert desk.id_of("#privacy") == world.PRIVACY
    assert desk.id_of("Marit") == world.MARIT.id
    with pytest.raises(AssertionError, match="nobody"):
        desk.person("nobody")


def test_a_customer_uses_the_portal(desk: DeskDriver) -> None:
    ticket = desk.customer.portal("Bel mij", "Graag morgen", email="jan@klant.example")
    ticket.reply("Of overmorgen")
    ticket.note("sanne.de.wit@verdant.example", "Vaste klant")
    assert (ticket.public, ticket.internal) == (["Of overmorgen"], ["Vaste klant"])
    ticket.set_status("open")
    ticket.see_status("open")
    assert [one["number"] for one in desk.tickets()] == [ticket.number]
    assert desk.ticket(ticket.number).now["requester"]["email"] == "jan@klant.example"
