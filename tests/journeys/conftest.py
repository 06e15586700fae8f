"""A whole desk for each journey: the sandbox and Balie as processes of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.driver.processes import WholeDesk, whole_desk


@pytest.fixture
def whole(tmp_path: Path) -> Iterator[WholeDesk]:
    """A desk that runs, with nothing on it yet."""
    with whole_desk(tmp_path) as running:
        yield running
