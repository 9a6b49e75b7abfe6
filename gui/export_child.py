"""The exporting process: one job comes in, what becomes of each file goes out. Knows nothing of Qt."""

from __future__ import annotations

import signal
from collections.abc import Iterable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event
from pathlib import Path

from render.errors import StudioError
from render.model.design import Design
from render.model.finishing import Finishing
from render.model.shops import find_shop
from render.pipeline import Target
from render.problem import Problem
from render.production.job import Task, files_of, plan, run
from render.production.naming import DEFAULT_PATTERN
from render.production.terms import Wishes, finished, options_for

KINDS = (Target.PDF, Target.PNG, Target.TIFF, Target.JPG, Target.SVG)
_LEAST_STEP = 0.002


@dataclass(frozen=True, slots=True)
class Job:
    """What to make: designs × kinds of files, into one folder; `shop` is whom they are for, '' for nobody."""

    designs: tuple[Design, ...]
    kinds: tuple[str, ...]
    folder: Path
    overwrite: bool = False
    shop: str = ""

    @property
    def files(self) -> int:
        """How many files there will be."""
        return sum(files_of(design, kind) for design in self.designs for kind in kinds_for(design, self.kinds))


@dataclass(frozen=True, slots=True)
class Planned:
    """The job is in order and has begun."""

    files: int


@dataclass(frozen=True, slots=True)
class Share:
    """How much is done, 0…1."""

    done: float


@dataclass(frozen=True, slots=True)
class Made:
    """How one file ended: written, or stopped by an error."""

    name: str
    error: StudioError | None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Finished:
    """Nothing more will come; `error` says why nothing could be made at all."""

    cancelled: bool = False
    error: StudioError | None = None


def kinds_for(design: Design, kinds: Iterable[str]) -> tuple[Target, ...]:
    """Return the kinds that a work can have: a work of pixels has no PDF and becomes a PNG instead."""
    wanted = [Target(kind) for kind in kinds if design.format.is_print or Target(kind) is not Target.PDF]
    return tuple(wanted) or (Target.PNG,)


def make(connection: Connection, cancel: Event, job: Job) -> None:
    """Carry out one job; stop between files or within one as soon as `cancel` is set."""
    # Ctrl-C is for the window, which then ends this process itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        connection.send(_carried_out(connection, cancel, job))
    except OSError:
        # The window is gone: nobody is left to be told.
        return


def _carried_out(connection: Connection, cancel: Event, job: Job) -> Finished:
    try:
        tasks = _tasks(job)
        connection.send(Planned(len(tasks)))
        for outcome in run(
            tasks, job.folder, overwrite=job.overwrite, progress=_Teller(connection), cancelled=cancel.is_set
        ):
            problems = outcome.exported.problems if outcome.exported else ()
            connection.send(Made(outcome.task.name, outcome.error, problems))
    except StudioError as fault:
        return Finished(error=fault)
    return Finished(cancelled=cancel.is_set())


def _tasks(job: Job) -> tuple[Task, ...]:
    """Plan works that share their kinds of files together, so that all contradictions are told at once."""
    shop = find_shop(job.shop) if job.shop else None
    pattern = (shop.name_pattern if shop else "") or DEFAULT_PATTERN
    groups: dict[tuple[Target, ...], list[Design]] = {}
    for design in job.designs:
        made_up = finished(design, Finishing(), shop.finish if shop else Finishing())
        groups.setdefault(kinds_for(design, job.kinds), []).append(made_up)
    return tuple(
        task
        for kinds, designs in groups.items()
        for task in plan(tuple(designs), options_for(shop, Wishes(to=kinds)), pattern)
    )


class _Teller:
    """Passes progress on, but not every row of pixels."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._told = 0.0

    def __call__(self, share: float, /) -> None:
        if share - self._told >= _LEAST_STEP or share >= 1:
            self._told = share
            self._connection.send(Share(share))
