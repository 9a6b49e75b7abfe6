"""`export`: slogans × formats × kinds of file, checked together, then made one by one."""

from __future__ import annotations

import argparse
import datetime
import os
from dataclasses import replace
from pathlib import Path

import msgspec

from render.backends.base import ColourMode, TextMode
from render.catalogue import Catalogue
from render.cli.faults import Faults
from render.cli.progress import bar
from render.cli.report import Json, file_json, outcome_problems, say, say_json, tell_problems
from render.errors import UsageError, unknown
from render.model.design import AUTO, MOST_BREAKS, PICTURED, Design, from_slogan
from render.model.formats import Format, find_format, free_format
from render.model.palettes import find_palette
from render.model.sizes import parse_size
from render.model.slogans import Library, load_library
from render.model.templates import find_template, templates
from render.pipeline import ExportOptions, Target, font_families
from render.press.assemble import PressOptions, ScaleChoice
from render.production.job import Outcome, Task, plan
from render.production.job import run as run_tasks
from render.production.naming import DEFAULT_PATTERN
from render.resources import folders

DEFAULT_FORMAT = "bang-ron-8000x1200"


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
    works: list[Format] = []
    targets: tuple[ExportOptions, ...] = ()
    designs: tuple[Design, ...] = ()
    with faults.gathered():
        _check_contradictions(options)
    for check in (_check_font, _check_template, _check_palette):
        with faults.gathered():
            check(options)
    for wanted in options.format:
        with faults.gathered():
            works.append(find_format(wanted))
    for size in options.size:
        with faults.gathered():
            works.append(free_format(parse_size(size)))
    with faults.gathered():
        bleed = number_of(options.bleed, "bleed", 0, 500) if options.bleed else None
        works = [msgspec.structs.replace(work, bleed=bleed) if bleed is not None else work for work in works]
    with faults.gathered():
        targets = _targets(options)
    with faults.gathered():
        designs = _designs(options, tuple(works))
    if not faults.found:
        with faults.gathered():
            return _planned(designs, targets, options)
    faults.raise_any()
    return ()


def _planned(
    designs: tuple[Design, ...], targets: tuple[ExportOptions, ...], options: argparse.Namespace
) -> tuple[Task, ...]:
    """Plan print and pixel works together; where no kind of file was named, each medium has its own."""
    pattern = options.name or DEFAULT_PATTERN
    if options.to:
        return plan(designs, targets, pattern)
    pixel = tuple(replace(target, to=Target.PNG) for target in targets)
    prints = tuple(design for design in designs if design.format.is_print)
    screens = tuple(design for design in designs if not design.format.is_print)
    return (*plan(prints, targets, pattern), *plan(screens, pixel, pattern))


def _check_contradictions(options: argparse.Namespace) -> None:
    sources = [name for name, given in (("DESIGN", options.design), ("--slogan", options.slogan)) if given]
    sources += ["--text"] if options.text is not None else []
    if len(sources) > 1:
        raise UsageError("export.sources", sources=" + ".join(sources))
    if not sources:
        raise UsageError("export.no-source")


def _check_font(options: argparse.Namespace) -> None:
    known = [each.id for each in font_families()]
    if options.font and options.font not in known:
        raise unknown("font.unknown", options.font, known)


def _check_template(options: argparse.Namespace) -> None:
    if options.template and options.template != AUTO:
        find_template(options.template)


def _check_palette(options: argparse.Namespace) -> None:
    if options.palette:
        find_palette(options.palette)


def number_of(text: str, name: str, least: float, most: float) -> float:
    """Return a number as typed; raise UsageError where it is none or out of range."""
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        raise UsageError("number.unreadable", name=name, text=text) from None
    if not least <= value <= most:
        raise UsageError("number.range", name=name, text=text, least=least, most=most)
    return value


