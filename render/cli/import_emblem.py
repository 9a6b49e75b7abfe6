"""`import-emblem`: the office's official drawing of the Party's flag or emblem, kept for all works."""

from __future__ import annotations

import argparse
from pathlib import Path

from render.catalogue import Catalogue
from render.cli.report import say, say_json
from render.intake.official import take


def run(options: argparse.Namespace, words: Catalogue) -> int:
    """Keep the drawing and say where."""
    kept = take(options.emblem, Path(options.file))
    if options.json:
        say_json({"files": [{"path": str(kept), "kind": "emblem", "id": options.emblem}], "problems": []})
    else:
        say(words("import-emblem.done", path=kept))
    return 0
