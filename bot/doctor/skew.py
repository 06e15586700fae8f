"""The clocks: a signed request is refused, and a deadline is wrong, when this machine's clock is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, timedelta
from email.utils import parsedate_to_datetime

from bot.desk.clock import Clock
from bot.doctor.finding import Finding

_MOST = timedelta(seconds=60)


class Dates:
    """Collects what others say the time is, from the Date header of their answers (RFC 9110 section 6.6.1)."""

    def __init__(self, machine: Clock) -> None:
        self._machine = machine
        self._ahead: dict[str, timedelta] = {}

    def note(self, who: str, header: str | None) -> None:
        """Compare one header with this machine's clock, now; one that is absent or no date says nothing."""
        if not header:
            return
        try:
            theirs = parsedate_to_datetime(header)
        except ValueError:
            return
        self._ahead[who] = self._machine.now() - (theirs if theirs.tzinfo else theirs.replace(tzinfo=UTC))

    def findings(self) -> Iterator[Finding]:
        """One finding for each that said the time."""
        for who, ahead in self._ahead.items():
            seconds = abs(ahead.total_seconds())
            if abs(ahead) <= _MOST:
                yield Finding("clock", True, f"agrees with {who}")
                continue
            side = "ahead of" if ahead > timedelta(0) else "behind"
            yield Finding(
                "clock", False, f"this machine is {seconds:.0f} s {side} {who}",
                "let the machine follow a time server (timedatectl set-ntp true)",
            )  # fmt: skip
