"""One call of a Web API method, as its handler gets it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from integrations.sandbox.slack.errors import SlackError

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Call:
    """The method, its arguments (null ones left out) and the address at which the caller reached the sandbox."""

    method: str
    arguments: Json
    base_url: str

    def need(self, scopes: frozenset[str], *needed: str) -> None:
        """Raises missing_scope when the token lacks one of these."""
        for scope in needed:
            if scope not in scopes:
                raise SlackError("missing_scope", needed=scope, provided=",".join(sorted(scopes)))


def flag(value: object) -> bool:
    """A boolean argument: form bodies carry "1", "true", "0", "false"."""
    return value in (True, 1, "1", "true", "True")


def page(call: Call, usual: int, most: int) -> tuple[int, int]:
    """(limit, start) of a call that pages. Raises invalid_limit or invalid_cursor."""
    try:
        limit = int(call.arguments.get("limit") or usual)
    except (TypeError, ValueError) as error:
        raise SlackError("invalid_limit") from error
    if not 0 < limit <= most:
        raise SlackError("invalid_limit")
    cursor = str(call.arguments.get("cursor") or "")
    if not cursor:
        return limit, 0
    if not cursor.startswith("at:") or not cursor[3:].isdigit():
        raise SlackError("invalid_cursor")
    return limit, int(cursor[3:])


def next_page(start: int, limit: int, total: int) -> Json:
    """response_metadata with the next cursor, empty at the end."""
    return {"next_cursor": f"at:{start + limit}" if start + limit < total else ""}
