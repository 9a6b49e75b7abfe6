"""How far a long work has come: a function that takes the share done, 0…1."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[float], None]


def silent(share: float, /) -> None:
    """Take the share done and tell nobody."""
