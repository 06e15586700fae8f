"""Encryption of personal data and keyed fingerprints to find it by."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
from contextlib import suppress
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.desk.settings import SettingsError


class WrongKey(Exception):
    """A sealed value cannot be opened with the keys at hand."""


class Vault:
    """Seals and opens text, and makes fingerprints, with keys derived from the secret keys of the installation.

    The first secret seals; every secret opens, so a key is changed by putting a new one in front. The last, oldest one
    makes the fingerprints: they must stay the same for as long as rows are looked up by them.
    """

    def __init__(self, secret_keys: list[str]) -> None:
        if not secret_keys:
            raise ValueError("at least one secret key is needed")
        self._cipher = MultiFernet([Fernet(base64.urlsafe_b64encode(_derive(key, b"seal"))) for key in secret_keys])
        self._fingerprint_key = _derive(secret_keys[-1], b"fingerprint")

    def seal(self, text: str) -> bytes:
        """Encrypt text (AES-CBC with HMAC, as Fernet specifies); the same text gives another result each time."""
        return self._cipher.encrypt(text.encode("utf-8", "surrogatepass"))

    def open(self, sealed: bytes) -> str:
        """Decrypt what ``seal`` gave. Raises WrongKey."""
        try:
            return self._cipher.decrypt(sealed).decode("utf-8", "surrogatepass")
        except InvalidToken as wrong:
            raise WrongKey(
                "a stored value was sealed with another BALIE_SECRET_KEY; put the old key behind the new one,"
                " separated by a comma"
            ) from wrong

    def fingerprint(self, kind: str, value: str) -> str:
        """A keyed hash (HMAC-SHA-256, 32 hex digits) of a value, different for each kind of thing."""
        message = f"{kind}\0{value}".encode("utf-8", "surrogatepass")
        return hmac.new(self._fingerprint_key, message, hashlib.sha256).hexdigest()[:32]


def open_vault(secret_key: str | None, data: Path) -> Vault:
    """The vault of an installation: with BALIE_SECRET_KEY when it is set, else with a key kept in ``data``.

    The key file is made once, readable by its owner only; two processes that start together agree on one key.
    Raises SettingsError when it cannot be kept or read there.
    """
    if secret_key:
        return Vault([part.strip() for part in secret_key.split(",") if part.strip()])
    try:
        return Vault([_key_file(data / "keys" / "secret.key")])
    except OSError as broken:
        raise SettingsError(
            f"BALIE_DATA: the key cannot be kept in {data} ({broken.strerror}); choose a folder that Balie may write to"
        ) from broken


def _key_file(path: Path) -> str:
    # A mode given to mkdir counts for the last folder only, and the database stands in the one above.
    path.parent.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.parent.mkdir(mode=0o700, exist_ok=True)
    if not path.exists():
        fresh = path.with_name(f"secret.{os.getpid()}.{secrets.token_hex(4)}")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(32))
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):  # another process was first; its key is the key
            path.hardlink_to(fresh)
        fresh.unlink()
    key = path.read_text("ascii", "replace").strip()
    if not key:
        raise SettingsError(
            f"BALIE_DATA: {path} is empty; put the key back from a backup, or nothing stored can be read"
        )
    return key


def _derive(secret: str, purpose: bytes) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"balie/" + purpose).derive(secret.encode())
