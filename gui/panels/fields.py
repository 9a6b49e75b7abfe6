"""Fields to type in: the search field, and those whose undo is the window's own."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from gui.icons import icon
from gui.look import MUTED

# Beyond this a paste is a whole document by mistake; it is refused as one, never cut.
MOST_PASTED = 20_000


def _is_undo(event: QEvent) -> bool:
    """Return whether Qt asks if a field wants Ctrl+Z for itself: the session's steps go before the field's."""
    return (
        event.type() == QEvent.Type.ShortcutOverride
        and isinstance(event, QKeyEvent)
        and (event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo))
    )


class SearchField(QLineEdit):
    """A field with a glass, a cross that clears it (so does Esc), and the arrow down into the list."""

    left_down = Signal()

    def __init__(self, placeholder: str, clear: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.addAction(icon("search", MUTED), QLineEdit.ActionPosition.LeadingPosition)
        self._clear = QAction(icon("clear", MUTED), clear, self)
        self._clear.triggered.connect(self.clear)
        self.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setVisible(False)
        self.textChanged.connect(lambda text: self._clear.setVisible(bool(text)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Clear with Esc, go to the list with the arrow down."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left_down.emit()
        else:
            super().keyPressEvent(event)


class LineField(QLineEdit):
    """One line whose undo is the window's; `left` ends a step of typing."""

    left = Signal()

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window."""
        if _is_undo(event):
            event.ignore()
            return False
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the typing has ended."""
        super().focusOutEvent(event)
        self.left.emit()


class TextField(QPlainTextEdit):
    """Several lines whose undo is the window's; Tab leaves it, a paste that is far too long is refused as a whole."""

    left = Signal()
    too_long = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)

    def sizeHint(self) -> QSize:
        """Return room for four lines."""
        return QSize(200, 4 * self.fontMetrics().lineSpacing() + 18)

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window."""
        if _is_undo(event):
            event.ignore()
            return False
        return super().event(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste plain text; a whole document is not taken."""
        if len(source.text()) > MOST_PASTED:
            self.too_long.emit(len(source.text()))
        else:
            super().insertFromMimeData(source)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the typing has ended."""
        super().focusOutEvent(event)
        self.left.emit()
