"""The words on the work: changed freely, marked where they differ from the slogan, with the way back at hand."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from gui.look import styled
from gui.panels.fields import LineField, TextField
from gui.panels.section import Section, link
from gui.session import Session
from render.catalogue import Catalogue


class WordingPanel(Section):
    """The editor of the words and the line of who hangs them."""

    refused = Signal(str)

    def __init__(self, session: Session, words: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(words("words.heading"), parent=parent)
        self._session, self._words = session, words
        self.text = TextField()
        self.unit = LineField()
        self._badge = styled(QLabel(words("words.changed")), "badge")
        self._restore = link(words("words.restore"))
        self._lay_out()
        self.text.textChanged.connect(self._write)
        self.text.too_long.connect(lambda letters: self.refused.emit(words("words.too-long", letters=letters)))
        self.text.left.connect(session.end_typing)
        self.unit.textEdited.connect(session.write_unit)
        self.unit.left.connect(session.end_typing)
        self._restore.clicked.connect(session.restore_wording)
        session.changed.connect(self._show)
        self._show()

    def _lay_out(self) -> None:
        words = self._words
        self.text.setAccessibleName(words("words.title"))
        self.text.setPlaceholderText(words("words.placeholder"))
        self._restore.setToolTip(words("words.restore.tip"))
        label = styled(QLabel(words("unit.title")), "heading")
        label.setBuddy(self.unit)
        self.unit.setAccessibleName(words("unit.title"))
        self.unit.setPlaceholderText(words("unit.placeholder"))
        self.add_behind(self._badge)
        self.add_beside(self._restore)
        self.column.addWidget(self.text, 1)
        self.column.addSpacing(2)
        self.column.addWidget(label)
        self.column.addWidget(self.unit)

    def begin(self) -> None:
        """Put the cursor into the words."""
        self.text.setFocus()
        self.text.selectAll()

    def _write(self) -> None:
        self._session.write(self.text.toPlainText())

    def _show(self) -> None:
        """Bring the fields in line with the design, without disturbing who types in them."""
        design = self._session.design
        if self.text.toPlainText() != design.text:
            self.text.blockSignals(True)
            self.text.setPlainText(design.text)
            self.text.blockSignals(False)
        if self.unit.text() != design.unit:
            self.unit.setText(design.unit)
        self._badge.setVisible(design.changed)
        self._restore.setVisible(design.changed)
