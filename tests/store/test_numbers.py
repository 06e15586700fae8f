"""Numbers that people see have no gaps."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.store.database import Store
from bot.store.numbers import next_number


def test_series_and_years_count_apart_and_grow_past_four_digits(store: Store) -> None:
    with store.change("test") as change:
        given = [next_number(change.session, *each) for each in (("AVG", 2026), ("CB", 2026), ("AVG", 2026))]
        assert given == ["AVG-2026-0001", "CB-2026-0001", "AVG-2026-0002"]
        assert next_number(change.session, "AVG", 2027) == "AVG-2027-0001"
        change.session.connection().exec_driver_sql("UPDATE counter SET last = 9999 WHERE series = 'CB'")
        assert next_number(change.session, "CB", 2026) == "CB-2026-10000"


def test_what_is_rolled_back_gives_its_number_back(any_store: Store) -> None:
    with any_store.change("test") as change:
        next_number(change.session, "AVG", 2026)

    def not_stored() -> None:
        with any_store.change("test") as change:
            assert next_number(change.session, "AVG", 2026) == "AVG-2026-0002"
            raise RuntimeError("not stored")

    with pytest.raises(RuntimeError, match="not stored"):
        not_stored()
    with any_store.change("test") as change:
        assert next_number(change.session, "AVG", 2026) == "AVG-2026-0002"


def test_no_gaps_and_no_doubles_under_threads_of_which_some_fail(any_store: Store) -> None:
    def take(turn: int) -> str | None:
        try:
            with any_store.change("test") as change:
                number = next_number(change.session, "AVG", 2026)
                if turn % 4 == 3:
                    raise RuntimeError
        except RuntimeError:
            return None
        return number

    with ThreadPoolExecutor(8) as pool:
        given = sorted(filter(None, pool.map(take, range(48))))
    assert given == [f"AVG-2026-{number:04d}" for number in range(1, 37)]
