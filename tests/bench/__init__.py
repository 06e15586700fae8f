"""Speed and memory, measured and printed, never asserted: ``python -m tests.bench``."""
