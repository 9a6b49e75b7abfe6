"""The language that was chosen in the window, read without Qt so that the command line speaks it too."""

from __future__ import annotations

import configparser

from render.catalogue import LANGUAGES
from render.resources import user_folder

FILE = "settings.ini"


def saved_language() -> str:
    """Return the saved language, Vietnamese where none was chosen or the settings cannot be read."""
    settings = configparser.ConfigParser(interpolation=None, strict=False)
    try:
        settings.read(user_folder() / FILE, encoding="utf-8")
        language = settings.get("General", "language", fallback="")
    except (OSError, configparser.Error, UnicodeDecodeError):
        language = ""
    return language if language in LANGUAGES else LANGUAGES[0]
