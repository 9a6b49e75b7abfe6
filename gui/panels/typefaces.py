"""The choice of typeface: every family in its own face, the template's choice first."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QComboBox, QWidget

from gui.panels.section import Section
from gui.session import Session
from render.catalogue import Catalogue
from render.pipeline import font_families


class TypefacePanel(Section):
    """One combo box."""

    def __init__(self, session: Session, words: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(words("fonts.title"), parent=parent)
        self._session = session
        self.box = QComboBox()
        self.box.setAccessibleName(words("fonts.title"))
        self.box.setMaxVisibleItems(14)
        self.box.addItem(words("fonts.own"), "")
        for family in font_families():
            self.box.addItem(family.name, family.id)
            at = self.box.count() - 1
            face = QFont(family.name)
            face.setPixelSize(17)
            face.setWeight(QFont.Weight(max(each.weight for each in family.face)))
            self.box.setItemData(at, face, Qt.ItemDataRole.FontRole)
            use = family.use_en if words.language == "en" else family.use_vi
            self.box.setItemData(at, use, Qt.ItemDataRole.ToolTipRole)
        self.column.addWidget(self.box)
        self.box.activated.connect(lambda: session.choose_font(self.box.currentData()))
        session.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        self.box.setCurrentIndex(max(0, self.box.findData(self._session.design.font)))
