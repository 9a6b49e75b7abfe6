"""A real window without a screen, drawn for by a real drawing process that all tests share."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from gui.app import made_app
from gui.main_window import MainWindow
from gui.painter.foreman import Painted, Painter
from gui.saved_language import FILE
from gui.session import Session
from gui.settings import Settings
from gui.translation import QtWords
from render.catalogue import catalogue
from render.model.formats import find_format
from render.model.slogans import Library, load_library
from render.resources import ASSETS, user_folder

WAIT_MS = 10_000


@pytest.fixture(scope="session")
def qapp_cls():
    from PySide6.QtWidgets import QApplication

    return QApplication


@pytest.fixture(scope="session")
def app(qapp):
    made_app()
    return qapp


@pytest.fixture(scope="session")
def library() -> Library:
    return load_library((ASSETS / "slogans",))


@pytest.fixture(scope="session")
def painter(app, tmp_path_factory) -> Iterator[Painter]:
    with pytest.MonkeyPatch.context() as patch:
        # The drawing process lives longer than one test's home: it gets the same empty one.
        for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "APPDATA", "LOCALAPPDATA"):
            patch.setenv(name, str(tmp_path_factory.getbasetemp() / "home"))
        made = Painter()
        yield made
        made.close()


@pytest.fixture
def fresh_home() -> None:
    for name in (FILE, "recent.codong"):
        (user_folder() / name).unlink(missing_ok=True)


@pytest.fixture
def session(library, fresh_home) -> Session:
    made = Session(library)
    made.choose_slogan(*library.find("V-04"))
    made.choose_format(find_format("bang-ron-8000x1200"))
    return Session(library, made.design)


@pytest.fixture
def opened(app, painter, session, qtbot) -> Iterator[Callable[[str], MainWindow]]:
    """Open windows on the session in a language; they are closed afterwards."""
    windows: list[MainWindow] = []
    translators: list[QtWords] = []

    def open_window(language: str = "vi") -> MainWindow:
        words = catalogue(language)
        translators.append(QtWords(words))
        app.installTranslator(translators[-1])
        window = MainWindow(session, painter, words, Settings())
        window.resize(1366, 768)
        windows.append(window)
        with qtbot.waitSignal(window.renderer.shown, timeout=WAIT_MS):
            window.show()
        return window

    yield open_window
    for window in windows:
        window.close()
        window.deleteLater()
    for translator in translators:
        app.removeTranslator(translator)
    qtbot.waitUntil(lambda: painter.idle, timeout=WAIT_MS)


@pytest.fixture
def window(opened) -> MainWindow:
    return opened("vi")


@pytest.fixture
def painted(qtbot, window) -> Callable[[Callable[[], object]], Painted]:
    """Make an edit and return the picture of the design as it is afterwards."""

    def edit_and_wait(edit: Callable[[], object]) -> Painted:
        pictures: list[Painted] = []
        window.renderer.shown.connect(pictures.append)
        edit()
        qtbot.waitUntil(lambda: bool(pictures) and pictures[-1].design == window.session.design, timeout=WAIT_MS)
        window.renderer.shown.disconnect(pictures.append)
        return pictures[-1]

    return edit_and_wait
