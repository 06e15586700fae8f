"""Sealing personal data, finding it again by fingerprint, and the key file."""

from __future__ import annotations

import stat
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.settings import SettingsError
from bot.store.vault import Vault, WrongKey, open_vault

VAULT = Vault(["one", "older"])


@given(st.text(st.characters(exclude_categories=())))
def test_what_is_sealed_opens_as_it_was(text: str) -> None:
    assert VAULT.open(VAULT.seal(text)) == text


def test_the_same_text_is_sealed_differently_each_time_and_is_not_readable() -> None:
    first, second = VAULT.seal("Joke Smit"), VAULT.seal("Joke Smit")
    assert first != second
    assert b"Joke" not in first


def test_a_new_key_in_front_opens_what_the_old_one_sealed_and_finds_it() -> None:
    old, rotated = Vault(["old"]), Vault(["new", "old"])
    assert rotated.open(old.seal("words")) == "words"
    assert rotated.fingerprint("email", "a@b.nl") == old.fingerprint("email", "a@b.nl")
    with pytest.raises(WrongKey, match="BALIE_SECRET_KEY"):
        old.open(rotated.seal("words"))


def test_another_key_opens_nothing_and_does_not_tell_what_it_saw() -> None:
    sealed = Vault(["mine"]).seal("words")
    with pytest.raises(WrongKey) as refused:
        Vault(["yours"]).open(sealed)
    assert "words" not in str(refused.value)
    with pytest.raises(WrongKey):
        VAULT.open(b"no token at all")
    with pytest.raises(WrongKey):
        VAULT.open(VAULT.seal("words")[:-3])


def test_fingerprints_differ_by_kind_by_value_and_by_key() -> None:
    prints = {
        VAULT.fingerprint("email", "a@b.nl"),
        VAULT.fingerprint("message-id", "a@b.nl"),
        VAULT.fingerprint("email", "c@b.nl"),
        Vault(["other"]).fingerprint("email", "a@b.nl"),
    }
    assert len(prints) == 4
    assert all(len(each) == 32 and int(each, 16) >= 0 for each in prints)


def test_no_key_is_no_vault() -> None:
    with pytest.raises(ValueError, match="at least one"):
        Vault([])


def test_the_key_file_is_for_its_owner_only_and_stays(tmp_path: Path) -> None:
    data = tmp_path / "new" / "data"
    sealed = open_vault(None, data).seal("words")
    key = data / "keys" / "secret.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert stat.S_IMODE(key.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(data.stat().st_mode) == 0o700
    assert open_vault(None, data).open(sealed) == "words"
    assert [each.name for each in key.parent.iterdir()] == ["secret.key"]


def _print(data: str) -> str:
    return open_vault(None, Path(data)).fingerprint("email", "a@b.nl")


def test_processes_that_start_together_agree_on_one_key(tmp_path: Path) -> None:
    with ProcessPoolExecutor(4) as pool:
        prints = set(pool.map(_print, [str(tmp_path)] * 16))
    assert len(prints) == 1


def test_the_setting_wins_over_the_file_and_may_hold_several_keys(tmp_path: Path) -> None:
    assert open_vault("new, old", tmp_path).open(Vault(["old"]).seal("words")) == "words"
    assert list(tmp_path.iterdir()) == []


def test_a_key_file_that_was_emptied_is_refused_and_not_replaced(tmp_path: Path) -> None:
    open_vault(None, tmp_path)
    key = tmp_path / "keys" / "secret.key"
    key.write_text("\n")
    with pytest.raises(SettingsError, match=r"BALIE_DATA: .*empty; put the key back"):
        open_vault(None, tmp_path)
    assert key.read_text() == "\n"


def test_a_folder_that_cannot_be_one_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    with pytest.raises(SettingsError, match=r"^BALIE_DATA: the key cannot be kept in .*; choose a folder") as refused:
        open_vault(None, tmp_path / "data")
    assert "\n" not in str(refused.value)
