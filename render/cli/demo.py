"""`demo`: the built-in campaign on five formats, with a contact sheet: the main job in one go."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from render.catalogue import Catalogue
from render.cli.progress import bar
from render.cli.report import Json, file_json, outcome_problems, say, say_json, tell_problems
from render.model.design import Design, from_slogan
from render.model.formats import find_format
from render.model.slogans import Pack, Slogan, load_library
from render.pipeline import Target
from render.pipeline.sheets import contact_sheets
from render.production.job import Outcome, plan
from render.production.job import run as run_tasks
from render.production.terms import Wishes, options_for
from render.resources import ASSETS

FORMATS = (
    "bang-ron-8000x1200",
    "pano-3000x2000",
    "phuon-800x2400",
    "ap-phich-540x790",
    "led-1920x1080",
)


def run(options: argparse.Namespace, words: Catalogue) -> int:
    """Export all thirty slogans to PDF and PNG, draw the contact sheet, and say where to look."""
    started = time.perf_counter()
    folder = Path(options.out)
    designs = _designs()
    prints = tuple(design for design in designs if design.format.is_print)
    screens = tuple(design for design in designs if not design.format.is_print)
    # Banners, posters and pennants of the demonstration go to several shops: each has its own scale.
    papers = options_for(None, Wishes(to=(Target.PDF,), scale="each"))
    tasks = (*plan(prints, papers), *plan(screens, options_for(None, Wishes(to=(Target.PNG,)))))
    outcomes: list[Outcome] = []
    with bar(words("export.progress"), quiet=options.json) as progress:
        for outcome in run_tasks(tasks, folder, overwrite=True, progress=progress):
            outcomes.append(outcome)
    sheets = contact_sheets(designs, words("demo.sheet"), folder / "contact-sheet")
    problems = [entry for outcome in outcomes for entry in outcome_problems(outcome, words)]
    files = [file_json(outcome.exported, outcome) for outcome in outcomes if outcome.exported]
    _report(files, problems, sheets, words, time.perf_counter() - started, as_json=options.json)
    return next((outcome.error.exit_code for outcome in outcomes if outcome.error), 0)


def campaign() -> tuple[Pack, tuple[Slogan, ...]]:
    """Return the built-in pack and the thirty slogans of its section V."""
    pack = load_library((ASSETS / "slogans",)).packs[0]
    return pack, tuple(slogan for slogan in pack.slogans if slogan.section == "V")


def _designs() -> tuple[Design, ...]:
    """Each slogan of the campaign on every format of the demonstration."""
    pack, slogans = campaign()
    works = [find_format(name) for name in FORMATS]
    return tuple(from_slogan(pack, slogan, work) for slogan in slogans for work in works)


def _report(
    files: list[Json],
    problems: list[Json],
    sheets: tuple[Path, ...],
    words: Catalogue,
    seconds: float,
    *,
    as_json: bool,
) -> None:
    if as_json:
        say_json({"files": files, "problems": problems, "sheets": [str(sheet) for sheet in sheets]})
        return
    tell_problems(problems, words)
    kinds = [entry["to"] for entry in files]
    say(words("demo.done", pdf=kinds.count("pdf"), png=kinds.count("png"), seconds=round(seconds, 1)))
    for sheet in sheets:
        say(words("demo.look", path=sheet))
