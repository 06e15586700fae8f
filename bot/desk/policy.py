"""The numbers of the promises, read from policy.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from bot.desk.languages import catalogue
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

    @model_validator(mode="after")
    def _rungs(self) -> Self:
        """Refuse a rung without words, and one that is there twice for the same ear: neither would be said."""
        for ladder, rungs in (("case", self.case), ("callback", self.callback)):
            seen = set()
            for rung in rungs:
                if f"alert.{ladder}.{rung.rung}" not in catalogue("nl"):
                    known = sorted(
                        key.rpartition(".")[2] for key in catalogue("nl") if key.startswith(f"alert.{ladder}.")
                    )
                    raise ValueError(f"{ladder} rung {rung.rung!r} is not known; use {' or '.join(known)}")
                if (rung.rung, rung.who) in seen:
                    raise ValueError(f"{ladder} rung {rung.rung!r} for {rung.who} is there twice; keep one")
                seen.add((rung.rung, rung.who))
        return self


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
            f"BALIE_POLICY: {file}: {'.'.join(map(str, error['loc']))}: {error['msg'].removeprefix('Value error, ')}"
            for error in wrong.errors()
        ]
        raise SettingsError("\n".join(lines)) from wrong
