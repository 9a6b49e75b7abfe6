"""The program with a window: application, fonts, language, and the one session that outlives a change of language."""

from __future__ import annotations

import signal
import sys
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from gui.icons import icon
from gui.look import dress
from gui.main_window import MainWindow
from gui.painter.foreman import Painter
from gui.session import Session, recent_design
from gui.settings import Settings
from gui.translation import QtWords
from render.catalogue import catalogue
from render.errors import StudioError
from render.model.slogans import load_library
from render.resources import APP, folders

NAME = "Cổ Động Studio"
_QUIET_MS = 2000


class Studio(QObject):
    """Holds what a window is made of, so that the window can be made anew in another language."""

    def __init__(self, app: QApplication, language: str = "") -> None:
        super().__init__(app)
        self._app = app
        self.settings = Settings()
        # First of all, since it takes the drawing process a moment to load its libraries.
        self.painter = Painter(self)
        self.session = Session(load_library(folders("slogans")), recent_design(), self)
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._quiet.timeout.connect(self._keep)
        self.session.changed.connect(lambda _: self._quiet.start())
        self._qt_words: QtWords | None = None
        self.window = self._made_window(language or self.settings.language)

    def _made_window(self, language: str) -> MainWindow:
        words = catalogue(language)
        if self._qt_words:
            self._app.removeTranslator(self._qt_words)
        self._qt_words = QtWords(words, self)
        self._app.installTranslator(self._qt_words)
        window = MainWindow(self.session, self.painter, words, self.settings)
        window.language_wanted.connect(self.speak)
        window.closed.connect(self._keep)
        window.show()
        return window

    def speak(self, language: str) -> None:
        """Make the window anew in a language, in the place of the old one; the work goes on as it was."""
        former = self.window
        former.show_language()
        if former.words.language == language:
            return
        if former.export_dialog.exporter.busy:
            former.notice.say(former.words("language.later"))
            return
        self.settings.language = language
        former.keep_places()
        self.window = self._made_window(language)
        former.leave()

    def close(self) -> None:
        """End the processes."""
        self._quiet.stop()
        self.painter.close()

    def _keep(self) -> None:
        # A folder that cannot be written is told of when the person saves; here it must not get in the way.
        with suppress(StudioError):
            self.session.keep()


def made_app() -> QApplication:
    """Return the dressed application."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName(APP)
    app.setApplicationDisplayName(NAME)
    app.setDesktopFileName(APP)
    app.setWindowIcon(icon("app"))
    dress(app)
    return app


def run(arguments: list[str], language: str = "") -> int:
    """Open the window, with a design where one is named; return the exit code."""
    # Python's own handler would wait for the next event; Ctrl-C in the terminal means now.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    app = made_app()
    studio = Studio(app, language)
    for name in arguments:
        studio.window.open_path(Path(name))
    try:
        return app.exec()
    finally:
        studio.close()
