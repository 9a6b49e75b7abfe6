"""Many like pieces of work on several processes, their results in order.

Processes are spawned, as on every system; a piece must be a picklable call of a module's function.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from render.errors import WriteError

Piece = TypeVar("Piece")
Result = TypeVar("Result")
# Pieces under way for each worker: enough that none waits, few enough that little is held.
_AHEAD = 3


def mapped(work: Callable[[Piece], Result], pieces: Sequence[Piece], workers: int) -> Iterator[Result]:
    """Yield what each piece comes to, in order; with one worker here, else in processes of their own."""
    if workers < 2 or len(pieces) < 2:
        yield from map(work, pieces)
        return
    spawn = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(min(workers, len(pieces)), mp_context=spawn)
    under_way: deque[Future[Result]] = deque()
    waiting = iter(pieces)
    try:
        for piece in waiting:
            under_way.append(pool.submit(work, piece))
            if len(under_way) >= _AHEAD * workers:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
    except BrokenProcessPool as fault:
        raise WriteError("crew.lost") from fault
    finally:
        pool.shutdown(cancel_futures=True)
