"""The program with a window: fonts, colours, language, and the window made anew when the language changes."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from gui.main_window import MainWindow
from gui.messages import QtWords
from gui.session import Session
from gui.settings import Settings
from render.catalogue import catalogue
from render.model.design import from_slogan
from render.model.formats import find_format
from render.model.slogans import Library, load_library
from render.resources import ASSETS, folders

FIRST_FORMAT = "bang-ron-8000x1200"
_FONTS = (
    "be-vietnam-pro/BeVietnamPro_400Regular.ttf",
    "be-vietnam-pro/BeVietnamPro_600SemiBold.ttf",
    "be-vietnam-pro/BeVietnamPro_700Bold.ttf",
)
_COLOURS = {
    QPalette.ColorRole.Window: "#f4f3f0",
    QPalette.ColorRole.WindowText: "#2b2926",
    QPalette.ColorRole.Base: "#ffffff",
    QPalette.ColorRole.AlternateBase: "#f7f6f4",
    QPalette.ColorRole.Text: "#2b2926",
    QPalette.ColorRole.Button: "#f4f3f0",
    QPalette.ColorRole.ButtonText: "#2b2926",
    QPalette.ColorRole.Highlight: "#c8202a",
    QPalette.ColorRole.HighlightedText: "#ffffff",
    QPalette.ColorRole.ToolTipBase: "#2b2926",
    QPalette.ColorRole.ToolTipText: "#ffffff",
    QPalette.ColorRole.PlaceholderText: "#8d8982",
    QPalette.ColorRole.Mid: "#d8d5cf",
    QPalette.ColorRole.Accent: "#c8202a",
}
_STYLE = """
QMainWindow::separator, QSplitter::handle { background: #dcd9d3; width: 1px; height: 1px; }
QToolBar { background: #f4f3f0; border: 0; border-bottom: 1px solid #dcd9d3; padding: 5px 10px; spacing: 4px; }
QToolButton { padding: 6px 11px; border-radius: 5px; border: 0; }
QToolButton:hover { background: #e7e4de; }
QToolButton:disabled { color: #b3afa8; }
QToolButton#primary, QPushButton#primary { background: #c8202a; color: white; font-weight: 600; border: 0;
    border-radius: 5px; padding: 7px 18px; }
QToolButton#primary:hover, QPushButton#primary:hover { background: #b01a23; }
QPushButton#primary:disabled { background: #ddb0b2; }
QPushButton { padding: 6px 14px; border: 1px solid #cfcbc4; border-radius: 5px; background: #ffffff; }
QPushButton:hover { background: #f1efeb; }
QPushButton:disabled { color: #b3afa8; }
QPushButton#link { border: 0; background: transparent; color: #c8202a; padding: 2px 4px; }
QLabel#title { font-weight: 600; }
QLabel#caption { font-weight: 600; color: #6b6760; }
QLabel#quiet { color: #8d8982; }
QLabel#badge { background: #fbe7c4; color: #7a5200; border-radius: 4px; padding: 1px 7px; }
QLabel#fault { color: #c41e20; }
QLineEdit, QPlainTextEdit, QListWidget { border: 1px solid #d8d5cf; border-radius: 5px; background: white; }
QLineEdit { padding: 6px 8px; }
QComboBox { padding: 5px 8px; }
QPlainTextEdit { padding: 4px; }
QLineEdit:focus, QPlainTextEdit:focus, QListWidget:focus { border: 1px solid #c8202a; }
QListWidget::item { padding: 4px 6px; }
QListWidget::item:selected { background: #c8202a; color: white; }
QListWidget#templates::item { border: 2px solid transparent; border-radius: 6px; padding: 2px; }
QListWidget#templates::item:selected { background: #fdf3f3; color: #2b2926; border: 2px solid #c8202a; }
QListWidget#problems { border: 0; border-top: 1px solid #dcd9d3; border-radius: 0; background: #f4f3f0; }
QStatusBar { background: #f4f3f0; border-top: 1px solid #dcd9d3; }
QStatusBar QLabel { padding: 0 8px; color: #6b6760; }
QProgressBar { border: 0; border-radius: 3px; background: #e2dfd9; max-height: 6px; }
QProgressBar::chunk { background: #c8202a; border-radius: 3px; }
QMenuBar { background: #f4f3f0; } QMenuBar::item { padding: 5px 10px; }
QMenuBar::item:selected, QMenu::item:selected { background: #c8202a; color: white; }
"""


def make_application(arguments: list[str]) -> QApplication:
    """Return the application in our fonts and colours; the system's fonts are never asked for."""
    found = QCoreApplication.instance()
    application = found if isinstance(found, QApplication) else QApplication(arguments)
    application.setApplicationName("Cổ Động Studio")
    application.setStyle("Fusion")
    for name in _FONTS:
        QFontDatabase.addApplicationFont(str(ASSETS / "fonts" / name))
    application.setFont(QFont("Be Vietnam Pro", 9))
    palette = QPalette()
    for role, colour in _COLOURS.items():
        palette.setColor(role, QColor(colour))
    quiet = QColor("#b3afa8")
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, quiet)
    application.setPalette(palette)
    application.setStyleSheet(_STYLE)
    return application


class Studio(QObject):
    """Keeps the window and makes it anew in another language, the design and its history unharmed."""

    def __init__(self, application: QApplication, settings: Settings) -> None:
        super().__init__()
        self._application, self._settings = application, settings
        self.library: Library = load_library(folders("slogans"))
        pack = self.library.packs[0]
        self.session = Session(from_slogan(pack, pack.slogans[0], find_format(FIRST_FORMAT)))
        self._translator: QtWords | None = None
        self.window = self._make(settings.language)

    def _make(self, language: str) -> MainWindow:
        words = catalogue(language)
        self._silence()
        self._translator = QtWords(words)
        self._application.installTranslator(self._translator)
        window = MainWindow(self.session, self.library, self._settings, words)
        window.language_chosen.connect(lambda chosen: QTimer.singleShot(0, lambda: self.speak(chosen)))
        return window

    def _silence(self) -> None:
        if self._translator is not None:
            self._application.removeTranslator(self._translator)
            self._translator = None

    def close(self) -> None:
        """Close the window and give back what the application was lent."""
        self.window.close()
        self._silence()

    def speak(self, language: str) -> None:
        """Show the window in another language."""
        if language == self._settings.language:
            return
        self._settings.language = language
        old = self.window
        old.close()
        self.window = self._make(language)
        self.window.show()
        old.deleteLater()


def run(arguments: list[str], language: str = "") -> int:
    """Open the window, with a design where one is named, and return the exit code."""
    application = make_application(sys.argv[:1])
    settings = Settings()
    if language:
        settings.language = language
    studio = Studio(application, settings)
    if arguments:
        studio.window.load(Path(arguments[0]))
    studio.window.show()
    return application.exec()
