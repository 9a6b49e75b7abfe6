"""Lists with headings: the rows, and the model that Qt asks for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

ROW = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list: a heading where `key` is '', else something to choose.

    `tag` stands small before the text; `shape` is a width and a height to show the proportions of.
    """

    text: str
    key: str = ""
    tag: str = ""
    value: Any = None
    shape: tuple[float, float] | None = None

    @property
    def heading(self) -> bool:
        """True for a line that cannot be chosen."""
        return not self.key


class Rows(QAbstractListModel):
    """The rows of a list; with `ticking`, each has a box, and what is ticked outlives a search."""

    ticked = Signal()

    def __init__(self, ticking: bool = False, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ticking = ticking
        self._rows: Sequence[Row] = ()
        self._ticks: dict[str, Any] = {}

    @property
    def ticks(self) -> dict[str, Any]:
        """The values of the ticked rows by key, in the order they were ticked."""
        return dict(self._ticks)

    def show(self, rows: Sequence[Row]) -> None:
        """Replace the rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def tick(self, row: Row, ticked: bool) -> None:
        """Tick a row or take its tick away."""
        self.tick_all((row,), ticked)

    def tick_all(self, rows: Sequence[Row], ticked: bool) -> None:
        """Tick several rows or take their ticks away."""
        for row in rows:
            if ticked and not row.heading:
                self._ticks[row.key] = row.value
            else:
                self._ticks.pop(row.key, None)
        self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))
        self.ticked.emit()

    def choices(self) -> tuple[Row, ...]:
        """Return the rows that can be chosen."""
        return tuple(row for row in self._rows if not row.heading)

    def place(self, key: str) -> QModelIndex:
        """Return where the row of a key stands, an invalid index where it is not shown."""
        for at, row in enumerate(self._rows):
            if key and row.key == key:
                return self.index(at)
        return QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a row shows; headings and tags are read aloud with it."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.tag} {row.text}".strip()
        if role == Qt.ItemDataRole.ToolTipRole and not row.heading:
            return row.text
        if role == Qt.ItemDataRole.CheckStateRole and self.ticking and not row.heading:
            return Qt.CheckState.Checked if row.key in self._ticks else Qt.CheckState.Unchecked
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick a row."""
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.tick(self._rows[index.row()], Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what can be done with a row: headings nothing."""
        if not index.isValid() or self._rows[index.row()].heading:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if self.ticking else flags
