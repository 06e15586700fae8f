"""The corpus itself: every line readable, its labels consistent with each other and with the message."""

import base64
import json
import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
RIGHTS = {"access", "rectification", "erasure", "restriction", "portability", "withdrawal", "objection"}
REQUESTS = RIGHTS | {"question", "complaint"}
OTHERS = {"spam", "newsletter", "bounce", "out_of_office", "auto_reply", "vendor"}


def lines(name: str) -> list[dict[str, Any]]:
    """The labelled messages of one part."""
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


def message_of(label: dict[str, Any]) -> EmailMessage:
    """The message of a line, parsed."""
    raw = label["raw"].encode() if "raw" in label else base64.b64decode(label["raw_base64"])
    return message_from_bytes(raw, policy=policy.default)


def text_of(message: EmailMessage) -> str:
    """Subject and every text part, decoded; markup left in, since only digits are looked up."""
    parts = [str(message["subject"] or "")]
    parts += [str(part.get_content()) for part in message.walk() if part.get_content_maintype() == "text"]
    return "\n".join(parts)


def passes_eleven_test(digits: str) -> bool:
    """The check on a citizen number: weights 9 to 2 and -1, sum divisible by eleven."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return len(digits) == 9 and sum(int(d) * w for d, w in zip(digits, weights, strict=True)) % 11 == 0


@pytest.mark.parametrize("name", ["dev.jsonl", "frozen.jsonl"])
def test_labels_agree_with_each_other_and_with_the_message(name: str) -> None:
    for label in lines(name):
        types = set(label["types"])
        where = label["id"]
        assert label["primary"] in types, where
        assert not types & set(label["optional_types"]), where
        assert types <= REQUESTS if label["is_request"] else (len(types) == 1 and types <= OTHERS), where
        assert label["is_dsr"] == (bool(types & RIGHTS) and not label["followup_only"]), where
        assert not (label["ack_ok"] and (label["is_auto"] or not label["is_request"])), where
        message = message_of(label)
        text = text_of(message)
        mentioned = set(re.findall(r"AVG-2026-\d{4,}", text))
        assert mentioned == set(label["mentioned_case_numbers"]), where
        assert label["case_number"] is None or (label["is_followup"] and label["case_number"] in mentioned), where
        if label["contains_bsn"]:
            assert passes_eleven_test(label["contains_bsn"]), where
            assert re.search(r"[\s.\-]*".join(label["contains_bsn"]), text), where
        assert [part.get_filename() for part in message.walk() if part.get_filename()] == label["attachments"], where


def test_a_third_is_frozen_by_number_and_nothing_is_in_both_parts() -> None:
    dev = [int(label["id"][1:]) for label in lines("dev.jsonl")]
    frozen = [int(label["id"][1:]) for label in lines("frozen.jsonl")]
    assert sorted(dev + frozen) == list(range(1, len(dev) + len(frozen) + 1))
    assert all(number % 3 == 0 for number in frozen)
    assert all(number % 3 for number in dev)


def test_every_kind_is_well_covered() -> None:
    counts: dict[str, int] = {}
    for label in lines("dev.jsonl") + lines("frozen.jsonl"):
        for kind in label["types"]:
            counts[kind] = counts.get(kind, 0) + 1
    assert all(counts[right] >= 20 for right in REQUESTS)
    assert all(counts[other] >= 7 for other in OTHERS)
