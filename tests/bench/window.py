"""From an edit to the painted picture, in the real window without a screen."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gui.main_window import MainWindow

EDITS = 120
FORMATS = ("bang-ron-8000x1200", "pano-3000x2000", "phuon-800x2400", "ap-phich-540x790", "led-1920x1080")
TYPED = " vì nhân dân phục vụ"
PATIENCE_S = 10.0


def measure() -> dict[str, float]:
    """Return ms from a typed letter to the picture on the window: median and 95th percentile over all edits."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as home:
        kept = {name: os.environ.get(name) for name in ("HOME", "XDG_DATA_HOME", "APPDATA", "LOCALAPPDATA")}
        os.environ.update(dict.fromkeys(kept, home))
        try:
            found = sorted(_measured())
        finally:
            for name, value in kept.items():
                if value is None:
                    del os.environ[name]
                else:
                    os.environ[name] = value
    return {"median_ms": statistics.median(found), "p95_ms": found[round(len(found) * 0.95) - 1]}


def _measured() -> list[float]:
    from PySide6.QtGui import QTextCursor

    from gui.app import Studio, made_app
    from render.model.formats import find_format

    studio = Studio(made_app(), "vi")
    window = studio.window
    window.resize(1366, 768)
    editor = window.wording.text
    found: list[float] = []
    for name in FORMATS:
        studio.session.choose_format(find_format(name))
        _settle(studio)
        editor.moveCursor(QTextCursor.MoveOperation.End)
        for number in range(EDITS // len(FORMATS)):
            found.append(_one_edit(window, TYPED[number % len(TYPED)]))
    window.close()
    studio.close()
    return found


def _one_edit(window: MainWindow, letter: str) -> float:
    """Type one letter into the field and wait until the window has painted the picture that shows it."""
    from PySide6.QtCore import QCoreApplication, QEvent, QObject

    class Painted(QObject):
        seen = 0.0

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and fresh:
                self.seen = time.perf_counter()
            return False

    fresh: list[object] = []
    watcher = Painted()
    window.renderer.shown.connect(fresh.append)
    window.view.viewport().installEventFilter(watcher)
    started = time.perf_counter()
    window.wording.text.insertPlainText(letter)
    while not watcher.seen and time.perf_counter() - started < PATIENCE_S:
        QCoreApplication.processEvents()
        time.sleep(0.0002)
    # The filter sees the event before the view paints; what remains is the painting itself.
    window.view.viewport().repaint()
    ended = time.perf_counter()
    window.view.viewport().removeEventFilter(watcher)
    window.renderer.shown.disconnect(fresh.append)
    return (ended - started) * 1000


def _settle(studio: object) -> None:
    """Wait until nothing more is being drawn, thumbnails included."""
    from PySide6.QtCore import QCoreApplication

    quiet = time.monotonic()
    while time.monotonic() - quiet < 0.5:
        QCoreApplication.processEvents()
        if not studio.painter.idle:  # type: ignore[attr-defined]
            quiet = time.monotonic()
        time.sleep(0.002)


if __name__ == "__main__":
    print(measure())
