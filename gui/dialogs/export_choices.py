"""The choices of an export: slogans and formats to tick, kinds of files, the folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui.export_child import KINDS, Job, kinds_for
from gui.look import styled
from gui.panels.finding import OWN, format_rows, own_words_row, slogan_rows
from gui.panels.picker import Picker
from gui.panels.rows import Row
from gui.panels.section import link
from gui.session import Session, known_format, with_format, with_slogan
from gui.settings import Settings
from render.catalogue import Catalogue
from render.model.design import Design
from render.model.shops import find_shop, shops


class ExportChoices(QWidget):
    """Tells with `changed` that another job would be made."""

    changed = Signal()

    def __init__(self, session: Session, words: Catalogue, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._words, self._settings = session, words, settings
        self.slogans = Picker(words, "slogans", self._slogans_found, ticking=True)
        self.formats = Picker(words, "formats", self._formats_found, ticking=True)
        self.kinds = {kind.value: QCheckBox(words(f"kind.{kind.value}")) for kind in KINDS}
        self.shop = QComboBox()
        self.shop.addItem(words("export.no-shop"), "")
        for each in shops().values():
            self.shop.addItem(each.name_en if words.language == "en" else each.name, each.id)
            note = each.note_en if words.language == "en" else each.note
            self.shop.setItemData(self.shop.count() - 1, note, Qt.ItemDataRole.ToolTipRole)
        self._shop_note = styled(QLabel(wordWrap=True), "caption")
        self.folder = QLineEdit(str(settings.folder))
        self.overwrite = QCheckBox(words("export.overwrite"))
        self._swap = styled(QLabel(words("export.pixels"), wordWrap=True), "caption")
        self._lay_out()
        for signal in (self.slogans.ticked, self.formats.ticked, self.folder.textChanged):
            signal.connect(self.changed)
        for box in self.kinds.values():
            box.toggled.connect(self.changed)
        self.shop.activated.connect(self._choose_shop)
        self.changed.connect(self._show_swap)

    def _slogans_found(self, query: str) -> Sequence[Row]:
        rows = slogan_rows(self._session.library, self._words, query)
        if query.strip():
            return rows
        design = self._session.design
        # The slogan that is open in its own words stands at the top already: ticked twice it would be made twice.
        others = [row for row in rows if design.changed or row.key != design.slogan]
        return [Row(self._words("export.current")), own_words_row(self._words, design), *others]

    def _formats_found(self, query: str) -> Sequence[Row]:
        design = self._session.design
        return format_rows(self._words, query, None if known_format(design) else design.format)

    def _lay_out(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(14)
        line.addWidget(self._list(self._words("slogans.title"), self.slogans), 5)
        line.addWidget(self._list(self._words("formats.title"), self.formats), 4)
        line.addLayout(self._files(), 3)

    def _list(self, heading: str, picker: Picker) -> QWidget:
        frame = styled(QFrame(), "panel")
        every, none = link(self._words("tick.all")), link(self._words("tick.none"))
        every.clicked.connect(lambda: picker.rows.tick_all(picker.rows.choices(), True))
        none.clicked.connect(lambda: picker.rows.tick_all(picker.rows.choices(), False))
        top = QHBoxLayout()
        top.setContentsMargins(12, 0, 12, 0)
        top.addWidget(styled(QLabel(heading), "heading"))
        top.addStretch()
        top.addWidget(every)
        top.addWidget(none)
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 12, 0, 8)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(picker, 1)
        return frame

    def _files(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(6, 12, 0, 0)
        column.setSpacing(8)
        shop = styled(QLabel(self._words("export.shop")), "heading")
        shop.setBuddy(self.shop)
        self.shop.setAccessibleName(self._words("export.shop"))
        for part in (shop, self.shop, self._shop_note):
            column.addWidget(part)
        column.addSpacing(12)
        column.addWidget(styled(QLabel(self._words("export.kinds")), "heading"))
        for box in self.kinds.values():
            column.addWidget(box)
        column.addWidget(self._swap)
        column.addSpacing(12)
        label = styled(QLabel(self._words("export.folder")), "heading")
        label.setBuddy(self.folder)
        self.folder.setAccessibleName(self._words("export.folder"))
        choose = QPushButton(self._words("export.choose-folder"), autoDefault=False)
        choose.clicked.connect(self._choose_folder)
        for widget in (label, self.folder, choose):
            column.addWidget(widget)
        column.addSpacing(12)
        column.addWidget(self.overwrite)
        column.addStretch()
        return column

    def begin(self, kind: str) -> None:
        """Tick the work that is shown, its format and one kind of file."""
        design = self._session.design
        for picker, key, value in (
            (self.slogans, OWN, OWN),
            (self.formats, design.format.id, design.format),
        ):
            picker.search.clear()
            picker.refresh()
            picker.rows.tick_all([Row("", known, value=held) for known, held in picker.rows.ticks.items()], False)
            picker.rows.tick(Row("", key, value=value), True)
            picker.list.scrollTo(picker.rows.place(key))
        self.shop.setCurrentIndex(0)
        self._choose_shop()
        for name, box in self.kinds.items():
            box.setChecked(name == kind)

    def _choose_shop(self) -> None:
        """Tick the kinds of files that the shop wants, and say how it wants them."""
        chosen = self.shop.currentData()
        self._shop_note.setText(self.shop.currentData(Qt.ItemDataRole.ToolTipRole) or "")
        self._shop_note.setVisible(bool(chosen))
        if chosen:
            wanted = find_shop(chosen).to
            for name, box in self.kinds.items():
                box.setChecked(name in wanted)
        self.changed.emit()

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self._words("export.choose-folder"), self.folder.text())
        if name:
            self.folder.setText(name)

    def job(self) -> Job:
        """Return the job as it is ticked."""
        designs: list[Design] = []
        for slogan in self.slogans.rows.ticks.values():
            base = self._session.design if slogan == OWN else with_slogan(self._session.design, *slogan)
            designs += (with_format(base, work) for work in self.formats.rows.ticks.values())
        kinds = tuple(name for name, box in self.kinds.items() if box.isChecked())
        folder = self.folder.text().strip()
        ready = bool(kinds and folder)
        return Job(
            tuple(designs) if ready else (),
            kinds,
            Path(folder).expanduser(),
            overwrite=self.overwrite.isChecked(),
            shop=self.shop.currentData(),
        )

    def summary(self) -> str:
        """Return in words what is ticked, or what is still missing."""
        job = self.job()
        for missing, key in (
            (not self.slogans.rows.ticks, "export.no-slogan"),
            (not self.formats.rows.ticks, "export.no-format"),
            (not job.kinds, "export.no-kind"),
            (not self.folder.text().strip(), "export.no-folder"),
        ):
            if missing:
                return self._words(key)
        return self._words(
            "export.summary", slogans=len(self.slogans.rows.ticks), formats=len(self.formats.rows.ticks)
        )

    def _show_swap(self) -> None:
        """Say where a work of pixels becomes another kind of file than was ticked."""
        job = self.job()
        swapped = any(
            [kind.value for kind in kinds_for(design, job.kinds)] != list(job.kinds) for design in job.designs
        )
        self._swap.setVisible(swapped)
