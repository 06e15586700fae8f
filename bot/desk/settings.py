"""The settings of one installation, from the environment and ``.env``; every key stands in ``.env.example``."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.desk.hours import OfficeHours

ENV_FILE = Path(".env")
_OUR_PREFIXES = ("BALIE_", "SLACK_", "TICKETS", "MAIL_", "RECORDINGS", "DATABASE_", "HTTP_", "HEARTBEAT_")

SlackId = Annotated[str, Field(pattern=r"^([CDGSUWB][A-Z0-9]{8,}|)$")]


class SettingsError(Exception):
    """One or more settings are wrong; the text names each key, what was wrong and what is allowed."""


class Settings(BaseSettings):
    """All settings; the environment wins over ``.env``, an empty value means the default."""

    model_config = SettingsConfigDict(
        env_file=ENV_FILE, env_ignore_empty=True, extra="ignore", hide_input_in_errors=True, frozen=True
    )

    balie_data: Path = Path("data")
    database_url: str = ""
    balie_secret_key: SecretStr | None = None
    balie_language: Literal["nl", "en"] = "nl"
    balie_timezone: str = "Europe/Amsterdam"
    balie_office_hours: str = "mo-fr 08:30-12:30,13:00-17:00"
    balie_organisation: str = Field(default="Verdant", min_length=1, max_length=80)
    balie_policy: Path | None = None
    balie_sandbox_clock: Path | None = None
    http_address: str = "127.0.0.1:8025"
    heartbeat_url: str = ""

    slack_bot_token: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    slack_api_url: str = "https://slack.com/api/"
    slack_mode: Literal["socket", "http"] = "socket"
    slack_channel_servicedesk: SlackId = ""
    slack_channel_privacy: SlackId = ""
    slack_channel_managers: SlackId = ""
    slack_group_privacy: Annotated[tuple[str, ...], NoDecode] = ()
    slack_group_managers: Annotated[tuple[str, ...], NoDecode] = ()
    slack_group_coaches: Annotated[tuple[str, ...], NoDecode] = ()
    slack_group_operators: Annotated[tuple[str, ...], NoDecode] = ()

    tickets: Literal["embedded", "rt", "zammad", "zendesk", "jira", "topdesk", "freshdesk"] = "embedded"
    tickets_url: str = ""
    tickets_user: str = ""
    tickets_token: SecretStr | None = None
    tickets_queue_callback: str = "Terugbellen"
    tickets_queue_privacy: str = "Privacy"
    tickets_webhook_secret: SecretStr | None = None

    mail_address: str = Field(default="privacy@verdant.example", pattern=r"^[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+$")
    mail_inbox: str = "smtp://127.0.0.1:2525"
    mail_out: SecretStr | None = None
    mail_done_folder: str = ""
    mail_authserv_id: str = ""
    mail_oauth_tenant: str = ""
    mail_oauth_client_id: str = ""
    mail_oauth_client_secret: SecretStr | None = None

    recordings: Literal["none", "folder", "freepbx"] = "none"
    recordings_url: str = ""
    recordings_token: SecretStr | None = None

    @field_validator(
        "slack_group_privacy", "slack_group_managers", "slack_group_coaches", "slack_group_operators", mode="before"
    )
    @classmethod
    def _ids(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("balie_timezone")
    @classmethod
    def _zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError) as unknown:
            raise ValueError(f"{value!r} is no time zone; use a name like Europe/Amsterdam") from unknown
        return value

    @field_validator("balie_office_hours")
    @classmethod
    def _hours(cls, value: str) -> str:
        OfficeHours.parse(value, ZoneInfo("Europe/Amsterdam"))
        return value

    @field_validator("http_address")
    @classmethod
    def _host_and_port(cls, value: str) -> str:
        host, _, port = value.rpartition(":")
        if not host or not port.isdigit() or int(port) > 65535:
            raise ValueError(f"{value!r} is no address; use HOST:PORT, for example 127.0.0.1:8025")
        return value

    @field_validator("mail_inbox")
    @classmethod
    def _inbox(cls, value: str) -> str:
        return _url_with_scheme(value, ("smtp", "maildir", "imap", "imaps", "graph"))

    @field_validator("mail_out")
    @classmethod
    def _out(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            _url_with_scheme(value.get_secret_value(), ("smtp", "smtps"), show=False)
        return value

    @field_validator("slack_api_url", "tickets_url", "heartbeat_url")
    @classmethod
    def _web(cls, value: str) -> str:
        return _url_with_scheme(value, ("http", "https")) if value else value

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: str) -> str:
        return _url_with_scheme(value, ("sqlite", "postgresql", "postgresql+psycopg"), show=False) if value else value

    @property
    def zone(self) -> ZoneInfo:
        """Where the desk is."""
        return ZoneInfo(self.balie_timezone)

    @property
    def office_hours(self) -> OfficeHours:
        """When the desk is open."""
        return OfficeHours.parse(self.balie_office_hours, self.zone)

    @property
    def database(self) -> str:
        """The SQLAlchemy URL of the database; PostgreSQL always through psycopg 3."""
        if not self.database_url:
            return f"sqlite:///{(self.balie_data / 'balie.db').resolve()}"
        return self.database_url.replace("postgresql://", "postgresql+psycopg://", 1)

    @property
    def http_host_port(self) -> tuple[str, int]:
        """HTTP_ADDRESS taken apart."""
        host, _, port = self.http_address.rpartition(":")
        return host.strip("[]"), int(port)


def _url_with_scheme(value: str, schemes: tuple[str, ...], *, show: bool = True) -> str:
    if urlsplit(value).scheme not in schemes or "://" not in value:
        shown = f"{value!r} is" if show else "this is"
        raise ValueError(
            f"{shown} no address that can be used here; begin it with {' or '.join(s + '://' for s in schemes)}"
        )
    return value


def load(env_file: Path = ENV_FILE) -> Settings:
    """Read and check all settings.

    Raises SettingsError with a line per wrong key. A key in the file that looks like ours but is not is an error too:
    a misspelt setting that is silently ignored costs an afternoon.
    """
    lines = [*_misspelt(env_file)]
    try:
        settings = Settings(_env_file=env_file)
    except ValidationError as wrong:
        lines += [_line(str(error["loc"][0]).upper(), error["msg"]) for error in wrong.errors()]
    except UnicodeDecodeError:
        lines.append(f"{env_file}: not UTF-8 text; save the file as UTF-8")
    if lines:
        raise SettingsError("\n".join(lines))
    return settings


def _misspelt(env_file: Path) -> list[str]:
    if not env_file.is_file():
        return []
    known = {name.upper() for name in Settings.model_fields}
    try:
        keys = list(dotenv_values(env_file))
    except UnicodeDecodeError:
        return []
    lines = []
    for key in keys:
        if key.upper() not in known and key.upper().startswith(_OUR_PREFIXES):
            near = difflib.get_close_matches(key.upper(), known, n=1)
            lines.append(f"{key}: no such setting" + (f"; did you mean {near[0]}?" if near else "; see .env.example"))
    return lines


def _line(key: str, message: str) -> str:
    return f"{key}: {message.removeprefix('Value error, ')}"
