"""A request becomes works, works become files: all checked together before any is made."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from render.errors import StudioError, UsageError, UsageErrors
from render.geometry import Rect
from render.model.design import Design, chosen_palette, chosen_template
from render.model.palettes import find_palette
from render.pipeline import Exported, ExportOptions, Target, export, faults, make_folder
from render.press.assemble import ScaleChoice, scale_mode
from render.press.tiling import tile_boxes
from render.production.ledger import Ledger
from render.production.naming import DEFAULT_PATTERN, distinct, file_stem
from render.progress import Progress, silent
from render.scene.nodes import Scene, Unit
from render.scene.sheet import ScaleMode


@dataclass(frozen=True, slots=True)
class Task:
    """One file to be made."""

    design: Design
    options: ExportOptions
    name: str

    @property
    def key(self) -> str:
        """What this file is of: equal for the same work at the same place, whatever its words or looks were then."""
        facts = (self.design.slogan, self.design.format.id, self.options.to.value, self.name)
        return hashlib.sha256("\n".join(facts).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a task ended: with a file, or with the error that stopped it."""

    task: Task
    exported: Exported | None
    error: StudioError | None


def plan(
    designs: tuple[Design, ...], options: tuple[ExportOptions, ...], pattern: str = DEFAULT_PATTERN
) -> tuple[Task, ...]:
    """Return the tasks of a job; raise UsageErrors with every contradiction there is."""
    problems: dict[str, UsageError] = {}
    works: list[tuple[Design, ExportOptions]] = []
    for design in designs:
        for option in options:
            found = [*_unknown(design), *faults(design, option)]
            problems |= {str(fault): fault for fault in found}
            works += [] if found else [(design, each) for each in _pages(design, option)]
    taken: set[str] = set()
    tasks = tuple(_task(*work, pattern, taken, problems) for work in _one_scale(works))
    if len(problems) == 1:
        raise next(iter(problems.values()))
    if problems:
        raise UsageErrors(tuple(problems.values()))
    return tasks


def _one_scale(works: list[tuple[Design, ExportOptions]]) -> list[tuple[Design, ExportOptions]]:
    """Return an order's works with one scale for all its PDFs: mixed scales are the classic misprint."""
    left_open = [option.to is Target.PDF and option.press.scale is ScaleChoice.AUTO for _, option in works]
    large = [free and _drawn_at(*work) is ScaleMode.TENTH for free, work in zip(left_open, works, strict=True)]
    if not any(large):
        return works
    return [
        _drawn_small(*work, alone=alone) if free else work
        for free, alone, work in zip(left_open, large, works, strict=True)
    ]


def _drawn_small(design: Design, options: ExportOptions, *, alone: bool) -> tuple[Design, ExportOptions]:
    """Return a work drawn at a tenth; `alone` where it would be so by itself, too."""
    press = replace(options.press, scale=ScaleChoice.TENTH)
    return design, replace(options, press=press, order_scale=not alone)


def _drawn_at(design: Design, options: ExportOptions) -> ScaleMode:
    """Return the scale of a work's file; raise UsageError for one that cannot be."""
    if options.to is not Target.PDF:
        return ScaleMode.FULL
    unit = Unit.MM if design.format.is_print else Unit.PX
    # The scale is a matter of size alone, so an empty page tells it.
    return scale_mode((Scene(unit, design.format.trim, design.format.bleeds, ()),), options.press)


def _unknown(design: Design) -> Iterator[UsageError]:
    try:
        template = chosen_template(design)
        find_palette(chosen_palette(design, template))
    except UsageError as fault:
        yield fault


def files_of(design: Design, to: Target) -> int:
    """Return how many files a work is of one kind; one where its template is unknown."""
    with suppress(UsageError):
        return len(_pages(design, ExportOptions(to)))
    return 1


def _pages(design: Design, option: ExportOptions) -> tuple[ExportOptions, ...]:
    """Return the files that a work needs of one kind: one with all pages, or one for each page unlike the first."""
    if option.to.has_pages:
        return (option,)
    files = (replace(option, page=page) for page in chosen_template(design).distinct_pages(design.format))
    if option.press.tiling is None:
        return tuple(files)
    painted = Rect(0.0, 0.0, *design.format.size).grown(design.format.bleeds)
    count = len(tile_boxes(painted, option.press.tiling))
    return tuple(replace(each, tile=tile) for each in files for tile in range(count))


def _task(
    design: Design, options: ExportOptions, pattern: str, taken: set[str], problems: dict[str, UsageError]
) -> Task:
    name = "-"
    try:
        mode = _drawn_at(design, options)
        template = chosen_template(design)
        stem = file_stem(design, template.id, mode, pattern)
        stem += f"-mat-{options.page}" if options.page > 1 else ""
        stem += f"-o{options.tile + 1}" if options.tile is not None else ""
        name = distinct(stem, options.to.value, taken)
    except UsageError as fault:
        problems[str(fault)] = fault
    return Task(design, options, name)


def run(
    tasks: tuple[Task, ...],
    folder: Path,
    *,
    overwrite: bool = False,
    progress: Progress = silent,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[Outcome]:
    """Make the files one by one and yield how each ended; the ledger is kept even where the job is stopped."""
    make_folder(folder)
    ledger = Ledger(folder)
    try:
        for done, task in enumerate(tasks):
            if cancelled():
                return

            def within(share: float, done: int = done) -> None:
                if cancelled():
                    raise Cancelled("job.cancelled")
                progress((done + share) / len(tasks))

            try:
                yield _made(task, folder, ledger, overwrite=overwrite, progress=within)
            except Cancelled:
                return
            progress((done + 1) / len(tasks))
    finally:
        ledger.save()


class Cancelled(StudioError):
    """The person stopped the job; what was half made is gone, what was finished stays."""

    exit_code = 130


def _made(task: Task, folder: Path, ledger: Ledger, *, overwrite: bool, progress: Progress) -> Outcome:
    try:
        ledger.allow(task.name, task.key, overwrite=overwrite)
        exported = export(task.design, folder / task.name, task.options, progress)
    except Cancelled:
        raise
    except StudioError as fault:
        return Outcome(task, None, fault)
    ledger.record(task.name, task.key, exported.sha256)
    return Outcome(task, exported, None)
