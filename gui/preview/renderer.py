"""Between session, painter and view: when something changes, the newest picture is asked for."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from gui.messages import Said, said_about, said_of
from gui.painter.foreman import PREVIEW, Painted, Painter
from gui.preview.view import View
from gui.session import Session, pages_of
from render.catalogue import Catalogue
from render.errors import StudioError


class Renderer(QObject):
    """Keeps the view's picture that of the session's design, of the page turned to, and tells what layout found."""

    shown = Signal(object)
    found = Signal(object)

    def __init__(
        self, session: Session, painter: Painter, view: View, words: Catalogue, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.page = 1
        self._session, self._painter, self._view, self._words = session, painter, view, words
        session.changed.connect(self._edited)
        view.scale_changed.connect(self.refresh)
        painter.painted.connect(self._painted)
        painter.failed.connect(self._failed)

    def refresh(self) -> None:
        """Ask for the picture of the design as it is now, in the size it is seen at."""
        self._painter.ask(PREVIEW, self._session.design, self._view.wanted_px, self.page)

    def turn(self) -> None:
        """Show the next page of the work that looks otherwise, behind the last one the first."""
        pages = pages_of(self._session.design)
        self.page = pages[(pages.index(self.page) + 1) % len(pages)]
        self.refresh()

    def _edited(self) -> None:
        if self.page not in pages_of(self._session.design):
            self.page = 1
        self._view.set_work(self._session.design.format)
        self.refresh()

    def _painted(self, channel: str, painted: Painted) -> None:
        # A picture of the former format would be stretched: the one of this format is on its way.
        if channel != PREVIEW or painted.design.format != self._session.design.format or painted.page != self.page:
            return
        self._view.show_picture(
            painted.image, tuple(line for lines in painted.drawn.lines.values() for line in lines)
        )
        self.found.emit(tuple(said_about(self._words, problem) for problem in painted.drawn.problems))
        self.shown.emit(painted)

    def _failed(self, channel: str, fault: StudioError) -> None:
        if channel != PREVIEW:
            return
        said: tuple[Said, ...] = said_of(self._words, fault)
        self._view.show_message(said[0].message)
        self.found.emit(said)
