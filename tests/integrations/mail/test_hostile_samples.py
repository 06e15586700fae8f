"""The shared hostile messages and labelled mails through the parser and the judgement of the sender."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from integrations.mail.mime import parse
from integrations.mail.port import FLAGGING_DEFECTS
from integrations.mail.trust import judge

SAMPLES = Path(__file__).parents[3].parent / "shared" / "samples"
OWN = ("privacy@verdant.example",)


def lines(path: Path) -> list[dict[str, Any]]:
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


HOSTILE = lines(SAMPLES / "hostile" / "manifest.jsonl")
LABELLED = lines(SAMPLES / "mail" / "labels.jsonl")
needs_samples = pytest.mark.skipif(not HOSTILE or not LABELLED, reason="the shared samples are not beside the checkout")


@needs_samples
@pytest.mark.parametrize("entry", HOSTILE, ids=lambda entry: str(entry["attack"]))
def test_hostile(entry: dict[str, Any]) -> None:
    raw = (SAMPLES / "hostile" / str(entry["file"])).read_bytes()
    parsed = parse(raw)
    assert parsed.sha256 == hashlib.sha256(raw).hexdigest() == entry["sha256"]
    trust = judge(parsed, authserv_id="mx3.verdant.example", own_addresses=OWN)
    expected = entry["expected"]
    if "from_address" in expected["facts"]:
        assert parsed.sender.email == expected["facts"]["from_address"]
    if "n_attachments" in expected["facts"]:
        assert len(parsed.attachments) == expected["facts"]["n_attachments"]
    odd = bool(FLAGGING_DEFECTS & set(parsed.defects) or trust.flags)
    if expected["outcome"] == "case":
        assert not odd
    elif "case" not in expected.get("outcome_also_ok", ()):
        assert odd
    if expected["types"]:
        assert parsed.new_text


@needs_samples
@pytest.mark.parametrize("label", LABELLED, ids=lambda label: str(label["id"]))
def test_labelled(label: dict[str, Any]) -> None:
    parsed = parse((SAMPLES / "mail" / str(label["file"])).read_bytes())
    assert parsed.sender.email == label["from_address"]
    assert parsed.new_text
    assert not FLAGGING_DEFECTS & set(parsed.defects)
    assert len(parsed.attachments) == len(label["attachments"])
    assert [item.name for item in parsed.attachments] == label["attachments"]
