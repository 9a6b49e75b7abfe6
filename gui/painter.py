"""The drawing process: layout and pixels are made outside the window, since Skia holds Python's lock while it draws.

The window sends what it wants to see; the process draws the newest wish of each kind and answers through shared
memory. A process that dies is started again and asked once more.
"""

from __future__ import annotations

import multiprocessing
import threading
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.shared_memory import SharedMemory

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from render.errors import StudioError
from render.geometry import Rect
from render.model.design import Design
from render.problem import Problem

_SLOT = 48 << 20
_SLOTS = 3
PREVIEW = "preview"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be drawn: the part of the page `shown`, at width × height pixels; `kind` names who asks."""

    kind: str
    token: int
    design: Design
    width: int
    height: int
    shown: Rect | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What was drawn: the picture lies in a slot of the shared memory; or the error that stopped it."""

    wish: Wish
    slot: int
    width: int = 0
    height: int = 0
    problems: tuple[Problem, ...] = ()
    lines: dict[str, tuple[str, ...]] | None = None
    template: str = ""
    palette: str = ""
    error: StudioError | None = None


def _serve(wishes: Connection, memory_name: str) -> None:
    """Draw until the window is gone."""
    memory = SharedMemory(memory_name)
    pending: dict[str, Wish] = {}
    slot = 0
    try:
        while True:
            while wishes.poll(None if not pending else 0):
                wish = wishes.recv()
                if wish is None:
                    return
                pending[wish.kind] = wish
            # The preview goes before thumbnails: it is what the person looks at.
            kind = min(pending, key=lambda each: each != PREVIEW)
            wishes.send(_draw(pending.pop(kind), slot, memory))
            slot = (slot + 1) % _SLOTS
    except (EOFError, BrokenPipeError, ConnectionResetError, KeyboardInterrupt):
        return
    finally:
        memory.close()


def _draw(wish: Wish, slot: int, memory: SharedMemory) -> Answer:
    from render.pipeline import preview

    try:
        made, picture = preview(wish.design, wish.width, wish.height, wish.shown)
    except StudioError as fault:
        return Answer(wish, slot, error=fault)
    height, width = picture.shape[:2]
    data = picture.tobytes()
    assert memory.buf is not None
    memory.buf[slot * _SLOT : slot * _SLOT + len(data)] = data
    return Answer(wish, slot, width, height, made.problems, made.lines, made.template, made.palette)


class Painter(QObject):
    """The window's end of the drawing process."""

    painted = Signal(object, QImage)
    restarted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._memory = SharedMemory(create=True, size=_SLOT * _SLOTS)
        self._latest: dict[str, Wish] = {}
        self._tokens = 0
        self._closing = False
        self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._wishes, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, self._memory.name), daemon=True)
        self.process.start()
        theirs.close()
        self._reader = threading.Thread(target=self._listen, args=(self._wishes,), daemon=True)
        self._reader.start()

    def ask(self, kind: str, design: Design, width: int, height: int, shown: Rect | None = None) -> None:
        """Ask for a picture of at most 16 megapixels; a newer wish of a kind takes the place of an older one."""
        self._tokens += 1
        wish = Wish(kind, self._tokens, design, width, height, shown)
        self._latest[kind] = wish
        self._send(wish)

    def _send(self, wish: Wish | None) -> None:
        try:
            self._wishes.send(wish)
        except OSError:
            # The process has died; the listener starts another and asks again.
            return

    def _listen(self, wishes: Connection) -> None:
        try:
            while True:
                answer: Answer = wishes.recv()
                newest = self._latest.get(answer.wish.kind)
                if newest is not None and answer.wish.token == newest.token and not self._closing:
                    self.painted.emit(answer, self._picture(answer))
        except (EOFError, OSError):
            if not self._closing:
                self._start()
                for wish in list(self._latest.values()):
                    self._send(wish)
                self.restarted.emit()

    def _picture(self, answer: Answer) -> QImage:
        if not answer.width:
            return QImage()
        assert self._memory.buf is not None
        start = answer.slot * _SLOT
        data = bytes(self._memory.buf[start : start + answer.width * answer.height * 3])
        return QImage(data, answer.width, answer.height, answer.width * 3, QImage.Format.Format_RGB888).copy()

    def close(self) -> None:
        """End the process and give the memory back."""
        self._closing = True
        self._send(None)
        self.process.join(3)
        if self.process.is_alive():
            self.process.kill()
            self.process.join(3)
        self._reader.join(3)
        self._wishes.close()
        self._memory.close()
        self._memory.unlink()
