"""The composition root: the only place that picks adapters and hands each part what it needs."""

from __future__ import annotations

import fcntl
import ipaddress
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

import structlog
import uvicorn
from fastapi import FastAPI
from pydantic import SecretStr
from sqlalchemy import Select
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, col, func, select
from starlette.middleware.trustedhost import TrustedHostMiddleware

from bot.alerts.planning import Alerts
from bot.alerts.service import AlertService
from bot.callbacks import effects as callback_effects
from bot.callbacks.cards import CallbackCards
from bot.callbacks.intake import TicketFeed
from bot.callbacks.model import Callback
from bot.callbacks.reading import TicketReading, read_ticket
from bot.callbacks.service import CallbackService
from bot.callbacks.slack import CallbackSlack
from bot.cases import effects as case_effects
from bot.cases.cards import CaseCards
from bot.cases.intake import MailIntake, Reader
from bot.cases.model import Case
from bot.cases.quarantine import QuarantineService
from bot.cases.quarantine_cards import QuarantineCards
from bot.cases.service import CaseService
from bot.cases.slack import CaseSlack
from bot.chat import effects as chat_effects
from bot.chat.app import Chat
from bot.chat.commands import BalieCommand
from bot.chat.home import Home
from bot.chat.manifest import manifest
from bot.chat.people import People, Role
from bot.chat.slack_calls import web_client
from bot.chat.socket import SocketMode
from bot.chat.subjects import Subjects
from bot.desk.clock import Clock, SystemClock
from bot.desk.languages import Texts
from bot.desk.policy import Policy
from bot.desk.policy import load as load_policy
from bot.desk.settings import Settings, SettingsError
from bot.store import database, migrations
from bot.store.database import Store
from bot.store.vault import open_vault
from bot.web import Health, add_routes
from bot.work import engine as work_engine
from bot.work.engine import Engine, Enqueuer
from bot.work.handlers import Handler
from bot.work.keeper import Keeper
from bot.work.ledger import Effect, EffectState, Ledger
from bot.work.staff import Staff
from bot.work.ticker import Ticker
from bot.work.watch import Check, Watch
from integrations.mail.factory import open_inbox, open_out
from integrations.mail.mime import parse
from integrations.mail.port import MailInbox, NotStored, ParsedMail
from integrations.mail.trust import judge
from integrations.sandbox import mailbox, world
from integrations.sandbox.clock import SandboxClock
from integrations.sandbox.desk import Desk
from integrations.sandbox.server import create_app
from integrations.sandbox.slack.core import Slack
from integrations.tickets.embedded import EmbeddedTickets
from integrations.tickets.port import Ticket, TicketSystem

QUEUES = {**chat_effects.QUEUES, **case_effects.QUEUES, **callback_effects.QUEUES}

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Workspace:
    """Which Slack to talk to, and where: the real one, or the sandbox's when there is no bot token."""

    bot_token: str
    app_token: str
    signing_secret: str
    api_url: str
    servicedesk: str
    privacy: str
    managers: str
    groups: dict[Role, tuple[str, ...]]
    embedded: bool


def workspace(settings: Settings) -> Workspace:
    """The workspace that the settings mean. Raises SettingsError for what is missing with a real token."""
    if settings.slack_bot_token is None:
        return Workspace(
            world.BOT_TOKEN, world.APP_TOKEN, "", f"http://{settings.http_address}/api/", world.SERVICEDESK,
            world.PRIVACY, world.MANAGERS,
            {
                Role.PRIVACY: (world.GROUP_PRIVACY,), Role.MANAGER: (world.GROUP_MANAGERS,),
                Role.COACH: (world.GROUP_COACHES,), Role.OPERATOR: (world.GROUP_OPERATORS,),
            },
            embedded=True,
        )  # fmt: skip
    needed = {
        "SLACK_CHANNEL_SERVICEDESK": settings.slack_channel_servicedesk,
        "SLACK_CHANNEL_PRIVACY": settings.slack_channel_privacy,
        "SLACK_CHANNEL_MANAGERS": settings.slack_channel_managers,
    }
    if settings.slack_mode == "socket":
        needed["SLACK_APP_TOKEN"] = _secret(settings.slack_app_token)
    else:
        needed["SLACK_SIGNING_SECRET"] = _secret(settings.slack_signing_secret)
    missing = [
        f"{key}: is needed when SLACK_BOT_TOKEN is set; see the README" for key, value in needed.items() if not value
    ]
    if missing:
        raise SettingsError("\n".join(missing))
    return Workspace(
        settings.slack_bot_token.get_secret_value(), _secret(settings.slack_app_token),
        _secret(settings.slack_signing_secret), settings.slack_api_url, settings.slack_channel_servicedesk,
        settings.slack_channel_privacy, settings.slack_channel_managers,
        {
            Role.PRIVACY: settings.slack_group_privacy, Role.MANAGER: settings.slack_group_managers,
            Role.COACH: settings.slack_group_coaches, Role.OPERATOR: settings.slack_group_operators,
        },
        embedded=False,
    )  # fmt: skip


