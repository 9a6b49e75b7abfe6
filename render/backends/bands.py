"""A page painted and packed band by band, in as many processes as pay and as memory allows.

The bands come in order and are the same bytes for any number of workers.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import overload

from render.backends.base import ColourMode
from render.backends.crew import Crew
from render.backends.grid import Grid
from render.backends.packing import Packed, RasterKind, RasterOptions, pack
from render.backends.photographs import Photographs, size_of, taken_out
from render.scene.nodes import Group, Node, Picture, Raster
from render.scene.sheet import Page

# Below this, processes take longer to start than one needs to paint.
_POOL_PIXELS = 20_000_000
# What all processes may take together (sum of PSS), and what the first one and each worker take before any pixel.
BUDGET = 380_000_000
_PARENT = 50_000_000
_WORKER = 40_000_000
# Bytes a pixel that packing takes on its way: rows of three bytes, filtered rows, Pillow's own copy.
_SCRATCH = {RasterKind.PNG: 6, RasterKind.TIFF: 3, RasterKind.JPEG: 10, RasterKind.BMP: 9}


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows top…bottom of a page to be painted, with what they show of its photographs."""

    top: int
    bottom: int
    pictures: tuple[Picture | None, ...]


class Bench:
    """Where one process paints and packs bands of one page, its photographs taken out."""

    def __init__(self, page: Page, grid: Grid, options: RasterOptions) -> None:
        from render.backends.raster import Painting

        self._painting = Painting(page, grid, options.colour)
        self._grid = grid
        self._options = options

    def __call__(self, rows: Rows) -> Packed:
        """Return the rows as the file wants them."""
        return pack(self._painting.band(rows.top, rows.bottom, rows.pictures), self._grid, self._options)


def packed_bands(page: Page, grid: Grid, options: RasterOptions) -> Generator[Packed]:
    """Yield all bands of a page in order; closing the iterator ends the processes."""
    page, photographs = taken_out(_lighter(page, options.colour), grid)
    count = _workers(page, photographs, grid, options)
    jobs = _Jobs(grid.bands(), photographs)
    if count < 2:
        yield from map(Bench(page, grid, options), jobs)
        return
    with Crew(count, partial(Bench, page, grid, options)) as crew:
        yield from crew.results(jobs)


def packed_rows(page: Page, grid: Grid, options: RasterOptions, rows: Sequence[tuple[int, int]]) -> Iterator[Packed]:
    """Yield some rows of a page, painted and packed here."""
    page, photographs = taken_out(_lighter(page, options.colour), grid)
    return map(Bench(page, grid, options), _Jobs(rows, photographs))


class _Jobs(Sequence[Rows]):
    """Rows with what is cut out for them when a job is handed out: all at once would be the photograph again."""

    def __init__(self, rows: Sequence[tuple[int, int]], photographs: Photographs) -> None:
        self._rows, self._photographs = rows, photographs

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, at: int) -> Rows: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Rows]: ...
    def __getitem__(self, at: int | slice) -> Rows | Sequence[Rows]:
        if isinstance(at, slice):
            return _Jobs(self._rows[at], self._photographs)
        top, bottom = self._rows[at]
        return Rows(top, bottom, self._photographs.rows(top, bottom))


def workers(page: Page, grid: Grid, options: RasterOptions) -> int:
    """Return how many processes paint: 1 where that is this one, never more than the memory budget allows."""
    return _workers(*taken_out(_lighter(page, options.colour), grid), grid, options)


def _workers(page: Page, photographs: Photographs, grid: Grid, options: RasterOptions) -> int:
    # A daemon may have no processes of its own.
    if grid.pixels < _POOL_PIXELS or multiprocessing.current_process().daemon:
        return 1
    wanted = options.jobs or os.cpu_count() or 1
    room = (BUDGET - _PARENT - _pictures(page) - photographs.bytes) // _need(page, photographs, grid, options)
    return max(1, min(wanted, room, len(grid.bands())))


def _need(page: Page, photographs: Photographs, grid: Grid, options: RasterOptions) -> int:
    """Return the bytes that one more worker asks for."""
    # What is cut out is soon done with, but two bands may be on their way.
    pictures = _pictures(page) + 2 * photographs.largest(grid.band_rows)
    buffers = 8 if options.colour is ColourMode.CMYK else 4
    # Two bands of a worker may wait to be written; noise packs to no less than it was, drawings to half at most.
    waiting = options.channels * (2 if pictures else 1)
    # A picture is held as it came and once more on each plate as Skia wants it, with its smaller copies.
    return _WORKER + grid.band_rows * grid.width * (buffers + _SCRATCH[options.kind] + waiting) + 4 * pictures


def _pictures(page: Page) -> int:
    return sum(map(size_of, _found((*page.scene.nodes, *page.marks))))


def _found(nodes: tuple[Node, ...]) -> Iterator[Picture]:
    for node in nodes:
        if isinstance(node, Picture):
            yield node
        elif isinstance(node, Group):
            yield from _found(node.children)


def _lighter(page: Page, colour: ColourMode) -> Page:
    """Return the page without the pixels of its pictures that this colour never asks for."""
    scene = replace(page.scene, nodes=tuple(_lightened(node, colour) for node in page.scene.nodes))
    return replace(page, scene=scene)


def _lightened(node: Node, colour: ColourMode) -> Node:
    if isinstance(node, Group):
        return replace(node, children=tuple(_lightened(child, colour) for child in node.children))
    if isinstance(node, Picture) and colour is not ColourMode.CMYK:
        return replace(node, cmyk=None)
    if isinstance(node, Picture) and node.rgb.mode == "RGB":
        return replace(node, rgb=Raster("RGB", 0, 0, b""))
    return node
