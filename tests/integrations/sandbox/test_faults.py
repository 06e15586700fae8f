"""Which calls meet a fault."""

from __future__ import annotations

from typing import Any

import pytest

from integrations.sandbox.faults import Faults, NoSuchFault


def test_a_fault_strikes_its_own_service_and_methods() -> None:
    faults = Faults()
    faults.add({"service": "slack", "kind": "error500", "method": "chat.*"})
    assert faults.pick("slack", "chat.postMessage") is not None
    assert faults.pick("slack", "views.open") is None
    assert faults.pick("tickets", "chat.postMessage") is None


def test_times_count_down() -> None:
    faults = Faults()
    faults.add({"service": "mail", "kind": "down", "times": 2})
    assert [faults.pick("mail", "x") is not None for _ in range(4)] == [True, True, False, False]


def test_the_same_seed_brings_the_same_trouble() -> None:
    def series(seed: int) -> list[bool]:
        faults = Faults()
        faults.add({"service": "slack", "kind": "error500", "probability": 0.5, "seed": seed})
        return [faults.pick("slack", "x") is not None for _ in range(40)]

    assert series(7) == series(7)
    assert series(7) != series(8)
    assert 5 < sum(series(7)) < 35


def test_healing_one_service_leaves_the_others_ill() -> None:
    faults = Faults()
    faults.add({"service": "slack", "kind": "down"})
    faults.add({"service": "mail", "kind": "down"})
    faults.clear("slack")
    assert faults.pick("slack", "x") is None
    assert faults.pick("mail", "x") is not None
    faults.clear()
    assert faults.as_json() == []


def test_a_repeat_is_for_deliveries_only() -> None:
    faults = Faults()
    faults.add({"service": "slack", "kind": "repeat_delivery", "times": 1})
    assert faults.pick("slack", "chat.postMessage") is None
    assert faults.repeats("slack", "interactive") == 1
    assert faults.repeats("slack", "interactive") == 0


def test_a_fault_for_everything_does_not_strike_what_must_be_named() -> None:
    faults = Faults()
    faults.add({"service": "slack", "kind": "lost_answer"})
    assert faults.pick("slack", "interactive", ("lost_answer",), named=True) is None
    assert faults.pick("slack", "chat.postMessage") is not None


@pytest.mark.parametrize(
    "wish",
    [
        {"service": "fax", "kind": "down"},
        {"service": "slack", "kind": "fire"},
        {"service": "slack", "kind": "down", "tmies": 1},
        {"service": "slack", "kind": "delay", "seconds": "long"},
    ],
)
def test_a_wish_that_is_not_understood_is_refused(wish: dict[str, Any]) -> None:
    with pytest.raises(NoSuchFault):
        Faults().add(wish)
