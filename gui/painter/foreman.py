"""The painter as the window knows it: ask for a picture, get it as a signal.

One order is out at a time; of those that wait, the newest of each channel is kept and the rest forgotten.
The preview goes before all others: thumbnails are drawn when there is nothing better to do.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from multiprocessing.shared_memory import SharedMemory

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from gui.painter.child import Drawn, Order, draw
from gui.tasks import Companion
from render.errors import StudioError
from render.model.design import Design

PREVIEW = "preview"
_TRIES = 2
_PATIENCE_MS = 20_000
_LEAST_BYTES = 4_000_000


@dataclass(frozen=True, slots=True)
class Painted:
    """A finished picture, the design and the page it shows, and what layout had to say."""

    design: Design
    image: QImage
    drawn: Drawn
    page: int = 1


@dataclass(slots=True)
class _Wish:
    channel: str
    design: Design
    longest_px: int
    page: int
    tries: int = 0


class Painter(QObject):
    """Keeps the drawing process alive and busy with the newest wishes."""

    painted = Signal(str, object)
    failed = Signal(str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: dict[str, _Wish] = {}
        self._out: _Wish | None = None
        self._segment: SharedMemory | None = None
        self._watch = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._watch.timeout.connect(self._give_up)
        self._companion: Companion | None = None
        # Timers of a window that is going away may still ask.
        self._closed = False
        self._start()

    @property
    def pid(self) -> int:
        """The number of the drawing process, 0 while there is none."""
        return self._companion.pid if self._companion else 0

    @property
    def idle(self) -> bool:
        """True while nothing is being drawn or waiting to be."""
        return self._out is None and not self._waiting

    def ask(self, channel: str, design: Design, longest_px: int, page: int = 1) -> None:
        """Wish for a picture of a page; an older wish of the channel that was not begun is forgotten."""
        if self._closed:
            return
        self._waiting[channel] = _Wish(channel, design, longest_px, page)
        self._next()

    def close(self) -> None:
        """End the drawing process and free the shared memory."""
        self._closed = True
        self._watch.stop()
        self._waiting.clear()
        companion, self._companion = self._companion, None
        if companion:
            companion.close()
        self._free()

    def _start(self) -> None:
        self._companion = Companion(draw, parent=self)
        self._companion.told.connect(self._answered)
        self._companion.ended.connect(self._died)

    def _next(self) -> None:
        if self._out or not self._waiting:
            return
        channel = PREVIEW if PREVIEW in self._waiting else next(iter(self._waiting))
        self._send(self._waiting.pop(channel))

    def _send(self, wish: _Wish) -> None:
        if self._companion is None:
            self._start()
        assert self._companion is not None
        self._out = wish
        wish.tries += 1
        self._watch.start()
        self._companion.tell(Order(wish.design, wish.longest_px, self._room(wish).name, wish.page))

    def _room(self, wish: _Wish) -> SharedMemory:
        """Return shared memory for the picture; it only ever grows, since orders of a zoom come in series."""
        long, short = max(wish.design.format.size), min(wish.design.format.size)
        needed = 3 * wish.longest_px * (math.ceil(wish.longest_px * short / long) + 1)
        if self._segment is None or self._segment.size < needed:
            self._free()
            self._segment = SharedMemory(create=True, size=max(needed, _LEAST_BYTES))
        return self._segment

    def _free(self) -> None:
        if self._segment is not None:
            self._segment.close()
            self._segment.unlink()
            self._segment = None

    def _answered(self, answer: Drawn | StudioError) -> None:
        wish, self._out = self._out, None
        self._watch.stop()
        if wish is None or self._segment is None:
            return
        if isinstance(answer, StudioError):
            self._next()
            self.failed.emit(wish.channel, answer)
            return
        # Copied before the next order goes out: that one draws over the same memory.
        image = _image(self._segment, answer.size_px)
        self._next()
        self.painted.emit(wish.channel, Painted(wish.design, image, answer, wish.page))

    def _died(self, companion: Companion) -> None:
        """Start again and give the order that was out one more chance, then set it aside."""
        if self._companion is not companion:
            return
        self._companion = None
        companion.close()
        companion.deleteLater()
        wish, self._out = self._out, None
        self._watch.stop()
        # Without an order out the next one starts the process: one that cannot even start is not started in a circle.
        if wish and wish.tries < _TRIES:
            self._send(self._waiting.pop(wish.channel, wish))
        elif wish:
            self.failed.emit(wish.channel, StudioError("painter.died"))
            self._next()

    def _give_up(self) -> None:
        if self._companion:
            self._companion.kill()


def _image(segment: SharedMemory, size_px: tuple[int, int]) -> QImage:
    """Return a copy of the drawn pixels in the layout that Qt draws fastest."""
    width, height = size_px
    assert segment.buf is not None
    seen = QImage(segment.buf, width, height, 3 * width, QImage.Format.Format_RGB888)
    return seen.convertToFormat(QImage.Format.Format_RGB32)
