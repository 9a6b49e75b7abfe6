"""The slogans: searched as people type, grouped by topic, one of them chosen; and the words as they stand."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from gui.session import Session
from render.catalogue import Catalogue
from render.model.design import Design, from_slogan
from render.model.slogans import Library, Pack, Slogan

_SLOGAN = Qt.ItemDataRole.UserRole
_HEADING = Qt.ItemDataRole.UserRole + 1
_ID_WIDTH = 46
_PAD = 7
Index = QModelIndex | QPersistentModelIndex


class _Rows(QStyledItemDelegate):
    """A row: the id, quiet, and the whole slogan beside it; headings in small bold."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        heading = index.data(_HEADING)
        if chosen:
            painter.fillRect(option.rect, option.palette.highlight())
        area = option.rect.adjusted(_PAD + 3, _PAD, -_PAD, -_PAD)
        font = option.font
        if heading:
            font.setBold(True)
            painter.setFont(font)
            painter.setPen(QColor(110, 106, 100))
            painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, heading)
        else:
            ink = option.palette.highlightedText().color() if chosen else option.palette.text().color()
            quiet = ink if chosen else QColor(140, 135, 128)
            painter.setPen(quiet)
            painter.drawText(QRect(area.left(), area.top(), _ID_WIDTH, area.height()), 0, index.data(_SLOGAN)[0])
            painter.setPen(ink)
            words = area.adjusted(_ID_WIDTH, 0, 0, 0)
            painter.drawText(words, Qt.TextFlag.TextWordWrap, index.data(Qt.ItemDataRole.DisplayRole))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the room a row needs at the list's width."""
        metrics = QFontMetrics(option.font)
        if index.data(_HEADING):
            return QSize(100, metrics.height() + 3 * _PAD)
        view = self.parent()
        assert isinstance(view, QListWidget)
        width = max(80, view.viewport().width() - 2 * _PAD - 3 - _ID_WIDTH)
        text = index.data(Qt.ItemDataRole.DisplayRole)
        room = metrics.boundingRect(QRect(0, 0, width, 10_000), Qt.TextFlag.TextWordWrap, text)
        return QSize(100, room.height() + 2 * _PAD)


class _List(QListWidget):
    """A list whose rows wrap anew when it is made wider or narrower."""

    def __init__(self) -> None:
        super().__init__()
        self.setItemDelegate(_Rows(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)


class SlogansPanel(QWidget):
    """Search, list and words; choosing a row puts its slogan into the design."""

    chosen = Signal(object)

    def __init__(self, library: Library, session: Session, words: Catalogue) -> None:
        super().__init__()
        self._library, self._session, self._words = library, session, words
        self._busy = False
        self.search = QLineEdit(clearButtonEnabled=True)
        self.search.setPlaceholderText(words("window.search"))
        self.search.setAccessibleName(words("window.search"))
        self.list = _List()
        self.list.setAccessibleName(words("window.slogans"))
        self.empty = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self.empty.setObjectName("quiet")
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(words("window.words"))
        self.text.setPlaceholderText(words("window.words.empty"))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(112)
        self.badge = QLabel(words("window.changed"))
        self.badge.setObjectName("badge")
        self.back = QPushButton(words("window.original"))
        self.back.setObjectName("link")
        self._lay_out()
        self.search.textChanged.connect(self._fill)
        self.list.currentItemChanged.connect(self._choose)
        self.text.textChanged.connect(self._type)
        self.back.clicked.connect(lambda: self._session.edit(text=self._session.design.original))
        session.changed.connect(self._follow)
        self._fill("")
        self._follow(session.design)

    def _lay_out(self) -> None:
        caption = QLabel(self._words("window.words"))
        caption.setObjectName("caption")
        row = QHBoxLayout()
        row.addWidget(caption)
        row.addWidget(self.badge)
        row.addStretch(1)
        row.addWidget(self.back)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        for part in (self.search, self.list, self.empty):
            column.addWidget(part, 1 if part is not self.search else 0)
        column.addLayout(row)
        column.addWidget(self.text)

    def _fill(self, query: str) -> None:
        """Show the slogans that match: by topic without a search, best first with one."""
        self._busy = True
        self.list.clear()
        heading = ""
        for match in self._library.search(query):
            topic = match.pack.topic(match.slogan.topic)
            name = topic.name_en if self._words.language == "en" and topic.name_en else topic.name
            if not query.strip() and name != heading:
                self._add_heading(name)
                heading = name
            self._add(match.pack, match.slogan)
        count = self.list.count()
        self.list.setVisible(count > 0)
        self.empty.setVisible(count == 0)
        self.empty.setText(self._words("window.nothing", query=query.strip()))
        self._busy = False
        self._mark(self._session.design)

    def _add_heading(self, name: str) -> None:
        item = QListWidgetItem()
        item.setData(_HEADING, name)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, name)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.list.addItem(item)

    def _add(self, pack: Pack, slogan: Slogan) -> None:
        item = QListWidgetItem(slogan.text)
        item.setData(_SLOGAN, (self._library.short_id(pack, slogan), pack, slogan))
        note = slogan.note_en if self._words.language == "en" else slogan.note
        item.setToolTip(note or slogan.text)
        self.list.addItem(item)

    def _choose(self, item: QListWidgetItem | None) -> None:
        if self._busy or item is None or not item.data(_SLOGAN):
            return
        _, pack, slogan = item.data(_SLOGAN)
        design = self._session.design
        kept = {"template": design.template, "palette": design.palette, "font": design.font, "unit": design.unit}
        self._session.replace(from_slogan(pack, slogan, design.format, **kept))

    def _type(self) -> None:
        if not self._busy:
            self._session.edit("text", text=self.text.toPlainText())

    def _follow(self, design: Design) -> None:
        """Show the design's words without taking the cursor from who types."""
        self._busy = True
        if self.text.toPlainText() != design.text:
            self.text.setPlainText(design.text)
        self.badge.setVisible(design.changed)
        self.back.setVisible(design.changed)
        self._busy = False
        self._mark(design)

    def _mark(self, design: Design) -> None:
        """Select the row of the design's slogan."""
        self._busy = True
        for row in range(self.list.count()):
            item = self.list.item(row)
            data = item.data(_SLOGAN)
            if data and f"{data[1].id}:{data[2].id}" == design.slogan:
                top = self.list.verticalScrollBar().value()
                self.list.setCurrentItem(item)
                if self.search.text().strip():
                    # Who searches looks at the best matches, not at what was chosen before.
                    self.list.verticalScrollBar().setValue(top)
                break
        else:
            self.list.setCurrentRow(-1)
        self._busy = False
