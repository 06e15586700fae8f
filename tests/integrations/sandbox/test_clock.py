"""The sandbox's clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from integrations.sandbox.clock import SandboxClock


def test_no_two_instants_are_the_same() -> None:
    clock = SandboxClock()
    told = [clock.now() for _ in range(1000)]
    assert told == sorted(set(told))


def test_it_tells_real_time_until_it_is_moved() -> None:
    assert abs(SandboxClock().now() - datetime.now(UTC)) < timedelta(seconds=5)


def test_another_process_sees_the_same_time(tmp_path: Path) -> None:
    here, there = SandboxClock(tmp_path / "clock.json"), SandboxClock(tmp_path / "clock.json")
    before = there.now()
    here.advance(timedelta(days=28))
    assert there.now() - before >= timedelta(days=28)
    there.advance(timedelta(days=2))
    assert here.offset == timedelta(days=30)


def test_the_offset_survives_a_restart(tmp_path: Path) -> None:
    SandboxClock(tmp_path / "clock.json").advance(timedelta(hours=3))
    assert SandboxClock(tmp_path / "clock.json").offset == timedelta(hours=3)


def test_it_never_moves_back(tmp_path: Path) -> None:
    clock = SandboxClock(tmp_path / "clock.json")
    clock.advance(timedelta(hours=1))
    with pytest.raises(ValueError, match="forward"):
        clock.advance(timedelta(seconds=-1))
    with pytest.raises(ValueError, match="forward"):
        clock.advance_to(datetime(2020, 1, 1, tzinfo=UTC))
    (tmp_path / "clock.json").write_text('{"offset_seconds": 1}')
    assert clock.offset == timedelta(hours=1)


def test_an_instant_needs_a_time_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        SandboxClock().advance_to(datetime(2099, 1, 1))  # noqa: DTZ001
