"""The window: slogans on the left, the work in the middle, choices on the right, problems below."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import (
    QFileDialog,
    QLabel,
    QMainWindow,
    QSizePolicy,
    QSplitter,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from gui.actions import COMMANDS, MENUS, Command
from gui.dialogs.export import ExportDialog
from gui.messages import told
from gui.painter import PREVIEW, Answer, Painter
from gui.panels.choices import ChoicesPanel
from gui.panels.problems import ProblemsStrip
from gui.panels.slogans import SlogansPanel
from gui.preview.view import PreviewView
from gui.session import Session
from gui.settings import Settings
from render.catalogue import Catalogue
from render.errors import StudioError
from render.model.design import Design
from render.model.project import load_design, save_design
from render.model.sizes import spoken
from render.model.slogans import Library

_SAID_MS = 6000


class MainWindow(QMainWindow):
    """Puts the parts together; every change goes through the session."""

    language_chosen = Signal(str)

    def __init__(self, session: Session, library: Library, settings: Settings, words: Catalogue) -> None:
        super().__init__()
        self.session, self._library, self._settings, self._words = session, library, settings, words
        self._path: Path | None = None
        self._saved = session.design
        self.painter = Painter()
        self.view = PreviewView(self.painter)
        self.view.setAccessibleName(words("window.preview"))
        self.slogans = SlogansPanel(library, session, words)
        self.choices = ChoicesPanel(session, self.painter, words)
        self.problems = ProblemsStrip(words)
        self.zoom = QLabel()
        self.size_label = QLabel()
        self._lay_out()
        self._commands = {command.key: self._action(command) for command in COMMANDS}
        self._build_menus()
        self._build_toolbar()
        self._connect()
        self._follow(session.design)
        self.resize(1366, 820)
        self.restoreGeometry(settings.geometry)

    def _lay_out(self) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addWidget(self.problems)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        for part, width in ((self.slogans, 320), (middle, 740), (self.choices, 306)):
            self.splitter.addWidget(part)
            part.setMinimumWidth(min(width, 260))
        self.splitter.setSizes([320, 740, 306])
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setChildrenCollapsible(False)
        self.setCentralWidget(self.splitter)
        self.statusBar().addPermanentWidget(self.size_label)
        self.statusBar().addPermanentWidget(self.zoom)

    def _action(self, command: Command) -> QAction:
        action = QAction(self._words(f"action.{command.key}"), self)
        action.setShortcuts([QKeySequence(shortcut) for shortcut in command.shortcuts])
        handler: Callable[[], object] = getattr(self, command.handler)
        # Qt passes whether the action is checked, which no handler wants.
        action.triggered.connect(lambda: handler())  # noqa: PLW0108
        if command.shortcuts:
            shown = QKeySequence(command.shortcuts[0]).toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(f"{self._words(f'action.{command.key}')} ({shown})")
        return action

    def _build_menus(self) -> None:
        for name in MENUS:
            menu = self.menuBar().addMenu(self._words(f"menu.{name}"))
            for command in COMMANDS:
                if command.menu == name:
                    menu.addAction(self._commands[command.key])

    def _build_toolbar(self) -> None:
        bar = QToolBar(self._words("window.tools"))
        bar.setMovable(False)
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.title = QLabel()
        self.title.setObjectName("title")
        for key in ("undo", "redo"):
            bar.addAction(self._commands[key])
        bar.addWidget(self._spacer())
        bar.addWidget(self.title)
        bar.addWidget(self._spacer())
        for key in ("zoom-out", "zoom-fit", "zoom-in", "export"):
            bar.addAction(self._commands[key])
        button = bar.widgetForAction(self._commands["export"])
        button.setObjectName("primary")
        self.addToolBar(bar)

    def _spacer(self) -> QWidget:
        spacer = QWidget()
        spacer.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        return spacer

    def _connect(self) -> None:
        self.session.changed.connect(self._follow)
        self.view.zoomed.connect(lambda percent: self.zoom.setText(self._percent(percent)))
        self.painter.painted.connect(self._answered)
        self.painter.restarted.connect(lambda: self._say(self._words("window.painter-restarted")))

    def _percent(self, percent: float) -> str:
        if self.session.design.format.is_print:
            # On paper a hundred percent is real size; the screen is taken at 96 dots to the inch.
            percent *= 25.4 / 96
        shown = f"{percent:.1f}" if percent < 10 else f"{percent:.0f}"
        return (shown.replace(".", ",") if self._words.language == "vi" else shown) + " %"

    def _follow(self, design: Design) -> None:
        self.view.show_design(design)
        self._commands["undo"].setEnabled(self.session.can_undo)
        self._commands["redo"].setEnabled(self.session.can_redo)
        decimal = "," if self._words.language == "vi" else "."
        name = design.format.name_en if self._words.language == "en" else design.format.name
        self.title.setText(name)
        self.size_label.setText(spoken(design.format.trim, design.format.unit, decimal))
        mark = "" if design == self._saved else " •"
        shown = self._path.name if self._path else self._words("window.untitled")
        self.setWindowTitle(f"{shown}{mark} — Cổ Động Studio")

    def _answered(self, answer: Answer) -> None:
        if answer.wish.kind == PREVIEW:
            self.problems.show_answer(answer)

    def _say(self, text: str) -> None:
        self.statusBar().showMessage(text, _SAID_MS)

    def _tell(self, fault: StudioError) -> None:
        self._say(" ".join(part for pair in told(fault, self._words) for part in pair if part))

    def open_design(self) -> None:
        """Ask for a design and open it."""
        start = str(self._settings.folder)
        name, _ = QFileDialog.getOpenFileName(self, self._words("action.open"), start, "*.codong")
        if name:
            self.load(Path(name))

    def load(self, path: Path) -> None:
        """Open a design file; say what is wrong where that fails."""
        try:
            design = load_design(path)
        except StudioError as fault:
            self._tell(fault)
            return
        self._path, self._saved = path, design
        self.session.replace(design)
        self._follow(design)

    def save_design(self) -> None:
        """Save to the design's own file, or ask for one."""
        if self._path is None:
            self.save_design_as()
        else:
            self.save(self._path)

    def save_design_as(self) -> None:
        """Ask for a file and save there."""
        start = str(self._settings.folder / f"{self._words('window.untitled')}.codong")
        name, _ = QFileDialog.getSaveFileName(self, self._words("action.save-as"), start, "*.codong")
        if name:
            self.save(Path(name).with_suffix(".codong"))

    def save(self, path: Path) -> None:
        """Save the design to a file; say what is wrong where that fails."""
        try:
            save_design(self.session.design, path)
        except StudioError as fault:
            self._tell(fault)
            return
        self._path, self._saved = path, self.session.design
        self._follow(self.session.design)
        self._say(self._words("window.saved", path=path))

    def export(self) -> None:
        """Open the export dialog."""
        dialog = ExportDialog(self.session.design, self._library, self._settings, self._words, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def undo(self) -> None:
        """Go back one step."""
        self.session.undo()

    def redo(self) -> None:
        """Go forward one step."""
        self.session.redo()

    def search(self) -> None:
        """Put the cursor into the search."""
        self.slogans.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.slogans.search.selectAll()

    def zoom_in(self) -> None:
        """Show the work larger."""
        self.view.zoom_by(1.25)

    def zoom_out(self) -> None:
        """Show the work smaller."""
        self.view.zoom_by(0.8)

    def zoom_fit(self) -> None:
        """Show the whole work."""
        self.view.zoom_to(1.0)

    def zoom_pixels(self) -> None:
        """Show a screen's work pixel by pixel."""
        self.view.zoom_to_pixels()

    def speak_vietnamese(self) -> None:
        """Ask for the window in Vietnamese."""
        self.language_chosen.emit("vi")

    def speak_english(self) -> None:
        """Ask for the window in English."""
        self.language_chosen.emit("en")

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember where the window stood and end the drawing process."""
        self._settings.geometry = self.saveGeometry()
        self.painter.close()
        super().closeEvent(event)
