"""The only way off the GUI thread: a spawned process whose messages arrive as signals.

Spawned, not forked: a fork of a process that runs Qt can hang, and Windows has nothing else.
"""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

SPAWN = multiprocessing.get_context("spawn")
_PATIENCE_S = 2.0


class Companion(QObject):
    """A process of its own, told things through a pipe; a thread waits for what it answers.

    A daemon ends with the program whatever happens, and may have no processes of its own.
    """

    told = Signal(object)
    # Carries the companion itself: the word may arrive when another has taken its place.
    ended = Signal(object)

    def __init__(
        self, target: Callable[..., None], *arguments: object, parent: QObject | None = None, daemon: bool = True
    ) -> None:
        super().__init__(parent)
        self._connection, theirs = SPAWN.Pipe()
        self._process = SPAWN.Process(target=target, args=(theirs, *arguments), daemon=daemon)
        self._process.start()
        # Ours to close: the thread notices the other side's end only when nobody here holds it open.
        theirs.close()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid or 0

    def tell(self, message: Any) -> None:
        """Send a message; where nobody is left to hear it, `ended` says so."""
        try:
            self._connection.send(message)
        except (OSError, ValueError):
            return

    def kill(self) -> None:
        """End the process at once; `ended` follows."""
        self._process.kill()

    def close(self) -> None:
        """End the process and its listener, by force if it does not go when told."""
        self.tell(None)
        self._process.join(_PATIENCE_S)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._listener.join()
        self._connection.close()

    def _listen(self) -> None:
        try:
            while True:
                self.told.emit(self._connection.recv())
        except (EOFError, OSError):
            self.ended.emit(self)
