"""Whether the disk has room for a file, asked before it is begun."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from render.errors import WriteError

_MEGABYTE = 1_000_000


def check_room(target: Path, worst: int, estimate: Callable[[], int]) -> None:
    """Raise WriteError where a file will not fit beside its target.

    `worst` is what it can take at most; only where that does not fit is the dearer `estimate` asked for and believed.
    """
    try:
        free = shutil.disk_usage(target.parent).free
    except OSError:
        # A folder that cannot be asked is told apart by the writing itself.
        return
    if free >= worst:
        return
    need = estimate()
    if free < need:
        raise WriteError("write.no-room", path=str(target), need=_megabytes(need), free=free // _MEGABYTE)


def _megabytes(count: int) -> int:
    return -(-count // _MEGABYTE)
