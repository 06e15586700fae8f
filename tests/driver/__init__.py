"""The language of a user, over the sandbox's people-side API: what somebody sees on the screen and does with it."""

from tests.driver.desk import DeskDriver
from tests.driver.waiting import NotSeen, wait_until

__all__ = ["DeskDriver", "NotSeen", "wait_until"]
