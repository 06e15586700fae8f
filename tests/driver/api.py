"""The people-side API over HTTP."""

from __future__ import annotations

from typing import Any, Final

import requests

Json = dict[str, Any]

_TIMEOUT: Final = 15.0


class Refused(AssertionError):
    """The sandbox says that nobody could do this; ``status`` as in HTTP."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(f"{status}: {text}")
        self.status = status


class Api:
    """Calls below /desk/api. Raises Refused for an answer that is not 2xx."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self._session = requests.Session()
        self._session.trust_env = False

    def get(self, path: str, **query: str | None) -> Json:
        """GET."""
        return self._call("GET", path, query, None)

    def post(self, path: str, body: Json) -> Json:
        """POST."""
        return self._call("POST", path, {}, body)

    def put(self, path: str, body: Json) -> Json:
        """PUT."""
        return self._call("PUT", path, {}, body)

    def delete(self, path: str, **query: str | None) -> Json:
        """DELETE."""
        return self._call("DELETE", path, query, None)

    def raw(self, path: str, **query: str) -> bytes:
        """GET of something that is no JSON."""
        answer = self._session.get(f"{self.url}/desk/api/{path}", params=query, timeout=_TIMEOUT)
        if not answer.ok:
            raise Refused(answer.status_code, answer.text)
        return answer.content

    def _call(self, verb: str, path: str, query: dict[str, str | None], body: Json | None) -> Json:
        answer = self._session.request(verb, f"{self.url}/desk/api/{path}", params=query, json=body, timeout=_TIMEOUT)
        if not answer.ok:
            raise Refused(answer.status_code, answer.text)
        found: Json = answer.json()
        return found
