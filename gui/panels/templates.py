"""The choice of template: pictures of the work as it is, one for each template, drawn by the painter."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from gui import look
from gui.messages import name_of
from gui.painter.foreman import Painted, Painter
from gui.panels.rows import ROW, Row, Rows
from gui.panels.section import Section
from gui.session import Session, template_of
from render.catalogue import Catalogue
from render.errors import StudioError
from render.model.design import AUTO, Design
from render.model.templates import Template, templates

_CHANNEL = "template:"
_QUIET_MS = 250
_GAP = 6
_CAPTION = 26
_WIDE = 2.6
_TALLEST, _LEAST = 150, 40


class TemplatePanel(Section):
    """Thumbnails of every template that serves the format's medium, and a box to let the format choose."""

    def __init__(self, session: Session, painter: Painter, words: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(words("templates.title"), wide=True, parent=parent)
        self._session, self._painter, self._words = session, painter, words
        self.pictures: dict[str, QImage] = {}
        self._drawn: dict[str, tuple[Design, int]] = {}
        self.auto = QCheckBox(words("templates.auto"))
        self.auto.setToolTip(words("templates.auto.tip"))
        self.add_beside(self.auto)
        self.rows = Rows(parent=self)
        self.list = self._made_list()
        room = QHBoxLayout()
        room.setContentsMargins(6, 0, 0, 0)
        room.addWidget(self.list)
        self.column.addLayout(room, 1)
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._quiet.timeout.connect(self._draw)
        self.auto.clicked.connect(self._choose_itself)
        session.changed.connect(self._changed)
        painter.painted.connect(self._painted)
        painter.failed.connect(self._failed)
        self._changed()

    def _made_list(self) -> QListView:
        made = QListView()
        made.setAccessibleName(self._words("templates.title"))
        made.setModel(self.rows)
        made.setItemDelegate(_Cards(self, made))
        made.setViewMode(QListView.ViewMode.IconMode)
        made.setMovement(QListView.Movement.Static)
        made.setResizeMode(QListView.ResizeMode.Adjust)
        made.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        made.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setMouseTracking(True)
        made.viewport().installEventFilter(self)
        made.selectionModel().currentChanged.connect(self._moved)
        made.clicked.connect(self._moved)
        return made

    @property
    def card(self) -> QSize:
        """The size of one card: one to a line for wide works, else two, for tall ones three."""
        width, height = self._session.design.format.size
        ratio = width / height
        columns = 1 if ratio > _WIDE else 2 if ratio > 0.6 else 3
        side = (self.list.viewport().width() - 2) // columns
        # A whole card is always to be seen, however low the list.
        tallest = min(_TALLEST, self.list.viewport().height() - _CAPTION - _GAP)
        picture = round(max(min((side - 2 * _GAP) / ratio, tallest), _LEAST))
        return QSize(side, picture + _CAPTION + _GAP)

    def _changed(self) -> None:
        design = self._session.design
        serving = [each for each in templates().values() if each.serves(design.format)]
        rows = [self._row(each) for each in serving]
        if [row.key for row in rows] != [row.key for row in self.rows.choices()]:
            self.rows.show(rows)
        self.list.setGridSize(self.card)
        self._mark(design)
        self._quiet.start()

    def _row(self, template: Template) -> Row:
        return Row(name_of(self._words, template), template.id, value=template)

    def _mark(self, design: Design) -> None:
        model = self.list.selectionModel()
        model.blockSignals(True)
        template = template_of(design)
        place = self.rows.place(template.id if template else "")
        moved = place != self.list.currentIndex()
        self.list.setCurrentIndex(place)
        model.blockSignals(False)
        if moved:
            self.list.scrollTo(place)
        self.list.viewport().update()
        self.auto.setChecked(design.template == AUTO)

    def _choose_itself(self, auto: bool) -> None:
        """Let the format choose, or hold on to what it chose."""
        template = template_of(self._session.design)
        self._session.choose_template(AUTO if auto or template is None else template.id)

    def _moved(self, index: QModelIndex) -> None:
        row: Row | None = index.data(ROW)
        if row is not None and row.key != self._session.design.template:
            self._session.choose_template(row.key)

    def _draw(self) -> None:
        """Ask for the pictures that are out of date; done when typing pauses, behind the preview."""
        width, height = self._session.design.format.size
        room = self.card
        share = min((room.width() - 2 * _GAP) / width, (room.height() - _CAPTION - _GAP) / height)
        longest = max(1, round(max(width, height) * share * self.devicePixelRatioF()))
        for row in self.rows.choices():
            design = self._shown_as(row)
            if self._drawn.get(row.key) != (design, longest):
                self._drawn[row.key] = (design, longest)
                self._painter.ask(_CHANNEL + row.key, design, longest)

    def _shown_as(self, row: Row) -> Design:
        design = self._session.design
        palette = design.palette if design.palette in row.value.palettes else ""
        return msgspec.structs.replace(design, template=row.key, palette=palette)

    def _painted(self, channel: str, painted: Painted) -> None:
        if channel.startswith(_CHANNEL):
            self.pictures[channel.removeprefix(_CHANNEL)] = painted.image
            self.list.viewport().update()

    def _failed(self, channel: str, _fault: StudioError) -> None:
        if channel.startswith(_CHANNEL):
            self.pictures.pop(channel.removeprefix(_CHANNEL), None)
            self.list.viewport().update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Size the cards by the list's width."""
        if event.type() == QEvent.Type.Resize:
            self.list.setGridSize(self.card)
            self._quiet.start()
        return super().eventFilter(watched, event)


class _Cards(QStyledItemDelegate):
    """Paints a template as its picture over its name."""

    def __init__(self, panel: TemplatePanel, parent: QObject) -> None:
        super().__init__(parent)
        self._panel = panel

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return a card's size."""
        return self._panel.card

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one card."""
        row: Row = index.data(ROW)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(rect).adjusted(_GAP, _GAP, -_GAP, -_CAPTION)
        place = self._paint_picture(painter, room, self._panel.pictures.get(row.key))
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(QPen(QColor(look.ACCENT if chosen else look.EDGE), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(place.adjusted(-3, -3, 3, 3), 4, 4)
        self._paint_caption(painter, QRectF(rect).adjusted(_GAP, rect.height() - _CAPTION, -_GAP, 0), row, chosen)
        painter.restore()

    def _paint_picture(self, painter: QPainter, room: QRectF, image: QImage | None) -> QRectF:
        if image is None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.CHOSEN))
            painter.drawRoundedRect(room, 4, 4)
            return room
        density = self._panel.devicePixelRatioF()
        share = min(1.0, room.width() * density / image.width(), room.height() * density / image.height())
        width, height = image.width() * share / density, image.height() * share / density
        place = QRectF(round(room.center().x() - width / 2), round(room.center().y() - height / 2), width, height)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, image)
        return place

    def _paint_caption(self, painter: QPainter, room: QRectF, row: Row, chosen: bool) -> None:
        painter.setFont(look.font(12))
        painter.setPen(QColor(look.TEXT if chosen else look.MUTED))
        text = painter.fontMetrics().elidedText(row.text, Qt.TextElideMode.ElideRight, round(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)
