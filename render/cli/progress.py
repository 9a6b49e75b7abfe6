"""A progress bar on a terminal for anything over a second; silence when piped."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def bar(title: str, *, quiet: bool) -> Iterator[Callable[[float], None]]:
    """Yield a function that takes the share done, 0…1."""
    if quiet or not sys.stderr.isatty():
        yield lambda share: None
        return
    from tqdm import tqdm

    with tqdm(total=100, desc=title, unit="%", delay=1, leave=False, bar_format="{desc} {bar} {n:.0f}% {remaining}") as shown:
        yield lambda share: shown.update(share * 100 - shown.n) and None
