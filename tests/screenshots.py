"""Pictures of the real window for the guide: `python -m tests.screenshots` writes docs/pictures/."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gui.app import Studio

ROOT = Path(__file__).resolve().parent.parent
SIZE = (1366, 768)
QUIET_S = 0.5
LONG = (
    "Toàn Đảng, toàn dân, toàn quân đẩy mạnh học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh, "
    "quyết tâm thực hiện thắng lợi Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIV của Đảng, "
    "xây dựng đất nước phồn vinh, văn minh, hạnh phúc, vững bước tiến lên chủ nghĩa xã hội"
)


def settle(studio: Studio, seconds: float = QUIET_S) -> None:
    """Let the window work until nothing has been drawn for a while."""
    from PySide6.QtCore import QCoreApplication

    quiet_since = time.monotonic()
    while time.monotonic() - quiet_since < seconds:
        QCoreApplication.processEvents()
        if not studio.painter.idle or studio.window.export_dialog.exporter.busy:
            quiet_since = time.monotonic()
        time.sleep(0.01)


def start(studio: Studio) -> QWidget:
    _slogan(studio, "V-04")
    return studio.window


def search(studio: Studio) -> QWidget:
    studio.window.slogans.picker.search.setText("dai hoi xiv")
    studio.window.formats.picker.search.setText("băng gôn")
    return studio.window


def nothing_found(studio: Studio) -> QWidget:
    studio.window.slogans.picker.search.setText("mùa xuân Tây Đô")
    studio.window.formats.picker.search.setText("3 thước")
    studio.window.formats.other.field.setText("8 x 1,2 thước")
    studio.window.formats.other.field.returnPressed.emit()
    return studio.window


def pennant(studio: Studio) -> QWidget:
    _slogan(studio, "V-03")
    _format(studio, "phuon-800x2400")
    studio.session.write_unit("ĐẢNG ỦY PHƯỜNG NINH KIỀU")
    return studio.window


def poster_zoomed(studio: Studio) -> QWidget:
    _slogan(studio, "V-02")
    _format(studio, "ap-phich-540x790")
    settle(studio)
    studio.window.view.zoom_to(studio.window.view.extent.actual)
    return studio.window


def led_zoomed(studio: Studio) -> QWidget:
    _slogan(studio, "V-03")
    _format(studio, "led-320x32")
    settle(studio)
    for _ in range(2):
        studio.window.view.zoom_in()
    return studio.window


def problems(studio: Studio) -> QWidget:
    _slogan(studio, "V-21")
    _format(studio, "led-320x32")
    studio.session.write(LONG)
    return studio.window


def changed(studio: Studio) -> QWidget:
    _slogan(studio, "V-04")
    studio.session.write(studio.session.design.text.replace("Cần Thơ", "Huế"))
    return studio.window


def export(studio: Studio) -> QWidget:
    _slogan(studio, "V-04")
    studio.window.export("pdf")
    choices = studio.window.export_dialog.choices
    choices.folder.setText(str(Path.home() / "Cổ động" / "Đại hội"))
    for row in choices.slogans.rows.choices()[1:4]:
        choices.slogans.rows.tick(row, True)
    for row in choices.formats.rows.choices():
        if row.key in ("pano-3000x2000", "pano-4000x3000"):
            choices.formats.rows.tick(row, True)
    choices.kinds["png"].setChecked(True)
    return studio.window.export_dialog


def exported(studio: Studio) -> QWidget:
    export(studio)
    dialog = studio.window.export_dialog
    dialog.choices.kinds["png"].setChecked(False)
    dialog.choices.formats.rows.tick_all(
        [row for row in dialog.choices.formats.rows.choices() if row.key == "led-320x32"], True
    )
    dialog.go.click()
    return dialog


def english(studio: Studio) -> QWidget:
    studio.speak("en")
    studio.window.resize(*SIZE)
    studio.window.splitter.setSizes([304, SIZE[0] - 608, 304])
    _slogan(studio, "V-04")
    _format(studio, "pano-3000x2000")
    return studio.window


def wide(studio: Studio) -> QWidget:
    studio.window.resize(1920, 1080)
    _slogan(studio, "V-04")
    _format(studio, "pano-3000x2000")
    return studio.window


def slots(studio: Studio) -> QWidget:
    studio.session.write_own("Hội thi trực tuyến tìm hiểu Luật Đất đai")
    _format(studio, "ap-phich-540x790")
    studio.session.choose_template("hoi-thi")
    studio.session.write_slot("qr", "https://example.vn/hoi-thi")
    studio.session.write_slot("call", "Quét mã để dự thi từ 01/9 đến 30/9")
    studio.session.write_unit("UBND PHƯỜNG NINH KIỀU")
    return studio.window


def emblem(studio: Studio) -> QWidget:
    _slogan(studio, "V-04")
    _format(studio, "pano-3000x2000")
    studio.session.choose_template("hoi-truong")
    studio.session.choose_picture("emblem", "co-dang")
    return studio.window


PICTURES: dict[str, Callable[[Studio], QWidget]] = {
    "window-start": start,
    "window-search": search,
    "window-nothing-found": nothing_found,
    "window-pennant": pennant,
    "window-poster-zoomed": poster_zoomed,
    "window-led-zoomed": led_zoomed,
    "window-problems": problems,
    "window-changed": changed,
    "window-export": export,
    "window-exported": exported,
    "window-english": english,
    "window-wide": wide,
    "window-slots": slots,
    "window-emblem": emblem,
}


def _slogan(studio: Studio, name: str) -> None:
    studio.session.choose_slogan(*studio.session.library.find(name))


def _format(studio: Studio, name: str) -> None:
    from render.model.formats import find_format

    studio.session.choose_format(find_format(name))


def main(folder: Path) -> None:
    """Take every picture in a window of its own, in an empty home."""
    from gui.app import Studio, made_app
    from gui.saved_language import FILE
    from render.resources import user_folder

    app = made_app()
    folder.mkdir(parents=True, exist_ok=True)
    wanted = sys.argv[2:] or list(PICTURES)
    for name in wanted:
        for kept in (user_folder() / FILE, user_folder() / "recent.codong"):
            kept.unlink(missing_ok=True)
        studio = Studio(app, "vi")
        studio.window.resize(*SIZE)
        settle(studio)
        shown = PICTURES[name](studio)
        settle(studio)
        shown.grab().save(str(folder / f"{name}.png"))
        print(folder / f"{name}.png")
        studio.window.close()
        studio.close()


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as home:
        for variable in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "APPDATA", "LOCALAPPDATA"):
            os.environ[variable] = home
        main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "pictures")
