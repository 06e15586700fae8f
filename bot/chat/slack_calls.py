"""Calls to Slack's Web API for effects, and what each way of failing means.

The SDK's own retries are off: its connection handler posts a message twice when only the answer was lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException
from typing import Any
from urllib.error import URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.work.handlers import Later, Refused, Unsure

METADATA_TYPE = "balie_effect"
_TIMEOUT = 10
_MENDABLE = frozenset(
    {
        "invalid_auth",
        "not_authed",
        "account_inactive",
        "token_revoked",
        "token_expired",
        "missing_scope",
        "no_permission",
        "not_in_channel",
        "channel_not_found",
        "is_archived",
        "ekm_access_denied",
        "org_login_required",
    }
)
"""What an operator can mend: the effect waits, it is not given up."""
_PASSING = frozenset(
    {
        "internal_error",
        "fatal_error",
        "service_unavailable",
        "request_timeout",
        "team_added_to_org",
    }
)


def web_client(token: str, base_url: str) -> WebClient:
    """A client that never retries by itself and sends nothing to a proxy when it talks to loopback."""
    url = base_url if base_url.endswith("/") else f"{base_url}/"
    return WebClient(token=token, base_url=url, timeout=_TIMEOUT, retry_handlers=[])


@contextmanager
def slack() -> Iterator[None]:
    """Around a call: turns Slack's and the network's ways of failing into Later, Unsure and Refused."""
    try:
        yield
    except SlackApiError as error:
        code = _code(error)
        if error.response.status_code == 429 or code in ("ratelimited", "rate_limited"):
            raise Later("ratelimited", float(error.response.headers.get("Retry-After", 1))) from error
        if code in _MENDABLE:
            raise Later(code, 30) from error
        if code in _PASSING or error.response.status_code >= 500:
            raise Unsure(code or "server_error") from error
        raise Refused(code) from error
    except URLError as error:
        if isinstance(error.reason, ConnectionRefusedError):
            raise Later("ConnectionRefused") from error
        raise Unsure(type(error.reason).__name__) from error
    except (HTTPException, OSError, ValueError) as error:
        # ValueError: an answer that was cut off in the middle is no JSON.
        raise Unsure(type(error).__name__) from error


def find_posted(client: WebClient, channel: str, key: str, oldest: float, thread: str | None = None) -> str | None:
    """The ts of the message that carries our key, looked for in a channel or thread since ``oldest`` (Unix seconds)."""
    cursor: str | None = None
    while True:
        common: dict[str, Any] = {
            "channel": channel,
            "limit": 200,
            "include_all_metadata": True,
            "oldest": f"{oldest:.6f}",
        }
        if cursor:
            common["cursor"] = cursor
        with slack():
            if thread:
                page = client.conversations_replies(ts=thread, **common)
            else:
                page = client.conversations_history(**common)
        for message in page["messages"]:
            metadata = message.get("metadata") or {}
            if metadata.get("event_type") == METADATA_TYPE and metadata.get("event_payload", {}).get("effect") == key:
                return str(message["ts"])
        cursor = (page.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return None


def _code(error: SlackApiError) -> str:
    data = error.response.data
    return str(data.get("error", "")) if isinstance(data, dict) else ""
