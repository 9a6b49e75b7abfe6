"""The exporting process: files are made outside the window, which hears how far it is and may stop it."""

from __future__ import annotations

import multiprocessing
import threading
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from render.errors import StudioError
from render.production.job import Outcome, Task


def _make(tasks: tuple[Task, ...], folder: Path, overwrite: bool, said: Connection, stop: Event) -> None:
    from render.production.job import run

    def progress(share: float) -> None:
        said.send(("progress", share))

    try:
        for outcome in run(tasks, folder, overwrite=overwrite, progress=progress, cancelled=stop.is_set):
            said.send(("outcome", outcome))
    except StudioError as fault:
        said.send(("error", fault))
    said.send(("done", None))


class Exporter(QObject):
    """One export at a time."""

    progressed = Signal(float)
    made = Signal(object)
    failed = Signal(object)
    finished = Signal()

    def start(self, tasks: tuple[Task, ...], folder: Path, *, overwrite: bool) -> None:
        """Begin to make the files."""
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe(duplex=False)
        self._stop = context.Event()
        self.process = context.Process(target=_make, args=(tasks, folder, overwrite, theirs, self._stop), daemon=True)
        self.process.start()
        theirs.close()
        threading.Thread(target=self._listen, args=(ours,), daemon=True).start()

    def cancel(self) -> None:
        """Stop at the next step; what is finished stays, what is half made goes."""
        self._stop.set()

    def _listen(self, said: Connection) -> None:
        try:
            while True:
                kind, value = said.recv()
                if kind == "progress":
                    self.progressed.emit(value)
                elif kind == "outcome":
                    outcome: Outcome = value
                    self.made.emit(outcome)
                elif kind == "error":
                    self.failed.emit(value)
                else:
                    break
        except (EOFError, OSError):
            self.failed.emit(StudioError("export.process-died"))
        self.process.join(5)
        said.close()
        self.finished.emit()
