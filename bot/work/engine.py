"""The durable engine: DBOS, on the same database as the rows. Nothing outside this folder knows it.

Rules that make it fit: a run is enqueued in the transaction of its cause; engine rows hold the number of an effect and
nothing else; the id of a run follows from the effect, so enqueueing twice is harmless; a run is one loop over one step.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Mapping
from datetime import timedelta

import structlog
from dbos import DBOS, DBOSClient, DBOSPortableJSONSerializer
from sqlalchemy import Engine as SqlEngine
from sqlmodel import Session

from bot.store.database import Store
from bot.work.attempt import LONGEST_WAIT, Attempts
from bot.work.handlers import Handler, Queue
from bot.work.ledger import Effect

_NAME = "balie"
_VERSION = "1"
"""Fixed by hand: a hash of the code would strand what an older version enqueued."""
_SERIALIZER = DBOSPortableJSONSerializer()
_MOST_RECOVERIES = 20
_KEEP_FINISHED = timedelta(days=7)

log = structlog.get_logger(__name__)
_attempts: Attempts | None = None


@DBOS.step(name="attempt")
def _attempt(effect_id: int) -> float | None:
    if _attempts is None:
        raise RuntimeError("the engine is not started")
    try:
        return _attempts.attempt(effect_id)
    except Exception as broken:  # noqa: BLE001  # the boundary: a run that ends in an error would never be taken up again
        log.error("attempt not noted", effect=effect_id, error=type(broken).__name__)  # texts may hold data
        return LONGEST_WAIT


@DBOS.workflow(name="run_effect", max_recovery_attempts=_MOST_RECOVERIES)
def _run_effect(effect_id: int) -> None:
    while (wait := _attempt(effect_id)) is not None:
        DBOS.sleep(wait)


class Enqueuer:
    """Enqueues runs from any process: the bot itself, or ``balie intake`` beside it."""

    def __init__(self, engine: SqlEngine, queues: Mapping[str, Queue]) -> None:
        self._queues = queues
        self._client = DBOSClient(
            system_database_engine=engine, serializer=_SERIALIZER, application_name=_NAME, lazy=True
        )

    def __call__(self, session: Session, effect: Effect) -> None:
        """Enqueue one run of an effect in the session's transaction."""
        if effect.id is None:
            raise ValueError("an effect must be flushed before it is enqueued")
        queue = self._queues[effect.kind]
        slack = queue in (Queue.SLACK_POST, Queue.SLACK_REFRESH)
        self._client.enqueue_in_transaction(
            session,
            {
                "workflow_name": "run_effect",
                "queue_name": queue.value,
                "workflow_id": f"{effect.key}-{effect.round}",
                # Rows of one transaction share their time of creation; the priority keeps the ledger's order.
                "priority": effect.id,
                "queue_partition_key": effect.target if slack else effect.subject,
                "app_version": _VERSION,
            },
            effect.id,
        )


class Engine:
    """Runs effects until it is stopped. One per process; on SQLite one process."""

    def __init__(self, store: Store, handlers: Mapping[str, Handler], *, polling: float = 0.2) -> None:
        self._store = store
        self._attempts = Attempts(store, handlers)
        self._polling = polling
        embedded = store.engine.dialect.name == "sqlite"
        # One process owns an SQLite file and takes up its own work again; workers on PostgreSQL need a name each.
        self.executor = "local" if embedded else uuid.uuid4().hex

    def start(self) -> None:
        """Take up what an earlier run left, and begin to carry out effects."""
        global _attempts  # noqa: PLW0603  # DBOS finds its functions by module, so what they use must be there too
        _attempts = self._attempts
        logging.getLogger("dbos").setLevel(logging.WARNING)
        DBOS(
            config={
                "name": _NAME,
                "system_database_engine": self._store.engine,
                "serializer": _SERIALIZER,
                "executor_id": self.executor,
                "application_version": _VERSION,
                "max_executor_threads": 64,
                "run_migrations": False,
                "log_level": "WARNING",
                "use_listen_notify": False,
            }
        )
        DBOS.launch()
        for queue in Queue:
            DBOS.register_queue(
                queue.value,
                partition_concurrency=1,
                worker_concurrency=4,
                polling_interval_sec=self._polling,
                partition_limiter={"limit": 1, "period": 1.0} if queue is Queue.SLACK_POST else None,
            )

    def stop(self, patience: int = 5) -> None:
        """Let what runs finish for at most ``patience`` seconds; the rest is taken up at the next start."""
        DBOS.destroy(workflow_completion_timeout_sec=patience)

    def recover(self, alive: set[str]) -> None:
        """Take over what workers left that are no longer alive.

        The open-source engine recovers only its own executor's work; naming the silent ones is ours to do.
        """
        pending = DBOS.list_workflows(status="PENDING", load_input=False, load_output=False)
        silent = {run.executor_id for run in pending if run.executor_id} - alive - {self.executor}
        if silent:
            log.warning("taking over work of silent workers", workers=sorted(silent))
            DBOS._recover_pending_workflows(sorted(silent))  # noqa: SLF001  # no public call exists; pinned to 3.4

    def forget_finished(self) -> int:
        """Delete finished runs older than a week; returns how many."""
        before = (self._store.clock.now() - _KEEP_FINISHED).isoformat()
        old = DBOS.list_workflows(
            status=["SUCCESS", "CANCELLED"], completed_before=before, limit=2000, load_input=False, load_output=False
        )
        if old:
            DBOS.delete_workflows([run.workflow_id for run in old])
        return len(old)


def migrate(engine: SqlEngine) -> None:
    """Bring the engine's own tables up to date; they live in the same database."""
    url = engine.url.render_as_string(hide_password=False)
    logging.getLogger("dbos").setLevel(logging.WARNING)
    DBOS.migrate(url)
