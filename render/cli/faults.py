"""Faults of one request, gathered so that all are reported together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from render.errors import UsageError, UsageErrors


class Faults:
    """Collects usage errors so that all are reported together."""

    def __init__(self) -> None:
        self.found: list[UsageError] = []

    @contextmanager
    def gathered(self) -> Iterator[None]:
        """Take in what is wrong with one part of the request."""
        try:
            yield
        except UsageErrors as several:
            self.found += several.faults
        except UsageError as fault:
            self.found.append(fault)

    def raise_any(self) -> None:
        """Raise what was found, if anything."""
        if len(self.found) == 1:
            raise self.found[0]
        if self.found:
            raise UsageErrors(tuple(self.found))
