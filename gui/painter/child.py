"""The drawing process: orders come in, pictures go out through shared memory. Knows nothing of Qt.

Skia holds Python's lock while it draws, so this is a process, not a thread. A picture is rows of RGB bytes
without gaps, from the top.
"""

from __future__ import annotations

import signal
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.shared_memory import SharedMemory

from render.errors import StudioError
from render.model.design import Design
from render.model.formats import formats
from render.problem import Problem


@dataclass(frozen=True, slots=True)
class Order:
    """What to draw: a page of a design, its longer side in pixels, and the shared memory to draw into."""

    design: Design
    longest_px: int
    segment: str
    page: int = 1


@dataclass(frozen=True, slots=True)
class Drawn:
    """What came of an order: the picture's size, the page's lines, and what layout had to say."""

    size_px: tuple[int, int]
    problems: tuple[Problem, ...]
    lines: dict[str, tuple[str, ...]]
    template: str
    palette: str


def draw(connection: Connection) -> None:
    """Serve orders until None comes or the window is gone; answer each with Drawn or a StudioError."""
    # Ctrl-C is for the window, which then ends this process itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    canvas = _Canvas()
    _warm_up()
    try:
        while (order := connection.recv()) is not None:
            connection.send(_answer(order, canvas))
    except (EOFError, OSError):
        return
    finally:
        canvas.close()


def _warm_up() -> None:
    """Draw something small while the window is still being built: libraries and fonts take a third of a second."""
    from render.pipeline import preview

    # What is wrong with the assets will be said of the first order.
    with suppress(StudioError):
        preview(Design(text="Ấ", format=next(iter(formats().values()))), 16)


def _answer(order: Order, canvas: _Canvas) -> Drawn | StudioError:
    try:
        return _drawn(order, canvas)
    except StudioError as fault:
        return fault
    except Exception as fault:
        # A defect of ours must not take the live picture away: the window shows it and draws the next edit.
        return StudioError("painter.failed", reason=f"{type(fault).__name__}: {fault}")


def _drawn(order: Order, canvas: _Canvas) -> Drawn:
    import numpy as np

    from render.pipeline import preview

    composition, picture = preview(order.design, order.longest_px, order.page)
    height, width, _ = picture.shape
    np.copyto(np.ndarray(picture.shape, np.uint8, canvas.bytes(order.segment)), picture)
    lines = composition.lines_of(order.page)
    return Drawn((width, height), composition.problems, lines, composition.template, composition.palette)


class _Canvas:
    """The shared memory drawn into last, kept open from one order to the next."""

    def __init__(self) -> None:
        self._segment: SharedMemory | None = None

    def bytes(self, name: str) -> memoryview:
        if self._segment is None or self._segment.name != name:
            self.close()
            self._segment = SharedMemory(name)
        assert self._segment.buf is not None
        return self._segment.buf

    def close(self) -> None:
        if self._segment is not None:
            self._segment.close()
            self._segment = None
