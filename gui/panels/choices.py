"""The choices: template by picture, format, colours, letters and who hangs the work."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPixmap
from PySide6.QtGui import QPainter as QtPainter
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui.messages import told
from gui.painter import Answer, Painter
from gui.session import Session
from render.catalogue import Catalogue
from render.errors import UsageError
from render.model.design import AUTO, Design, chosen_template
from render.model.formats import Format, formats, free_format
from render.model.palettes import palettes
from render.model.search import matches
from render.model.sizes import parse_size, spoken
from render.model.templates import Template, templates
from render.pipeline import font_families

if TYPE_CHECKING:
    from collections.abc import Iterator

_ID = Qt.ItemDataRole.UserRole
_THUMB = QSize(78, 70)


class ChoicesPanel(QWidget):
    """Each choice edits the design; a design from elsewhere shows in all of them."""

    def __init__(self, session: Session, painter: Painter, words: Catalogue) -> None:
        super().__init__()
        self._session, self._painter, self._words = session, painter, words
        self._busy = True
        self.templates = self._template_list()
        self.search = QLineEdit(clearButtonEnabled=True, placeholderText=words("window.format.search"))
        self.search.setAccessibleName(words("window.format.search"))
        self.formats = QListWidget()
        self.formats.setAccessibleName(words("window.format"))
        self.formats.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.free = QLineEdit(placeholderText=words("window.size.example"))
        self.free.setAccessibleName(words("window.size"))
        self.fault = QLabel(wordWrap=True)
        self.fault.setObjectName("fault")
        self.fault.hide()
        self.palettes = QComboBox()
        self.palettes.setAccessibleName(words("window.palette"))
        self.palettes.setIconSize(QSize(54, 16))
        self.fonts = QComboBox()
        self.fonts.setAccessibleName(words("window.font"))
        self.unit = QLineEdit(placeholderText=words("window.unit.example"), maxLength=160)
        self.unit.setAccessibleName(words("window.unit"))
        self._fill_combos()
        self._lay_out()
        self._connect()
        self._fill_formats("")
        self._busy = False
        self._follow(session.design)

    def _template_list(self) -> QListWidget:
        view = QListWidget()
        view.setViewMode(QListWidget.ViewMode.IconMode)
        view.setIconSize(_THUMB)
        view.setMovement(QListWidget.Movement.Static)
        view.setResizeMode(QListWidget.ResizeMode.Adjust)
        view.setSpacing(2)
        view.setObjectName("templates")
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setWordWrap(True)
        view.setFixedHeight(122)
        view.setAccessibleName(self._words("window.template"))
        return view

    def _fill_combos(self) -> None:
        for palette in palettes().values():
            swatch = _swatch([palette.colour(role).rgb for role in ("ground", "words", "second", "accent")])
            self.palettes.addItem(swatch, self._name(palette.name, palette.name_en), palette.id)
        self.fonts.addItem(self._words("window.font.template"), "")
        for family in font_families():
            if family.kind != "pixel":
                self.fonts.addItem(family.name, family.id)
                use = family.use_en if self._words.language == "en" else family.use_vi
                self.fonts.setItemData(self.fonts.count() - 1, use, Qt.ItemDataRole.ToolTipRole)

    def _name(self, vietnamese: str, english: str) -> str:
        return english if self._words.language == "en" and english else vietnamese

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(6)
        for key, parts in (
            ("window.template", (self.templates,)),
            ("window.format", (self.search, self.formats, self.free, self.fault)),
        ):
            caption = QLabel(self._words(key))
            caption.setObjectName("caption")
            column.addWidget(caption)
            for part in parts:
                column.addWidget(part, 1 if part is self.formats else 0)
        form = QFormLayout()
        form.setVerticalSpacing(8)
        form.setContentsMargins(0, 6, 0, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for key, field in (("palette", self.palettes), ("font", self.fonts), ("unit", self.unit)):
            form.addRow(self._words(f"window.{key}"), field)
        column.addLayout(form)

    def _connect(self) -> None:
        self._session.changed.connect(self._follow)
        self._painter.painted.connect(self._thumbnail)
        self.search.textChanged.connect(self._fill_formats)
        self.formats.currentItemChanged.connect(self._pick_format)
        self.free.editingFinished.connect(self._free_size)
        self.templates.currentItemChanged.connect(lambda item: self._pick("template", item and item.data(_ID)))
        self.palettes.activated.connect(lambda at: self._pick("palette", self.palettes.itemData(at)))
        self.fonts.activated.connect(lambda at: self._pick("font", self.fonts.itemData(at)))
        self.unit.textEdited.connect(lambda text: self._session.edit("unit", unit=text))

    def _pick(self, field: str, value: str | None) -> None:
        if not self._busy and value is not None:
            self._session.edit(**{field: value})

    def _pick_format(self, item: QListWidgetItem | None) -> None:
        if not self._busy and item is not None and item.data(_ID):
            self._set_format(formats()[item.data(_ID)])

    def _set_format(self, work: Format) -> None:
        """Change the format; a template that does not serve its medium gives way to the one that does."""
        design = msgspec.structs.replace(self._session.design, format=work)
        try:
            chosen_template(design)
        except UsageError:
            design = msgspec.structs.replace(design, template=AUTO, palette="")
        self._session.replace(design)

    def _free_size(self) -> None:
        text = self.free.text().strip()
        self.fault.setVisible(False)
        if not text:
            return
        try:
            self._set_format(free_format(parse_size(text)))
        except UsageError as fault:
            self.fault.setText(" ".join(part for pair in told(fault, self._words) for part in pair if part))
            self.fault.setVisible(True)

    def _fill_formats(self, query: str) -> None:
        """List the formats by group, or the best matches of a search."""
        busy, self._busy = self._busy, True
        self.formats.clear()
        decimal = "," if self._words.language == "vi" else "."
        for work in self._found(query):
            item = QListWidgetItem(self._name(work.name, work.name_en))
            item.setData(_ID, work.id)
            item.setToolTip(f"{spoken(work.trim, work.unit, decimal)}\n{work.source}")
            self.formats.addItem(item)
        if not self.formats.count():
            item = QListWidgetItem(self._words("window.nothing", query=query.strip()))
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.formats.addItem(item)
        self._busy = busy
        self._mark(self.formats, self._session.design.format.id)

    def _found(self, query: str) -> Iterator[Format]:
        scored = [(matches(query, w.name, w.name_en, w.group, *w.words), w) for w in formats().values()]
        return (work for score, work in sorted(scored, key=lambda pair: -pair[0]) if score)

    def _follow(self, design: Design) -> None:
        """Show a design in every choice and ask for pictures of the templates."""
        self._busy = True
        template = chosen_template(design)
        self._offer_templates(design)
        self._mark(self.templates, template.id)
        self._mark(self.formats, design.format.id)
        self.palettes.setCurrentIndex(self.palettes.findData(design.palette or template.palettes[0]))
        self.fonts.setCurrentIndex(max(0, self.fonts.findData(design.font)))
        if self.unit.text() != design.unit:
            self.unit.setText(design.unit)
        if design.format.id in formats():
            self.free.clear()
            self.fault.setVisible(False)
        self._busy = False
        for each in self._served(design):
            self._ask_thumbnail(each, design)

    def _served(self, design: Design) -> list[Template]:
        return [each for each in templates().values() if design.format.medium in each.media]

    def _offer_templates(self, design: Design) -> None:
        """List the templates that serve the format's medium."""
        wanted = self._served(design)
        if [self.templates.item(row).data(_ID) for row in range(self.templates.count())] == [t.id for t in wanted]:
            return
        self.templates.clear()
        for template in wanted:
            item = QListWidgetItem(self._name(template.name, template.name_en))
            item.setData(_ID, template.id)
            item.setToolTip(self._name(template.use, template.use_en))
            item.setSizeHint(QSize(_THUMB.width() + 6, _THUMB.height() + 40))
            self.templates.addItem(item)

    def _ask_thumbnail(self, template: Template, design: Design) -> None:
        ratio = self.devicePixelRatioF()
        width, height = design.format.size
        share = min(_THUMB.width() / width, _THUMB.height() / height) * ratio
        shown = msgspec.structs.replace(design, template=template.id)
        self._painter.ask(f"thumb:{template.id}", shown, max(2, round(width * share)), max(2, round(height * share)))

    def _thumbnail(self, answer: Answer, image: QImage) -> None:
        kind, _, template = answer.wish.kind.partition(":")
        if kind != "thumb" or image.isNull():
            return
        for row in range(self.templates.count()):
            item = self.templates.item(row)
            if item.data(_ID) == template:
                item.setIcon(QIcon(_framed(image, self.devicePixelRatioF())))

    def _mark(self, view: QListWidget, wanted: str) -> None:
        busy, self._busy = self._busy, True
        rows = (view.item(row) for row in range(view.count()))
        found = next((item for item in rows if item.data(_ID) == wanted), None)
        if found is None:
            view.setCurrentRow(-1)
        else:
            view.setCurrentItem(found)
        self._busy = busy


def _swatch(colours: list[tuple[int, int, int]]) -> QIcon:
    pixmap = QPixmap(54, 16)
    painter = QtPainter(pixmap)
    step = pixmap.width() / len(colours)
    for at, colour in enumerate(colours):
        painter.fillRect(round(at * step), 0, round(step) + 1, 16, QColor(*colour))
    painter.end()
    return QIcon(pixmap)


def _framed(image: QImage, ratio: float) -> QPixmap:
    """Return a picture in the middle of a transparent field, so that all thumbnails stand alike."""
    field = QPixmap(_THUMB * ratio)
    field.fill(Qt.GlobalColor.transparent)
    painter = QtPainter(field)
    painter.drawImage((field.width() - image.width()) // 2, (field.height() - image.height()) // 2, image)
    painter.end()
    field.setDevicePixelRatio(ratio)
    return field
