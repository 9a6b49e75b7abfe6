"""What the window remembers between two days: language, places of windows, last folder, kinds of files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

from gui.saved_language import FILE, saved_language
from render.resources import user_folder

_KINDS = ("pdf",)


class Settings:
    """The ini file in the user's folder; values that cannot be read count as not set."""

    def __init__(self) -> None:
        self._store = QSettings(str(user_folder() / FILE), QSettings.Format.IniFormat)

    @property
    def language(self) -> str:
        """The language of the window, `vi` or `en`."""
        self._store.sync()
        return saved_language()

    @language.setter
    def language(self, language: str) -> None:
        self._store.setValue("language", language)
        self._store.sync()

    @property
    def folder(self) -> Path:
        """The folder that was exported to last, else the user's documents; home where that is not there (yet)."""
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        folder = Path(str(self._store.value("folder", documents) or documents))
        return folder if folder.is_dir() else Path.home()

    @folder.setter
    def folder(self, folder: Path) -> None:
        self._store.setValue("folder", str(folder))

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of files that were exported last."""
        kinds = str(self._store.value("kinds", "")).split()
        return tuple(kinds) or _KINDS

    @kinds.setter
    def kinds(self, kinds: tuple[str, ...]) -> None:
        self._store.setValue("kinds", " ".join(kinds))

    def place(self, name: str) -> QByteArray:
        """Return a window's or a splitter's saved place, empty where there is none."""
        value = self._store.value(f"place/{name}")
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep_place(self, name: str, place: QByteArray) -> None:
        """Remember a window's or a splitter's place."""
        self._store.setValue(f"place/{name}", place)
