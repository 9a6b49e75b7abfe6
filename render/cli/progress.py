"""A progress bar on a terminal for anything over a second; silence when piped."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from render.progress import Progress, silent


@contextmanager
def bar(title: str, *, quiet: bool) -> Iterator[Progress]:
    """Yield a function that takes the share done, 0…1."""
    if quiet or not sys.stderr.isatty():
        yield silent
        return
    from tqdm import tqdm

    with tqdm(total=100, desc=title, delay=1, leave=False, bar_format="{desc} {bar} {n:.0f}% {remaining}") as shown:

        def move(share: float) -> None:
            shown.update(share * 100 - shown.n)

        yield move
