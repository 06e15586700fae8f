"""The browser page, in a real browser, against a real app that listens over Socket Mode."""

from __future__ import annotations

import json
import os
import re
import shutil
import smtplib
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright
from slack_bolt import Ack, App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler

from integrations.sandbox import world
from integrations.sandbox.desk import Desk
from integrations.sandbox.smtp_out import Arrived, SmtpOut
from tests.driver.browser import CHROMIUM
from tests.integrations.sandbox_desk.running import Running, running_desk

pytestmark = pytest.mark.browser

Json = dict[str, Any]

MANIFEST: Json = {
    "features": {
        "slash_commands": [
            {"command": "/balie", "description": "Hulp", "usage_hint": "[vraag]"},
            {"command": "/terugbel", "description": "Nieuw terugbelverzoek"},
        ],
        "shortcuts": [{"name": "Maak terugbelverzoek", "type": "message", "callback_id": "make", "description": "x"}],
    },
    "settings": {"event_subscriptions": {"bot_events": ["app_home_opened"]}},
}


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def section(text: str) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def button(text: str, action: str, **more: object) -> Json:
    return {"type": "button", "text": plain(text), "action_id": action, **more}


def field(label: str, element: Json, *, optional: bool = False) -> Json:
    name = element["action_id"]
    return {"type": "input", "block_id": name, "label": plain(label), "element": element, "optional": optional}


CARD = [
    {"type": "header", "text": plain("CB-2026-0001")},
    section("*Wens* morgen <script>window.hacked=1</script> &lt;b&gt; <javascript:window.hacked=1|klik>"),
    section("Zie https://voorbeeld.example/a?b=1&amp;c=2. <https://voorbeeld.example|Daar>, `<b>` en *~samen~*"),
    {
        "type": "actions",
        "elements": [
            button("Ik bel", "claim", style="primary"),
            button("Invullen", "fill"),
            button(
                "Sluiten",
                "shut",
                style="danger",
                confirm={
                    "title": plain("Zeker?"),
                    "text": plain("Dit gaat dicht."),
                    "confirm": plain("Sluit"),
                    "deny": plain("Niet"),
                },
            ),
        ],
    },
]
OPTIONS = [{"text": plain(word), "value": word.lower()} for word in ("Inzage", "Wissen")]
MODAL: Json = {
    "type": "modal",
    "callback_id": "form",
    "title": plain("Invullen"),
    "submit": plain("Bewaren"),
    "close": plain("Annuleren"),
    "blocks": [
        field("Reden", {"type": "plain_text_input", "action_id": "why"}),
        field("Dag", {"type": "datepicker", "action_id": "day", "initial_date": "2026-11-25"}),
        field("Moment", {"type": "datetimepicker", "action_id": "at", "initial_date_time": 1795600800}),
        field("Soort", {"type": "static_select", "action_id": "kind", "options": OPTIONS}),
        field("Klant", {"type": "external_select", "action_id": "who", "min_query_length": 2}, optional=True),
        field("Vinkjes", {"type": "checkboxes", "action_id": "ticks", "options": OPTIONS}, optional=True),
        {"type": "actions", "block_id": "more", "elements": [button("Nog een", "push")]},
    ],
}


