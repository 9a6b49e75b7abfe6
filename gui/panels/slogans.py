"""The list of slogans: found as people type, chosen with a click; words of one's own begin here too."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from gui.icons import icon
from gui.look import styled
from gui.messages import said_of
from gui.panels.finding import slogan_rows
from gui.panels.picker import Picker
from gui.panels.rows import Row
from gui.panels.section import Section, link
from gui.session import Session
from render.catalogue import Catalogue


class SloganPanel(Section):
    """The slogans of all packs under their topics."""

    own_wanted = Signal(str)

    def __init__(self, session: Session, words: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(words("slogans.title"), wide=True, parent=parent)
        self._session, self._words = session, words
        self._own = link(words("slogans.own"))
        self._own.setIcon(icon("plus"))
        self._own.setToolTip(words("slogans.own.tip"))
        self.add_beside(self._own)
        self.picker = Picker(words, "slogans", self._found)
        self._as_own = QPushButton(words("slogans.as-own"))
        self.picker.add_to_empty(self._as_own)
        self.column.addWidget(self.picker, 1)
        self._add_unreadable()
        self._own.clicked.connect(lambda: self.own_wanted.emit(""))
        self._as_own.clicked.connect(self._take_query)
        self.picker.chosen.connect(self._choose)
        session.changed.connect(self._mark)
        self._mark()

    def _found(self, query: str) -> Sequence[Row]:
        return slogan_rows(self._session.library, self._words, query)

    def _add_unreadable(self) -> None:
        """Say which packs had to be left out."""
        for fault in self._session.library.unreadable:
            label = styled(QLabel(said_of(self._words, fault)[0].message, wordWrap=True), "fault")
            label.setContentsMargins(12, 0, 12, 0)
            self.column.addWidget(label)

    def _take_query(self) -> None:
        text = self.picker.search.text().strip()
        self.picker.search.clear()
        self.own_wanted.emit(text)

    def _choose(self, row: Row) -> None:
        self._session.choose_slogan(*row.value)

    def _mark(self) -> None:
        self.picker.mark(self._session.design.slogan)
