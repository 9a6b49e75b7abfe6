"""The foot of the right panel: the kind of file, and the one red button."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QPushButton, QWidget

from gui.export_child import KINDS, kinds_for
from gui.look import styled
from gui.session import Session
from render.catalogue import Catalogue
from render.pipeline import Target


class ExportFooter(QFrame):
    """Asks for an export of the work that is shown."""

    wanted = Signal(str)

    def __init__(self, session: Session, words: Catalogue, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("footer")
        self._session, self._words = session, words
        self._wished = kind
        self.kinds = QComboBox()
        self.kinds.setAccessibleName(words("export.kind"))
        self.button = styled(QPushButton(words("export.button")), "primary")
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 10, 12, 10)
        line.setSpacing(8)
        line.addWidget(self.kinds, 1)
        line.addWidget(self.button)
        self.kinds.activated.connect(self._wish)
        self.button.clicked.connect(self.ask)
        session.changed.connect(self._show)
        self._show()

    def ask(self) -> None:
        """Ask for the chosen kind."""
        self.wanted.emit(self.kinds.currentData())

    def _wish(self) -> None:
        self._wished = self.kinds.currentData()

    def _show(self) -> None:
        """Offer the kinds that the work can have; the wish is kept for works that can have it."""
        able = [kind for kind in KINDS if kinds_for(self._session.design, (kind,)) == (kind,)]
        if able != [self.kinds.itemData(at) for at in range(self.kinds.count())]:
            self.kinds.clear()
            for kind in able:
                self.kinds.addItem(self._words(f"kind.{kind.value}"), kind.value)
        wished = self._wished if self._wished in able else Target.PNG.value
        self.kinds.setCurrentIndex(self.kinds.findData(wished))
