"""Codes become words: errors and problems as the catalogue tells them."""

from __future__ import annotations

from render.catalogue import Catalogue
from render.errors import StudioError, UsageErrors
from render.pipeline import Stopped
from render.problem import Problem


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
