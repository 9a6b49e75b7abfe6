"""Qt's own sentences (buttons, context menus, file dialogs) from our catalogue: PySide6 ships no Vietnamese.

The key of a sentence is `qt.` and its English without the mnemonic: `Cu&t` is `qt.Cut`.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTranslator

from render.catalogue import Catalogue

# Names of keys (Ctrl, Del, PgUp) stay as they are printed on the keyboard.
_KEYBOARD = "QShortcut"


class QtWords(QTranslator):
    """Answers Qt in the catalogue's language."""

    def __init__(self, words: Catalogue, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words

    def isEmpty(self) -> bool:
        """Tell Qt that there is something to ask for."""
        return False

    def translate(
        self, context: str, sourceText: str, _disambiguation: str | None = None, _n: int = -1
    ) -> str | None:
        """Return the sentence in our language; None, where it has none, lets Qt use its own."""
        if context == _KEYBOARD:
            return None
        return self._words.find("qt." + sourceText.replace("&", ""))
