"""Every visible word comes from the catalogue, in both languages; Qt's own too."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QFontInfo
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QWidget,
)

from render.catalogue import catalogue
from render.pipeline.typefaces import font_families

GUI = Path(__file__).resolve().parents[2] / "gui"
VIETNAMESE = re.compile("[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.IGNORECASE)
# What is called the same in both languages.
SAME = {"PDF", "Standee", "&Tiếng Việt", "&English", "Oswald"}


def _own_words(widget: QWidget) -> list[str]:
    """The words a widget shows or says by itself; what people wrote (slogans, names of works) is theirs."""
    found = [
        widget.toolTip(),
        widget.accessibleName(),
        widget.windowTitle() if isinstance(widget, QMessageBox) else "",
    ]
    if isinstance(widget, (QLabel, QAbstractButton)):
        found.append(widget.text())
    if isinstance(widget, (QLineEdit, QPlainTextEdit)):
        found.append(widget.placeholderText())
    if isinstance(widget, QComboBox):
        found += [widget.itemText(at) for at in range(widget.count())]
    return [text for text in found if text]


def _all_words(window) -> list[str]:
    widgets = [window, *window.findChildren(QWidget)]
    found = [text for widget in widgets for text in _own_words(widget)]
    found += [action.text() for action in window.findChildren(QAction) if action.text()]
    return [text for text in found if text != window.title.text()]


def test_the_english_window_has_no_vietnamese_words(opened, qtbot):
    window = opened("en")
    window.export("pdf")
    window.session.write_own("Plain words")
    wrong = {text for text in _all_words(window) if VIETNAMESE.search(text)} - SAME
    headings = [row.text for row in window.slogans.picker._find("") if row.heading]
    rows = [row.text for row in window.formats.picker._find("")]
    assert not wrong
    assert not [text for text in (*headings, *rows) if VIETNAMESE.search(text.replace("Hồ Chí Minh", ""))]


def test_the_vietnamese_window_has_no_english_words(opened, qtbot):
    vietnamese = _all_words(opened("vi"))
    english = set(_all_words(opened("en")))
    latin = {text for text in vietnamese if text in english and re.search("[A-Za-z]{2}", text)}
    assert latin - SAME - {family.name for family in font_families()} == set()


BUTTONS = {
    QDialogButtonBox.StandardButton.Ok: "OK",
    QDialogButtonBox.StandardButton.Cancel: "Hủy",
    QDialogButtonBox.StandardButton.Save: "Lưu",
    QDialogButtonBox.StandardButton.Open: "Mở",
    QDialogButtonBox.StandardButton.Close: "Đóng",
    QDialogButtonBox.StandardButton.Discard: "Không lưu",
    QDialogButtonBox.StandardButton.Yes: "&Có",
    QDialogButtonBox.StandardButton.No: "&Không",
    QDialogButtonBox.StandardButton.Retry: "Thử lại",
    QDialogButtonBox.StandardButton.Help: "Trợ giúp",
}


def test_qts_standard_buttons_are_vietnamese(window, qtbot):
    box = QDialogButtonBox()
    qtbot.addWidget(box)
    shown = {button: box.addButton(button).text() for button in BUTTONS}
    assert shown == BUTTONS
    message = QMessageBox(QMessageBox.Icon.Question, "a", "b", QMessageBox.StandardButton.Cancel)
    qtbot.addWidget(message)
    assert [button.text() for button in message.buttons()] == ["Hủy"]


def _menu_words(menu) -> list[str]:
    return [action.text().split("\t")[0] for action in menu.actions() if not action.isSeparator()]


def test_the_menus_of_fields_are_vietnamese(window, qtbot):
    field = window.slogans.picker.search.createStandardContextMenu()
    text = window.wording.text.createStandardContextMenu()
    qtbot.addWidget(field)
    qtbot.addWidget(text)
    expected = ["&Hoàn tác", "&Làm lại", "Cắ&t", "&Chép", "&Dán", "Xóa", "Chọn tất cả"]
    assert _menu_words(field) == expected
    assert _menu_words(text) == expected


def test_the_file_dialog_is_vietnamese(window, qtbot):
    dialog = QFileDialog(window)
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    shown = {text for widget in dialog.findChildren(QWidget) for text in _own_words(widget)}
    shown |= {action.text() for action in dialog.findChildren(QAction) if action.text()}
    model = dialog.findChild(QWidget, "treeView").model()
    shown |= {str(model.headerData(at, Qt.Orientation.Horizontal)) for at in range(4)}
    assert {"Hủy", "T&ên tệp:", "&Trong:", "Tên", "Cỡ", "Loại", "Ngày sửa"} <= shown
    english = {text for text in shown if re.fullmatch(r"[&A-Za-z ()*:]{3,}", text)}
    # Vietnamese without a mark.
    assert english == {"&Trong:"}


def test_names_of_keys_stay_as_they_are_printed(window):
    assert QCoreApplication.translate("QShortcut", "Delete") == "Delete"
    assert QCoreApplication.translate("QLineEdit", "Delete") == "Xóa"
    assert QCoreApplication.translate("QNowhere", "No such sentence") == "No such sentence"


def _keys() -> set[str]:
    """The keys written out in the window's sources."""
    found: set[str] = set()
    for path in GUI.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            called = isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("words", "_words", "._say"))
            if called and node.args and isinstance(node.args[0], ast.Constant):
                found.add(node.args[0].value)
    return found


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_key_of_the_window_is_in_the_catalogue(language):
    words = catalogue(language)
    keys = _keys()
    assert len(keys) > 60
    assert not [key for key in keys if words.find(key) is None]


def test_everything_is_set_in_the_bundled_face(window):
    for widget in window.findChildren(QWidget):
        if isinstance(widget, (QLabel, QAbstractButton, QLineEdit, QPlainTextEdit)):
            assert QFontInfo(widget.font()).family() == "Be Vietnam Pro", widget


def test_the_language_can_be_changed_in_the_window(app, fresh_home, qtbot):
    from gui.app import Studio
    from gui.saved_language import saved_language

    studio = Studio(app)
    try:
        qtbot.waitUntil(lambda: not studio.window.view.image.isNull(), timeout=10_000)
        studio.session.write_own("Một lời riêng")
        design, former = studio.session.design, studio.window
        former.actions_by_id["english"].trigger()
        assert studio.window is not former
        assert studio.window.slogans.heading.text() == "Slogans"
        assert studio.session.design == design
        assert studio.session.can_undo
        assert saved_language() == "en"
        qtbot.waitUntil(lambda: not studio.window.view.image.isNull(), timeout=10_000)
        studio.window.actions_by_id["vietnamese"].trigger()
        assert studio.window.slogans.heading.text() == "Khẩu hiệu"
    finally:
        studio.window.close()
        studio.close()
