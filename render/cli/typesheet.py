"""`typesheet`: every face and every slogan of the campaign with baselines, ink and boxes drawn."""

from __future__ import annotations

import argparse
from pathlib import Path

from render.catalogue import Catalogue
from render.cli.demo import campaign
from render.cli.report import say, say_json
from render.pipeline.sheets import typesheets


def run(options: argparse.Namespace, words: Catalogue) -> int:
    """Draw the pages and say where to look."""
    _, slogans = campaign()
    sheets = typesheets(slogans, (words("typesheet.faces"), words("typesheet.slogans")), Path(options.out))
    if options.json:
        say_json({"files": [], "problems": [], "sheets": [str(sheet) for sheet in sheets]})
        return 0
    for sheet in sheets:
        say(words("demo.look", path=sheet))
    return 0
