"""Who somebody in Slack is: name, language, role. Asked of Slack, remembered shortly, never stored."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from enum import StrEnum
from http.client import HTTPException

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.chat.text import is_user

_REMEMBER = 300.0
_SLACK_AWAY = (SlackApiError, HTTPException, OSError, ValueError)

log = structlog.get_logger(__name__)


class Role(StrEnum):
    """What somebody may do beyond what all staff may."""

    PRIVACY = "privacy"
    MANAGER = "managers"
    COACH = "coaches"
    OPERATOR = "operators"


class People:
    """Answers from memory for five minutes. When Slack is away the last answer holds; without one nobody has a role."""

    def __init__(
        self,
        client: WebClient,
        groups: Mapping[Role, tuple[str, ...]],
        language: str,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._client = client
        self._groups = groups
        self._language = language
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._users: dict[str, tuple[float, dict[str, str]]] = {}
        self._members: dict[str, tuple[float, frozenset[str]]] = {}

    def name(self, user: str) -> str:
        """The display name of a user, or the id when Slack cannot tell."""
        return self._user(user).get("name") or user

    def email(self, user: str) -> str:
        """The e-mail address of a user, or ""."""
        return self._user(user).get("email", "")

    def language(self, user: str) -> str:
        """The language in which to speak to a user: "nl" or "en"."""
        locale = self._user(user).get("locale", "")
        return "nl" if locale.startswith("nl") else "en" if locale else self._language

    def has(self, user: str, role: Role) -> bool:
        """Whether a user is in one of the groups, or one of the persons, that have a role."""
        return any(user == name or (name.startswith("S") and user in self._group(name)) for name in self._groups[role])

    def warm(self) -> None:
        """Ask for the groups before somebody clicks, so that a click need not wait."""
        for names in self._groups.values():
            for name in names:
                if name.startswith("S"):
                    self._group(name)

    def _user(self, user: str) -> dict[str, str]:
        if not is_user(user):
            return {}
        known = self._users.get(user)
        if known and known[0] > self._monotonic():
            return known[1]
        try:
            found = self._client.users_info(user=user, include_locale=True)["user"]
        except _SLACK_AWAY as away:
            log.warning("slack does not tell who a user is", user=user, error=type(away).__name__)
            return known[1] if known else {}
        profile = found.get("profile") or {}
        facts = {
            "name": profile.get("real_name") or profile.get("display_name") or found.get("name") or "",
            "email": profile.get("email") or "",
            "locale": found.get("locale") or "",
        }
        with self._lock:
            self._users[user] = (self._monotonic() + _REMEMBER, facts)
        return facts

    def _group(self, group: str) -> frozenset[str]:
        known = self._members.get(group)
        if known and known[0] > self._monotonic():
            return known[1]
        try:
            members = frozenset(self._client.usergroups_users_list(usergroup=group)["users"])
        except _SLACK_AWAY as away:
            log.warning("slack does not tell who is in a group", group=group, error=type(away).__name__)
            return known[1] if known else frozenset()
        with self._lock:
            self._members[group] = (self._monotonic() + _REMEMBER, members)
        return members
