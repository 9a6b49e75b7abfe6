"""The window as a person uses it."""

from __future__ import annotations

import os
import re
import signal
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QListWidget, QPlainTextEdit, QWidget

from gui.dialogs.export import ExportDialog
from render.model.formats import find_format
from render.model.project import load_design
from render.pipeline import Target


def texts(view: QListWidget) -> list[str]:
    return [view.item(row).text() for row in range(view.count()) if view.item(row).text()]


def choose(window, slogan: str) -> None:
    for row in range(window.slogans.list.count()):
        data = window.slogans.list.item(row).data(Qt.ItemDataRole.UserRole)
        if data and data[0] == slogan:
            window.slogans.list.setCurrentRow(row)
            return
    raise AssertionError(slogan)


def test_it_opens_with_a_work_on_view(window, painted) -> None:
    answer = painted()
    assert answer.template == "bang-do" and not answer.problems
    image = window.view.grab().toImage()
    red = image.pixelColor(image.width() // 2, image.height() // 2 - 44)
    assert red.red() > 180 and red.green() < 60
    assert "8 × 1,2 m" in window.size_label.text()


@pytest.mark.parametrize(
    ("query", "wanted"),
    [("dai hoi", "Đại hội"), ("DAI HOI", "Đại hội"), ("ky nguyen", "kỷ nguyên"), ("muôn năm", "muôn năm")],
)
def test_search_ignores_case_and_tone_marks(window, query: str, wanted: str) -> None:
    window.slogans.search.setText(query)
    found = texts(window.slogans.list)
    assert found and wanted in found[0]


def test_an_empty_search_says_so_and_comes_back(window) -> None:
    everything = len(texts(window.slogans.list))
    window.slogans.search.setText("không có đâu xyz")
    assert not window.slogans.list.isVisible() and window.slogans.empty.isVisible()
    assert "xyz" in window.slogans.empty.text()
    window.slogans.search.clear()
    assert len(texts(window.slogans.list)) == everything


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("pano", "Pa nô 3 × 2 m"),
        ("pa nô", "Pa nô 3 × 2 m"),
        ("cờ phướn", "Phướn 0,8 × 2,4 m"),
        ("băng gôn", "Băng rôn ngang 8 × 1,2 m"),
    ],
)
def test_trade_words_find_formats(window, query: str, wanted: str) -> None:
    window.choices.search.setText(query)
    assert wanted in texts(window.choices.formats)


def test_choosing_a_slogan_a_template_and_a_format_changes_the_picture(window, painted) -> None:
    choose(window, "V-28")
    assert window.session.design.slogan.endswith(":V-28")
    first = painted()
    assert first.lines == {"slogan": ("ĐẢNG CỘNG SẢN VIỆT NAM", "QUANG VINH MUÔN NĂM!")}
    row = texts(window.choices.formats).index("Phướn 0,8 × 2,4 m")
    window.choices.formats.setCurrentRow(row)
    assert painted().template == "mat-troi"
    names = texts(window.choices.templates)
    window.choices.templates.setCurrentRow(names.index("Băng đỏ"))
    assert painted().template == "bang-do"


def test_typing_changes_the_work_and_is_marked(qtbot, window, painted) -> None:
    choose(window, "V-28")
    original = window.session.design.text
    window.slogans.text.setFocus()
    qtbot.keyClicks(window.slogans.text, "X")
    answer = painted()
    assert "X" in "".join(answer.lines["slogan"])
    assert window.slogans.badge.isVisible()
    assert [problem.code for problem in answer.problems] == ["slogan.changed"]
    qtbot.mouseClick(window.slogans.back, Qt.MouseButton.LeftButton)
    assert window.session.design.text == original and not window.slogans.badge.isVisible()


def test_undoing_everything_is_the_original(qtbot, window) -> None:
    first = window.session.design
    choose(window, "V-05")
    window.choices._set_format(find_format("pano-3000x2000"))
    window.slogans.text.setFocus()
    qtbot.keyClicks(window.slogans.text, "abc")
    window.choices.unit.setFocus()
    qtbot.keyClicks(window.choices.unit, "PHUONG")
    last = window.session.design
    steps = 0
    while window.session.can_undo:
        window.undo()
        steps += 1
    assert window.session.design == first and steps == 4
    while window.session.can_redo:
        window.redo()
    assert window.session.design == last


def test_a_free_size_is_taken_as_typed_and_a_wrong_one_is_explained(qtbot, window) -> None:
    window.choices.free.setText("12m x 1m2")
    window.choices.free.editingFinished.emit()
    assert window.session.design.format.size == (12000, 1200)
    window.choices.free.setText("300x2m")
    window.choices.free.editingFinished.emit()
    assert window.choices.fault.isVisible() and "300x2m" in window.choices.fault.text()
    assert window.session.design.format.size == (12000, 1200)


def test_a_screen_gets_the_template_that_serves_it(window, painted) -> None:
    window.choices._set_format(find_format("led-1920x1080"))
    answer = painted()
    assert answer.template == "dem-hoi" and (answer.width, answer.height) == (1920, 1080)


def test_zoom_draws_the_part_on_view_anew(window, painted) -> None:
    whole = painted()
    window.view.zoom_by(8)
    part = painted()
    assert part.wish.shown.width < whole.wish.shown.width / 3
    assert part.width >= whole.width * 0.9
    window.zoom_fit()
    assert painted().wish.shown == whole.wish.shown


def test_ten_thousand_letters_are_told_not_drawn(window, painted) -> None:
    window.slogans.text.setPlainText("chữ " * 2500)
    answer = painted()
    assert [problem.code for problem in answer.problems if problem.stops] == ["text.too-long"]
    assert "2000" in window.problems.item(0).text()
    assert len(window.session.design.text.split()) == 2500


