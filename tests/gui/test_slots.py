"""Photograph, logo, code and further lines in the window: what the template offers, and no more."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from gui.session import slots_of
from render.model.formats import find_format
from render.model.official import drawing


def test_the_panel_shows_what_the_template_offers(window) -> None:
    window.session.choose_format(find_format("led-3840x320"))
    window.session.choose_template("song-nuoc")
    assert not window.slots.isVisibleTo(window) and slots_of(window.session.design) == ()
    window.session.choose_format(find_format("pano-3000x2000"))
    assert set(window.slots.files) == {"photo", "logo"}
    window.session.choose_template("tam-guong")
    assert window.slots.isVisibleTo(window)
    assert set(window.slots.fields) == {"name", "position", "qr"} and set(window.slots.texts) == {"deed"}
    assert set(window.slots.files) == {
        "photo",
        "logo",
    }
    window.session.choose_template("hoi-thi")
    assert set(window.slots.fields) == {"call", "qr"}


def test_typing_in_a_row_is_one_step_that_can_be_taken_back(window) -> None:
    window.session.choose_format(find_format("pano-3000x2000"))
    window.session.choose_template("hoi-thi")
    before = window.session.design
    QTest.keyClicks(window.slots.fields["qr"], "https://a.vn")
    QTest.keyClicks(window.slots.fields["call"], "Quet ma")
    assert window.session.design.qr == "https://a.vn" and window.session.design.lines == {"call": "Quet ma"}
    window.session.undo()
    window.session.undo()
    assert window.session.design == before and window.slots.fields["qr"].text() == ""


def test_a_photograph_is_chosen_shown_and_removed(window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "ảnh.png"
    Image.new("RGB", (30, 20), (20, 160, 40)).save(path)
    window.session.choose_format(find_format("pano-3000x2000"))
    window.session.choose_template("tam-guong")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    QTest.mouseClick(window.slots.files["photo"], Qt.MouseButton.LeftButton)
    assert window.session.design.photo == str(path) and window.slots.files["photo"].text() == "ảnh.png"
    window.slots._clear["photo"].click()
    assert window.session.design.photo == ""


def test_an_emblem_is_chosen_and_its_drawing_brought_in(
    window, qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("render.model.official.user_folder", lambda: tmp_path / "home")
    window.session.choose_format(find_format("pano-3000x2000"))
    window.session.choose_template("hoi-truong")
    panel = window.slots
    assert [panel.emblem.itemText(at) for at in range(panel.emblem.count())] == [
        "Không dùng",
        "Cờ Đảng",
        "Huy hiệu Đảng",
    ]
    assert not panel.bring.isVisibleTo(window)
    panel.emblem.setFocus()
    QTest.keyClick(panel.emblem, Qt.Key.Key_Down)
    assert window.session.design.emblem == "co-dang" and panel.bring.isVisibleTo(window)
    file = tmp_path / "cờ.txt"
    file.write_text("không phải bản vẽ", "utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    panel.bring.click()
    assert "cờ.txt" in window.notice.text.text() and panel.bring.isVisibleTo(window)
    file = tmp_path / "cờ.png"
    Image.new("RGB", (30, 20), (20, 160, 40)).save(file)
    with qtbot.waitSignal(window.session.changed):
        panel.bring.click()
    assert drawing("co-dang") and not panel.bring.isVisibleTo(window)
    window.session.undo()
    assert window.session.design.emblem == "" and panel.emblem.currentIndex() == 0


def test_running_text_is_typed_in_paragraphs(window) -> None:
    window.session.choose_format(find_format("to-gap-297x210"))
    before = window.session.design
    field = window.slots.texts["text1"]
    field.setFocus()
    QTest.keyClicks(field, "Mot")
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClicks(field, "Hai")
    assert window.session.design.lines == {"text1": "Mot\nHai"}
    window.session.undo()
    assert window.session.design == before and field.toPlainText() == ""
    # However many the fields are, the window still fits a small screen.
    assert window.minimumSizeHint().height() <= 768