def check_adapters(settings: Settings) -> None:
    """Refuse at start what this version cannot do, by name. Raises SettingsError."""
    lines = []
    if settings.tickets != "embedded":
        lines.append(f"TICKETS: {settings.tickets} is not in this version yet; use embedded")
    if settings.mail_inbox.partition("://")[0] not in ("smtp", "maildir"):
        lines.append("MAIL_INBOX: imap and graph are not in this version yet; use smtp://, maildir:// or balie intake")
    if settings.recordings != "none":
        lines.append(f"RECORDINGS: {settings.recordings} is not in this version yet; use none")
    if lines:
        raise SettingsError("\n".join(lines))


class Core:
    """What stores: enough for ``balie intake``; opens no port and starts no engine."""

    def __init__(self, settings: Settings) -> None:
        check_adapters(settings)
        self.settings = settings
        self.policy: Policy = load_policy(settings.balie_policy)
        self.workspace = workspace(settings)
        self.hours = settings.office_hours
        self.clock = _clock(settings)
        vault = open_vault(_secret(settings.balie_secret_key) or None, settings.balie_data)
        self.store = Store(database.create(settings.database), vault, self.clock)
        self.ledger = Ledger(Enqueuer(self.store.engine, QUEUES))
        self.alerts = Alerts()
        self.cases = CaseService(
            self.store, self.ledger, self.alerts, self.policy, self.hours, channel=self.workspace.privacy,
            organisation=settings.balie_organisation, mail_address=settings.mail_address,
        )  # fmt: skip
        self.quarantine = QuarantineService(self.store, self.ledger, self.workspace.privacy)
        self.callbacks = CallbackService(
            self.store, self.ledger, self.alerts, self.policy, self.hours, self.workspace.servicedesk
        )
        own = frozenset({settings.mail_address.lower()})
        reader = Reader(parse, _suspicions(own, settings.mail_authserv_id), own)
        self.intake = MailIntake(self.store, self.cases, self.quarantine, reader, self.policy)

    def migrate(self) -> None:
        """Bring all tables up to date, the engine's among them."""
        migrations.upgrade(self.store.engine)
        work_engine.migrate(self.store.engine)

    def is_migrated(self) -> bool:
        """Whether the tables are up to date."""
        return migrations.is_current(self.store.engine)