class Balie:
    """A small app: it answers clicks, fills modals and remembers what it was told."""

    def __init__(self, running: Running) -> None:
        api = f"{running.url}/api/"
        self.client = WebClient(world.BOT_TOKEN, base_url=api, retry_handlers=[RateLimitErrorRetryHandler(3)])
        self.submitted: list[Json] = []
        self.commands: list[str] = []
        app = App(client=self.client, token_verification_enabled=False)
        app.action("claim")(self._claim)
        app.action("shut")(self._shut)
        app.action("fill")(self._fill)
        app.action("push")(self._push)
        app.options("who")(self._suggest)
        app.view("form")(self._submit)
        app.command("/balie")(self._command)
        app.shortcut("make")(self._make)
        app.event("app_home_opened")(self._home)
        self._handler = SocketModeHandler(
            app, world.APP_TOKEN, web_client=WebClient(world.APP_TOKEN, base_url=api), ping_interval=0.5
        )
        self._handler.connect()  # type: ignore[no-untyped-call]

    def close(self) -> None:
        self._handler.close()  # type: ignore[no-untyped-call]

    def post(self, text: str, blocks: list[Json]) -> str:
        return str(self.client.chat_postMessage(channel=world.SERVICEDESK, text=text, blocks=blocks)["ts"])

    def _claim(self, ack: Ack, body: Json) -> None:
        ack()
        said = [CARD[0], section(f"*Wie* <@{body['user']['id']}>"), CARD[3]]
        self.client.chat_update(channel=body["channel"]["id"], ts=body["message"]["ts"], text="geclaimd", blocks=said)
        self._whisper(body, "Jij belt.")

    def _shut(self, ack: Ack, body: Json) -> None:
        ack()
        self._whisper(body, "Gesloten.")

    def _fill(self, ack: Ack, body: Json) -> None:
        ack()
        self.client.views_open(trigger_id=body["trigger_id"], view=MODAL)

    def _make(self, ack: Ack, body: Json) -> None:
        ack()
        self.client.views_open(trigger_id=body["trigger_id"], view={**MODAL, "title": plain("Snelkoppeling")})

    def _whisper(self, body: Json, text: str) -> None:
        self.client.chat_postEphemeral(channel=body["channel"]["id"], user=body["user"]["id"], text=text)

    def _push(self, ack: Ack, body: Json) -> None:
        ack()
        view = {"type": "modal", "title": plain("Bovenop"), "close": plain("Terug"), "blocks": [section("Daarom.")]}
        self.client.views_push(trigger_id=body["trigger_id"], view=view)

    def _suggest(self, ack: Ack, payload: Json) -> None:
        ack(options=[{"text": plain(f"{payload['value']}brug"), "value": "c-1"}])

    def _submit(self, ack: Ack, view: Json) -> None:
        values = view["state"]["values"]
        if len(values["why"]["why"]["value"]) < 5:
            ack(response_action="errors", errors={"why": "Minstens vijf tekens."})
            return
        ack()
        self.submitted.append(values)

    def _command(self, ack: Ack, command: Json) -> None:
        self.commands.append(command["text"])
        ack("Hier is hulp.")

    def _home(self, event: Json) -> None:
        self.client.views_publish(user_id=event["user"], view={"type": "home", "blocks": [section("Mijn dag")]})


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium")
    if path is None:
        if os.environ.get("BALIE_TEST_REQUIRE_ALL") == "1":
            pytest.fail("Chromium is not installed, and BALIE_TEST_REQUIRE_ALL=1 wants it")
        pytest.skip("Chromium is not installed: the page is not tested")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture
def letters() -> Iterator[tuple[list[Arrived], tuple[str, int]]]:
    received: list[Arrived] = []
    desk = Desk()
    server = SmtpOut(desk, received.append).start()
    host, _, port = server.url.removeprefix("smtp://").rpartition(":")
    yield received, (host, int(port))
    server.stop()
    desk.close()


@pytest.fixture
def running(letters: tuple[list[Arrived], tuple[str, int]]) -> Iterator[Running]:
    with running_desk(privacy_smtp=letters[1]) as found:
        yield found


@pytest.fixture
def balie(running: Running) -> Iterator[Balie]:
    requests.put(f"{running.url}/desk/api/manifest", json=MANIFEST, timeout=5).raise_for_status()
    app = Balie(running)
    yield app
    app.close()


@pytest.fixture
def page(chromium: Browser, running: Running) -> Iterator[Page]:
    """A page that must stay without errors and without a request to elsewhere."""
    context = chromium.new_context(viewport={"width": 1280, "height": 820}, locale="nl-NL")
    tab = context.new_page()
    tab.set_default_timeout(8000)
    trouble: list[str] = []
    tab.on("pageerror", lambda error: trouble.append(f"error: {error}"))
    tab.on("console", lambda said: trouble.append(f"console: {said.text}") if said.type == "error" else None)
    tab.on("response", lambda got: trouble.append(f"{got.status} {got.url}") if got.status >= 400 else None)
    tab.on("request", lambda sent: None if sent.url.startswith(running.url) else trouble.append(f"asked {sent.url}"))
    yield tab
    context.close()
    assert trouble == []


def visit(page: Page, running: Running, path: str) -> None:
    page.goto(f"{running.url}/#/{path}")


def message(page: Page, ts: str) -> Locator:
    return page.locator(f'.slack-center [data-ts="{ts}"]')


