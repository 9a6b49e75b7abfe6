"""Processes in tests: who is left behind, and who hears Ctrl-C."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def heeding_breaks() -> Iterator[None]:
    """Let what is started within hear Ctrl-C: a shell that starts tests in the background makes all deaf to it."""
    heeded = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, heeded)


@contextmanager
def nobody_left_behind() -> Iterator[None]:
    """Assert that what happens within leaves no process; the window's own, of other tests, are not its."""
    others = set(multiprocessing.active_children())
    yield
    assert set(multiprocessing.active_children()) <= others
