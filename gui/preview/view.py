"""The picture on its neutral ground: zoom, pan by drag, wheel and keys. Draws what it is given, pixel on pixel.

Offsets of the scroll bars are logical pixels; everything painted is counted in device pixels, so that a picture of
the asked size is never resampled.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from gui.look import CANVAS, MUTED
from gui.preview.zoom import Extent
from render.model.formats import Format

MARGIN = 32
_NOTCH = 120
_STRIDE = 48


class View(QAbstractScrollArea):
    """Shows one work; `scale_changed` asks for a picture of another size."""

    scale_changed = Signal()

    def __init__(self, work: Format, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._scale: float | None = None
        self._image = QImage()
        self._message = ""
        self._grip: QPoint | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(320, 200)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.setSingleStep(_STRIDE)

    @property
    def extent(self) -> Extent:
        """The work's size and the screen's density."""
        return Extent.of(self._work, self.devicePixelRatioF())

    @property
    def scale(self) -> float:
        """Device pixels per unit of the work."""
        if self._scale is not None:
            return self._scale
        density = self.devicePixelRatioF()
        room = self.maximumViewportSize()
        return self.extent.fit(
            max(1.0, (room.width() - 2 * MARGIN) * density), max(1.0, (room.height() - 2 * MARGIN) * density)
        )

    @property
    def fitted(self) -> bool:
        """True while the scale follows the window."""
        return self._scale is None

    @property
    def percent(self) -> float:
        """The scale in percent of the real size."""
        return self.extent.percent(self.scale)

    @property
    def image(self) -> QImage:
        """The picture that is shown."""
        return self._image

    @property
    def wanted_px(self) -> int:
        """The longer side of the picture that would be sharp now."""
        return self.extent.painted_px(self.scale)

    def show_picture(self, image: QImage, lines: tuple[str, ...]) -> None:
        """Show a new picture; its lines are what a screen reader reads."""
        self._image, self._message = image, ""
        self.setAccessibleDescription("\n".join(lines))
        self.viewport().update()

    def show_message(self, message: str) -> None:
        """Say in the work's place why there is no picture."""
        self._image, self._message = QImage(), message
        self.setAccessibleDescription(message)
        self.viewport().update()

    def set_work(self, work: Format) -> None:
        """Make room for another format; the picture of the former one goes, and the whole work is shown."""
        if work == self._work:
            return
        self._work, self._image, self._scale = work, QImage(), None
        self._settle()

    def fit(self) -> None:
        """Show the whole work, and keep doing so."""
        self._scale = None
        self._settle()

    def show_actual(self) -> None:
        """Show the work in its real size."""
        self.zoom_to(self.extent.actual)

    def zoom_in(self) -> None:
        """Go one step nearer."""
        self.zoom_to(self.extent.step(self.scale, 1))

    def zoom_out(self) -> None:
        """Go one step away."""
        self.zoom_to(self.extent.step(self.scale, -1))

    def zoom_to(self, scale: float, anchor: QPointF | None = None) -> None:
        """Take a scale; the point of the work under the anchor, else in the middle, stays where it is."""
        at = anchor or QPointF(self.viewport().rect().center())
        before = self.place()
        u = (at.x() - before.x()) / max(1, before.width())
        v = (at.y() - before.y()) / max(1, before.height())
        self._scale = self.extent.bounded(scale)
        self._settle()
        width, height = self._shown()
        self.horizontalScrollBar().setValue(round(MARGIN + u * width - at.x()))
        self.verticalScrollBar().setValue(round(MARGIN + v * height - at.y()))

    def place(self) -> QRect:
        """Return where the work lies in the viewport, in logical pixels."""
        width, height = self._shown()
        room = self.viewport().size()
        x = self._offset(width, room.width(), self.horizontalScrollBar().value())
        y = self._offset(height, room.height(), self.verticalScrollBar().value())
        return QRect(x, y, width, height)

    @staticmethod
    def _offset(side: int, room: int, scrolled: int) -> int:
        return MARGIN - scrolled if side + 2 * MARGIN > room else (room - side) // 2

    def _shown(self) -> tuple[int, int]:
        width, height = self.extent.shown_px(self.scale)
        density = self.devicePixelRatioF()
        return round(width / density), round(height / density)

    def _settle(self) -> None:
        """Bring the scroll bars in line with the scale and ask for a picture of that size."""
        width, height = self._shown()
        room = self.maximumViewportSize()
        for bar, side, seen in (
            (self.horizontalScrollBar(), width, room.width()),
            (self.verticalScrollBar(), height, room.height()),
        ):
            bar.setPageStep(seen)
            bar.setRange(0, 0 if self.fitted else max(0, side + 2 * MARGIN - seen))
        shape = Qt.CursorShape.OpenHandCursor if self._can_pan() else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        self.viewport().update()
        self.scale_changed.emit()

    def _can_pan(self) -> bool:
        return self.horizontalScrollBar().maximum() > 0 or self.verticalScrollBar().maximum() > 0

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, then the picture with its edge, or the message."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(CANVAS))
        if not self._image.isNull():
            self._paint_picture(painter)
        elif self._message:
            painter.setPen(QColor(MUTED))
            room = self.viewport().rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._message)
        painter.end()

    def _paint_picture(self, painter: QPainter) -> None:
        density = self.devicePixelRatioF()
        place = self.place()
        width, height = self.extent.shown_px(self.scale)
        target = QRect(round(place.x() * density), round(place.y() * density), width, height)
        painter.scale(1 / density, 1 / density)
        painter.setPen(QColor(0, 0, 0, 34))
        painter.drawRect(target.adjusted(-1, -1, 0, 0))
        if self._image.size() == target.size():
            painter.drawImage(target.topLeft(), self._image)
            return
        # Another size than asked: the old picture while the new one is drawn, or the pixels of a screen, kept hard.
        hard = not self._work.is_print and self.scale >= 1
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not hard)
        painter.drawImage(target, self._image)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the scroll bars right, and the whole work in view where it was."""
        super().resizeEvent(event)
        self._settle()

    def changeEvent(self, event: QEvent) -> None:
        """Draw anew when the window moves to a screen of another density."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._settle()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the pointer with Ctrl, else scroll."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        turned = event.angleDelta().y()
        if abs(turned) >= _NOTCH or not self._work.is_print:
            scale = self.extent.step(self.scale, 1 if turned > 0 else -1) if turned else self.scale
        else:
            scale = self.scale * 1.25 ** (turned / _NOTCH)
        self.zoom_to(scale, event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the picture."""
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton) and self._can_pan():
            self._grip = event.position().toPoint()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the picture along."""
        if self._grip is None:
            return
        now = event.position().toPoint()
        moved, self._grip = now - self._grip, now
        self._pan(-moved.x(), -moved.y())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let the picture go."""
        if self._grip is not None:
            self._grip = None
            self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pan with the arrows."""
        strides = {
            Qt.Key.Key_Left: (-_STRIDE, 0),
            Qt.Key.Key_Right: (_STRIDE, 0),
            Qt.Key.Key_Up: (0, -_STRIDE),
            Qt.Key.Key_Down: (0, _STRIDE),
        }
        if event.key() in strides and self._can_pan():
            self._pan(*strides[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _pan(self, x: int, y: int) -> None:
        for bar, way in ((self.horizontalScrollBar(), x), (self.verticalScrollBar(), y)):
            bar.setValue(bar.value() + way)

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """Draw anew: the picture lies under a margin, so nothing is gained by moving pixels."""
        self.viewport().update()
