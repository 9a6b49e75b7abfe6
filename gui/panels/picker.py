"""A list to choose from: search field, rows under headings, and what to say when nothing is found."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtWidgets import QLabel, QListView, QStackedLayout, QVBoxLayout, QWidget

from gui.look import styled
from gui.panels.fields import SearchField
from gui.panels.row_delegate import RowDelegate
from gui.panels.rows import ROW, Row, Rows
from render.catalogue import Catalogue

Found = Callable[[str], Sequence[Row]]


class Picker(QWidget):
    """Shows what `find` returns for the typed query; tells what was chosen, or ticked with `ticking`."""

    chosen = Signal(object)
    ticked = Signal()

    def __init__(
        self, words: Catalogue, name: str, find: Found, *, ticking: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words, self._name, self._find = words, name, find
        self._key = ""
        self.rows = Rows(ticking, self)
        self.search = SearchField(words(f"{name}.search"), words("search.clear"), self)
        self.list = self._made_list(words(f"{name}.list"), ticking)
        self.empty = QWidget()
        self._nothing = styled(QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter), "muted")
        self._lay_out()
        self.search.textChanged.connect(self.refresh)
        self.search.left_down.connect(self._into_list)
        self.rows.ticked.connect(self.ticked)
        self.refresh()

    def _made_list(self, name: str, ticking: bool) -> QListView:
        made = QListView()
        made.setAccessibleName(name)
        made.setModel(self.rows)
        made.setItemDelegate(RowDelegate(made, ticking))
        made.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The width of a row decides how many lines it has, so it must not jump when a bar appears.
        made.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        made.setMouseTracking(True)
        made.setResizeMode(QListView.ResizeMode.Adjust)
        made.viewport().installEventFilter(self)
        made.clicked.connect(self._choose)
        made.activated.connect(self._choose)
        made.selectionModel().currentChanged.connect(self._moved)
        return made

    def _lay_out(self) -> None:
        room = QVBoxLayout(self.empty)
        room.setContentsMargins(24, 24, 24, 24)
        room.addStretch()
        room.addWidget(self._nothing)
        room.addStretch()
        self._pages = QStackedLayout()
        self._pages.addWidget(self.list)
        self._pages.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        top = QVBoxLayout()
        top.setContentsMargins(12, 0, 12, 0)
        top.addWidget(self.search)
        column.addLayout(top)
        column.addLayout(self._pages, 1)

    def add_to_empty(self, widget: QWidget) -> None:
        """Offer a way on where nothing is found."""
        room = self.empty.layout()
        assert isinstance(room, QVBoxLayout)
        room.insertWidget(room.count() - 1, widget, 0, Qt.AlignmentFlag.AlignHCenter)

    def refresh(self) -> None:
        """Search anew and keep the mark on what is chosen."""
        query = self.search.text()
        rows = self._find(query)
        self.rows.show(rows)
        self._nothing.setText(self._words(f"{self._name}.nothing", query=query.strip()))
        self._pages.setCurrentWidget(self.list if rows else self.empty)
        self.mark(self._key)

    def mark(self, key: str) -> None:
        """Show a row as the chosen one; it is scrolled into view when it is another than before."""
        known, self._key = self._key == key, key
        place = self.rows.place(key)
        self.list.selectionModel().blockSignals(True)
        self.list.setCurrentIndex(place)
        self.list.selectionModel().blockSignals(False)
        if place.isValid() and not known:
            hidden = not self.list.viewport().rect().contains(self.list.visualRect(place))
            hint = QListView.ScrollHint.PositionAtCenter if hidden else QListView.ScrollHint.EnsureVisible
            self.list.scrollTo(place, hint)
        self.list.viewport().update()

    def _into_list(self) -> None:
        choices = self.rows.choices()
        if choices:
            self.list.setFocus()
            self.list.setCurrentIndex(self.rows.place(choices[0].key))

    def _moved(self, current: QModelIndex) -> None:
        """Choose with the arrow keys; with boxes to tick, moving chooses nothing."""
        if self.list.hasFocus() and not self.rows.ticking:
            self._choose(current)

    def _choose(self, index: QModelIndex) -> None:
        row: Row | None = index.data(ROW)
        if row is not None and not row.heading and row.key != self._key and not self.rows.ticking:
            self._key = row.key
            self.chosen.emit(row)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lay the rows out anew when the list changes its width."""
        if event.type() == QEvent.Type.Resize:
            self.list.scheduleDelayedItemsLayout()
        return super().eventFilter(watched, event)
