"""The policy file: the promises as shipped, and clear words for what is wrong in a copy."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.desk.policy import DEFAULT, load
from bot.desk.settings import SettingsError


def changed(tmp_path: Path, *pairs: tuple[str, str]) -> Path:
    text = DEFAULT.read_text("utf-8")
    for old, new in pairs:
        assert text.count(old) >= 1
        text = text.replace(old, new, 1)
    path = tmp_path / "policy.toml"
    path.write_text(text, "utf-8")
    return path


def refused(path: Path) -> list[str]:
    with pytest.raises(SettingsError) as wrong:
        load(path)
    lines = str(wrong.value).splitlines()
    assert all(line.startswith(f"BALIE_POLICY: {path}") for line in lines)
    return [line.removeprefix(f"BALIE_POLICY: {path}") for line in lines]


def test_what_is_shipped_keeps_the_statement() -> None:
    policy = load()
    assert policy.cases.promise_days == 28
    assert [(rung.rung, rung.who) for rung in policy.alerts.case] == [("steer_by", "team"), ("overdue", "managers")]
    assert [(rung.rung, rung.who) for rung in policy.alerts.callback] == [("due", "team"), ("overdue", "managers")]


def test_a_copy_may_promise_more(tmp_path: Path) -> None:
    assert load(changed(tmp_path, ("promise_days = 28", "promise_days = 14"))).cases.promise_days == 14


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("promise_days = 28", "promise_days = 29", ": cases.promise_days: Input should be less than or equal to 28"),
        ("promise_days = 28", 'promise_days = "soon"', ": cases.promise_days: Input should be a valid integer"),
        ("promise_days = 28", "", ": cases.promise_days: Field required"),
        ("most_attempts", "most_atempts", ": callbacks.most_attempts: Field required"),
        ('who = "team"', 'who = "boss"', ": alerts.case.0.who: Input should be 'team' or 'managers'"),
        ('rung = "steer_by"', 'rung = "early"', ": alerts: case rung 'early' is not known; use overdue or steer_by"),
        ('rung = "due"', 'rung = "now"', ": alerts: callback rung 'now' is not known; use due or overdue"),
        (
            'rung = "overdue"\nmoment = "promised"\npassed = true\nwho = "managers"',
            'rung = "steer_by"\nmoment = "promised"\nwho = "team"',
            ": alerts: case rung 'steer_by' for team is there twice; keep one",
        ),
        ("[cases]", "[cases", " is not TOML"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert refused(changed(tmp_path, (old, new)))[0].startswith(told)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    assert "cannot be read" in refused(tmp_path / "absent.toml")[0]
    assert "cannot be read" in refused(tmp_path)[0]
    (tmp_path / "latin.toml").write_bytes(b"# caf\xe9\n")
    assert "is not TOML" in refused(tmp_path / "latin.toml")[0]
