"""The window: words at the left, the work in the middle, looks at the right. It only connects; parts do the work."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QLabel,
    QMainWindow,
    QMessageBox,
    QSizePolicy,
    QSplitter,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from gui.actions import NEARER_TOOLS, TOOLS, fill_menus, fill_tools, made_actions
from gui.dialogs.export import ExportDialog
from gui.look import styled
from gui.messages import format_name, name_of, said_of, size_of, title_of
from gui.painter.foreman import Painted, Painter
from gui.panels.export_footer import ExportFooter
from gui.panels.formats import FormatPanel
from gui.panels.notice import Notice
from gui.panels.palettes import PalettePanel
from gui.panels.problems import ProblemStrip
from gui.panels.section import rule
from gui.panels.slogans import SloganPanel
from gui.panels.slots import SlotsPanel
from gui.panels.templates import TemplatePanel
from gui.panels.typefaces import TypefacePanel
from gui.panels.wording import WordingPanel
from gui.preview.renderer import Renderer
from gui.preview.view import View
from gui.session import Session, pages_of
from gui.settings import Settings
from render.catalogue import Catalogue
from render.errors import StudioError
from render.model.templates import find_template
from render.production.naming import ascii_words

_SIDE = 304
_EXTENSION = ".codong"


class MainWindow(QMainWindow):
    """One session, seen and worked on."""

    language_wanted = Signal(str)
    closed = Signal()

    def __init__(self, session: Session, painter: Painter, words: Catalogue, settings: Settings) -> None:
        super().__init__()
        self.session, self.words, self.settings = session, words, settings
        self.view = View(session.design.format)
        self.notice = Notice(words)
        self.problems = ProblemStrip(words)
        self.slogans = SloganPanel(session, words)
        self.wording = WordingPanel(session, words)
        self.slots = SlotsPanel(session, words)
        self.slots.emblem_brought.connect(
            lambda emblem, path: self._try(lambda: session.take_emblem(emblem, Path(path)))
        )
        self.formats = FormatPanel(session, words)
        self.templates = TemplatePanel(session, painter, words)
        self.palettes = PalettePanel(session, words)
        self.typefaces = TypefacePanel(session, words)
        self.footer = ExportFooter(session, words, settings.kinds[0])
        self.export_dialog = ExportDialog(session, words, settings, self)
        self.renderer = Renderer(session, painter, self.view, words, self)
        self.actions_by_id = made_actions(self, words, self._handlers())
        self._lay_out()
        self._connect()
        self._restore_places()
        self._show_state()
        self.slogans.picker.search.setFocus()

    def _handlers(self) -> dict[str, Callable[[], object]]:
        return {
            "write_own": self.write_own,
            "open_file": self.open_file,
            "save": self.save,
            "save_as": self.save_as,
            "export": self.footer.ask,
            "close": self.close,
            "undo": self.session.undo,
            "redo": self.session.redo,
            "search": self.search,
            "restore_wording": self.session.restore_wording,
            "next_breaks": self.session.next_breaks,
            "zoom_in": self.view.zoom_in,
            "zoom_out": self.view.zoom_out,
            "fit": self.view.fit,
            "show_actual": self.view.show_actual,
            "turn": self.renderer.turn,
            "speak_vietnamese": lambda: self.language_wanted.emit("vi"),
            "speak_english": lambda: self.language_wanted.emit("en"),
            "about": self.about,
        }

    def _lay_out(self) -> None:
        fill_menus(self.menuBar(), self.words, self.actions_by_id)
        self.show_language()
        self.addToolBar(self._tools())
        self.view.setAccessibleName(self.words("preview.title"))
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for part in (self._left(), self._middle(), self._right()):
            self.splitter.addWidget(part)
        self.splitter.setStretchFactor(1, 1)
        self.setCentralWidget(self.splitter)

    def _tools(self) -> QToolBar:
        bar = styled(QToolBar(self.words("toolbar.title")), "tools")
        bar.setMovable(False)
        bar.setIconSize(QSize(20, 20))
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        fill_tools(bar, TOOLS, self.actions_by_id)
        self.title = styled(QLabel(alignment=Qt.AlignmentFlag.AlignCenter), "muted")
        self.title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        bar.addWidget(self.title)
        fill_tools(bar, ("zoom-out",), self.actions_by_id)
        self.percent = styled(QLabel(alignment=Qt.AlignmentFlag.AlignCenter), "muted")
        self.percent.setFixedWidth(62)
        bar.addWidget(self.percent)
        fill_tools(bar, NEARER_TOOLS, self.actions_by_id)
        return bar

    def _left(self) -> QWidget:
        self.left = QSplitter(Qt.Orientation.Vertical)
        self.left.setHandleWidth(1)
        self.left.setChildrenCollapsible(False)
        self.left.addWidget(self.slogans)
        self.left.addWidget(self.wording)
        self.left.setStretchFactor(0, 1)
        return self._panel("left", self.left, self.slots)

    def _middle(self) -> QWidget:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addWidget(self.view, 1)
        column.addWidget(self.problems)
        return middle

    def _right(self) -> QWidget:
        self.right = QSplitter(Qt.Orientation.Vertical)
        self.right.setHandleWidth(1)
        self.right.setChildrenCollapsible(False)
        self.right.addWidget(self.templates)
        self.right.addWidget(self.formats)
        self.right.setStretchFactor(0, 1)
        self.right.setStretchFactor(1, 1)
        return self._panel("right", self.right, rule(), self.palettes, self.typefaces, self.footer)

    def _panel(self, side: str, *parts: QWidget) -> QWidget:
        panel = styled(QFrame(), "panel")
        panel.setProperty("side", side)
        panel.setMinimumWidth(240)
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for at, part in enumerate(parts):
            column.addWidget(part, 0 if at else 1)
        return panel

    def _connect(self) -> None:
        self.slogans.own_wanted.connect(self.write_own)
        self.wording.refused.connect(self.notice.say)
        self.footer.wanted.connect(self.export)
        self.session.state_changed.connect(self._show_state)
        self.view.scale_changed.connect(self._show_scale)
        self.renderer.found.connect(self.problems.show_found)
        self.renderer.shown.connect(self._show_facts)

    def _restore_places(self) -> None:
        if not self.restoreGeometry(self.settings.place("window")):
            self.resize(1366, 768)
        if not self.splitter.restoreState(self.settings.place("columns")):
            self.splitter.setSizes([_SIDE, self.width() - 2 * _SIDE, _SIDE])
        for name, splitter, sizes in (("left", self.left, [420, 200]), ("right", self.right, [215, 285])):
            if not splitter.restoreState(self.settings.place(name)):
                splitter.setSizes(sizes)

    def keep_places(self) -> None:
        """Remember where everything stands."""
        self.settings.keep_place("window", self.saveGeometry())
        for name, splitter in (("columns", self.splitter), ("left", self.left), ("right", self.right)):
            self.settings.keep_place(name, splitter.saveState())

    def show_language(self) -> None:
        """Mark the language of this window in the menu."""
        for language, name in (("vi", "vietnamese"), ("en", "english")):
            self.actions_by_id[name].setCheckable(True)
            self.actions_by_id[name].setChecked(self.words.language == language)

    def _show_state(self) -> None:
        session = self.session
        self.actions_by_id["undo"].setEnabled(session.can_undo)
        self.actions_by_id["redo"].setEnabled(session.can_redo)
        self.actions_by_id["restore"].setEnabled(session.design.changed)
        self.actions_by_id["turn"].setVisible(len(pages_of(session.design)) > 1)
        name = session.path.stem if session.path else title_of(self.words, session.design)
        self.title.setText(name)
        self.setWindowTitle(self.words("window.title", name=name) + "[*]")
        self.setWindowModified(session.path is not None and session.unsaved)
        self._show_scale()

    def _show_scale(self) -> None:
        percent = self.view.percent
        shown = round(percent, 1) if percent < 10 else round(percent)
        self.percent.setText(self.words("zoom.percent", percent=float(shown)))

    def _show_facts(self, painted: Painted) -> None:
        """Say under the picture what it is: format, size, resolution, template."""
        work = painted.design.format
        parts = [format_name(self.words, work)]
        if work.is_print:
            parts.append(self.words("facts.print", size=size_of(self.words, work), bleed=work.bleed, dpi=work.dpi))
        try:
            parts.append(name_of(self.words, find_template(painted.drawn.template)))
        except StudioError:
            parts.append(painted.drawn.template)
        self.problems.facts.setText("  ·  ".join(parts))

    def write_own(self, text: str = "") -> None:
        """Begin with words of one's own."""
        self.session.write_own(text)
        self.wording.begin()

    def search(self) -> None:
        """Go to the search field."""
        self.slogans.picker.search.setFocus()
        self.slogans.picker.search.selectAll()

    def open_file(self) -> None:
        """Ask for a design and open it."""
        where = self.session.path or self.settings.folder
        name, _ = QFileDialog.getOpenFileName(self, self.words("open.title"), str(where), self._filter())
        if name:
            self.open_path(Path(name))

    def open_path(self, path: Path) -> None:
        """Open a design, or say why not."""
        self._try(lambda: self.session.open(path))

    def save(self) -> None:
        """Save where the design came from, else ask where."""
        path = self.session.path
        if path is None:
            self.save_as()
        else:
            self._try(lambda: self.session.save(path))

    def save_as(self) -> None:
        """Ask where to, and save."""
        stem = ascii_words(title_of(self.words, self.session.design))[:60].strip("-")
        where = self.session.path or self.settings.folder / f"{stem}{_EXTENSION}"
        name, _ = QFileDialog.getSaveFileName(self, self.words("save.title"), str(where), self._filter())
        if name:
            path = Path(name)
            self._try(lambda: self.session.save(path if path.suffix else path.with_suffix(_EXTENSION)))

    def _filter(self) -> str:
        return f"{self.words('file.kind')} (*{_EXTENSION})"

    def _try(self, work: Callable[[], None]) -> None:
        try:
            work()
        except StudioError as fault:
            said = said_of(self.words, fault)[0]
            self.notice.say(f"{said.message} {said.hint}".strip())
        else:
            self.notice.hide()

    def export(self, kind: str) -> None:
        """Open the export window on the work that is shown."""
        self.export_dialog.begin(kind)

    def about(self) -> None:
        """Say what this is and whose work it stands on."""
        QMessageBox.about(self, self.words("about.title"), self.words("about.text"))

    def leave(self) -> None:
        """Make room for the window that takes this one's place."""
        self.export_dialog.stop()
        self.hide()
        self.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the work for the next start, so that nothing need be asked."""
        self.keep_places()
        self.export_dialog.stop()
        event.accept()
        self.closed.emit()
