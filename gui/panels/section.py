"""The frame of a panel's part: a heading with room for something beside it, and what belongs below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gui.look import styled

# Headings stand level across the panels, whatever is beside them.
_LINE = 22


class Section(QWidget):
    """A heading and its contents, with the margins that all parts share; `wide` contents have none at the sides."""

    def __init__(self, heading: str, *, wide: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        side = 0 if wide else 12
        self.heading = styled(QLabel(heading), "heading")
        self.heading.setMinimumHeight(_LINE)
        self._top = QHBoxLayout()
        self._top.setContentsMargins(12 - side, 0, 12 - side, 0)
        self._top.setSpacing(8)
        self._top.addWidget(self.heading)
        self._top.addStretch()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(side, 12, side, 12)
        self.column.setSpacing(8)
        self.column.addLayout(self._top)

    def add_beside(self, widget: QWidget) -> None:
        """Put something at the right end of the heading's line."""
        self._top.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def add_behind(self, widget: QWidget) -> None:
        """Put something right behind the heading."""
        self._top.insertWidget(1, widget, 0, Qt.AlignmentFlag.AlignVCenter)


def rule() -> QFrame:
    """Return a hairline between two parts."""
    made = styled(QFrame(), "rule")
    made.setFixedHeight(1)
    return made


def link(text: str) -> QPushButton:
    """Return a button that looks like a word to press."""
    made = styled(QPushButton(text), "link")
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    return made
