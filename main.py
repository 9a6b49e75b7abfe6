"""The front door: no arguments or one design open the window, anything else is the command line."""

from __future__ import annotations

import multiprocessing
import sys


def main(arguments: list[str]) -> int:
    """Run the program and return its exit code; Qt is imported for the window alone."""
    if not arguments or (len(arguments) == 1 and arguments[0].lower().endswith(".codong")):
        from gui.app import run

        return run(arguments)
    from render.cli import main as command_line

    return command_line(arguments)


if __name__ == "__main__":
    multiprocessing.freeze_support()
    raise SystemExit(main(sys.argv[1:]))
