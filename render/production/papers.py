"""Papers about works: sheets to be signed and the shop's job ticket, each one file that is kept in the ledger."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from render.backends.base import replacing
from render.catalogue import Catalogue
from render.errors import UsageError
from render.model.code import work_code
from render.model.design import Design
from render.model.shops import Shop
from render.model.slogans import Library, Pack, Slogan, load_library
from render.pipeline import Stopped, make_folder, prepare
from render.pipeline.sheets import papers
from render.press.assemble import ScaleChoice
from render.problem import Severity
from render.production.ledger import Ledger
from render.progress import Progress, silent
from render.proofs.facts import Work
from render.proofs.furniture import A3, A4
from render.proofs.maket import maket
from render.proofs.order_lines import OrderLine, order_lines, scale_of
from render.proofs.summary import summary
from render.proofs.ticket import ticket
from render.proofs.ticket_table import table
from render.resources import folders

if TYPE_CHECKING:
    from collections.abc import Iterator

    from render.scene.nodes import Scene

__all__ = ["OrderLine", "Paper", "Work", "approval", "job_ticket", "proof", "scale_of", "ticketed", "works"]

PAPERS = {"a4": A4, "a3": A3}


@dataclass(frozen=True, slots=True)
class Paper:
    """A finished file about works."""

    path: Path
    pages: int
    sha256: str


def works(designs: Sequence[Design], *, force: bool = False, progress: Progress = silent) -> tuple[Work, ...]:
    """Return designs laid out with their codes and sources; raise Stopped where a check stops one."""
    library = load_library(folders("slogans"))
    found = []
    for at, design in enumerate(designs, 1):
        work = Work(design, prepare(design), work_code(design), _source(library, design))
        found.append(_passed(work, force=force))
        progress(at / len(designs))
    return tuple(found)


def _passed(work: Work, *, force: bool) -> Work:
    """Return a work that may be put on paper; raise Stopped where a check forbids it."""
    problems = tuple(
        problem.override() if force and problem.severity is Severity.ERROR and problem.forceable else problem
        for problem in work.composition.problems
    )
    if any(problem.stops for problem in problems):
        raise Stopped(problems)
    return replace(work, composition=replace(work.composition, problems=problems))


def _source(library: Library, design: Design) -> tuple[Pack, Slogan] | None:
    try:
        return library.find(design.slogan) if design.slogan else None
    except UsageError:
        return None


def proof(found: Sequence[Work], target: Path, words: Catalogue, paper: str, *, overwrite: bool) -> Paper:
    """Write one sheet a work, to be signed one by one."""
    pages: list[Scene] = []
    for at, work in enumerate(found, 1):
        place = words("proof.of", at=at, of=len(found))
        pages += maket(work, PAPERS[paper], words, place)
    return _written(pages, words("proof.kind"), found, target, overwrite=overwrite)


def approval(found: Sequence[Work], target: Path, words: Catalogue, *, overwrite: bool) -> Paper:
    """Write the sheet of many works for a single signature."""
    return _written(summary(found, words), words("proof.summary.kind"), found, target, overwrite=overwrite)


def ticketed(found: Sequence[Work], choice: ScaleChoice | None) -> tuple[OrderLine, ...]:
    """Return an order's lines; raise UsageError where nothing of it is printed."""
    lines = order_lines(found, choice)
    if not lines:
        raise UsageError("ticket.no-print")
    return lines


def job_ticket(
    found: Sequence[Work],
    lines: Sequence[OrderLine],
    target: Path,
    words: Catalogue,
    shop: Shop | None,
    *,
    overwrite: bool,
) -> Paper:
    """Write the shop's ticket of an order: sheets, or a table where the file is one."""
    if target.suffix.lower() == ".csv":
        with _kept(target, words("ticket.kind"), overwrite=overwrite), replacing(target) as beside:
            beside.write_bytes(table(lines, words))
        return Paper(target, 0, _digest(target))
    left_out = sum(not work.design.format.is_print for work in found)
    pages = ticket(lines, left_out, shop, words)
    return _written(pages, words("ticket.kind"), found, target, overwrite=overwrite)


def _written(pages: Sequence[Scene], title: str, found: Sequence[Work], target: Path, *, overwrite: bool) -> Paper:
    date = max(work.design.date for work in found)
    with _kept(target, title, overwrite=overwrite):
        papers(tuple(pages), title, date, target)
    return Paper(target, len(pages), _digest(target))


@contextmanager
def _kept(target: Path, job: str, *, overwrite: bool) -> Iterator[None]:
    """Let a file be written where the ledger allows it, and remember it there."""
    make_folder(target.parent)
    ledger = Ledger(target.parent)
    ledger.allow(target.name, job, overwrite=overwrite)
    yield
    ledger.record(target.name, job, _digest(target))
    ledger.save()


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
