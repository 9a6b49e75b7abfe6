"""What layout and checks found, under the picture: sign, message, way out; or that there is nothing to say."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from gui.icons import pixmap
from gui.look import ACCENT, MUTED, WARNING, styled
from gui.messages import Said, rich
from render.catalogue import Catalogue
from render.problem import Severity

_SIGNS = {
    Severity.ERROR: ("error", ACCENT),
    Severity.WARNING: ("warning", WARNING),
    Severity.NOTE: ("note", MUTED),
}
_ORDER = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
_SIGN = 18
_TALLEST = 132


class ProblemStrip(QFrame):
    """The findings, gravest first."""

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self._words = words
        self.facts = styled(QLabel(), "caption")
        self.facts.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._found: tuple[Said, ...] | None = None
        self._scroll = _Snug()
        line = QVBoxLayout(self)
        line.setContentsMargins(14, 8, 8, 8)
        line.setSpacing(4)
        line.addWidget(self._scroll)
        line.addWidget(self.facts)
        self.setAccessibleName(words("problems.title"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_found(())

    @property
    def messages(self) -> tuple[str, ...]:
        """The messages that are shown."""
        return tuple(said.message for said in self._found or ())

    def show_found(self, found: tuple[Said, ...]) -> None:
        """Show findings; the same ones again change nothing, so that nothing flickers while typing."""
        found = tuple(sorted(dict.fromkeys(found), key=lambda said: _ORDER.index(said.severity)))
        if found == self._found:
            return
        self._found = found
        rows = styled(QWidget(), "findings")
        column = QVBoxLayout(rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for said in found:
            column.addWidget(self._row(said))
        if not found:
            column.addWidget(_line("check", MUTED, self._words("problems.none"), ""))
        self._scroll.setWidget(rows)
        self._scroll.updateGeometry()
        self.setAccessibleDescription("\n".join(f"{said.message} {said.hint}" for said in found))

    def _row(self, said: Said) -> QWidget:
        sign, colour = _SIGNS[said.severity]
        row = _line(sign, colour, said.message, said.hint)
        row.setToolTip(self._words(f"severity.{said.severity.value}"))
        return row


class _Snug(QScrollArea):
    """A scroll area as tall as what it holds, up to a limit: the picture above keeps its room."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        """Return the height of the rows at this width."""
        held = self.widget()
        if held is None:
            return super().sizeHint()
        layout = held.layout()
        width = max(self.viewport().width(), 300)
        height = layout.heightForWidth(width) if layout and layout.hasHeightForWidth() else held.sizeHint().height()
        return QSize(300, min(height, _TALLEST))

    def minimumSizeHint(self) -> QSize:
        """Return the same: it is never squeezed."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure anew when the width changes."""
        super().resizeEvent(event)
        self.updateGeometry()


def _line(sign: str, colour: str, message: str, hint: str) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(9)
    mark = QLabel()
    mark.setPixmap(_sharp(sign, colour, row.devicePixelRatioF()))
    line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    hinted = f'&nbsp; <span style="color:{MUTED}">{rich(hint)}</span>' if hint else ""
    text = QLabel(rich(message) + hinted, wordWrap=True, textFormat=Qt.TextFormat.RichText)
    text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    line.addWidget(text, 1)
    return row


def _sharp(sign: str, colour: str, density: float) -> QPixmap:
    made = pixmap(sign, round(_SIGN * density), colour)
    made.setDevicePixelRatio(density)
    return made
