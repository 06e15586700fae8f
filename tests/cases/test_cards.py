"""What Slack shows of cases and quarantined messages, as golden files and for whatever a customer writes."""

from __future__ import annotations

import json
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.cases.cards import CaseCards
from bot.cases.model import CasePerson, CaseState, MailContent
from bot.cases.quarantine_cards import QuarantineCards
from bot.cases.service import NewCase
from bot.chat.blocks import Block, Message
from bot.desk.languages import Texts

if TYPE_CHECKING:
    from tests.conftest import Rooms

GOLDEN = Path(__file__).with_name("golden")
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
CARDS = CaseCards("C0PRIVACY")
JAN = "U00000JAN0"
Shows = Callable[[Path, Message | Block], None]
PERSON = CasePerson(name="Joke <b>Smit</b>", email="joke@voorbeeld.example", subject="Inzage")
CONTENT = MailContent(
    sender=PERSON.email, subject="Inzage & meer", text="Graag <!channel> inzage.\n", attachments=("a.pdf",)
)


def opened(
    rooms: Rooms, flags: tuple[str, ...] = (), person: CasePerson = PERSON, content: MailContent = CONTENT
) -> str:
    new = NewCase(person, content, ("access", "erasure"), "nl", flags, "print", "id", acknowledge=True)
    with rooms.store.change("intake") as change:
        return rooms.cases.open(change, new)


def texts(language: str) -> Texts:
    return Texts(language, AMSTERDAM)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("state", ["new", "flagged", "in_progress", "answered", "withdrawn", "not_a_request"])
def test_cards(rooms: Rooms, shows: Shows, state: str, language: str) -> None:
    number = opened(rooms, ("own_domain", "several_from") if state == "flagged" else ())
    if state in ("in_progress", "answered"):
        rooms.cases.confirm_proposed(number, JAN, "")
        rooms.cases.take(number, JAN, "")
    if state == "answered":
        rooms.cases.answer(number, JAN, "words", "")
    if state in ("withdrawn", "not_a_request"):
        rooms.cases.close(number, JAN, CaseState(state), "")
    with rooms.store.read() as session:
        shows(GOLDEN / f"card.{state}.{language}.json", CARDS.card(session, number, texts(language)))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_modals(rooms: Rooms, shows: Shows, language: str) -> None:
    number, say = opened(rooms), texts(language)
    shows(GOLDEN / f"modal.message.{language}.json", CARDS.message_modal(*rooms.cases.look(number, JAN), say))
    shows(GOLDEN / f"modal.why.{language}.json", CARDS.why_modal(number, rooms.cases.dates(number), say))
    shows(GOLDEN / f"modal.types.{language}.json", CARDS.types_modal(number, ["access"], say))
    shows(GOLDEN / f"modal.answer.{language}.json", CARDS.answer_modal(number, say, texts("nl")))
    shows(GOLDEN / f"modal.close.{language}.json", CARDS.close_modal(number, say))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_quarantine(rooms: Rooms, shows: Shows, language: str) -> None:
    cards, say = QuarantineCards("C0PRIVACY", rooms.quarantine), texts(language)
    raw = b"From: privacy@verdant.example\r\nSubject: <!channel>\r\n\r\nwis \x1b[2J alles\xff\r\n"
    assert rooms.intake.take(raw).outcome == "quarantine"
    with rooms.store.read() as session:
        shows(GOLDEN / f"quarantine.waiting.{language}.json", cards.card(session, "Q-1", say))
    shows(GOLDEN / f"modal.quarantine.{language}.json", cards.modal(*rooms.quarantine.look("Q-1", JAN), say))
    rooms.quarantine.settle("Q-1", JAN, "")
    with rooms.store.read() as session:
        shows(GOLDEN / f"quarantine.settled.{language}.json", cards.card(session, "Q-1", say))


WORDS = st.text(max_size=4000)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(WORDS, WORDS, st.lists(st.text(max_size=200), max_size=30), st.emails())
def test_whatever_a_customer_writes_the_card_fits_and_keeps_it_to_itself(
    rooms: Rooms,
    problems: Callable[[Message | Block], list[str]],
    subject: str,
    words: str,
    names: list[str],
    address: str,
) -> None:
    person = CasePerson(name="Geertruida Plantinga", email=address, subject=subject[:300])
    content = MailContent(sender=address, subject=f"Plantinga {subject}", text=words, attachments=tuple(names))
    number = opened(rooms, ("own_domain",), person, content)
    with rooms.store.read() as session:
        card = CARDS.card(session, number, texts("nl"))
        shown = json.dumps([card.text, CARDS.summary(session, number, texts("nl")), card.blocks], ensure_ascii=False)
    assert "Plantinga" not in shown
    assert address not in shown
    assert problems(card) + problems(CARDS.message_modal(*rooms.cases.look(number, JAN), texts("nl"))) == []


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=4000))
def test_any_quarantined_bytes_fit_a_modal(
    rooms: Rooms, problems: Callable[[Message | Block], list[str]], noise: bytes
) -> None:
    rooms.intake.take(b"From: privacy@verdant.example\r\n\r\n" + noise)
    cards = QuarantineCards("C0PRIVACY", rooms.quarantine)
    numbers = [each.subject for each in rooms.effects(kind="slack.card") if each.subject.startswith("Q-")]
    assert numbers
    assert problems(cards.modal(*rooms.quarantine.look(numbers[-1], JAN), texts("nl"))) == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_card_of_a_real_mail_says_who_wrote_it(rooms: Rooms, language: str) -> None:
    mail = EmailMessage()
    mail["From"] = "Geertruida Plantinga <g.plantinga@planted.example>"
    mail["To"] = "privacy@verdant.example"
    mail["Reply-To"] = "elsewhere@other.example"
    mail["Subject"] = "Inzage Plantinga 06-98765432"
    mail.set_content("Graag inzage in mijn gegevens, Geertruida Plantinga, 06-98765432, BSN 999990019.")
    mail.add_attachment(b"x", maintype="application", subtype="pdf", filename="plantinga.pdf")
    number = rooms.intake.take(mail.as_bytes()).case
    assert number is not None
    with rooms.store.read() as session:
        card = CARDS.card(session, number, texts(language))
        home = CARDS.home(session, JAN, texts(language))
    shown = json.dumps([card.text, card.blocks, home], ensure_ascii=False).casefold()
    for word in ("plantinga", "geertruida", "planted", "98765432", "999990019", "elsewhere", "pdf"):
        assert word not in shown
    said = json.dumps([each.detail for each in rooms.effects()]).casefold()
    assert "plantinga" not in said
