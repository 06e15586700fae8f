"""The page's files: served strictly, whole, and nothing else; and the next working day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import requests

from integrations.sandbox import pages
from integrations.sandbox.pages import next_workday
from tests.integrations.sandbox_desk.running import Running, running_desk

STATIC = Path(pages.__file__).parent / "static"
SCRIPTS = sorted((STATIC / "js").glob("*.js"))


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    with running_desk() as found:
        yield found


def test_the_page_forbids_scripts_from_elsewhere(running: Running) -> None:
    answer = requests.get(running.url + "/", timeout=5)
    policy = answer.headers["Content-Security-Policy"]
    assert answer.headers["Content-Type"].startswith("text/html")
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert re.findall(r"<script[^>]*>", answer.text) == ['<script type="module" src="/desk/static/js/app.js">']
    assert not re.search(r'(?:href|src)="(?:https?:)?//', answer.text)
    assert " style=" not in answer.text


def test_every_file_that_a_file_asks_for_is_there(running: Running) -> None:
    page = requests.get(running.url + "/", timeout=5).text
    wanted = set(re.findall(r'(?:href|src)="(/desk/static/[^"]+)"', page))
    for script in SCRIPTS:
        wanted |= {f"/desk/static/js/{name}" for name in re.findall(r'from "\./([\w.]+)"', script.read_text("utf-8"))}
    assert len(wanted) > 20
    for path in wanted:
        answer = requests.get(running.url + path, timeout=5)
        assert answer.status_code == 200, path
        kind = {"js": "javascript", "css": "text/css", "svg": "image/svg"}[path.rpartition(".")[2]]
        assert kind in answer.headers["Content-Type"], path


@pytest.mark.parametrize(
    "path", ["../pages.py", "..%2fpages.py", "js/../../pages.py", "js", "", "nope.js", "%00", "/etc/passwd"]
)
def test_nothing_else_is_served(running: Running, path: str) -> None:
    request = requests.Request("GET", running.url).prepare()
    request.url = f"{running.url}/desk/static/{path}"
    with requests.Session() as session:
        assert session.send(request, timeout=5).status_code == 404


def test_an_unchanged_file_is_not_sent_again(running: Running) -> None:
    first = requests.get(running.url + "/desk/static/js/app.js", timeout=5)
    again = requests.get(
        running.url + "/desk/static/js/app.js", headers={"If-None-Match": first.headers["ETag"]}, timeout=5
    )
    assert (again.status_code, again.content) == (304, b"")


def test_data_never_becomes_markup() -> None:
    for script in SCRIPTS:
        text = script.read_text("utf-8").replace('new Set(["innerHTML", "outerHTML", "srcdoc", "style"])', "")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", text), (
            script.name
        )


def test_both_languages_say_everything() -> None:
    keys = [
        set(re.findall(r'^ {2}"([\w.]+)":', (STATIC / "js" / name).read_text("utf-8"), re.MULTILINE))
        for name in ("words.nl.js", "words.en.js")
    ]
    assert keys[0] == keys[1]
    assert len(keys[0]) > 100
    used = {name for script in SCRIPTS for name in re.findall(r'\bt\("([\w.]+)"', script.read_text("utf-8"))}
    assert used <= keys[0]


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2026-11-24T09:30:00+01:00", "2026-11-25T09:00:00+01:00"),
        ("2026-11-24T08:59:00+01:00", "2026-11-24T09:00:00+01:00"),
        ("2026-11-24T09:00:00+01:00", "2026-11-25T09:00:00+01:00"),
        ("2026-11-27T18:00:00+01:00", "2026-11-30T09:00:00+01:00"),
        ("2026-12-24T10:00:00+01:00", "2026-12-28T09:00:00+01:00"),
        ("2026-12-31T10:00:00+01:00", "2027-01-04T09:00:00+01:00"),
        ("2027-03-26T10:00:00+01:00", "2027-03-30T09:00:00+02:00"),
        ("2026-04-26T22:30:00+00:00", "2026-04-28T09:00:00+02:00"),
    ],
)
def test_the_next_working_day(now: str, then: str) -> None:
    assert next_workday(datetime.fromisoformat(now).astimezone(UTC)) == datetime.fromisoformat(then)
