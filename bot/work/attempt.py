"""One attempt at one effect: note that it starts, do it, note how it ended."""

from __future__ import annotations

import random
from collections.abc import Mapping

import structlog
from sqlmodel import Session, select

from bot.store.database import Store
from bot.work.handlers import Done, Handler, Later, Refused, Unsure, Waiting
from bot.work.ledger import Effect, EffectState, hold

MOST_FAILURES = 8
LONGEST_WAIT = 60.0
_FINISHED = (EffectState.DONE, EffectState.CANCELLED, EffectState.DEAD, EffectState.WAITING)

log = structlog.get_logger(__name__)


class Attempts:
    """Carries out effects by number."""

    def __init__(self, store: Store, handlers: Mapping[str, Handler]) -> None:
        self._store = store
        self._handlers = handlers

    def attempt(self, effect_id: int) -> float | None:
        """Try once. Returns the seconds to wait before trying again, or None when there is nothing more to do.

        Between the two commits the other side is asked. Killed there, the effect stands as RUNNING, and the next
        attempt knows that it has to look before it leaps.
        """
        started = self._start(effect_id)
        if started is None:
            return None
        effect, look_first = started
        error, broke = "", False
        wait: float | None = None
        outcome: Done | Waiting | None = None
        state = EffectState.RUNNING
        try:
            outcome = self._handlers[effect.kind](effect, look_first=look_first)
        except Later as later:
            # What an earlier attempt may have done is not known any better by now: the next one must still look.
            error, state = later.reason, EffectState.RUNNING if look_first else EffectState.READY
            # A little more than asked, each by another amount: those that were told to wait together come back apart.
            wait = later.after * random.uniform(1.0, 1.5) if later.after is not None else _back_off(effect.tries)  # noqa: S311
        except Unsure as unsure:
            error, wait = unsure.reason, _back_off(effect.tries)
        except Refused as refused:
            error, state = refused.reason, EffectState.DEAD
        except Exception as broken:  # noqa: BLE001  # the boundary: whatever a handler raises becomes a noted attempt
            error, wait = type(broken).__name__, _back_off(effect.tries)
            broke = True
            if effect.failures + 1 >= MOST_FAILURES:
                state, wait = EffectState.DEAD, None
        if self._finish(effect_id, outcome, state, error, broke=broke):
            wait = 0.0
        if error:
            log.warning(
                "effect not done", effect=effect.key, kind=effect.kind, error=error, tries=effect.tries, wait=wait
            )
        return wait

    def _start(self, effect_id: int) -> tuple[Effect, bool] | None:
        with self._store.change("engine") as change:
            effect = _locked(change.session, effect_id)
            if effect is None or effect.state in _FINISHED:
                return None
            look_first = effect.state == EffectState.RUNNING
            effect.state, effect.tries = EffectState.RUNNING, effect.tries + 1
            change.session.add(effect)
        return effect, look_first

    def _finish(
        self, effect_id: int, outcome: Done | Waiting | None, state: EffectState, error: str, *, broke: bool
    ) -> bool:
        """Note how it ended; returns whether to try again at once."""
        with self._store.change("engine") as change:
            effect = _locked(change.session, effect_id)
            if effect is None:
                return False
            again = False
            effect.error = error
            effect.failures += broke
            match outcome:
                case Done(external_id=external_id, then=then):
                    effect.state, effect.external_id, effect.finished_at = EffectState.DONE, external_id, change.now
                    if then is not None:
                        then(change)
                case Waiting(until=until):
                    hold(change.session, effect.subject)
                    again = until(change.session)
                    effect.state = EffectState.READY if again else EffectState.WAITING
                case None:
                    effect.state = state
                    if state == EffectState.DEAD:
                        effect.finished_at = change.now
                        change.record("effect.dead", effect.subject, effect=effect.key, kind=effect.kind, error=error)
            change.session.add(effect)
        return again


def _locked(session: Session, effect_id: int) -> Effect | None:
    return session.exec(select(Effect).where(Effect.id == effect_id).with_for_update()).one_or_none()


def _back_off(tries: int) -> float:
    # The spread keeps a hundred effects that failed together from coming back together.
    return min(LONGEST_WAIT, 2.0 ** (min(tries, 10) - 1)) * random.uniform(0.8, 1.2)  # noqa: S311
