"""How a Web API method says no."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

VIOLATIONS: Final = frozenset(
    {
        "invalid_arguments",
        "invalid_blocks",
        "invalid_blocks_format",
        "invalid_metadata_format",
        "invalid_form_data",
        "missing_scope",
        "msg_blocks_too_long",
        "msg_too_long",
        "no_text",
        "not_allowed_token_type",
        "too_many_attachments",
        "unknown_method",
        "view_too_large",
    }
)
"""Errors that a correct app never meets. They are noted, so that a test can demand that there were none."""


class SlackError(Exception):
    """``{"ok": false, "error": code, …}``; ``messages`` goes into response_metadata, ``more`` beside the error."""

    def __init__(self, code: str, messages: Sequence[str] = (), **more: object) -> None:
        super().__init__(code)
        self.code = code
        self.messages = list(messages)
        self.more = more

    def as_json(self) -> dict[str, Any]:
        """The answer's body."""
        body: dict[str, Any] = {"ok": False, "error": self.code, **self.more}
        if self.messages:
            body["response_metadata"] = {"messages": self.messages}
        return body


class RateLimited(SlackError):
    """HTTP 429 with Retry-After in whole seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__("ratelimited")
        self.retry_after = retry_after
