"""Addresses of mail servers and mailboxes as the settings give them."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit


@dataclass(frozen=True, slots=True)
class ServerUrl:
    """``scheme://user:password@host:port?options`` taken apart; what was percent-encoded in the login is decoded."""

    scheme: str
    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)
    options: dict[str, str] = field(default_factory=dict)

    @property
    def is_loopback(self) -> bool:
        """Whether the host is this machine."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False


def split(url: str) -> SplitResult:
    """``urlsplit`` whose ValueError never repeats the URL, because that may hold a password."""
    try:
        return urlsplit(url.strip())
    except ValueError:
        raise ValueError("the address is not a valid URL") from None


def read_server_url(url: str, default_ports: dict[str, int]) -> ServerUrl:
    """Read the URL of a server; ValueError (one line, without the login) says what is wrong with it."""
    parts = split(url)
    if parts.scheme not in default_ports:
        known = ", ".join(f"{scheme}://" for scheme in default_ports)
        raise ValueError(f"unknown scheme {parts.scheme[:20]!r}; use {known}")
    try:
        port = parts.port if parts.port is not None else default_ports[parts.scheme]
    except ValueError:
        raise ValueError("the port is not a number from 0 to 65535") from None
    if not parts.hostname:
        raise ValueError(f"a host is missing after {parts.scheme}://")
    if parts.path not in {"", "/"}:
        raise ValueError("nothing may follow the port")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return ServerUrl(parts.scheme, parts.hostname, port, user, password, dict(parse_qsl(parts.query)))
