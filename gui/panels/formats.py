"""The choice of format: the catalogue under its kinds, and any other size as people write it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from gui.look import styled
from gui.messages import said_of, size_of
from gui.panels.finding import format_rows
from gui.panels.picker import Picker
from gui.panels.rows import Row
from gui.panels.section import Section
from gui.session import Session, known_format
from render.catalogue import Catalogue
from render.errors import UsageError
from render.model.formats import Format, free_format
from render.model.sizes import parse_size


class SizeField(QWidget):
    """A field for a size of one's own: says below how it is read, or why it is not."""

    def __init__(self, session: Session, words: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._words = session, words
        self.field = QLineEdit()
        self.field.setPlaceholderText(words("size.placeholder"))
        self.field.setAccessibleName(words("size.title"))
        self.told = styled(QLabel(wordWrap=True), "caption")
        self.told.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.field)
        column.addWidget(self.told)
        self.field.textChanged.connect(self._read)
        self.field.returnPressed.connect(self._take)

    def _read(self) -> Format | None:
        """Say how the typed size is understood; while it is being typed nothing is called wrong."""
        text = self.field.text().strip()
        try:
            work = free_format(parse_size(text))
        except UsageError:
            self._tell("", faulty=False)
            return None
        self._tell(self._words("size.read", size=size_of(self._words, work)), faulty=False)
        return work

    def _take(self) -> None:
        text = self.field.text().strip()
        if not text:
            return
        try:
            work = free_format(parse_size(text))
        except UsageError as fault:
            said = said_of(self._words, fault)[0]
            self._tell(f"{said.message} {said.hint}".strip(), faulty=True)
            return
        self.field.clear()
        self._session.choose_format(work)

    def _tell(self, text: str, *, faulty: bool) -> None:
        self.told.setText(text)
        self.told.setObjectName("fault" if faulty else "caption")
        self.field.setProperty("faulty", faulty)
        for widget in (self.told, self.field):
            widget.style().unpolish(widget)
            widget.style().polish(widget)
        self.told.setVisible(bool(text))


class FormatPanel(Section):
    """The formats under their kinds, with search, and the field for other sizes."""

    def __init__(self, session: Session, words: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(words("formats.title"), wide=True, parent=parent)
        self._session, self._words = session, words
        self.picker = Picker(words, "formats", self._found)
        self.other = SizeField(session, words)
        self.other.setContentsMargins(12, 0, 12, 0)
        self.column.addWidget(self.picker, 1)
        self.column.addWidget(self.other)
        self._own: Format | None = None
        self.picker.chosen.connect(lambda row: session.choose_format(row.value))
        session.changed.connect(self._mark)
        self._mark()

    def _found(self, query: str) -> Sequence[Row]:
        design = self._session.design
        return format_rows(self._words, query, None if known_format(design) else design.format)

    def _mark(self) -> None:
        own = None if known_format(self._session.design) else self._session.design.format
        if own != self._own:
            self._own = own
            self.picker.refresh()
        self.picker.mark(self._session.design.format.id)
