"""The only door for change: the current Design, its history, and who hears of it."""

from __future__ import annotations

from typing import Any

import msgspec
from PySide6.QtCore import QObject, Signal

from render.model.design import Design

_DEPTH = 500


class Session(QObject):
    """Holds one design; an edit makes a new one, undo is a stack of designs."""

    changed = Signal(object)

    def __init__(self, design: Design) -> None:
        super().__init__()
        self._design = design
        self._past: list[Design] = []
        self._future: list[Design] = []
        self._merging = ""

    @property
    def design(self) -> Design:
        """The design as it is now."""
        return self._design

    def edit(self, merge: str = "", **changes: Any) -> None:
        """Change the design; edits in a row with the same `merge` word are one step of undo."""
        self.replace(msgspec.structs.replace(self._design, **changes), merge)

    def replace(self, design: Design, merge: str = "") -> None:
        """Put another design in place of the current one."""
        if design == self._design:
            return
        if not merge or merge != self._merging:
            self._past = [*self._past[-_DEPTH:], self._design]
        self._merging = merge
        self._future = []
        self._become(design)

    def undo(self) -> None:
        """Go back one step."""
        if self._past:
            self._future.append(self._design)
            self._merging = ""
            self._become(self._past.pop())

    def redo(self) -> None:
        """Go forward again one step."""
        if self._future:
            self._past.append(self._design)
            self._merging = ""
            self._become(self._future.pop())

    @property
    def can_undo(self) -> bool:
        """True where there is something to go back to."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """True where there is something to go forward to."""
        return bool(self._future)

    def _become(self, design: Design) -> None:
        self._design = design
        self.changed.emit(design)
