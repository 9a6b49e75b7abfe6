"""What a person does and sees: typing Vietnamese, clicking rows, looking at pixels."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QInputMethodEvent
from PySide6.QtWidgets import QApplication


def write(widget, text: str) -> None:
    """Type letter by letter as an input method does: QTest's own keys know ASCII alone."""
    for letter in text:
        event = QInputMethodEvent()
        event.setCommitString(letter)
        QApplication.sendEvent(widget, event)


def pixels(image: QImage) -> np.ndarray:
    """Return a picture as rows of red, green, blue."""
    held = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    return held[:, : image.width(), 2::-1]


def click(qtbot, view, index) -> None:
    """Click into the middle of a row."""
    view.scrollTo(index)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())


def click_row(qtbot, picker, key: str) -> None:
    """Click on the row of a key."""
    click(qtbot, picker.list, picker.rows.place(key))