class Balie:
    """The running bot."""

    def __init__(self, core: Core) -> None:
        settings, store, ledger, place = core.settings, core.store, core.ledger, core.workspace
        self.core = core
        self._lock = _only_one(core)
        self._socket = _listen(settings)
        self.url = "http://{}:{}".format(*self._socket.getsockname()[:2])
        texts = Texts(settings.balie_language, settings.zone)
        self.desk = _sandbox(core, self.url)
        self._sandbox_app = _sandbox_app(self.desk, texts) if self.desk else None
        self._mail_out = open_out(self._mail_out_url(settings), sender=settings.mail_address, clock=core.clock.now)
        self.tickets = ticket_system(settings, self.url)
        api_url = f"{self.url}/api/" if place.embedded else place.api_url
        client = web_client(place.bot_token, api_url)
        self.people = People(client, place.groups, settings.balie_language)
        quarantine_cards = QuarantineCards(place.privacy, core.quarantine)
        case_cards = CaseCards(place.privacy)
        callback_cards = CallbackCards(place.servicedesk, core.policy.callbacks.most_attempts)
        subjects = Subjects({"CB": callback_cards, "AVG": case_cards, "Q": quarantine_cards})
        home = Home(store, subjects)
        staff = Staff(self.people.name)
        handlers: dict[str, Handler] = {
            **chat_effects.SlackEffects(store, ledger, client, subjects, self.people, home, texts).handlers(),
            **case_effects.CaseEffects(
                store, ledger, self.tickets, self._mail_out, texts, staff,
                queue=settings.tickets_queue_privacy, channel=place.privacy,
            ).handlers(),
            **callback_effects.CallbackEffects(
                store, ledger, self.tickets, texts, staff,
                queue=settings.tickets_queue_callback, channel=place.servicedesk,
            ).handlers(),
        }  # fmt: skip
        self.engine = Engine(store, handlers)
        self.chat = Chat(client, place.signing_secret, self.people, store, ledger, settings.zone)
        CaseSlack(self.chat, core.cases, case_cards, core.quarantine, quarantine_cards, settings.zone).register()
        CallbackSlack(self.chat, core.callbacks, callback_cards, _typed_reader(core)).register()
        BalieCommand(
            self.chat, store, ledger, status=_status, servicedesk=place.servicedesk, privacy=place.privacy
        ).register()
        self._socket_mode = (
            SocketMode(self.chat.bolt, place.app_token, api_url)
            if place.embedded or settings.slack_mode == "socket"
            else None
        )
        self._inbox: MailInbox = open_inbox(settings.mail_inbox, done_folder=settings.mail_done_folder)
        feed = TicketFeed(
            store, core.callbacks, self.tickets, _ticket_reader(core), queue_callback=settings.tickets_queue_callback
        )
        alerts = AlertService(
            store, ledger, kinds={"AVG": "case", "CB": "callback"},
            team_channels={"AVG": place.privacy, "CB": place.servicedesk}, managers_channel=place.managers,
        )  # fmt: skip
        keeper = Keeper(store, self.engine)
        watch = Watch(self._checks())
        self._tickers = (
            Ticker("alerts", 2, alerts.tick),
            Ticker("ticket_feed", 2, feed.poll),
            Ticker("keeper", 5, keeper.beat),
            Ticker("tidy", 3600, keeper.tidy),
            Ticker("people", 240, self.people.warm),
            Ticker("watch", 5, watch.look),
        )
        self.health = Health(store, self._tickers, watch)
        self._web = uvicorn.Server(
            uvicorn.Config(self._app(), log_level="critical", timeout_graceful_shutdown=2, ws_ping_interval=None)
        )
        self._web_thread = threading.Thread(target=self._web.run, kwargs={"sockets": [self._socket]}, name="web")

    def start(self) -> None:
        """Start everything; what is away is tried again in the background."""
        self._web_thread.start()
        self.engine.start()
        self._inbox.start(self._deliver)
        if self._socket_mode is not None:
            self._socket_mode.start()
        for ticker in self._tickers:
            ticker.start()

    def stop(self) -> None:
        """Stop taking in, let running effects finish, then close."""
        self._inbox.stop()
        if self._socket_mode is not None:
            self._socket_mode.stop()
        for ticker in self._tickers:
            ticker.stop()
        self.engine.stop()
        self._web.should_exit = True
        self._web_thread.join(10)
        if self.desk is not None:
            mailbox.stop()
            self.desk.close()
        self.core.store.engine.dispose()
        if self._lock is not None:
            self._lock.close()

    def _deliver(self, raw: bytes) -> None:
        try:
            taken = self.core.intake.take(raw)
        except SQLAlchemyError as broken:
            log.error("message not stored", error=type(broken).__name__)  # its text would hold the rows
            raise NotStored from broken
        log.info("message taken in", outcome=taken.outcome, case=taken.case)

    def _app(self) -> FastAPI:
        app = FastAPI(title="Balie", docs_url=None, redoc_url=None, openapi_url=None)
        add_routes(app, self.health, self.chat if self._socket_mode is None else None)
        if self._sandbox_app is not None:
            app.mount("/", self._sandbox_app)
        return app

    def _mail_out_url(self, settings: Settings) -> str:
        if settings.mail_out is not None:
            return settings.mail_out.get_secret_value()
        if self.desk is None or self.desk.smtp_out is None:
            raise SettingsError("MAIL_OUT: is needed, because the sandbox with its outbox is not running")
        return self.desk.smtp_out

    def _checks(self) -> dict[str, Check]:
        checks: dict[str, Check] = {
            "mail_in": self._inbox.check,
            "mail_out": self._mail_out.check,
            "tickets": lambda: "; ".join(problem.what for problem in self.tickets.check()) or None,
        }
        socket_mode = self._socket_mode
        if socket_mode is not None:
            checks["slack"] = lambda: None if socket_mode.is_connected() else "not connected"
        return checks


