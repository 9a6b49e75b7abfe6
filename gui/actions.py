"""Everything that menus, toolbar and shortcuts can do: one table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenuBar, QToolBar, QWidget

from gui.icons import icon
from render.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Entry:
    """One action; its words are `action.ID`, its work is the handler's method `handler`."""

    id: str
    handler: str
    shortcut: str = ""
    icon: str = ""


ACTIONS = (
    Entry("new", "write_own", "Ctrl+N", "new"),
    Entry("open", "open_file", "Ctrl+O", "open"),
    Entry("save", "save", "Ctrl+S", "save"),
    Entry("save-as", "save_as", "Ctrl+Shift+S"),
    Entry("export", "export", "Ctrl+E", "export"),
    Entry("quit", "close", "Ctrl+Q"),
    Entry("undo", "undo", "Ctrl+Z", "undo"),
    Entry("redo", "redo", "Ctrl+Shift+Z", "redo"),
    Entry("find", "search", "Ctrl+F", "search"),
    Entry("breaks", "next_breaks", "Ctrl+B"),
    Entry("restore", "restore_wording", "", "back"),
    Entry("zoom-in", "zoom_in", "Ctrl++", "zoom-in"),
    Entry("zoom-out", "zoom_out", "Ctrl+-", "zoom-out"),
    Entry("fit", "fit", "Ctrl+0", "fit"),
    Entry("actual", "show_actual", "Ctrl+1", "actual"),
    Entry("turn", "turn", "Ctrl+T", "turn"),
    Entry("vietnamese", "speak_vietnamese"),
    Entry("english", "speak_english"),
    Entry("about", "about"),
)
# '' is a line between groups.
MENUS = (
    ("file", ("new", "open", "", "save", "save-as", "", "export", "", "quit")),
    ("edit", ("undo", "redo", "", "find", "breaks", "restore")),
    ("view", ("zoom-in", "zoom-out", "fit", "actual", "", "turn")),
    ("language", ("vietnamese", "english")),
    ("help", ("about",)),
)
TOOLS = ("new", "open", "save", "", "undo", "redo")
NEARER_TOOLS = ("zoom-in", "", "fit", "actual", "turn")
# More keys for the same thing: + is under Shift on most keyboards, Windows has its own for redo.
_ALSO = {"zoom-in": ("Ctrl+=",), "redo": ("Ctrl+Y",)}


def made_actions(owner: QWidget, words: Catalogue, handlers: dict[str, Callable[[], object]]) -> dict[str, QAction]:
    """Return the actions by id, each at work in the owner's window."""
    made: dict[str, QAction] = {}
    for entry in ACTIONS:
        action = QAction(words(f"action.{entry.id}"), owner)
        if entry.icon:
            action.setIcon(icon(entry.icon))
        keys = [QKeySequence(key) for key in (entry.shortcut, *_ALSO.get(entry.id, ())) if key]
        action.setShortcuts(keys)
        plain = action.text().replace("&", "").rstrip("…")
        action.setToolTip(f"{plain}  ({keys[0].toString()})" if keys else plain)
        action.triggered.connect(lambda _=False, handler=handlers[entry.handler]: handler())
        owner.addAction(action)
        made[entry.id] = action
    return made


def fill_menus(bar: QMenuBar, words: Catalogue, actions: dict[str, QAction]) -> None:
    """Put the actions into the menus."""
    for name, ids in MENUS:
        menu = bar.addMenu(words(f"menu.{name}"))
        for each in ids:
            menu.addAction(actions[each]) if each else menu.addSeparator()


def fill_tools(bar: QToolBar, ids: tuple[str, ...], actions: dict[str, QAction]) -> None:
    """Put actions into the toolbar."""
    for each in ids:
        if each:
            bar.addAction(actions[each])
            button = bar.widgetForAction(actions[each])
            button.setAccessibleName(actions[each].text().replace("&", ""))
            # Reachable with Tab, as everything is.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        else:
            bar.addSeparator()
