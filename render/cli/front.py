"""The front: language, parser, dispatch, and the one place where errors become words and exit codes."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence

from render.catalogue import LANGUAGES, Catalogue, catalogue
from render.cli.arguments import language_of, parser
from render.cli.report import error_json, say_json, tell, tell_problems
from render.errors import StudioError

INTERRUPTED = 130
# One module a command, imported when it is called.
_COMMANDS = {
    "list": "render.cli.listing",
    "export": "render.cli.export",
    "proof": "render.cli.proof",
    "ticket": "render.cli.ticket",
    "slides": "render.cli.slides",
    "check": "render.cli.check",
    "demo": "render.cli.demo",
    "typesheet": "render.cli.typesheet",
    "sheets": "render.cli.sheets",
    "new-template": "render.cli.new_template",
    "import-emblem": "render.cli.import_emblem",
}


def main(arguments: Sequence[str], saved_language: str = LANGUAGES[0]) -> int:
    """Run one command line and return its exit code."""
    words = catalogue(language_of(arguments, saved_language))
    as_json = "--json" in arguments
    try:
        return _run(parser(words).parse_args(list(arguments)), words)
    except StudioError as fault:
        entries = error_json(fault, words)
        if as_json:
            say_json({"files": [], "problems": entries})
        else:
            tell_problems(entries, words)
        return fault.exit_code
    except KeyboardInterrupt:
        tell(words("cli.interrupted"))
        if as_json:
            say_json({"files": [], "problems": []})
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our results has gone (| head): nothing is left to say, not even at exit.
        sys.stdout = None
        return 0


def _run(options: argparse.Namespace, words: Catalogue) -> int:
    if options.command is None:
        parser(words).print_help()
        return 0
    run: int = importlib.import_module(_COMMANDS[options.command]).run(options, words)
    return run
