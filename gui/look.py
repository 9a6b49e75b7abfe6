"""How the window looks: bundled fonts, a palette of warm grays with one red, one style sheet.

The surround is neutral so that the work is the only colour; the red is kept for the one thing to press.
"""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from render.resources import ASSETS, folders

Styled = TypeVar("Styled", bound=QWidget)

FAMILY = "Be Vietnam Pro"
SIZE_PX = 13

CANVAS = "#DAD8D5"
WINDOW = "#F2F0ED"
PANEL = "#FAF9F7"
FIELD = "#FFFFFF"
LINE = "#E2DED9"
EDGE = "#CDC8C2"
TEXT = "#24211E"
MUTED = "#6B655F"
HOVER = "#F1EEEA"
CHOSEN = "#EAE5DF"
FOCUS = "#57514B"
ACCENT = "#C4202B"
ACCENT_HOVER = "#D02B36"
ACCENT_PRESSED = "#A51822"
WARNING = "#A15C00"

_ROLES = {
    QPalette.ColorRole.Window: WINDOW,
    QPalette.ColorRole.Base: FIELD,
    QPalette.ColorRole.AlternateBase: PANEL,
    QPalette.ColorRole.Button: PANEL,
    QPalette.ColorRole.WindowText: TEXT,
    QPalette.ColorRole.Text: TEXT,
    QPalette.ColorRole.ButtonText: TEXT,
    QPalette.ColorRole.PlaceholderText: "#817A73",
    QPalette.ColorRole.Highlight: ACCENT,
    QPalette.ColorRole.HighlightedText: "#FFFFFF",
    QPalette.ColorRole.Accent: ACCENT,
    QPalette.ColorRole.ToolTipBase: TEXT,
    QPalette.ColorRole.ToolTipText: "#FFFFFF",
    QPalette.ColorRole.Link: ACCENT,
    QPalette.ColorRole.Light: "#FFFFFF",
    QPalette.ColorRole.Mid: EDGE,
    QPalette.ColorRole.Dark: "#9A938C",
    QPalette.ColorRole.Shadow: "#5A544E",
}
_DISABLED = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)


def dress(app: QApplication) -> None:
    """Give the application its fonts, style, colours and style sheet."""
    register_fonts()
    app.setStyle("Fusion")
    app.setFont(font())
    app.setPalette(_palette())
    app.setStyleSheet(_sheet())


def styled(widget: Styled, name: str) -> Styled:
    """Give a widget the name that the style sheet knows it by, and return it."""
    widget.setObjectName(name)
    return widget


def register_fonts() -> None:
    """Make the bundled faces and the user's own known to Qt, so that nothing depends on what the system has."""
    if FAMILY in QFontDatabase.families():
        return
    for path in (path for folder in folders("fonts") for path in sorted(folder.rglob("*.[tToO][tT][fF]"))):
        QFontDatabase.addApplicationFont(str(path))


def font(size_px: int = SIZE_PX, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the window's face in a size and a weight."""
    made = QFont(FAMILY)
    made.setPixelSize(size_px)
    made.setWeight(weight)
    return made


def _palette() -> QPalette:
    palette = QPalette()
    for role, colour in _ROLES.items():
        palette.setColor(role, QColor(colour))
    for role in _DISABLED:
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor("#A39C95"))
    return palette


def _sheet() -> str:
    text = (ASSETS / "icons" / "window.qss").read_text("utf-8")
    names = {
        name: value
        for name, value in globals().items()
        if name.isupper() and isinstance(value, str) and not name.startswith("_")
    }
    names["ICONS"] = (ASSETS / "icons").as_posix()
    # The longest names first, so that ACCENT does not eat the beginning of ACCENT_HOVER.
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(f"@{name}", names[name])
    return text
