"""A quiet line above the picture for what went wrong with a file: it stays until read, and blocks nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from gui.icons import icon, pixmap
from gui.look import WARNING
from render.catalogue import Catalogue


class Notice(QFrame):
    """One message at a time; hidden while there is none."""

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        sign = QLabel()
        sign.setPixmap(pixmap("warning", 18, WARNING))
        self.text = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        close = QToolButton()
        close.setIcon(icon("clear"))
        close.setToolTip(words("notice.close"))
        close.setAccessibleName(words("notice.close"))
        close.clicked.connect(self.hide)
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 6, 8, 6)
        line.setSpacing(9)
        line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.text, 1)
        line.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def say(self, message: str) -> None:
        """Show a message."""
        self.text.setText(message)
        self.setAccessibleName(message)
        self.show()