def _targets(options: argparse.Namespace) -> tuple[ExportOptions, ...]:
    kinds = list(dict.fromkeys((options.to or "pdf").split(",")))
    unknown_kinds = [kind for kind in kinds if kind not in {target.value for target in Target}]
    if unknown_kinds:
        raise UsageError("export.kind", kind=", ".join(unknown_kinds), known=", ".join(Target))
    dpi = None
    if options.dpi is not None:
        if not options.dpi.lstrip("-").isdigit() or not 1 <= int(options.dpi) <= 2400:
            raise UsageError("dpi.range", dpi=options.dpi)
        dpi = int(options.dpi)
    press = PressOptions(ScaleChoice(options.scale or "auto"), options.marks)
    return tuple(
        ExportOptions(
            to=Target(kind),
            dpi=dpi,
            colour=ColourMode(options.colour) if options.colour else None,
            text_mode=TextMode(options.text_mode or "live"),
            compress=options.compress or "deflate",
            press=press,
            force=options.force,
        )
        for kind in kinds
    )


def _designs(options: argparse.Namespace, works: tuple[Format, ...]) -> tuple[Design, ...]:
    slots = _slots(options)
    date = date_of(options)
    if options.design:
        from render.model.project import load_design

        saved = load_design(Path(options.design))
        bases = [saved] if not works else [msgspec.structs.replace(saved, format=work) for work in works]
        return tuple(_chosen(base, options, slots, date) for base in bases)
    works = works or (find_format(DEFAULT_FORMAT),)
    library = load_library(folders("slogans"))
    if options.text is not None:
        pack_date = library.packs[0].date.isoformat() if library.packs else ""
        own = [Design(text=options.text, format=work, date=pack_date) for work in works]
        return tuple(_chosen(base, options, slots, date) for base in own)
    return tuple(_chosen(base, options, slots, date) for base in _of_slogans(library, options.slogan, works))


def _of_slogans(library: Library, wanted: list[str], works: tuple[Format, ...]) -> list[Design]:
    faults = Faults()
    designs: list[Design] = []
    for name in wanted:
        with faults.gathered():
            pack, slogan = library.find(name)
            designs += (from_slogan(pack, slogan, work) for work in works)
    faults.raise_any()
    return designs


def _chosen(base: Design, options: argparse.Namespace, slots: dict[str, str], date: str) -> Design:
    changes: dict[str, object] = {}
    for name, value in (("template", options.template), ("palette", options.palette), ("font", options.font)):
        if value and value != AUTO:
            changes[name] = value
    changes |= {"text": slots["slogan"]} if "slogan" in slots else {}
    changes |= {"unit": slots["unit"]} if "unit" in slots else {}
    further = {name: value for name, value in slots.items() if name not in ("slogan", "unit")}
    changes |= {"lines": {**base.lines, **further}} if further else {}
    pictures = {name: given for name in PICTURED if (given := getattr(options, name))}
    files = {name: str(Path(pictures[name]).absolute()) for name in ("photo", "logo") if name in pictures}
    changes |= pictures | files
    changes |= {"date": date} if date else {}
    changes |= {"breaks": _breaks(options.breaks)} if options.breaks else {}
    return msgspec.structs.replace(base, **changes)


def _breaks(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= MOST_BREAKS):
        raise UsageError("breaks.unreadable", text=text, most=MOST_BREAKS)
    return int(text)


def _slots(options: argparse.Namespace) -> dict[str, str]:
    slots = {"unit": options.unit} if options.unit else {}
    for pair in options.set:
        name, equals, value = pair.partition("=")
        known = _slot_names(options.template)
        if not equals or name not in known:
            raise UsageError("slot.unknown", text=pair, known=", ".join(known))
        slots[name] = value
    return slots


def _slot_names(template: str | None) -> tuple[str, ...]:
    """Return what --set can fill: the slogan, the unit, and further lines of the template or of any."""
    offering = [find_template(template)] if template and template != AUTO else templates().values()
    return ("slogan", "unit", *dict.fromkeys(name for each in offering for name in each.lines))


def date_of(options: argparse.Namespace) -> str:
    """Return the job's date: as given, else from SOURCE_DATE_EPOCH, else '' for the design's or the pack's."""
    if options.date:
        try:
            return datetime.date.fromisoformat(options.date).isoformat()
        except ValueError:
            raise UsageError("date.unreadable", text=options.date) from None
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date().isoformat()
    return ""
