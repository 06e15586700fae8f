"""Instants and words in the database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy.exc import StatementError
from sqlmodel import select

from bot.store.database import Store
from bot.store.once import Delivery
from bot.work.ledger import Effect, EffectState

AMSTERDAM_SUMMER = timezone(timedelta(hours=2))


@pytest.mark.parametrize(
    "instant",
    [
        datetime(2026, 11, 24, 8, 30, 15, 123456, tzinfo=UTC),
        datetime(2026, 7, 1, 0, 30, tzinfo=AMSTERDAM_SUMMER),
        datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=timezone(timedelta(hours=1))),
    ],
)
def test_an_instant_comes_back_as_the_same_instant_in_utc(any_store: Store, instant: datetime) -> None:
    with any_store.change("test") as change:
        change.session.add(Delivery(key="a", at=instant))
    with any_store.read() as session:
        found = session.exec(select(Delivery.at)).one()
    assert found == instant
    assert found.utcoffset() == timedelta(0)


def test_instants_are_found_by_range_whatever_zone_they_were_given_in(any_store: Store) -> None:
    noon = datetime(2026, 7, 1, 12, tzinfo=AMSTERDAM_SUMMER)
    with any_store.change("test") as change:
        change.session.add(Delivery(key="before", at=noon - timedelta(minutes=1)))
        change.session.add(Delivery(key="after", at=noon + timedelta(minutes=1)))
    with any_store.read() as session:
        found = session.exec(select(Delivery.key).where(Delivery.at > noon.astimezone(UTC))).all()
    assert found == ["after"]


def test_a_naive_instant_is_refused(any_store: Store) -> None:
    with pytest.raises(StatementError, match="naive"), any_store.change("test") as change:
        change.session.add(Delivery(key="a", at=datetime(2026, 11, 24, 8, 30)))  # noqa: DTZ001  # what is tested
    with any_store.read() as session:
        assert session.exec(select(Delivery)).all() == []


def test_a_word_comes_back_as_the_word_and_an_unknown_one_is_refused(any_store: Store) -> None:
    with any_store.change("test") as change:
        change.session.add(Effect(kind="k", subject="s", target="t", created_at=change.now))
    with any_store.read() as session:
        assert session.exec(select(Effect.state)).one() is EffectState.READY
    with pytest.raises(StatementError), any_store.change("test") as change:
        change.session.exec(select(Effect)).one().state = "finished"  # type: ignore[assignment]  # what is tested
