"""The numbers of the promises, read from policy.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.desk.settings import SettingsError

DEFAULT = Path(__file__).with_name("policy.toml")


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class CasePolicy(_Part):
    """What is promised about privacy requests."""

    promise_days: int = Field(ge=1, le=28)
    receipts_per_sender_per_day: int = Field(ge=1, le=100)


class CallbackPolicy(_Part):
    """What is promised about callbacks."""

    office_hours: int = Field(ge=1, le=80)
    most_attempts: int = Field(ge=1, le=20)
    retry_office_hours: int = Field(ge=1, le=80)


Audience = Literal["team", "managers"]


class CaseRung(_Part):
    """A rung of a case's ladder, on the morning of a date or when that date has passed."""

    rung: str
    moment: Literal["promised", "steer_by", "statutory"]
    office_days_before: int = Field(default=0, ge=0, le=60)
    passed: bool = False
    who: Audience


class CallbackRung(_Part):
    """A rung of a callback's ladder, some office time after it was due."""

    rung: str
    office_minutes_after: int = Field(default=0, ge=0, le=6000)
    who: Audience


class AlertPolicy(_Part):
    """The ladders."""

    case: tuple[CaseRung, ...]
    callback: tuple[CallbackRung, ...]


class Policy(_Part):
    """All of policy.toml."""

    cases: CasePolicy
    callbacks: CallbackPolicy
    alerts: AlertPolicy


def load(path: Path | None = None) -> Policy:
    """Read the policy. Raises SettingsError that names the file and each wrong line."""
    file = path or DEFAULT
    try:
        return Policy.model_validate(tomllib.loads(file.read_text("utf-8")))
    except OSError as missing:
        raise SettingsError(
            f"BALIE_POLICY: {file} cannot be read ({missing.strerror}); copy bot/desk/policy.toml there"
        ) from missing
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as broken:
        raise SettingsError(f"BALIE_POLICY: {file} is not TOML: {broken}") from broken
    except ValidationError as wrong:
        lines = [
            f"BALIE_POLICY: {file}: {'.'.join(map(str, error['loc']))}: {error['msg']}" for error in wrong.errors()
        ]
        raise SettingsError("\n".join(lines)) from wrong
