"""The front door: no arguments, a language or one design open the window, anything else is the command line."""

from __future__ import annotations

import multiprocessing
import sys


def main(arguments: list[str]) -> int:
    """Run the program and return its exit code; Qt is imported for the window alone."""
    language, rest = _language(arguments)
    if not rest or (len(rest) == 1 and rest[0].lower().endswith(".codong")):
        from gui.app import run

        return run(rest, language)
    from render.cli import main as command_line

    return command_line(arguments)


def _language(arguments: list[str]) -> tuple[str, list[str]]:
    """Return the language asked for, '' where none is, and the other arguments."""
    if len(arguments) >= 2 and arguments[0] == "--lang" and arguments[1] in ("vi", "en"):
        return arguments[1], arguments[2:]
    return "", arguments


if __name__ == "__main__":
    multiprocessing.freeze_support()
    raise SystemExit(main(sys.argv[1:]))
