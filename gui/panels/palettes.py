"""The choice of colours: a swatch for each palette that the template can wear."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QLabel, QWidget

from gui import look
from gui.look import styled
from gui.messages import name_of
from gui.panels.section import Section
from gui.session import Session, template_of
from render.catalogue import Catalogue
from render.model.design import chosen_palette
from render.model.palettes import Palette, palettes

_BANDS = (("ground", 0.6), ("words", 0.2), ("second", 0.1), ("accent", 0.1))


class Swatch(QAbstractButton):
    """A palette as bands of its colours, the ground the widest."""

    def __init__(self, palette: Palette, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.palette_id = palette.id
        self._bands = [(QColor(*palette.colour(role).rgb), share) for role, share in _BANDS]
        self.setCheckable(True)
        self.setToolTip(name)
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Return a swatch's size, its ring included."""
        return QSize(58, 34)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bands, and a ring around the chosen one."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        path = QPainterPath()
        path.addRoundedRect(room, 4, 4)
        painter.setClipPath(path)
        x = room.left()
        for colour, share in self._bands:
            painter.fillRect(QRectF(x, room.top(), share * room.width() + 1, room.height()), colour)
            x += share * room.width()
        painter.setClipping(False)
        if self.isChecked() or self.hasFocus() or self.underMouse():
            ring = look.FOCUS if self.hasFocus() else look.ACCENT if self.isChecked() else look.EDGE
            painter.setPen(QPen(QColor(ring), 2))
            painter.drawRoundedRect(room.adjusted(-3, -3, 3, 3), 6, 6)
        painter.end()


class PalettePanel(Section):
    """The swatches in a row, the name of the chosen one beside the heading."""

    def __init__(self, session: Session, words: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(words("palettes.title"), parent=parent)
        self._session, self._words = session, words
        self._name = styled(QLabel(), "caption")
        self.add_beside(self._name)
        self._line = QHBoxLayout()
        self.column.setContentsMargins(12, 12, 12, 4)
        self._line.setSpacing(4)
        self._line.setContentsMargins(0, 0, 0, 0)
        self.column.addLayout(self._line)
        self._group = QButtonGroup(self)
        self.swatches: dict[str, Swatch] = {}
        for palette in palettes().values():
            self._add(palette)
        self._line.addStretch()
        session.changed.connect(self._show)
        self._show()

    def _add(self, palette: Palette) -> None:
        swatch = Swatch(palette, name_of(self._words, palette))
        swatch.clicked.connect(lambda: self._choose(palette.id))
        self._group.addButton(swatch)
        self.swatches[palette.id] = swatch
        self._line.addWidget(swatch)

    def _choose(self, palette: str) -> None:
        """Take a palette; the template's own is taken as such, so that another template brings its own."""
        template = template_of(self._session.design)
        own = template is not None and template.palettes[0] == palette
        self._session.choose_palette("" if own else palette)

    def _show(self) -> None:
        design = self._session.design
        template = template_of(design)
        worn = chosen_palette(design, template) if template else ""
        for key, swatch in self.swatches.items():
            swatch.setVisible(template is None or key in template.palettes)
        if worn in self.swatches:
            self.swatches[worn].setChecked(True)
            self._name.setText(name_of(self._words, palettes()[worn]))