def test_a_request_travels_from_the_customer_to_the_agent_and_back(page: Page, running: Running) -> None:
    visit(page, running, "")
    page.get_by_role("button", name="Wat kan ik hier proberen?").click()
    story = page.get_by_role("dialog", name="Wat kan ik hier proberen?").locator('[data-story="1"]')
    story.get_by_role("button", name="Zet dit voor mij klaar").click()
    expect(page.get_by_label("Ik wil niet dat het gesprek wordt opgenomen")).to_be_checked()
    page.get_by_role("button", name="Verzoek versturen").click()
    expect(page.locator("[data-list=my-tickets] [data-number='10001']")).to_contain_text("nieuw")
    fields = running.get("tickets/10001")["fields"]
    assert (fields["geen_opname"], fields["contactvoorkeur"], fields["telefoon"]) == (
        True,
        "telefoon",
        "06 12 34 09 87",
    )

    page.get_by_role("link", name="Tickets", exact=True).click()
    page.get_by_role("link", name=re.compile("#10001")).click()
    page.get_by_label("Notitie of antwoord").fill("Alleen voor ons")
    page.get_by_role("button", name="Toevoegen").click()
    expect(page.locator('.history [data-public="false"]')).to_contain_text("Intern")
    page.get_by_label("Notitie of antwoord").fill("Wij bellen u.")
    page.get_by_label("Naar de klant sturen").check()
    page.get_by_role("button", name="Toevoegen").click()
    expect(page.locator('.history [data-public="true"]').last).to_contain_text("Wij bellen u.")
    page.get_by_label("Status").select_option("solved")
    expect(page.locator('.row[data-number="10001"]')).to_have_attribute("data-status", "solved")

    visit(page, running, "klant/tickets")
    own = page.locator('[data-number="10001"]')
    expect(own).to_contain_text("Wij bellen u.")
    expect(own).not_to_contain_text("Alleen voor ons")
    own.get_by_label("Uw reactie").fill("Dank u wel")
    own.get_by_role("button", name="Reactie versturen").click()
    expect(own).to_contain_text("Dank u wel")
    expect(own).to_contain_text("open")
    page.get_by_role("link", name="Ontvangen post").click()
    expect(page.locator("[data-source=desk]")).to_contain_text("Re: Graag terugbellen")


def test_a_letter_is_sent_and_the_answer_comes_back(
    page: Page, running: Running, letters: tuple[list[Arrived], tuple[str, int]]
) -> None:
    visit(page, running, "klant/mail")
    page.get_by_label("Voorbeeldtekst").select_option("inzage")
    expect(page.get_by_label("Onderwerp")).to_have_value("Inzage in mijn persoonsgegevens")
    page.get_by_label("Bijlagen").set_input_files(
        {"name": "kopie.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-"}
    )
    page.get_by_role("button", name="E-mail versturen").click()
    expect(page.locator(".toast", has_text="De e-mail is verstuurd.")).to_be_visible()
    assert b"kopie.pdf" in letters[0][0].raw
    assert letters[0][0].recipients == ("privacy@verdant.example",)

    with smtplib.SMTP(*running.smtp_out, timeout=5) as smtp:
        smtp.sendmail(
            "",
            ["inge.smit@lingebrug.example"],
            b"From: privacy@verdant.example\r\nTo: inge.smit@lingebrug.example\r\nSubject: AVG-2026-0001 <b>\r\n"
            b"Message-ID: <r1@verdant.example>\r\n\r\nOntvangen <img src=x onerror=window.hacked=1>\r\n",
        )
    expect(page.locator("[data-source=balie]")).to_contain_text("Ontvangen <img src=x")
    page.get_by_role("link", name="Postvak UIT").click()
    page.get_by_role("link", name=re.compile("AVG-2026-0001 <b>")).click()
    expect(page.locator("article.letter")).to_contain_text("(lege afzender) → inge.smit@lingebrug.example")
    page.get_by_text("Alle kopregels").click()
    expect(page.locator(".headers")).to_contain_text("<r1@verdant.example>")
    visit(page, running, "klant/post")
    page.get_by_role("button", name="Beantwoorden").click()
    page.get_by_label("Bericht", exact=False).last.fill("Hier is mijn antwoord.")
    page.get_by_role("button", name="E-mail versturen").click()
    expect(page).to_have_url(re.compile("#/klant/post$"))
    assert b"In-Reply-To: <r1@verdant.example>" in letters[0][-1].raw
    assert page.evaluate("window.hacked") is None


