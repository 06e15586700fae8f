"""Every reason for which a person must look has words in both languages."""

from __future__ import annotations

import inspect
import re

import pytest

from bot.cases import triage
from bot.desk.languages import catalogue
from integrations.mail import trust
from integrations.mail.port import FLAGGING_DEFECTS


def reasons() -> set[str]:
    ours = set(re.findall(r'\("([a-z][a-z ]+)", \*reasons\)', inspect.getsource(triage)))
    ours |= {"names a case of somebody else", "many messages from this sender today", "damaged_attachment"}
    judged = set(re.findall(r"``([a-z_]+)``", trust.Trust.__doc__ or "")) - {
        "spf", "dkim", "dmarc", "authenticated", "flags",
    }  # fmt: skip
    shown_on_no_card = {"automatic mail", "no request"}
    return (ours | judged | FLAGGING_DEFECTS) - shown_on_no_card


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_reason_has_words(language: str) -> None:
    found = reasons()
    assert {"nothing readable", "own_domain", "tnef"} <= found
    assert [reason for reason in sorted(found) if f"flags.{reason.replace(' ', '_')}" not in catalogue(language)] == []