def test_a_killed_drawing_process_comes_back(qtbot, window, painted) -> None:
    painted()
    with qtbot.waitSignal(window.painter.restarted, timeout=15_000):
        os.kill(window.painter.process.pid, signal.SIGKILL)
    choose(window, "V-30")
    assert painted().lines


def _export(window, qtbot, folder: Path) -> ExportDialog:
    window.export()
    dialog = window.findChild(ExportDialog)
    dialog.folder.setText(str(folder))
    return dialog


def test_export_writes_real_files(qtbot, window, tmp_path: Path) -> None:
    dialog = _export(window, qtbot, tmp_path / "out")
    dialog.kinds[Target.SVG].setChecked(True)
    for row in range(dialog.formats.count()):
        if dialog.formats.item(row).text() == "Màn hình LED 1920 × 1080":
            dialog.formats.item(row).setCheckState(Qt.CheckState.Checked)
    with qtbot.waitSignal(dialog._exporter.finished, timeout=30_000):
        qtbot.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.start.isEnabled)
    kinds = sorted(path.suffix for path in (tmp_path / "out").iterdir() if not path.name.startswith("."))
    assert kinds == [".pdf", ".svg", ".svg"]
    assert dialog.open_folder.isEnabled() and "3" in dialog.state.text()
    dialog.close()


def test_a_cancelled_export_leaves_no_half_file(qtbot, window, tmp_path: Path) -> None:
    window.choices.free.setText("40x8m")
    window.choices.free.editingFinished.emit()
    dialog = _export(window, qtbot, tmp_path / "out")
    dialog.all.setChecked(True)
    for target, box in dialog.kinds.items():
        box.setChecked(target is Target.PNG)
    with qtbot.waitSignal(dialog._exporter.finished, timeout=60_000):
        dialog.begin()
        qtbot.waitUntil(lambda: dialog.bar.value() > 0, timeout=30_000)
        qtbot.mouseClick(dialog.stop, Qt.MouseButton.LeftButton)
    from PIL import Image

    for path in (tmp_path / "out").iterdir():
        assert path.suffix == ".png" or path.name == ".co-dong-studio.json", path.name
        if path.suffix == ".png":
            with Image.open(path) as picture:
                assert picture.size[0] > 100_000
    assert len(list((tmp_path / "out").glob("*.png"))) < 30
    dialog.close()


def test_a_folder_that_cannot_be_made_is_told(qtbot, window, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    dialog = _export(window, qtbot, tmp_path / "file" / "out")
    with qtbot.waitSignal(dialog._exporter.finished, timeout=30_000):
        dialog.begin()
    qtbot.waitUntil(lambda: dialog.results.count() > 0)
    assert "file" in dialog.results.item(0).text()
    dialog.close()


def test_the_windows_file_is_the_command_lines(qtbot, window, tmp_path: Path, capsys) -> None:
    choose(window, "V-04")
    dialog = _export(window, qtbot, tmp_path / "window")
    with qtbot.waitSignal(dialog._exporter.finished, timeout=30_000):
        dialog.begin()
    dialog.close()
    from render.cli import main

    assert main(["export", "--slogan", "V-04", "--out", str(tmp_path / "line")]) == 0
    (one,), (other,) = (list((tmp_path / name).glob("*.pdf")) for name in ("window", "line"))
    assert one.name == other.name and one.read_bytes() == other.read_bytes()


def test_a_saved_design_comes_back_whole(window, tmp_path: Path) -> None:
    choose(window, "V-12")
    window.choices._set_format(find_format("phuon-800x2400"))
    design = window.session.design
    window.save(tmp_path / "a.codong")
    choose(window, "V-01")
    window.load(tmp_path / "a.codong")
    assert window.session.design == design == load_design(tmp_path / "a.codong")
    (tmp_path / "b.codong").write_bytes(b"nothing")
    window.load(tmp_path / "b.codong")
    assert "b.codong" in window.statusBar().currentMessage() and window.session.design == design


def _visible_texts(root: QWidget) -> list[str]:
    found = [action.text() for action in root.findChildren(QAction)]
    for widget in root.findChildren(QWidget):
        if isinstance(widget, QAbstractButton | QLabel):
            found.append(widget.text())
        if isinstance(widget, QLineEdit | QPlainTextEdit):
            found.append(widget.placeholderText())
    return [text for text in found if text.strip()]


VIETNAMESE = re.compile("[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE)


def test_the_window_speaks_one_language_at_a_time(qtbot, studio) -> None:
    vietnamese = set(_visible_texts(studio.window))
    assert {"Hoàn tác", "Xuất tệp…", "Mẫu", "Định dạng"} <= vietnamese
    design = studio.session.design
    studio.speak("en")
    shown = [text for text in _visible_texts(studio.window) if "Cần Thơ" not in text]
    assert {"Undo", "Export…", "Template", "Format"} <= set(shown)
    assert [text for text in shown if VIETNAMESE.search(text)] == []
    assert studio.session.design == design
    studio.speak("vi")


@pytest.mark.parametrize(
    ("context", "source", "wanted"),
    [
        ("QPlatformTheme", "&Cancel", "Hủy"),
        ("QLineEdit", "&Undo", "Hoàn tác"),
        ("QWidgetTextControl", "&Paste", "Dán"),
        ("QFileDialog", "Directory:", "Thư mục:"),
    ],
)
def test_qts_own_sentences_are_vietnamese(studio, context: str, source: str, wanted: str) -> None:
    assert QCoreApplication.translate(context, source) == wanted


def test_only_bundled_fonts_are_used(window) -> None:
    assert {widget.fontInfo().family() for widget in window.findChildren(QWidget)} == {"Be Vietnam Pro"}