def test_a_card_appears_by_itself_and_is_only_text(page: Page, running: Running, balie: Balie) -> None:
    visit(page, running, f"slack/{world.SERVICEDESK}")
    expect(page.get_by_text("Nog geen berichten")).to_be_visible()
    ts = balie.post("CB-2026-0001 staat klaar", CARD)
    card = message(page, ts)
    expect(card).to_contain_text("<script>window.hacked=1</script> <b> klik")
    expect(card.get_by_role("heading", name="CB-2026-0001")).to_be_visible()
    expect(page.get_by_text("Nog geen berichten")).to_be_hidden()
    expect(page.locator("#live")).to_have_text("Nieuw bericht in #servicedesk van Balie: CB-2026-0001 staat klaar")
    links = card.locator("a")
    expect(links).to_have_text(["https://voorbeeld.example/a?b=1&c=2", "Daar"])
    expect(links.first).to_have_attribute("href", "https://voorbeeld.example/a?b=1&c=2")
    expect(card.locator("strong s")).to_have_text("samen")
    assert page.evaluate("window.hacked") is None
    card.get_by_role("button", name="Ik bel").click()
    expect(card).to_contain_text("@Sanne de Wit")
    whisper = page.locator("[data-ephemeral=true]")
    expect(whisper).to_contain_text("Alleen zichtbaar voor jou")
    expect(whisper).to_contain_text("Jij belt.")
    # The card was drawn anew while its button had the focus: the same button has it again.
    expect(card.get_by_role("button", name="Ik bel")).to_be_focused()
    page.get_by_label("U bent nu").select_option(world.YOUSSEF.id)
    expect(card).to_contain_text("@Sanne de Wit")
    expect(page.locator("[data-ephemeral=true]")).to_have_count(0)


def test_a_button_may_ask_first(page: Page, running: Running, balie: Balie) -> None:
    ts = balie.post("kaart", CARD)
    visit(page, running, f"slack/{world.SERVICEDESK}")
    shut = message(page, ts).get_by_role("button", name="Sluiten")
    shut.click()
    question = page.get_by_role("dialog", name="Zeker?")
    question.get_by_role("button", name="Niet").click()
    expect(question).to_have_count(0)
    expect(shut).to_be_focused()
    assert running.get("counts")["slack"].get("clicks", 0) == 0
    shut.click()
    question.get_by_role("button", name="Sluit", exact=True).click()
    expect(page.locator("[data-ephemeral=true]")).to_contain_text("Gesloten.")


def test_a_modal_is_filled_in_covered_corrected_and_submitted(page: Page, running: Running, balie: Balie) -> None:
    ts = balie.post("kaart", CARD)
    visit(page, running, f"slack/{world.SERVICEDESK}")
    message(page, ts).get_by_role("button", name="Invullen").click()
    dialog = page.get_by_role("dialog", name="Invullen")
    why = dialog.get_by_label("Reden")
    expect(why).to_be_focused()
    dialog.get_by_role("button", name="Bewaren").click()
    expect(why).to_have_attribute("aria-invalid", "true")
    why.fill("kort")
    dialog.get_by_label("Soort").select_option(label="Wissen")
    dialog.get_by_label("Inzage").check()
    dialog.get_by_label("Zoeken").fill("Linge")
    dialog.get_by_label("Klant").select_option(label="Lingebrug")
    dialog.get_by_role("button", name="Nog een").click()
    above = page.get_by_role("dialog", name="Bovenop")
    expect(above).to_contain_text("Daarom.")
    above.get_by_role("button", name="Vorige venster").click()
    expect(why).to_have_value("kort")
    expect(dialog.get_by_label("Inzage")).to_be_checked()
    dialog.get_by_role("button", name="Bewaren").click()
    expect(dialog.locator('[data-block-id="why"]').get_by_text("Minstens vijf tekens.")).to_be_visible()
    why.fill("lang genoeg")
    dialog.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    values = balie.submitted[0]
    assert values["why"]["why"]["value"] == "lang genoeg"
    assert values["day"]["day"]["selected_date"] == "2026-11-25"
    assert values["at"]["at"]["selected_date_time"] == 1795600800
    assert values["kind"]["kind"]["selected_option"]["value"] == "wissen"
    assert values["who"]["who"]["selected_option"]["value"] == "c-1"
    assert [one["value"] for one in values["ticks"]["ticks"]["selected_options"]] == ["inzage"]
    assert running.get("counts")["slack"]["violations"] == []


