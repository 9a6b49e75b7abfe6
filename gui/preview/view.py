"""The work as it will be made: zoomed, dragged, and drawn anew for whatever part is on view.

Coordinates: the page's own (mm or px of the work) and the widget's; `_scale` is widget pixels to a page unit.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
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
from PySide6.QtWidgets import QWidget

from gui.painter import PREVIEW, Answer, Painter
from render.geometry import Rect, Size
from render.model.design import Design

_MARGIN = 36
_STEP = 1.25
_MOST = 64.0
_LARGEST_PX = 16_000_000
SURROUND = QColor(226, 225, 222)
_SHADOW = QColor(0, 0, 0, 7)


class PreviewView(QWidget):
    """Shows one page; Ctrl and wheel or + and − zoom, dragging moves, 0 fits."""

    zoomed = Signal(float)
    shown = Signal(object)

    def __init__(self, painter: Painter) -> None:
        super().__init__()
        self._painter = painter
        self._design: Design | None = None
        self._zoom = 1.0
        self._centre = QPointF(0.5, 0.5)
        self._image = QImage()
        self._image_rect = Rect(0, 0, 1, 1)
        self._fresh: Answer | None = None
        self._drag: QPoint | None = None
        painter.painted.connect(self._take)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(320, 240)
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def show_design(self, design: Design) -> None:
        """Show a design; a page of another size is fitted anew."""
        if self._design is None or self._design.format.size != design.format.size:
            self._zoom, self._centre = 1.0, QPointF(0.5, 0.5)
            self._image = QImage()
        self._design = design
        self._request()

    @property
    def percent(self) -> float:
        """Widget pixels to a page unit, in percent: for a screen's work 100 is pixel by pixel."""
        return self._scale * 100 * self.devicePixelRatioF()

    @property
    def _size(self) -> Size:
        return Size(*self._design.format.size) if self._design else Size(1, 1)

    @property
    def _fit(self) -> float:
        width, height = max(40, self.width() - 2 * _MARGIN), max(40, self.height() - 2 * _MARGIN)
        return min(width / self._size.width, height / self._size.height)

    @property
    def _scale(self) -> float:
        return self._fit * self._zoom

    def _page_rect(self) -> QRectF:
        """Return where the page lies in the widget."""
        width, height = self._size.width * self._scale, self._size.height * self._scale
        left = self.width() / 2 - self._centre.x() * width
        top = self.height() / 2 - self._centre.y() * height
        return QRectF(left, top, width, height)

    def _request(self) -> None:
        if self._design is None:
            return
        pixel_work = not self._design.format.is_print
        if pixel_work and self._size.width * self._size.height <= _LARGEST_PX:
            shown, ratio = Rect(0, 0, *self._size), 1.0
        else:
            page = self._page_rect()
            seen = page.intersected(QRectF(self.rect()))
            shown = Rect(
                (seen.left() - page.left()) / self._scale,
                (seen.top() - page.top()) / self._scale,
                (seen.right() - page.left()) / self._scale,
                (seen.bottom() - page.top()) / self._scale,
            )
            ratio = self._scale * self.devicePixelRatioF()
        if shown.width > 0 and shown.height > 0:
            width, height = round(shown.width * ratio), round(shown.height * ratio)
            self._painter.ask(PREVIEW, self._design, width, height, shown)

    def _take(self, answer: Answer, image: QImage) -> None:
        if answer.wish.kind != PREVIEW:
            return
        if not image.isNull() and answer.wish.shown is not None:
            self._image, self._image_rect = image, answer.wish.shown
        self._fresh = answer
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the surround and the page."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), SURROUND)
        page = self._page_rect()
        for spread in (10, 7, 4, 2):
            painter.fillRect(page.adjusted(-spread, 2 - spread, spread, spread + 3), _SHADOW)
        if not self._image.isNull():
            seen = self._image_rect
            target = QRectF(
                page.left() + seen.left * self._scale,
                page.top() + seen.top * self._scale,
                seen.width * self._scale,
                seen.height * self._scale,
            )
            # A screen's pixels are shown as they are once they are large enough to be seen.
            smooth = self._scale * self.devicePixelRatioF() < 1 or (self._design and self._design.format.is_print)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, bool(smooth))
            painter.setClipRect(page)
            painter.drawImage(target, self._image)
        painter.end()
        if self._fresh is not None:
            answer, self._fresh = self._fresh, None
            self.shown.emit(answer)

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom about a point of the widget, the middle by default."""
        at = at or QPointF(self.width() / 2, self.height() / 2)
        page = self._page_rect()
        fraction = QPointF((at.x() - page.left()) / page.width(), (at.y() - page.top()) / page.height())
        self._zoom = min(_MOST, max(0.2, self._zoom * factor))
        page = self._page_rect()
        moved = QPointF(page.left() + fraction.x() * page.width(), page.top() + fraction.y() * page.height())
        self._move(moved - at)

    def zoom_to(self, zoom: float) -> None:
        """Zoom to a multiple of the fitted size."""
        self._zoom, self._centre = zoom, QPointF(0.5, 0.5)
        self._move(QPointF(0, 0))

    def zoom_to_pixels(self) -> None:
        """Show a screen's work pixel by pixel, a printed one at four times the fitted size."""
        pixel_work = self._design is not None and not self._design.format.is_print
        self.zoom_to(1 / (self._fit * self.devicePixelRatioF()) if pixel_work else 4.0)

    def _move(self, by: QPointF) -> None:
        page = self._page_rect()
        x = self._centre.x() + by.x() / page.width()
        y = self._centre.y() + by.y() / page.height()
        self._centre = QPointF(min(1.0, max(0.0, x)), min(1.0, max(0.0, y)))
        self._request()
        self.update()
        self.zoomed.emit(self.percent)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw anew for the new room."""
        self._request()
        self.zoomed.emit(self.percent)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, else move."""
        turned = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(_STEP ** (turned.y() / 120), event.position())
        else:
            self._move(QPointF(-turned.x() / 2, -turned.y() / 2))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to drag."""
        self._drag = event.position().toPoint()
        self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the page along."""
        if self._drag is not None:
            here = event.position().toPoint()
            self._move(QPointF(self._drag - here))
            self._drag = here

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._drag = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom and move by keyboard."""
        steps = {
            Qt.Key.Key_Left: (-40, 0),
            Qt.Key.Key_Right: (40, 0),
            Qt.Key.Key_Up: (0, -40),
            Qt.Key.Key_Down: (0, 40),
        }
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(_STEP)
        elif key == Qt.Key.Key_Minus:
            self.zoom_by(1 / _STEP)
        elif key == Qt.Key.Key_0:
            self.zoom_to(1.0)
        elif key in steps:
            self._move(QPointF(*steps[key]))
        else:
            super().keyPressEvent(event)
