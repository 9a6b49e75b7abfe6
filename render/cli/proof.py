"""`proof`: works on sheets to be signed, one by one or many on one."""

from __future__ import annotations

import argparse

from render.catalogue import Catalogue
from render.cli.papers import laid_out, target, tell
from render.errors import UsageError
from render.production.papers import approval, proof


def run(options: argparse.Namespace, words: Catalogue) -> int:
    """Make the sheets and say where they are."""
    path = target(options, (".pdf",))
    if options.summary and options.paper == "a4":
        raise UsageError("proof.a4-summary")
    found = laid_out(options, words)
    if options.summary:
        paper = approval(found, path, words, overwrite=options.overwrite)
    else:
        paper = proof(found, path, words, options.paper or "a4", overwrite=options.overwrite)
    tell(paper, found, {}, words, as_json=options.json)
    return 0
