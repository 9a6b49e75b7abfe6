"""From an edit to the painted picture, in the real window without a screen."""

from __future__ import annotations

import os
import statistics
import tempfile
import time

EDITS = 80


def measure() -> dict[str, float]:
    """Return the median and the 95th percentile, in ms, of typing, slogans, templates and formats."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory() as home:
        os.environ["XDG_DATA_HOME"] = home
        found = _run()
    return {"median_ms": statistics.median(found), "p95_ms": sorted(found)[round(len(found) * 0.95) - 1]}


def _run() -> list[float]:
    from PySide6.QtCore import QEventLoop, QTimer

    from gui.app import Studio, make_application
    from gui.settings import Settings
    from render.model.formats import find_format

    studio = Studio(make_application([]), Settings())
    window = studio.window
    window.resize(1366, 768)
    window.show()
    loop = QEventLoop()
    window.view.shown.connect(lambda answer: answer.wish.design == studio.session.design and loop.quit())

    def painted() -> float:
        started = time.perf_counter()
        QTimer.singleShot(10_000, loop.quit)
        loop.exec()
        return (time.perf_counter() - started) * 1000

    painted()
    pack = studio.library.packs[0]
    slogans = [slogan for slogan in pack.slogans if slogan.section == "V"]
    works = [
        find_format(name) for name in ("phuon-800x2400", "pano-3000x2000", "ap-phich-540x790", "bang-ron-8000x1200")
    ]
    found: list[float] = []
    for at in range(EDITS):
        started = time.perf_counter()
        if at % 8 == 7:
            studio.session.edit(format=works[at // 8 % len(works)])
        elif at % 2:
            studio.session.edit("text", text=studio.session.design.text + "a")
        else:
            studio.session.edit(text=slogans[at % len(slogans)].text)
        painted()
        found.append((time.perf_counter() - started) * 1000)
        # Thumbnails catch up between edits, as they do between a person's.
        QTimer.singleShot(40, loop.quit)
        loop.exec()
    window.close()
    return found
