"""Every command of the window in one table: menus and toolbar read it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its key in the catalogue, its menu, its shortcuts, the window's method, a place in the toolbar."""

    key: str
    menu: str
    shortcuts: tuple[str, ...]
    handler: str
    in_toolbar: bool = False


COMMANDS = (
    Command("open", "file", ("Ctrl+O",), "open_design"),
    Command("save", "file", ("Ctrl+S",), "save_design"),
    Command("save-as", "file", ("Ctrl+Shift+S",), "save_design_as"),
    Command("export", "file", ("Ctrl+E",), "export", in_toolbar=True),
    Command("quit", "file", ("Ctrl+Q",), "close"),
    Command("undo", "edit", ("Ctrl+Z",), "undo", in_toolbar=True),
    Command("redo", "edit", ("Ctrl+Shift+Z", "Ctrl+Y"), "redo", in_toolbar=True),
    Command("find", "edit", ("Ctrl+F",), "search"),
    Command("zoom-in", "view", ("Ctrl++", "Ctrl+="), "zoom_in", in_toolbar=True),
    Command("zoom-out", "view", ("Ctrl+-",), "zoom_out", in_toolbar=True),
    Command("zoom-fit", "view", ("Ctrl+0",), "zoom_fit", in_toolbar=True),
    Command("zoom-pixels", "view", ("Ctrl+1",), "zoom_pixels"),
    Command("vietnamese", "language", (), "speak_vietnamese"),
    Command("english", "language", (), "speak_english"),
)
MENUS = ("file", "edit", "view", "language")
