"""The export window: what, on which formats, as which files, where to; then progress and results. Blocks nothing."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from gui.dialogs.export_choices import ExportChoices
from gui.dialogs.export_results import ExportResults
from gui.export_child import Finished, Job
from gui.exporting import Exporter
from gui.look import styled
from gui.session import Session
from gui.settings import Settings
from render.catalogue import Catalogue


class ExportDialog(QDialog):
    """Two pages: the choices, and how the job goes."""

    def __init__(self, session: Session, words: Catalogue, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._settings = words, settings
        self.exporter = Exporter(self)
        self.choices = ExportChoices(session, words, settings)
        self.results = ExportResults(words)
        self.summary = styled(QLabel(wordWrap=True), "muted")
        self.go = styled(QPushButton(default=True), "primary")
        self.leave = QPushButton(words("export.close"), autoDefault=False)
        self.cancel = QPushButton(words("export.cancel"), autoDefault=False)
        self.again = QPushButton(words("export.again"), autoDefault=False)
        self._lay_out()
        self._connect()
        self._show_page(self.choices)

    def _lay_out(self) -> None:
        self.setWindowTitle(self._words("export.title"))
        self.resize(940, 600)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.choices)
        self._pages.addWidget(self.results)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.summary, 1)
        for button in (self.again, self.cancel, self.leave, self.go):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(14)
        column.addWidget(styled(QLabel(self._words("export.title")), "dialogtitle"))
        column.addWidget(self._pages, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.choices.changed.connect(self._count)
        self.go.clicked.connect(self._start)
        self.leave.clicked.connect(self.close)
        self.cancel.clicked.connect(self._stop)
        self.again.clicked.connect(lambda: self._show_page(self.choices))
        self.exporter.planned.connect(self.results.planned)
        self.exporter.shared.connect(self.results.shared)
        self.exporter.made.connect(self.results.made)
        self.exporter.finished.connect(self._finished)

    def begin(self, kind: str) -> None:
        """Open on the work that is shown; a job that is under way is shown instead."""
        if not self.exporter.busy:
            self.choices.begin(kind)
            self._show_page(self.choices)
        self.show()
        self.raise_()
        self.activateWindow()

    def stop(self) -> None:
        """End the job and the window, since the program ends."""
        self.exporter.close()
        self.hide()

    def _start(self) -> None:
        job: Job = self.choices.job()
        self._settings.folder, self._settings.kinds = job.folder, job.kinds
        self.results.begin(job)
        self._show_page(self.results)
        self.exporter.begin(job)
        self._show_page(self.results)

    def _stop(self) -> None:
        self.cancel.setEnabled(False)
        self.results.stopping()
        self.exporter.cancel()

    def _finished(self, finished: Finished) -> None:
        self.results.finished(finished)
        self._show_page(self.results)

    def _show_page(self, page: QWidget) -> None:
        choosing, busy = page is self.choices, self.exporter.busy
        self._pages.setCurrentWidget(page)
        self.go.setVisible(choosing)
        self.cancel.setVisible(busy)
        self.cancel.setEnabled(True)
        self.again.setVisible(not choosing and not busy)
        self.leave.setVisible(choosing or not busy)
        self._count()

    def _count(self) -> None:
        if self._pages.currentWidget() is not self.choices:
            self.summary.setText("")
            return
        files = self.choices.job().files
        self.summary.setText(self.choices.summary())
        self.go.setText(self._words("export.go", files=files) if files else self._words("export.none"))
        self.go.setEnabled(files > 0)
