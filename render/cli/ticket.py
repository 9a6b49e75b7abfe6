"""`ticket`: what a shop is to make of works, as sheets or as a table."""

from __future__ import annotations

import argparse

from render.catalogue import Catalogue
from render.cli.making import shop_of
from render.cli.papers import NO_FINISHING, laid_out, target, tell
from render.cli.report import Json
from render.press.assemble import ScaleChoice
from render.production.papers import OrderLine, job_ticket, scale_of, ticketed


def run(options: argparse.Namespace, words: Catalogue) -> int:
    """Make the ticket and say where it is."""
    path = target(options, (".pdf", ".csv"))
    shop = shop_of(options)
    found = laid_out(options, words, shop.finish if shop else NO_FINISHING)
    lines = ticketed(found, ScaleChoice(options.scale) if options.scale else scale_of(shop))
    paper = job_ticket(found, lines, path, words, shop, overwrite=options.overwrite)
    tell(paper, found, {"lines": [_line(line) for line in lines]}, words, as_json=options.json)
    return 0


def _line(line: OrderLine) -> Json:
    return {
        "code": line.work.code,
        "finished_mm": list(line.format.size),
        "printed_mm": list(line.printed),
        "scale": line.mode.value,
        "faces": line.format.faces,
        "pages": line.format.pages,
        "copies": line.quantity,
        "material": line.material,
        "deadline": line.deadline,
        "area_m2": float(line.area),
        "finished_m2": float(line.finished_area),
    }