FOCUS_OUTSIDE = """() => {
  const at = document.activeElement;
  return at !== document.body && !document.querySelector('dialog').contains(at);
}"""


def test_escape_closes_a_modal_and_the_focus_stays_inside_while_it_is_open(
    page: Page, running: Running, balie: Balie
) -> None:
    ts = balie.post("kaart", CARD)
    visit(page, running, f"slack/{world.SERVICEDESK}")
    opener = message(page, ts).get_by_role("button", name="Invullen")
    opener.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Invullen")).to_be_visible()
    for _ in range(25):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS_OUTSIDE) is False
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(opener).to_be_focused()
    assert running.get("views", **{"as": world.SANNE.id})["views"] == []


def test_commands_are_offered_while_typing(page: Page, running: Running, balie: Balie) -> None:
    visit(page, running, f"slack/{world.SERVICEDESK}")
    box = page.get_by_label("Bericht aan #servicedesk")
    box.press_sequentially("/")
    hints = page.get_by_role("listbox", name="Opdrachten")
    expect(hints.get_by_role("option")).to_have_count(2)
    box.press("ArrowDown")
    expect(hints.get_by_role("option").filter(has_text="/terugbel")).to_have_attribute("aria-selected", "true")
    box.press("ArrowUp")
    box.press("Tab")
    expect(box).to_have_value("/balie ")
    box.press_sequentially("wat kan je?")
    box.press("Enter")
    expect(page.locator("[data-ephemeral=true]")).to_contain_text("Hier is hulp.")
    expect(box).to_have_value("")
    assert balie.commands == ["wat kan je?"]
    box.fill("/onbekend iets")
    box.press("Enter")
    expect(page.locator(".toast", has_text="/onbekend is hier geen opdracht.")).to_be_visible()
    expect(box).to_have_value("/onbekend iets")


def test_talking_in_a_channel_and_in_a_thread(page: Page, running: Running, balie: Balie) -> None:
    visit(page, running, f"slack/{world.SERVICEDESK}")
    box = page.get_by_label("Bericht aan #servicedesk")
    box.fill("Wie belt er? *ik* <b>")
    box.press("Enter")
    said = page.locator(".slack-center .message", has_text="Wie belt er?")
    expect(said).to_contain_text("Wie belt er? ik <b>")
    said.hover()
    said.get_by_role("button", name="Antwoord in thread").click()
    thread = page.get_by_role("complementary", name="Thread")
    thread.get_by_label("Antwoord in de thread").fill("Ik doe het")
    thread.get_by_role("button", name="Versturen").click()
    expect(thread.locator("[data-ts]")).to_have_count(2)
    expect(said.get_by_role("button", name="1 antwoord")).to_be_visible()
    thread.get_by_role("button", name="Thread sluiten").click()
    expect(thread).to_be_hidden()
    said.hover()
    said.get_by_role("button", name="Meer acties bij dit bericht").click()
    page.get_by_role("menuitem", name=re.compile("Maak terugbelverzoek")).click()
    expect(page.get_by_role("dialog", name="Snelkoppeling")).to_be_visible()


def test_everybody_sees_their_own_channels_and_home(page: Page, running: Running, balie: Balie) -> None:
    visit(page, running, "slack/home")
    expect(page.locator("[data-role=home]")).to_contain_text("Mijn dag")
    side = page.get_by_role("navigation", name="Slack-werkruimte")
    expect(side.locator("[data-channel]")).to_have_count(3)
    page.get_by_label("U bent nu").select_option(label="Koen Visser · manager")
    expect(side.locator("[data-channel]")).to_have_count(5)
    expect(side.get_by_role("button", name=re.compile("managers"))).to_contain_text("besloten")


