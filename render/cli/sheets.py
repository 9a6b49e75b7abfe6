"""`sheets`: every template with the shortest, a median and the longest slogan, on a format of each shape."""

from __future__ import annotations

import argparse
from pathlib import Path

from render.catalogue import Catalogue
from render.cli.demo import campaign
from render.cli.progress import bar
from render.cli.report import say, say_json
from render.model.design import Design, from_slogan
from render.model.formats import find_format, formats
from render.model.templates import Template, find_template, templates
from render.pipeline.sheets import contact_sheets

FORMATS = (
    "bang-ron-8000x1200",
    "pano-3000x2000",
    "mxh-1080x1080",
    "ap-phich-540x790",
    "phuon-800x2400",
    "led-1920x1080",
)
SLOGANS = ("V-28", "V-04", "V-12")
UNIT = "ĐẢNG ỦY - HĐND - UBND - UBMTTQVN PHƯỜNG NINH KIỀU"


def run(options: argparse.Namespace, words: Catalogue) -> int:
    """Draw a sheet a template and say where to look."""
    chosen = [find_template(each) for each in options.template] or list(templates().values())
    made: list[Path] = []
    with bar(words("export.progress"), quiet=options.json) as progress:
        for at, template in enumerate(chosen, 1):
            stem = Path(options.out) / template.id
            made.append(contact_sheets(_designs(template), f"{template.name}: {template.use}", stem, 3)[0])
            progress(at / len(chosen))
    if options.json:
        say_json({"files": [], "problems": [], "sheets": [str(path) for path in made]})
        return 0
    for path in made:
        say(words("demo.look", path=path))
    return 0


def _designs(template: Template) -> tuple[Design, ...]:
    """The median slogan carries a unit line, so that both ways are seen."""
    pack, slogans = campaign()
    wanted = [slogan for each in SLOGANS for slogan in slogans if slogan.id == each]
    shown = map(find_format, FORMATS) if not template.folds else formats().values()
    works = [work for work in shown if template.serves(work)]
    return tuple(
        from_slogan(pack, slogan, work, template=template.id, unit=UNIT if slogan.id == SLOGANS[1] else "")
        for slogan in wanted
        for work in works
    )
