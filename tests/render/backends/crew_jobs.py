"""What the workers of test_crew do; a module of its own, since spawned processes import it."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

from render.errors import ContentError


def doubling() -> Callable[[int], int]:
    return lambda number: 2 * number


def marking(folder: Path) -> Callable[[int], int]:
    """Leave a file for every job that was begun."""

    def work(number: int) -> int:
        (folder / str(number)).touch()
        return number

    return work


def dying(folder: Path, times: int) -> Callable[[int], int]:
    """Kill the process on job 3, so many times."""

    def work(number: int) -> int:
        mark = folder / "deaths"
        deaths = len(mark.read_bytes()) if mark.exists() else 0
        if number == 3 and deaths < times:
            mark.write_bytes(b"x" * (deaths + 1))
            os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(0.01)
        return number

    return work


def failing(error: str) -> Callable[[int], int]:
    def work(number: int) -> int:
        raise ContentError("picture.unreadable", path="a.png") if error == "ours" else MemoryError(error)

    return work
