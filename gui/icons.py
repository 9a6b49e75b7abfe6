"""The icons: SVG line drawings in `assets/icons`, drawn in the colour that is asked for."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from gui.look import EDGE, TEXT
from render.resources import ASSETS

FOLDER = ASSETS / "icons"
# Sixteen to forty-eight: a small icon on an ordinary screen up to a toolbar's on a screen of three times the density.
_SIDES = (16, 20, 24, 32, 40, 48, 64)


@cache
def icon(name: str, colour: str = TEXT) -> QIcon:
    """Return an icon, sharp on screens of any density, with a pale face for when it is disabled."""
    made = QIcon()
    for side in _SIDES:
        made.addPixmap(pixmap(name, side, colour))
        made.addPixmap(pixmap(name, side, EDGE), QIcon.Mode.Disabled)
    return made


def pixmap(name: str, side_px: int, colour: str = TEXT) -> QPixmap:
    """Return an icon as a square of pixels."""
    source = (FOLDER / f"{name}.svg").read_text("utf-8").replace("currentColor", colour)
    made = QPixmap(side_px, side_px)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, side_px, side_px))
    painter.end()
    return made
