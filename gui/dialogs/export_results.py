"""How an export goes: a bar, a line for each file, and at the end the folder at hand."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui.export_child import Finished, Job, Made
from gui.icons import icon
from gui.look import ACCENT, MUTED, WARNING, styled
from gui.messages import said_about, said_of
from render.catalogue import Catalogue
from render.problem import Severity

_STEPS = 1000


class ExportResults(QWidget):
    """Shows one job from its beginning to its end."""

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._job: Job | None = None
        self._made = self._failed = self._files = 0
        self.state = styled(QLabel(), "heading")
        self.bar = QProgressBar(maximum=_STEPS, textVisible=False)
        self.list = styled(QListWidget(), "results")
        self.open = QPushButton(words("export.open-folder"), autoDefault=False)
        self.open.setIcon(icon("folder"))
        self._lay_out()
        self.open.clicked.connect(self._open_folder)

    def _lay_out(self) -> None:
        self.bar.setAccessibleName(self._words("export.progress"))
        self.list.setAccessibleName(self._words("export.results"))
        self.list.setSpacing(2)
        self.list.setWordWrap(True)
        top = QHBoxLayout()
        top.addWidget(self.state, 1)
        top.addWidget(self.open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self.bar)
        column.addWidget(self.list, 1)

    def begin(self, job: Job) -> None:
        """Clear the page for a new job."""
        self._job = job
        self._made = self._failed = 0
        self._files = job.files
        self.list.clear()
        self.bar.setValue(0)
        self.open.setEnabled(False)
        self._say("export.beginning")

    def planned(self, files: int) -> None:
        """The job has begun."""
        self._files = files
        self._say("export.running")

    def shared(self, done: float) -> None:
        """So much is done."""
        self.bar.setValue(round(done * _STEPS))

    def made(self, made: Made) -> None:
        """A file is there, or is not to be had."""
        if made.error is None:
            self._made += 1
            warnings = [
                said_about(self._words, each).message for each in made.problems if each.severity is not Severity.NOTE
            ]
            self._add("warning" if warnings else "check", WARNING if warnings else MUTED, made.name, warnings)
        else:
            self._failed += 1
            self._add(
                "error",
                ACCENT,
                made.name,
                [f"{said.message} {said.hint}" for said in said_of(self._words, made.error)],
            )
        self._say("export.running")

    def stopping(self) -> None:
        """The person has asked to stop."""
        self._say("export.stopping")

    def finished(self, finished: Finished) -> None:
        """Say how it ended."""
        if finished.error is not None:
            for said in said_of(self._words, finished.error):
                self._add("error", ACCENT, said.message, [said.hint] if said.hint else [])
            self._say("export.failed")
        elif finished.cancelled:
            self._say("export.cancelled")
        else:
            self.bar.setValue(_STEPS)
            self._say("export.some" if self._failed else "export.done")
        self.open.setEnabled(self._made > 0)

    def _say(self, key: str) -> None:
        self.state.setText(self._words(key, made=self._made, failed=self._failed, files=self._files))

    def _add(self, sign: str, colour: str, text: str, more: list[str]) -> None:
        item = QListWidgetItem(icon(sign, colour), "\n".join((text, *more)))
        self.list.addItem(item)
        self.list.scrollToItem(item)

    def _open_folder(self) -> None:
        if self._job:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._job.folder)))
