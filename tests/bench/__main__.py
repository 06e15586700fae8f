"""``python -m tests.bench [topic…]``: measure and print, a line a figure."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from tests.bench import clicks, idle, intake, reading
from tests.bench.figures import machine, say

_TOPICS = ("reading", "intake", "clicks", "idle")


def main() -> None:
    """Run the topics that were asked for, or all."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("topics", nargs="*", metavar="topic", help=f"of {', '.join(_TOPICS)}; none means all")
    parser.add_argument("--mails", type=int, default=1000)
    parser.add_argument("--seconds", type=int, default=20, help="of clicking at each app, a mode")
    parser.add_argument(
        "--folder", type=Path, help="on the disk to be measured; default: the system's temporary folder"
    )
    wish = parser.parse_args()
    unknown = sorted(set(wish.topics) - set(_TOPICS))
    if unknown:
        parser.error(f"no such topic: {', '.join(unknown)}; there are {', '.join(_TOPICS)}")
    topics = wish.topics or list(_TOPICS)
    say("machine", machine())
    with tempfile.TemporaryDirectory(prefix="balie-bench-", dir=wish.folder) as name:
        folder = Path(name)
        if "reading" in topics:
            reading.run()
        if "intake" in topics:
            intake.run(folder / "intake", wish.mails)
        if "clicks" in topics:
            clicks.run(folder / "clicks", wish.seconds)
        if "idle" in topics:
            idle.run(folder / "idle")
    say("machine", machine())


if __name__ == "__main__":
    main()
