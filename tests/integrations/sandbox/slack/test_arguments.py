"""The arguments of every method against the table made from Slack's documentation and SDKs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from integrations.sandbox.slack.errors import SlackError
from integrations.sandbox.slack.methods import METHODS
from integrations.sandbox.slack.web_api import check_arguments

SPECS = Path(__file__).parents[4].parent / "shared" / "specs" / "slack"

pytestmark = pytest.mark.skipif(
    not (SPECS / "web_api_arguments.json").exists(), reason="shared/specs/slack does not lie beside the checkout"
)


def _table(name: str) -> dict[str, Any]:
    table: dict[str, Any] = json.loads((SPECS / name).read_text(encoding="utf-8"))
    return table


@pytest.mark.parametrize("name", sorted(METHODS))
def test_arguments_agree_with_the_documentation(name: str) -> None:
    documented = _table("web_api_arguments.json")[name]
    known = METHODS[name]
    # The table lists an argument as required when any source does; then it must not stand among the optional ones too.
    required = set(documented["required"])
    assert known.required == required
    assert known.optional == set(documented["optional"]) - required - {"token"}


@pytest.mark.parametrize("name", sorted(METHODS))
def test_rates_agree_with_the_documentation(name: str) -> None:
    tiers = _table("web_api_errors_and_tiers.json")
    documented = tiers.get("methods", tiers)[name]["per_min"]
    assert METHODS[name].per_minute == documented


@pytest.mark.parametrize("name", sorted(METHODS))
def test_every_documented_argument_is_taken_and_every_other_refused(name: str) -> None:
    method = METHODS[name]
    check_arguments(method, dict.fromkeys(method.required | method.optional, "x"))
    with pytest.raises(SlackError) as refused:
        check_arguments(method, {**dict.fromkeys(method.required, "x"), "no_such_argument": "x"})
    assert refused.value.code == "invalid_arguments"
    for missing in method.required:
        with pytest.raises(SlackError, match="invalid_arguments"):
            check_arguments(method, dict.fromkeys(method.required - {missing}, "x"))
