"""What the window remembers between days, in an ini file where the system keeps such things."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from render.catalogue import LANGUAGES
from render.resources import user_folder


class Settings:
    """Language, window geometry and the last folder."""

    def __init__(self) -> None:
        self._store = QSettings(str(user_folder() / "settings.ini"), QSettings.Format.IniFormat)

    @property
    def language(self) -> str:
        """The language of the window and of the command line."""
        found = str(self._store.value("language", LANGUAGES[0]))
        return found if found in LANGUAGES else LANGUAGES[0]

    @language.setter
    def language(self, language: str) -> None:
        self._store.setValue("language", language)

    @property
    def folder(self) -> Path:
        """The folder that exports last went to."""
        return Path(str(self._store.value("folder", str(Path.home()))))

    @folder.setter
    def folder(self, folder: Path) -> None:
        self._store.setValue("folder", str(folder))

    @property
    def geometry(self) -> QByteArray:
        """Where the window stood."""
        found = self._store.value("geometry", QByteArray())
        return found if isinstance(found, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._store.setValue("geometry", geometry)
