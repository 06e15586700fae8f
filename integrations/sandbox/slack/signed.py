"""Delivery over HTTP: signed posts to the app's request URL."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import secrets
import time
from concurrent.futures import ThreadPoolExecutor
from threading import local
from typing import Any, Final
from urllib.parse import urlencode

import requests

from integrations.sandbox.slack.delivery import ACK_SECONDS, Ack, Parcel

Json = dict[str, Any]

_THREADS: Final = 16
_FORM: Final = "application/x-www-form-urlencoded"
_JSON: Final = "application/json"


def signature(secret: str, moment: int, body: bytes) -> str:
    """X-Slack-Signature, version 0 (docs.slack.dev, verifying requests from Slack)."""
    signed = b"v0:%d:%s" % (moment, body)
    return "v0=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()


class SignedPosts:
    """A ``Transport`` that posts. Acknowledged is what was answered with 2xx within three seconds.

    Slack signs with the real time, not with that of any world's clock, because the app compares it with its own.
    """

    def __init__(self, url: str, secret: str) -> None:
        self._url = url
        self._secret = secret
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="slack-post")
        self._own = local()

    def ready(self) -> bool:
        """Slack cannot know whether anybody listens."""
        return True

    async def send(self, parcel: Parcel) -> Ack:
        """Posts the parcel once."""
        headers: dict[str, str] = {}
        if parcel.kind == "events_api":
            body, content_type = json.dumps(parcel.payload).encode(), _JSON
            if parcel.attempt:
                headers = {"X-Slack-Retry-Num": str(parcel.attempt), "X-Slack-Retry-Reason": "http_timeout"}
        elif parcel.kind == "slash_commands":
            body, content_type = urlencode(parcel.payload).encode(), _FORM
        else:
            body, content_type = urlencode({"payload": json.dumps(parcel.payload)}).encode(), _FORM
        answer = await self._in_thread(body, content_type, headers)
        if answer is None or not 200 <= answer.status_code < 300:
            return Ack(acked=False)
        return Ack(acked=True, payload=_answer(answer))

    async def verify(self) -> bool:
        """url_verification: whether the URL gives the challenge back."""
        challenge = secrets.token_urlsafe(20)
        body = json.dumps(
            {"type": "url_verification", "token": "sandbox-verification", "challenge": challenge}
        ).encode()
        answer = await self._in_thread(body, _JSON, {})
        return answer is not None and answer.status_code == 200 and challenge in answer.text

    def close(self) -> None:
        """Ends the threads."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _in_thread(self, body: bytes, content_type: str, headers: dict[str, str]) -> requests.Response | None:
        moment = int(time.time())
        signed = {
            **headers,
            "Content-Type": content_type,
            "X-Slack-Request-Timestamp": str(moment),
            "X-Slack-Signature": signature(self._secret, moment, body),
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        }
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._post, body, signed)

    def _post(self, body: bytes, headers: dict[str, str]) -> requests.Response | None:
        session: requests.Session | None = getattr(self._own, "session", None)
        if session is None:
            session = requests.Session()
            session.trust_env = False  # the app lies on loopback: no proxy may come between
            self._own.session = session
        try:
            return session.post(self._url, data=body, headers=headers, timeout=ACK_SECONDS)
        except requests.RequestException:
            return None


def _answer(answer: requests.Response) -> Json | None:
    if not answer.text.strip():
        return None
    if answer.headers.get("Content-Type", "").startswith(_JSON):
        try:
            body = answer.json()
        except ValueError:
            return None
        return body if isinstance(body, dict) else None
    return {"text": answer.text}
