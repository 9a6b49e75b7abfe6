"""Export: which slogans, which formats, which kinds of file, where to; then progress, results and a way to stop."""

from __future__ import annotations

from pathlib import Path

import msgspec
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from gui.exporter import Exporter
from gui.messages import told
from gui.settings import Settings
from render.catalogue import Catalogue
from render.errors import StudioError, UsageError
from render.model.design import AUTO, Design, chosen_template, from_slogan
from render.model.formats import formats
from render.model.slogans import Library
from render.pipeline import ExportOptions, Target
from render.production.job import Outcome, Task, plan

_ID = Qt.ItemDataRole.UserRole


class ExportDialog(QDialog):
    """Asks, makes and reports, all in one place; the window behind stays alive."""

    def __init__(
        self, design: Design, library: Library, settings: Settings, words: Catalogue, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._design, self._library, self._settings, self._words = design, library, settings, words
        self.setWindowTitle(words("export.title"))
        self.setMinimumSize(680, 560)
        self.this, self.all = QRadioButton(words("export.this")), QRadioButton(words("export.all"))
        self.this.setChecked(True)
        self._scope = QButtonGroup(self)
        for button in (self.this, self.all):
            self._scope.addButton(button)
        self.formats = QListWidget()
        self.formats.setAccessibleName(words("window.format"))
        self.kinds = {target: QCheckBox(target.value.upper()) for target in Target}
        self.folder = QLineEdit(str(settings.folder))
        self.folder.setAccessibleName(words("export.folder"))
        self.browse = QPushButton(words("export.browse"))
        self.overwrite = QCheckBox(words("export.overwrite"))
        self.bar = QProgressBar(maximum=1000, textVisible=False)
        self.state = QLabel(wordWrap=True)
        self.results = QListWidget()
        self.results.setAccessibleName(words("export.results"))
        self.start = QPushButton(words("export.start"), default=True)
        self.start.setObjectName("primary")
        self.stop = QPushButton(words("export.stop"))
        self.open_folder = QPushButton(words("export.open"))
        self._exporter = Exporter()
        self._running = False
        self._count = (0, 0)
        self._set_running(running=False)
        self._fill()
        self._lay_out()
        self._connect()

    def _fill(self) -> None:
        """List the formats with the design's own ticked, and the kinds of file with the usual one."""
        here = self._design.format
        for work in [here, *(each for each in formats().values() if each.id != here.id)]:
            name = work.name_en if self._words.language == "en" else work.name
            item = QListWidgetItem(name)
            item.setData(_ID, work)
            item.setCheckState(Qt.CheckState.Checked if work.id == here.id else Qt.CheckState.Unchecked)
            self.formats.addItem(item)
        self.kinds[Target.PDF if here.is_print else Target.PNG].setChecked(True)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(8)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(self._caption("export.formats"))
        left.addWidget(self.formats)
        right.addWidget(self._caption("export.slogans"))
        right.addWidget(self.this)
        right.addWidget(self.all)
        right.addSpacing(10)
        right.addWidget(self._caption("export.kinds"))
        for box in self.kinds.values():
            right.addWidget(box)
        right.addStretch(1)
        grid.addLayout(left, 0, 0)
        grid.addLayout(right, 0, 1)
        grid.setColumnStretch(0, 1)
        where = QHBoxLayout()
        where.addWidget(self.folder, 1)
        where.addWidget(self.browse)
        buttons = QHBoxLayout()
        buttons.addWidget(self.open_folder)
        buttons.addStretch(1)
        buttons.addWidget(self.stop)
        buttons.addWidget(self.start)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(10)
        column.addLayout(grid, 2)
        column.addWidget(self._caption("export.folder"))
        column.addLayout(where)
        column.addWidget(self.overwrite)
        column.addWidget(self.bar)
        column.addWidget(self.state)
        column.addWidget(self.results, 1)
        column.addLayout(buttons)

    def _caption(self, key: str) -> QLabel:
        label = QLabel(self._words(key))
        label.setObjectName("caption")
        return label

    def _connect(self) -> None:
        self.start.clicked.connect(self.begin)
        self.stop.clicked.connect(self._exporter.cancel)
        self.browse.clicked.connect(self._browse)
        self.open_folder.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(self.folder.text())))
        self._exporter.progressed.connect(lambda share: self.bar.setValue(round(share * 1000)))
        self._exporter.made.connect(self._made)
        self._exporter.failed.connect(self._failed)
        self._exporter.finished.connect(self._finished)

    def _browse(self) -> None:
        options = QFileDialog.Option.ShowDirsOnly
        found = QFileDialog.getExistingDirectory(self, self._words("export.folder"), self.folder.text(), options)
        if found:
            self.folder.setText(found)

    def designs(self) -> tuple[Design, ...]:
        """Return what is to be made: each chosen slogan on each ticked format."""
        works = [item.data(_ID) for item in self._items() if item.checkState() == Qt.CheckState.Checked]
        bases = [self._design] if self.this.isChecked() else self._of_campaign()
        return tuple(_served(msgspec.structs.replace(base, format=work)) for base in bases for work in works)

    def _items(self) -> list[QListWidgetItem]:
        return [self.formats.item(row) for row in range(self.formats.count())]

    def _of_campaign(self) -> list[Design]:
        """Return a design of every slogan that stands in the same section of the same document, looks unchanged."""
        design = self._design
        try:
            pack, here = self._library.find(design.slogan)
        except UsageError:
            return [design]
        kept = {"template": design.template, "palette": design.palette, "font": design.font, "unit": design.unit}
        together = [slogan for slogan in pack.slogans if slogan.section == here.section]
        return [from_slogan(pack, slogan, design.format, **kept) for slogan in together]

    def tasks(self) -> tuple[Task, ...]:
        """Return the files to be made; raise UsageError with everything that contradicts."""
        kinds = [target for target, box in self.kinds.items() if box.isChecked()]
        designs = self.designs()
        if not kinds or not designs:
            raise UsageError("export.nothing-chosen")
        prints = tuple(design for design in designs if design.format.is_print)
        screens = tuple(design for design in designs if not design.format.is_print)
        # A screen has no paper: of the ticked kinds it gets the pictures, a PNG where there is none.
        pictures = [kind for kind in kinds if kind is not Target.PDF] or [Target.PNG]
        return (
            *plan(prints, tuple(map(ExportOptions, kinds))),
            *plan(screens, tuple(map(ExportOptions, pictures))),
        )

    def begin(self) -> None:
        """Check the request and start the exporting process."""
        self.results.clear()
        try:
            tasks = self.tasks()
        except StudioError as fault:
            self.state.setText(self._sentence(fault))
            return
        self._settings.folder = Path(self.folder.text())
        self._count = (0, len(tasks))
        self._running = True
        self._set_running(running=True)
        self._tell_count()
        self._exporter.start(tasks, Path(self.folder.text()), overwrite=self.overwrite.isChecked())

    def _set_running(self, *, running: bool) -> None:
        self.start.setEnabled(not running)
        self.stop.setEnabled(running)
        self.open_folder.setEnabled(not running and self._count[0] > 0)

    def _tell_count(self) -> None:
        done, total = self._count
        self.state.setText(self._words("export.count", done=done, total=total))

    def _sentence(self, fault: StudioError) -> str:
        return " ".join(part for pair in told(fault, self._words) for part in pair if part)

    def _made(self, outcome: Outcome) -> None:
        if outcome.exported is not None:
            self._count = (self._count[0] + 1, self._count[1])
            self.results.addItem(outcome.task.name)
        elif outcome.error is not None:
            self.results.addItem(f"✕ {outcome.task.name}: {self._sentence(outcome.error)}")
        self.results.scrollToBottom()
        self._tell_count()

    def _failed(self, fault: StudioError) -> None:
        self.results.addItem(f"✕ {self._sentence(fault)}")

    def _finished(self) -> None:
        self._running = False
        self._set_running(running=False)
        done, total = self._count
        self.bar.setValue(1000 if done == total else self.bar.value())
        key = "export.all-done" if done == total else "export.some-done"
        self.state.setText(self._words(key, done=done, total=total))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop a running export before the dialog goes."""
        if self._running:
            self._exporter.cancel()
        super().closeEvent(event)


def _served(design: Design) -> Design:
    """Return a design whose template serves its format: its own, or the one that suits."""
    try:
        chosen_template(design)
    except UsageError:
        return msgspec.structs.replace(design, template=AUTO, palette="")
    return design