def test_an_app_that_is_away_is_told(page: Page, running: Running, balie: Balie) -> None:
    ts = balie.post("kaart", CARD)
    balie.close()
    visit(page, running, f"slack/{world.SERVICEDESK}")
    page.set_default_timeout(15000)
    message(page, ts).get_by_role("button", name="Invullen").click()
    expect(page.locator(".toast-problem")).to_contain_text("Balie antwoordde niet binnen drie seconden.", timeout=8000)


def test_the_clock_moves_on(page: Page, running: Running) -> None:
    visit(page, running, "klant")
    clock = page.get_by_role("group", name="Klok van de oefenplek")
    before = running.desk.clock.now()
    clock.get_by_role("button", name="+4 weken").click()
    expect(page.locator("#live")).to_contain_text("De klok staat nu op")
    assert 27 <= (running.desk.clock.now() - before).days <= 28
    clock.get_by_role("button", name="Volgende werkdag 09:00").click()
    expect(clock.locator("time")).to_contain_text("09:00")
    running.post("clock", {"advance": "PT1H"})
    expect(clock.locator("time")).to_contain_text("10:00")


def test_english_and_dark_at_choice(page: Page, running: Running) -> None:
    visit(page, running, "tickets")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="Tickets")).to_be_visible()
    expect(page.get_by_text("There are no tickets yet.")).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "en"
    for theme in ("light", "dark"):
        page.locator("[data-role=theme]").click()
        expect(page.locator("[data-role=theme]")).to_have_attribute("aria-label", f"Appearance: {theme}")
    page.reload()
    expect(page.get_by_text("There are no tickets yet.")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).colorScheme") == "dark"


VIEWS = ["klant", "klant/tickets", "klant/mail/inzage", "klant/post", "slack", "slack/home", "uit", "tickets/10001"]

NAMELESS = """() => [...document.querySelectorAll('button, a, input, select, textarea, summary')]
  .filter((node) => node.offsetParent !== null)
  .filter((node) => !(node.getAttribute('aria-label') || node.labels?.length || node.textContent.trim()))
  .map((node) => node.outerHTML.slice(0, 120))"""


def test_every_view_has_names_landmarks_and_fits(page: Page, running: Running, balie: Balie) -> None:
    running.post("tickets", {"email": "inge.smit@lingebrug.example", "subject": "Bellen", "text": "x" * 300})
    balie.post("kaart", CARD)
    for width in (1000, 1440):
        page.set_viewport_size({"width": width, "height": 760})
        for view in VIEWS:
            visit(page, running, view)
            expect(page.locator("main h1")).to_have_count(1)
            expect(page.get_by_role("banner")).to_have_count(1)
            expect(page.get_by_role("main")).to_have_count(1)
            expect(page.locator('.rail [aria-current="page"]')).to_have_count(1)
            assert page.evaluate(NAMELESS) == [], view
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, view
            doubled = page.evaluate(
                "() => { const ids = [...document.querySelectorAll('[id]')].map((n) => n.id);"
                " return ids.filter((id, at) => ids.indexOf(id) !== at) }"
            )
            assert doubled == [], view


COLOURS = """(names) => {
  const style = getComputedStyle(document.documentElement);
  return names.map((name) => style.getPropertyValue('--' + name).trim());
}"""


def test_text_can_be_read_in_both_themes(page: Page, running: Running) -> None:
    """WCAG 2.2, 1.4.3: 4.5 : 1 for the pairs of colours that carry text."""
    visit(page, running, "klant")
    pairs = [
        *((ink, paper) for ink in ("ink", "ink-soft") for paper in ("paper", "sheet", "raised", "sunken")),
        *((ink, paper) for ink in ("brand", "danger") for paper in ("sheet", "raised")),
        ("on-brand", "brand"),
        ("on-brand", "brand-strong"),
        ("brand-strong", "brand-wash"),
        ("gold-ink", "gold-wash"),
        ("danger", "danger-wash"),
        ("good", "good-wash"),
        ("violet", "violet-wash"),
    ]
    for theme in ("light", "dark"):
        page.evaluate(f"document.documentElement.dataset.theme = {json.dumps(theme)}")
        for ink, paper in pairs:
            colours = page.evaluate(COLOURS, [ink, paper])
            assert contrast(*colours) >= 4.5, (theme, ink, paper)


def contrast(one: str, other: str) -> float:
    """WCAG's contrast of two colours written #rrggbb."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
