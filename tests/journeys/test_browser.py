"""Both main stories in a real browser, on a Balie that was started with no settings at all."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import requests
from playwright.sync_api import Page, expect, sync_playwright

from tests.driver.browser import CHROMIUM
from tests.driver.processes import _clean_environment, free_port
from tests.driver.waiting import wait_until

pytestmark = [pytest.mark.journey, pytest.mark.browser]

_PATIENCE_MS = 15_000


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """A Balie with everything embedded, as ``make run`` starts it, on free ports."""
    host = f"127.0.0.1:{free_port()}"
    settings = {"HTTP_ADDRESS": host, "MAIL_INBOX": f"smtp://127.0.0.1:{free_port()}"}
    command = [str(Path(sys.executable).parent / "balie"), "run"]
    with (tmp_path / "log").open("w") as log:
        balie = subprocess.Popen(
            command, env={**_clean_environment(), **settings}, cwd=tmp_path, stdout=log, stderr=log
        )
    try:
        wait_until(lambda: _is_well(f"http://{host}"), "a healthy Balie", (tmp_path / "log").read_text, 30)
        yield f"http://{host}"
    finally:
        balie.terminate()
        assert balie.wait(20) == 0


@pytest.fixture
def page() -> Iterator[Page]:
    """A browser window; without Chromium the journey is skipped, or fails where everything is required."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        if os.environ.get("BALIE_TEST_REQUIRE_ALL") == "1":
            pytest.fail("Chromium is not on this machine")
        pytest.skip("Chromium is not on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM)
        page = browser.new_page(viewport={"width": 1360, "height": 900}, locale="nl-NL")
        page.set_default_timeout(_PATIENCE_MS)
        expect.set_options(timeout=_PATIENCE_MS)
        yield page
        browser.close()


def test_a_callback_and_a_privacy_request(address: str, page: Page) -> None:
    page.goto(address)
    page.get_by_label("Onderwerp").fill("Koppeling DSO")
    page.get_by_label("Uw bericht").fill("Kunt u mij morgenochtend terugbellen? Liever niet opnemen.")
    page.get_by_label("Ik wil niet dat het gesprek wordt opgenomen").check()
    page.get_by_role("button", name="Verzoek versturen").click()
    expect(page.get_by_text("Uw verzoek is ontvangen als ticket 10001.")).to_be_visible()

    page.get_by_role("link", name="Slack").click()
    page.get_by_label("U bent nu").select_option(label="Sanne de Wit · medewerker")
    card = page.locator(".slack-center [data-ts]", has_text="CB-2026-0001")
    expect(card).to_contain_text("NIET OPNEMEN")
    card.get_by_role("button", name="Ik bel").click()
    expect(card).to_contain_text("belt (sinds")
    card.get_by_role("button", name="Toon nummer").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("+316")
    page.keyboard.press("Escape")
    card.get_by_role("button", name="Gesproken").click()
    expect(card).to_contain_text("gesproken door")
    _picture(page, "desk")

    page.get_by_role("link", name="Klant", exact=True).click()
    page.get_by_role("link", name="E-mail aan privacy").click()
    page.get_by_label("Voorbeeldtekst").select_option("inzage")
    page.get_by_role("button", name="E-mail versturen").click()
    expect(page.get_by_text("De e-mail is verstuurd.")).to_be_visible()

    page.get_by_role("link", name="Slack").click()
    page.get_by_label("U bent nu").select_option(label="Marit Bos · privacyfunctionaris")
    page.locator("[data-channel=C0PRIVACY01]").first.click()
    case = page.locator(".slack-center [data-ts]", has_text="AVG-2026-0001")
    case.get_by_role("button", name="Klopt").click()
    expect(case.get_by_role("button", name="Klopt")).to_have_count(0)
    case.get_by_role("button", name="Beantwoorden").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Je antwoord aan de klant").fill("Hierbij uw gegevens.")
    dialog.get_by_role("button", name="Versturen").click()
    expect(case).to_contain_text("beantwoord door")
    page.get_by_role("link", name="Postvak UIT").click()
    expect(page.get_by_text("Antwoord op uw verzoek").first).to_be_visible()


def _is_well(address: str) -> bool:
    with suppress(requests.RequestException):
        return requests.get(f"{address}/healthz", timeout=5).ok
    return False


def _picture(page: Page, name: str) -> None:
    """Keep a picture where somebody asks for it, for the README."""
    folder = os.environ.get("BALIE_PICTURES")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png")
