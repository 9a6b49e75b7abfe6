"""What is wrong, or worth knowing, about the work on view: below the picture, never in the way."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from gui.messages import problem_line, told
from gui.painter import Answer
from render.catalogue import Catalogue
from render.problem import Severity

_COLOURS = {
    Severity.ERROR: QColor(196, 30, 32),
    Severity.WARNING: QColor(214, 140, 0),
    Severity.NOTE: QColor(90, 120, 150),
}
_GOOD = QColor(70, 140, 80)
_ROW = 26
_MOST_ROWS = 4


class ProblemsStrip(QListWidget):
    """One row a problem, the way out included; one quiet row where there is none."""

    def __init__(self, words: Catalogue) -> None:
        super().__init__()
        self._words = words
        self.setObjectName("problems")
        self.setAccessibleName(words("window.problems"))
        self.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setWordWrap(True)
        self._show([(words("window.no-problems"), _GOOD)])

    def show_answer(self, answer: Answer) -> None:
        """Show what the drawing process found."""
        worst_first = sorted(answer.problems, key=lambda problem: list(_COLOURS).index(problem.severity))
        rows = [(problem_line(problem, self._words), _COLOURS[problem.severity]) for problem in worst_first]
        if answer.error is not None:
            red = _COLOURS[Severity.ERROR]
            rows += [(f"{message} {hint}".strip(), red) for message, hint in told(answer.error, self._words)]
        self._show(rows or [(self._words("window.no-problems"), _GOOD)])

    def _show(self, rows: list[tuple[str, QColor]]) -> None:
        self.clear()
        for text, colour in rows:
            item = QListWidgetItem(_dot(colour), text)
            item.setToolTip(text)
            self.addItem(item)
        self.setFixedHeight(_ROW * min(_MOST_ROWS, len(rows)) + 12)


def _dot(colour: QColor) -> QIcon:
    pixmap = QPixmap(20, 20)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(5, 5, 10, 10)
    painter.end()
    return QIcon(pixmap)
