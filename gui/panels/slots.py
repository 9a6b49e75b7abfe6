"""What the chosen template has room for beside the words: photograph, logo, code, lines of its own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QFrame, QGridLayout, QLabel, QPushButton, QScrollArea, QWidget

from gui.look import styled
from gui.panels.fields import LineField, TextField
from gui.panels.section import Section, link
from gui.session import Session, running_of, slots_of
from render.catalogue import Catalogue
from render.model.official import EMBLEMS, KINDS, drawing

# Many fields scroll, so that words and list keep their room.
_TALLEST = 216
_FILES = "*.jpg *.jpeg *.png *.tif *.tiff *.webp *.avif *.bmp *.gif"


class SlotsPanel(Section):
    """Fields for the slots that the template offers on this format; hidden where there are none."""

    emblem_brought = Signal(str, str)

    def __init__(self, session: Session, words: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(words("slots.heading"), parent=parent)
        self._session, self._words = session, words
        rows = QWidget()
        rows.setObjectName("panel")
        self._area = QScrollArea(widgetResizable=True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setAccessibleName(words("slots.heading"))
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(rows)
        self._grid = QGridLayout(rows)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self.column.addWidget(self._area)
        self.fields: dict[str, LineField] = {}
        self.texts: dict[str, TextField] = {}
        self.files: dict[str, QPushButton] = {}
        self._clear: dict[str, QPushButton] = {}
        self.emblem: QComboBox | None = None
        self._offered: tuple[str, ...] = ()
        session.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        """Bring fields and files in line with the design; build them anew where the template offers others."""
        design = self._session.design
        offered = slots_of(design)
        if offered != self._offered:
            self._build(offered)
        for name, field in self.fields.items():
            held = design.qr if name == "qr" else design.lines.get(name, "")
            if field.text() != held:
                field.setText(held)
                field.setCursorPosition(0)
        for name, text in self.texts.items():
            held = design.lines.get(name, "")
            if text.toPlainText() != held:
                # What the design says is no typing.
                with QSignalBlocker(text):
                    text.setPlainText(held)
        for name, button in self.files.items():
            path = getattr(design, name)
            button.setText(Path(path).name if path else self._words("slots.choose"))
            button.setToolTip(path)
            self._clear[name].setVisible(bool(path))
        if self.emblem:
            self.emblem.setCurrentIndex(self.emblem.findData(design.emblem))
            self.bring.setVisible(bool(design.emblem) and drawing(design.emblem) is None)
        self.setVisible(bool(offered))

    def _build(self, offered: tuple[str, ...]) -> None:
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item else None
            if widget:
                widget.deleteLater()
        self.fields, self.texts, self.files, self._clear, self._offered = {}, {}, {}, {}, offered
        self.emblem = None
        running = running_of(self._session.design)
        for row, name in enumerate(offered):
            title = self._words.find(f"slot.{name}") or name
            label = styled(QLabel(title), "muted")
            self._grid.addWidget(label, row, 0)
            if name in ("photo", "logo"):
                self._add_file(name, title, row)
            elif name == "emblem":
                self._add_emblem(title, row)
            elif name in running:
                self._add_text(name, title, label, row)
            else:
                self._add_field(name, title, label, row)

        self._grid.activate()
        self._area.setFixedHeight(min(self._grid.sizeHint().height(), _TALLEST))

    def _add_text(self, name: str, title: str, label: QLabel, row: int) -> None:
        field = TextField()
        field.setAccessibleName(title)
        field.setFixedHeight(field.sizeHint().height())
        label.setBuddy(field)
        field.textChanged.connect(lambda: self._session.write_slot(name, field.toPlainText()))
        field.left.connect(self._session.end_typing)
        self.texts[name] = field
        self._grid.addWidget(field, row, 1, 1, 2)

    def _add_field(self, name: str, title: str, label: QLabel, row: int) -> None:
        field = LineField()
        field.setAccessibleName(title)
        label.setBuddy(field)
        field.textEdited.connect(lambda text: self._session.write_slot(name, text))
        field.left.connect(self._session.end_typing)
        self.fields[name] = field
        self._grid.addWidget(field, row, 1, 1, 2)

    def _add_file(self, name: str, title: str, row: int) -> None:
        button, clear = QPushButton(), link(self._words("slots.clear"))
        button.setAccessibleName(title)
        button.clicked.connect(lambda: self._choose(name, title))
        clear.clicked.connect(lambda: self._session.choose_picture(name, ""))
        self.files[name], self._clear[name] = button, clear
        self._grid.addWidget(button, row, 1)
        self._grid.addWidget(clear, row, 2)

    def _add_emblem(self, title: str, row: int) -> None:
        self.emblem, self.bring = QComboBox(), link(self._words("emblem.import"))
        self.emblem.setAccessibleName(title)
        for emblem in ("", *EMBLEMS):
            self.emblem.addItem(self._words(f"emblem.{emblem or 'none'}"), emblem)
        self.emblem.activated.connect(lambda at: self._session.choose_picture("emblem", ("", *EMBLEMS)[at]))
        self.bring.clicked.connect(self._import)
        self._grid.addWidget(self.emblem, row, 1)
        self._grid.addWidget(self.bring, row, 2)

    def _import(self) -> None:
        """Take in the official drawing of the chosen emblem."""
        emblem = self._session.design.emblem
        kinds = " ".join(f"*{kind}" for kind in KINDS)
        path, _ = QFileDialog.getOpenFileName(
            self, self._words(f"emblem.{emblem}"), "", f"{self._words('slots.pictures')} ({kinds})"
        )
        if path:
            self.emblem_brought.emit(emblem, path)

    def _choose(self, name: str, title: str) -> None:
        kinds = f"{_FILES} *.svg" if name == "logo" else _FILES
        where = getattr(self._session.design, name)
        path, _ = QFileDialog.getOpenFileName(self, title, where, f"{self._words('slots.pictures')} ({kinds})")
        if path:
            self._session.choose_picture(name, path)
