"""Codes become words: one catalogue for everything the window says, Qt's own sentences included."""

from __future__ import annotations

from PySide6.QtCore import QTranslator

from render.catalogue import Catalogue
from render.errors import StudioError, UsageErrors
from render.pipeline import Stopped
from render.problem import Problem


class QtWords(QTranslator):
    """Translates the sentences Qt brings along (buttons, edit menus, dialogs) from our catalogue."""

    def __init__(self, words: Catalogue) -> None:
        super().__init__()
        self._words = words

    def isEmpty(self) -> bool:
        """Say that there is something to translate."""
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        """Return Qt's sentence in our words, '' where the catalogue has none."""
        return self._words.find("qt." + source.replace("&", "")) or ""


def told(fault: StudioError, words: Catalogue) -> list[tuple[str, str]]:
    """Return an error as pairs of message and hint."""
    if isinstance(fault, UsageErrors):
        return [pair for each in fault.faults for pair in told(each, words)]
    if isinstance(fault, Stopped):
        return [words.problem(problem) for problem in fault.problems]
    return [words.error(fault)]


def problem_line(problem: Problem, words: Catalogue) -> str:
    """Return a problem as one line: what it is and the way out."""
    message, hint = words.problem(problem)
    return f"{message} {hint}".strip()