def _secret(value: SecretStr | None) -> str:
    return value.get_secret_value() if value else ""


def _needs_sandbox(settings: Settings) -> bool:
    return settings.slack_bot_token is None or settings.mail_out is None or not settings.tickets_url


def _clock(settings: Settings) -> Clock:
    if settings.balie_sandbox_clock is not None:
        return SandboxClock(settings.balie_sandbox_clock)
    if _needs_sandbox(settings):
        return SandboxClock(_sandbox_data(settings) / "clock.json")
    return SystemClock()


def _sandbox_data(settings: Settings) -> Path:
    return settings.balie_data / "sandbox"


def _sandbox(core: Core, url: str) -> Desk | None:
    settings = core.settings
    if not _needs_sandbox(settings):
        return None
    if not ipaddress.ip_address(settings.http_host_port[0]).is_loopback:
        raise SettingsError(
            f"HTTP_ADDRESS: {settings.http_address} can be reached from outside, but the embedded desk has no login; "
            "use 127.0.0.1, or set SLACK_BOT_TOKEN, TICKETS_URL and MAIL_OUT so that it is not needed"
        )
    data = _sandbox_data(settings)
    data.mkdir(parents=True, exist_ok=True)
    inbox = urlsplit(settings.mail_inbox)
    smtp = (inbox.hostname or "127.0.0.1", inbox.port or 2525) if inbox.scheme == "smtp" else ("127.0.0.1", 2525)
    desk = Desk(data, url=url, privacy_smtp=smtp)
    mailbox.start(desk)
    return desk


def _sandbox_app(desk: Desk, texts: Texts) -> FastAPI:
    slack = Slack(desk)
    slack.set_manifest(manifest(texts, socket_mode=True))
    app = create_app(desk, slack)
    # Another site's page in the same browser must not reach the sandbox by a name of its own.
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost", "[::1]"])
    return app


def ticket_system(settings: Settings, url: str) -> TicketSystem:
    token = _secret(settings.tickets_token) or world.TICKETS_TOKEN
    return EmbeddedTickets(settings.tickets_url or f"{url}/tickets/api", token)


def _suspicions(own: frozenset[str], authserv_id: str) -> Callable[[ParsedMail], tuple[str, ...]]:
    return lambda mail: judge(mail, authserv_id=authserv_id or None, own_addresses=own).flags


def _ticket_reader(core: Core) -> Callable[[Ticket, bool], TicketReading]:
    def read(ticket: Ticket, known_callback: bool) -> TicketReading:
        # The number that the requester has in the ticket system counts like one in a form: the text comes first.
        fields = {"telefoon": ticket.requester.phone, **ticket.fields} if ticket.requester.phone else ticket.fields
        return read_ticket(
            subject=ticket.subject,
            text=ticket.text,
            fields=fields,
            now=core.clock.now(),
            hours=core.hours,
            known_callback=known_callback,
        )

    return read


def _typed_reader(core: Core) -> Callable[[str, str], TicketReading]:
    def read(wish: str, phone: str) -> TicketReading:
        fields = {"telefoon": phone}
        return read_ticket(
            subject="", text=wish, fields=fields, now=core.clock.now(), hours=core.hours, known_callback=True
        )

    return read


def _status(session: Session) -> dict[str, int]:
    def count(query: Select[Any]) -> int:
        return int(session.execute(query).scalar_one())

    return {
        "cases": count(select(func.count()).where(col(Case.closed_at).is_(None))),
        "callbacks": count(select(func.count()).where(col(Callback.closed_at).is_(None))),
        "dead": count(select(func.count()).where(col(Effect.state) == EffectState.DEAD)),
    }


def _listen(settings: Settings) -> socket.socket:
    """Take the port before anything starts. Raises SettingsError when somebody else has it."""
    host, port = settings.http_host_port
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(128)
    except OSError as taken:
        listener.close()
        raise SettingsError(
            f"HTTP_ADDRESS: {settings.http_address} cannot be used ({taken.strerror}); choose another port"
        ) from taken
    return listener


def _only_one(core: Core) -> IO[str] | None:
    """On SQLite one process runs effects; a second one is refused. Raises SettingsError."""
    if core.store.engine.dialect.name != "sqlite":
        return None
    path = core.settings.balie_data / "balie.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = path.open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as held:
        lock.close()
        raise SettingsError(
            f"BALIE_DATA: another Balie runs in {core.settings.balie_data}; stop it, or use PostgreSQL for two"
        ) from held
    return lock
