"""Arguments → how files are written: what the shop wants, and what was asked otherwise."""

from __future__ import annotations

import argparse

from render.cli.faults import Faults
from render.cli.numbers import whole
from render.errors import UsageError
from render.model.shops import Shop, find_shop
from render.pipeline import ExportOptions, Target
from render.production.terms import Wishes, options_for

MOST_JOBS = 256


def shop_of(options: argparse.Namespace) -> Shop | None:
    """Return the shop asked for, None where none is; raise UsageError for one that nobody knows."""
    return find_shop(options.shop) if options.shop else None


def making_of(options: argparse.Namespace, shop: Shop | None) -> tuple[ExportOptions, ...]:
    """Return how each kind of file is written; raise UsageErrors for every kind and figure that cannot be."""
    faults = Faults()
    kinds: tuple[Target, ...] = ()
    dpi: int | None = None
    jobs: int | None = None
    made: tuple[ExportOptions, ...] = ()
    with faults.gathered():
        kinds = _kinds(options.to) if options.to else ()
    with faults.gathered():
        dpi = _dpi(options.dpi) if options.dpi is not None else None
    with faults.gathered():
        jobs = whole(options.jobs, "jobs.range", 1, MOST_JOBS) if options.jobs is not None else None
    wishes = Wishes(
        to=kinds,
        dpi=dpi,
        colour=options.colour or "",
        text_mode=options.text_mode or "",
        compress=options.compress or "",
        scale=options.scale or "",
        marks=options.marks,
        tile=options.tile or "",
        standard=options.pdfx or "",
        icc=options.icc or "",
        jobs=jobs,
        force=options.force,
    )
    with faults.gathered():
        made = options_for(shop, wishes)
    faults.raise_any()
    return made


def _kinds(text: str) -> tuple[Target, ...]:
    kinds = list(dict.fromkeys(text.split(",")))
    strange = [kind for kind in kinds if kind not in {target.value for target in Target}]
    if strange:
        raise UsageError("export.kind", kind=", ".join(strange), known=", ".join(Target))
    return tuple(map(Target, kinds))


def _dpi(text: str) -> int:
    if not text.lstrip("-").isdigit() or not 1 <= int(text) <= 2400:
        raise UsageError("dpi.range", dpi=text)
    return int(text)
