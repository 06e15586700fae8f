"""The settings of one installation, from the environment and ``.env``; every key stands in ``.env.example``."""

from __future__ import annotations

import difflib
import re
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.desk.hours import OfficeHours

ENV_FILE = Path(".env")
_ENCODING = "utf-8-sig"
"""Some editors put a mark in front of the first key."""
_OUR_PREFIXES = ("BALIE_", "SLACK_", "TICKETS", "MAIL_", "RECORDINGS", "DATABASE_", "HTTP_", "HEARTBEAT_")

_CHANNEL = re.compile(r"[CG][A-Z0-9]{8,}")
_GROUP_OR_USER = re.compile(r"[SUW][A-Z0-9]{8,}")
_MAILBOX = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+")


class SettingsError(Exception):
    """One or more settings are wrong; the text names each key, what was wrong and what is allowed."""


class Settings(BaseSettings):
    """All settings; the environment wins over ``.env``, an empty value means the default."""

    model_config = SettingsConfigDict(
        env_file=ENV_FILE,
        env_file_encoding=_ENCODING,
        env_ignore_empty=True,
        extra="ignore",
        hide_input_in_errors=True,
        frozen=True,
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
    slack_channel_servicedesk: str = ""
    slack_channel_privacy: str = ""
    slack_channel_managers: str = ""
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

    mail_address: str = "privacy@verdant.example"
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
        if not isinstance(value, str):
            return value
        ids = tuple(part.strip() for part in value.split(",") if part.strip())
        for name in ids:
            if not _GROUP_OR_USER.fullmatch(name):
                raise ValueError(
                    f"{name!r} is no id; use a user group's id like S0123456789,"
                    " or users' ids like U0123456789,U9876543210"
                )
        return ids

    @field_validator("slack_channel_servicedesk", "slack_channel_privacy", "slack_channel_managers")
    @classmethod
    def _channel(cls, value: str) -> str:
        if value and not _CHANNEL.fullmatch(value):
            raise ValueError(
                f"{value!r} is no channel id; use the id, like C0123456789, that Slack shows under the name"
            )
        return value

    @field_validator("mail_address")
    @classmethod
    def _address(cls, value: str) -> str:
        if not _MAILBOX.fullmatch(value):
            raise ValueError(f"{value!r} is no e-mail address; use one like privacy@example.nl, without a name")
        return value

    @field_validator("balie_secret_key")
    @classmethod
    def _keys(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not any(part.strip() for part in value.get_secret_value().split(",")):
            raise ValueError("there is no key in it; use a long random text, or leave it empty for a key of its own")
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
        try:
            ip_address("127.0.0.1" if host == "localhost" else host.strip("[]"))
        except ValueError:
            host = ""
        if not host or not (port.isascii() and port.isdigit()) or int(port) > 65535:
            raise ValueError(f"{value!r} is no address; use IP:PORT, for example 127.0.0.1:8025")
        return value

    @field_validator("mail_inbox")
    @classmethod
    def _inbox(cls, value: str) -> str:
        return _url_with_scheme(value, ("smtp", "maildir", "imap", "imaps", "graph"))

    @field_validator("mail_out")
    @classmethod
    def _out(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            _url_with_scheme(value.get_secret_value(), ("smtp", "smtps"))
        return value

    @field_validator("slack_api_url", "tickets_url", "heartbeat_url")
    @classmethod
    def _web(cls, value: str) -> str:
        return _url_with_scheme(value, ("http", "https")) if value else value

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: str) -> str:
        if value.startswith("sqlite://") and not value.startswith("sqlite:///"):
            raise ValueError(
                "a file is missing; use sqlite:///PATH, with four slashes for a path that begins at the root"
            )
        return _url_with_scheme(value, ("sqlite", "postgresql", "postgresql+psycopg")) if value else value

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
        return "127.0.0.1" if host == "localhost" else host.strip("[]"), int(port)


def _url_with_scheme(value: str, schemes: tuple[str, ...]) -> str:
    """Check a URL. What is told never repeats it: nearly every one of them may hold a password or a token."""
    try:
        parts = urlsplit(value)
        well = parts.scheme in schemes and "://" in value
    except ValueError:
        well = False
    if not well:
        known = " or ".join(f"{scheme}://" for scheme in schemes)
        raise ValueError(f"this is no address that can be used here; begin it with {known}")
    try:
        parts.port  # noqa: B018  # reading it is the check
    except ValueError:
        raise ValueError("the port is not a number from 0 to 65535") from None
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
        keys = list(dotenv_values(env_file, encoding=_ENCODING))
    except UnicodeDecodeError:
        return []
    lines = []
    for key in keys:
        near = difflib.get_close_matches(key.upper(), known, n=1, cutoff=0.85)
        if key.upper() not in known and (near or key.upper().startswith(_OUR_PREFIXES)):
            near = near or difflib.get_close_matches(key.upper(), known, n=1)
            lines.append(f"{key}: no such setting" + (f"; did you mean {near[0]}?" if near else "; see .env.example"))
    return lines


def _line(key: str, message: str) -> str:
    return f"{key}: {message.removeprefix('Value error, ')}"
