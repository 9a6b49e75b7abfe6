"""`export`: slogans × formats × kinds of file, checked together, then made one by one."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from render.catalogue import Catalogue
from render.cli.faults import Faults
from render.cli.making import making_of, shop_of
from render.cli.progress import bar
from render.cli.report import Json, file_json, outcome_problems, say, say_json, tell_problems
from render.cli.works import works_of
from render.model.design import Design
from render.model.finishing import Finishing
from render.model.shops import Shop
from render.pipeline import ExportOptions, Target
from render.production.job import Outcome, Task, plan
from render.production.job import run as run_tasks
from render.production.naming import DEFAULT_PATTERN


def run(options: argparse.Namespace, words: Catalogue) -> int:
    """Make the files that the arguments ask for; return the first failure's exit code, else 0."""
    tasks = _tasks(options)
    outcomes: list[Outcome] = []
    with bar(words("export.progress"), quiet=options.json) as progress:
        for outcome in run_tasks(tasks, Path(options.out), overwrite=options.overwrite, progress=progress):
            outcomes.append(outcome)
    problems = [entry for outcome in outcomes for entry in outcome_problems(outcome, words)]
    files = [file_json(outcome.exported, outcome) for outcome in outcomes if outcome.exported]
    _report(files, problems, words, as_json=options.json)
    return next((outcome.error.exit_code for outcome in outcomes if outcome.error), 0)


def _report(files: list[Json], problems: list[Json], words: Catalogue, *, as_json: bool) -> None:
    if as_json:
        say_json({"files": files, "problems": problems})
        return
    for entry in files:
        say(entry["path"])
    tell_problems(problems, words)


def _tasks(options: argparse.Namespace) -> tuple[Task, ...]:
    faults = Faults()
    shop: Shop | None = None
    targets: tuple[ExportOptions, ...] = ()
    designs: tuple[Design, ...] = ()
    with faults.gathered():
        shop = shop_of(options)
    with faults.gathered():
        designs = works_of(options, shop.finish if shop else Finishing())
    with faults.gathered():
        targets = making_of(options, shop)
    if not faults.found:
        with faults.gathered():
            pattern = options.name or (shop.name_pattern if shop else "") or DEFAULT_PATTERN
            return _planned(designs, targets, pattern, own_kinds=not options.to)
    faults.raise_any()
    return ()


def _planned(
    designs: tuple[Design, ...], targets: tuple[ExportOptions, ...], pattern: str, *, own_kinds: bool
) -> tuple[Task, ...]:
    """Plan print and pixel works together; where no kind of file was named, each medium has its own."""
    if not own_kinds:
        return plan(designs, targets, pattern)
    pixel = (replace(targets[0], to=Target.PNG, colour=None),)
    prints = tuple(design for design in designs if design.format.is_print)
    screens = tuple(design for design in designs if not design.format.is_print)
    return (*plan(prints, targets, pattern), *plan(screens, pixel, pattern))
