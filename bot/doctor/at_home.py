"""What lies on this machine: settings, the data folder with its keys, the database, and the work that waits in it."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, col, func, select

from bot.alerts.model import Alert, AlertState
from bot.app import Core
from bot.callbacks.model import Callback
from bot.cases.model import Case
from bot.desk.settings import ENV_FILE
from bot.doctor.finding import Finding
from bot.store.vault import WrongKey
from bot.work.ledger import Effect, EffectState

_SHORT_KEY = 24
_LATE = timedelta(minutes=2)
_STUCK = timedelta(minutes=15)
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def check_settings(core: Core) -> Iterator[Finding]:
    """Where the settings come from and what is embedded because nothing else was set."""
    settings = core.settings
    source = f"from {ENV_FILE} and the environment" if ENV_FILE.is_file() else "from the environment; there is no .env"
    embedded = [
        name
        for name, missing in (
            ("Slack", core.workspace.embedded),
            ("ticket system", not settings.tickets_url),
            ("outbox", settings.mail_out is None),
        )
        if missing
    ]
    yield Finding("settings", True, f"{source}; embedded: {', '.join(embedded) or 'nothing'}")
    if ENV_FILE.is_file() and ENV_FILE.stat().st_mode & _OTHERS:
        yield Finding("settings file", False, "others on this machine can read its secrets", f"chmod 600 {ENV_FILE}")
    secret = settings.balie_secret_key
    if secret is not None and min(len(key.strip()) for key in secret.get_secret_value().split(",")) < _SHORT_KEY:
        yield Finding(
            "BALIE_SECRET_KEY", False, f"shorter than {_SHORT_KEY} characters, so it can be guessed",
            "make one with: python -c 'import secrets; print(secrets.token_urlsafe(32))',"
            " and put it in front of the old one with a comma between",
        )  # fmt: skip


def check_data(core: Core) -> Iterator[Finding]:
    """The data folder can be written, and nobody else reads the keys in it."""
    folder = core.settings.balie_data
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as refused:
        yield Finding(
            "BALIE_DATA", False, f"{folder} cannot be written ({refused.strerror})",
            "give the user that runs Balie the right to write there, make room on the disk, or set BALIE_DATA",
        )  # fmt: skip
    else:
        yield Finding("BALIE_DATA", True, f"{folder} can be written")
    if core.settings.balie_secret_key is None:
        yield from _key_file(folder / "keys" / "secret.key")


def _key_file(path: Path) -> Iterator[Finding]:
    try:
        mode = path.stat().st_mode
    except OSError as missing:
        yield Finding(
            "key file", False, f"{path} cannot be looked at ({missing.strerror})", "put it back from a backup"
        )
        return
    if mode & _OTHERS:
        yield Finding("key file", False, "others on this machine can read it", f"chmod 600 {path}")
    elif path.stat().st_uid != os.geteuid():
        yield Finding("key file", False, "belongs to another user", f"chown it to the user that runs Balie: {path}")
    else:
        yield Finding("key file", True, f"{path} is readable by its owner only; keep a copy apart from the database's")


def check_database(core: Core) -> Iterator[Finding]:
    """One finding: reached and up to date, or not."""
    name = core.store.engine.dialect.name
    try:
        current = core.is_migrated()
    except SQLAlchemyError as away:
        yield Finding(
            "database", False, f"{name} cannot be used ({type(away).__name__})",
            "does the server of DATABASE_URL run, and may this user in? Balie answers mail servers \"try again later\"",
        )  # fmt: skip
        return
    if current:
        yield Finding("database", True, f"{name}, up to date")
    else:
        yield Finding(
            "database", False, f"{name}, tables absent or of an older version", "balie run brings them up to date"
        )


def check_work(core: Core) -> Iterator[Finding]:
    """Whether the rows can be opened, whether anything was given up, and whether anything is late."""
    try:
        with core.store.read() as session:
            yield from _sealed(core, session)
            yield from _effects(core, session)
            yield from _alerts(core, session)
    except SQLAlchemyError as broken:
        yield Finding("rows", False, f"cannot be read ({type(broken).__name__})", "Balie's log says more")


def _sealed(core: Core, session: Session) -> Iterator[Finding]:
    for kind in (Case, Callback):
        sealed = session.exec(select(kind.sealed).order_by(col(kind.id).desc()).limit(1)).first()
        if not sealed:
            continue
        try:
            core.store.vault.open(sealed)
        except WrongKey as wrong:
            yield Finding("secret key", False, str(wrong), "BALIE_SECRET_KEY, or keys/secret.key in BALIE_DATA")
            return


def _effects(core: Core, session: Session) -> Iterator[Finding]:
    dead = session.exec(select(func.count()).select_from(Effect).where(Effect.state == EffectState.DEAD)).one()
    if dead:
        yield Finding(
            "effects", False, f"{dead} were given up", "balie effects list; mend the cause; balie effects retry"
        )
    waiting = select(func.count()).select_from(Effect).where(
        col(Effect.state).in_([EffectState.READY, EffectState.RUNNING]), Effect.created_at < core.clock.now() - _STUCK
    )  # fmt: skip
    late = session.exec(waiting).one()
    if late:
        yield Finding(
            "effects", False, f"{late} wait for more than {_STUCK.seconds // 60} minutes",
            "they are sent as soon as what they need is back: see what is WRONG here",
        )  # fmt: skip
    if not dead and not late:
        yield Finding("effects", True, "none given up, none late")


def _alerts(core: Core, session: Session) -> Iterator[Finding]:
    late = session.exec(
        select(func.count())
        .select_from(Alert)
        .where(Alert.state == AlertState.PLANNED, Alert.fire_at < core.clock.now() - _LATE)
    ).one()
    if late:
        yield Finding("alerts", False, f"{late} are due and not said", "Balie says them when it runs: balie run")
    else:
        yield Finding("alerts", True, "none late")
