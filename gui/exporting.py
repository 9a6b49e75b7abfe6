"""Exporting as the window knows it: begin, be told, cancel. The work itself is done by a process of its own."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from gui.export_child import Finished, Job, Made, Planned, Share, make
from gui.tasks import SPAWN, Companion
from render.errors import StudioError


class Exporter(QObject):
    """At most one job at a time."""

    planned = Signal(int)
    shared = Signal(float)
    made = Signal(object)
    finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._companion: Companion | None = None
        self._cancel = SPAWN.Event()

    @property
    def busy(self) -> bool:
        """True while a job is being made."""
        return self._companion is not None

    def begin(self, job: Job) -> None:
        """Start a job; `finished` always follows."""
        self._cancel.clear()
        self._companion = Companion(make, self._cancel, job, parent=self, daemon=False)
        self._companion.told.connect(self._told)
        self._companion.ended.connect(self._ended)

    def cancel(self) -> None:
        """Ask the job to stop; files that were finished stay, half a file never does."""
        self._cancel.set()

    def close(self) -> None:
        """Stop the job before the program ends."""
        self.cancel()
        self._leave()

    def _told(self, message: object) -> None:
        match message:
            case Planned(files):
                self.planned.emit(files)
            case Share(done):
                self.shared.emit(done)
            case Made():
                self.made.emit(message)
            case Finished():
                self._leave()
                self.finished.emit(message)

    def _ended(self, companion: Companion) -> None:
        """The process went without a last word: say so in its place."""
        if self._companion is companion:
            self._leave()
            self.finished.emit(Finished(error=StudioError("export.died")))

    def _leave(self) -> None:
        companion, self._companion = self._companion, None
        if companion:
            companion.close()
            companion.deleteLater()
