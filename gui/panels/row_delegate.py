"""How a row of a list looks: headings small and gray, texts wrapped to four lines, the chosen one marked in red."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from gui import look
from gui.icons import pixmap
from gui.panels.rows import ROW, Row

Index = QModelIndex | QPersistentModelIndex
_SIDE = 14
_PAD = 7
_MOST_LINES = 4
_TAG = 40
_BOX = 16
_SHAPE = 22
_HEADING = 32


class RowDelegate(QStyledItemDelegate):
    """Paints the rows of one list."""

    def __init__(self, view: QListView, ticking: bool) -> None:
        super().__init__(view)
        self._view = view
        self._ticking = ticking
        self._face = look.font()
        self._tag_face = look.font(11)
        self._heading_face = look.font(12, QFont.Weight.DemiBold)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return a row's size: as many lines as the text needs at the list's width, four at most."""
        row: Row = index.data(ROW)
        width = self._view.viewport().width()
        if row.heading:
            return QSize(width, _HEADING)
        lines = self._lines(row.text, self._text_width(row, width))
        return QSize(width, round(len(lines) * self._line_height() + 2 * _PAD))

    def _line_height(self) -> float:
        return QFontMetricsF(self._face).height() + 1

    def _text_width(self, row: Row, width: int) -> int:
        return max(60, width - self._indent(row) - _SIDE)

    def _indent(self, row: Row) -> int:
        return (
            _SIDE + (_BOX + 10 if self._ticking else 0) + (_TAG if row.tag else 0) + (_SHAPE + 10 if row.shape else 0)
        )

    def _lines(self, text: str, width: int) -> list[str]:
        """Return the text broken to the width, the last line shortened where there is more."""
        layout = QTextLayout(" ".join(text.split()), self._face)
        layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
        whole = layout.text()
        layout.beginLayout()
        starts: list[int] = []
        while len(starts) <= _MOST_LINES:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            starts.append(line.textStart())
        layout.endLayout()
        ends = [*starts[1:], len(whole)]
        lines = [whole[start:end].rstrip() for start, end in zip(starts, ends, strict=True)][:_MOST_LINES]
        if len(starts) > _MOST_LINES:
            rest = whole[starts[_MOST_LINES - 1] :]
            lines[-1] = QFontMetrics(self._face).elidedText(rest, Qt.TextElideMode.ElideRight, width)
        return lines or [""]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row."""
        row: Row = index.data(ROW)
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.heading:
            self._paint_heading(painter, rect, row)
        else:
            self._paint_ground(painter, rect, option)
            self._paint_marks(painter, rect, row, index)
            self._paint_text(painter, rect, row)
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRect, row: Row) -> None:
        painter.setFont(self._heading_face)
        painter.setPen(QColor(look.MUTED))
        room = rect.adjusted(_SIDE, 6, -_SIDE, 0)
        text = painter.fontMetrics().elidedText(row.text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_ground(self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem) -> None:
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected) and not self._ticking
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        ground = QRectF(rect).adjusted(6, 1, -6, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or hovered:
            painter.setBrush(QColor(look.CHOSEN if chosen else look.HOVER))
            painter.drawRoundedRect(ground, 6, 6)
        if chosen:
            painter.setBrush(QColor(look.ACCENT))
            painter.drawRoundedRect(QRectF(ground.left(), ground.top() + 6, 3, ground.height() - 12), 1.5, 1.5)
        if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_KeyboardFocusChange:
            painter.setPen(QColor(look.ACCENT))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ground.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _paint_marks(self, painter: QPainter, rect: QRect, row: Row, index: Index) -> None:
        x = rect.left() + _SIDE
        if self._ticking:
            self._paint_box(painter, self._box(rect), index.data(Qt.ItemDataRole.CheckStateRole))
            x += _BOX + 10
        if row.shape:
            self._paint_shape(painter, QRectF(x, rect.top(), _SHAPE, rect.height()), *row.shape)
        if row.tag:
            painter.setFont(self._tag_face)
            painter.setPen(QColor(look.MUTED))
            top = rect.top() + _PAD
            painter.drawText(QRectF(x, top, _TAG, self._line_height()), Qt.AlignmentFlag.AlignVCenter, row.tag)

    def _box(self, rect: QRect) -> QRect:
        top = rect.top() + _PAD + round((self._line_height() - _BOX) / 2)
        return QRect(rect.left() + _SIDE, top, _BOX, _BOX)

    def _paint_box(self, painter: QPainter, box: QRect, state: object) -> None:
        ticked = Qt.CheckState(state) is Qt.CheckState.Checked
        painter.setPen(QColor(look.ACCENT if ticked else "#A8A19A"))
        painter.setBrush(QColor(look.ACCENT if ticked else look.FIELD))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        if ticked:
            painter.drawPixmap(box, pixmap("tick", 4 * _BOX))

    def _paint_shape(self, painter: QPainter, room: QRectF, width: float, height: float) -> None:
        share = min(_SHAPE / width, 16 / height)
        w, h = max(3.0, width * share), max(3.0, height * share)
        painter.setPen(QPen(QColor("#8D857D"), 1))
        painter.setBrush(QColor(look.FIELD))
        centre = room.center()
        painter.drawRoundedRect(QRectF(centre.x() - w / 2, centre.y() - h / 2, w, h), 1, 1)

    def _paint_text(self, painter: QPainter, rect: QRect, row: Row) -> None:
        painter.setFont(self._face)
        painter.setPen(QColor(look.TEXT))
        height = self._line_height()
        ascent = painter.fontMetrics().ascent()
        for at, line in enumerate(self._lines(row.text, self._text_width(row, rect.width()))):
            painter.drawText(QPointF(rect.left() + self._indent(row), rect.top() + _PAD + at * height + ascent), line)

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, _option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Tick with a click anywhere on the row, or with the space bar."""
        if not self._ticking or not index.flags() & Qt.ItemFlag.ItemIsUserCheckable:
            return False
        clicked = event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent)
        spaced = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space
        if not clicked and not (spaced and event.type() == QEvent.Type.KeyPress):
            return False
        ticked = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) is Qt.CheckState.Checked
        wanted = Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked
        return model.setData(index, wanted, Qt.ItemDataRole.CheckStateRole)
