"""The front door: no arguments or one design open the window, anything else is the command line."""

from __future__ import annotations

import multiprocessing
import sys

from gui.saved_language import saved_language


def main(arguments: list[str]) -> int:
    """Run the program and return its exit code; Qt is imported for the window alone."""
    language, others = _language(arguments)
    if not others or (len(others) == 1 and others[0].lower().endswith(".codong")):
        from gui.app import run

        return run(others, language)
    from render.cli import main as command_line

    return command_line(arguments, saved_language())


def _language(arguments: list[str]) -> tuple[str, list[str]]:
    """Return the language asked for, '' where none is, and the other arguments."""
    from render.catalogue import LANGUAGES

    for at, argument in enumerate(arguments):
        name, equals, value = argument.partition("=")
        value = value if equals else (arguments[at + 1] if at + 1 < len(arguments) else "")
        if name == "--lang" and value in LANGUAGES:
            return value, arguments[:at] + arguments[at + (1 if equals else 2) :]
    return "", arguments


if __name__ == "__main__":
    multiprocessing.freeze_support()
    raise SystemExit(main(sys.argv[1:]))
