"""A real window with its real drawing process, closed after each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui.app import Studio, make_application
from gui.main_window import MainWindow
from gui.painter import PREVIEW, Answer
from gui.settings import Settings


@pytest.fixture
def studio(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Studio]:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    application = make_application([])
    made = Studio(application, Settings())
    made.window.resize(1366, 768)
    made.window.show()
    yield made
    made.close()


@pytest.fixture
def window(studio: Studio) -> MainWindow:
    return studio.window


@pytest.fixture
def painted(qtbot: QtBot, window: MainWindow):
    """Wait until the picture of the current design is on view, and return its answer."""

    def wait(timeout: int = 15_000) -> Answer:
        seen: list[Answer] = []
        window.view.shown.connect(seen.append)

        def current() -> bool:
            return bool(seen) and seen[-1].wish.kind == PREVIEW and seen[-1].wish.design == window.session.design

        window.view.show_design(window.session.design)
        qtbot.waitUntil(current, timeout=timeout)
        window.view.shown.disconnect(seen.append)
        return seen[-1]

    return wait
