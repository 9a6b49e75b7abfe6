"""The choice of typeface: every family in its own face, the template's choice first.

A font of the person's own comes with the verdict of the acceptance check below it.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from gui.look import styled
from gui.panels.section import Section
from gui.session import Session
from render.catalogue import Catalogue
from render.pipeline.typefaces import OWN_FONT, font_families, font_reports

# More letters than these say no more.
_SHOWN = 12


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
        self.verdict = styled(QLabel(), "muted")
        self.verdict.setWordWrap(True)
        self.column.addWidget(self.verdict)
        self._words = words
        self.box.activated.connect(lambda: session.choose_font(self.box.currentData()))
        session.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        chosen = self._session.design.font
        self.box.setCurrentIndex(max(0, self.box.findData(chosen)))
        told = _verdict(chosen, self._words)
        self.verdict.setText(told)
        self.verdict.setVisible(bool(told))


@cache
def _verdict(family_id: str, words: Catalogue) -> str:
    """Return what the check says of a family of the person's own, '' for ours; a tenth of a second, then known."""
    family = next((each for each in font_families() if each.id == family_id and each.kind == OWN_FONT), None)
    if family is None:
        return ""
    reports = [report for _, report in font_reports(family)]
    missing = sorted({letter for report in reports for letter in report.missing})
    doubtful = sorted({letter for report in reports for letters in report.dubious.values() for letter in letters})
    parts = [
        words("fonts.lacks", letters=_shown(missing)) if missing else words("fonts.whole"),
        *([words("fonts.doubtful", letters=_shown(doubtful))] if doubtful else []),
        *dict.fromkeys(words(f"fonts.{report.kern_grade}") for report in reports),
    ]
    return " ".join(parts)


def _shown(letters: list[str]) -> str:
    return " ".join(letters[:_SHOWN]) + (" …" if len(letters) > _SHOWN else "")
