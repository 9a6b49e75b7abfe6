"""Pictures of the real window for the guide: `python -m tests.screenshots` writes docs/pictures/."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"


def main() -> None:
    """Open the window without a screen and take its pictures in several states."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory() as home:
        os.environ["XDG_DATA_HOME"] = home
        os.environ["HOME"] = "/home/studio"
        _take()


def _take() -> None:
    from PySide6.QtCore import QEventLoop, QTimer

    from gui.app import Studio, make_application
    from gui.dialogs.export import ExportDialog
    from gui.settings import Settings
    from render.model.formats import find_format
    from render.model.slogans import Slogan

    PICTURES.mkdir(parents=True, exist_ok=True)
    studio = Studio(make_application([]), Settings())

    def settle(ms: int = 900) -> None:
        loop = QEventLoop()
        QTimer.singleShot(ms, loop.quit)
        loop.exec()

    def take(name: str) -> None:
        settle()
        studio.window.grab().save(str(PICTURES / f"{name}.png"))

    def slogan(wanted: str) -> Slogan:
        return studio.library.find(wanted)[1]

    def show(window_size: tuple[int, int] = (1366, 768)) -> None:
        studio.window.resize(*window_size)
        studio.window.show()
        settle(2000)

    show()
    studio.session.edit(text=slogan("V-04").text, slogan="can-tho-2025:V-04", original=slogan("V-04").text)
    take("window")
    studio.window.slogans.search.setText("dai hoi")
    studio.session.edit(format=find_format("phuon-800x2400"))
    take("window-search-pennant")
    studio.window.slogans.search.setText("xyz")
    studio.session.edit(format=find_format("led-1920x1080"))
    studio.window.zoom_pixels()
    take("window-led")
    studio.window.slogans.search.clear()
    studio.window.zoom_fit()
    studio.session.edit(format=find_format("pano-3000x2000"), text="Vì một thành phố xanh, sạch, đẹp ☃")
    studio.session.edit(unit="ỦY BAN NHÂN DÂN PHƯỜNG NINH KIỀU", date="2026-11-23")
    take("window-problems")
    studio.window.export()
    settle(400)
    dialog = studio.window.findChild(ExportDialog)
    assert dialog is not None
    dialog.grab().save(str(PICTURES / "export.png"))
    dialog.close()
    studio.speak("en")
    studio.session.edit(text=slogan("V-28").text, slogan="can-tho-2025:V-28", original=slogan("V-28").text)
    show((1600, 900))
    take("window-english")
    studio.window.close()


if __name__ == "__main__":
    main()
