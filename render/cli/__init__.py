"""The command line: arguments become jobs, jobs become an exit code; no work of its own."""

from render.cli.front import main

__all__ = ["main"]
