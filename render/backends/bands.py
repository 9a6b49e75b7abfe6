"""A page painted and packed band by band, in as many processes as pay and as memory allows.

The bands come in order and are the same bytes for any number of workers.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Generator, Iterator
from dataclasses import replace
from functools import partial

from render.backends.base import ColourMode
from render.backends.crew import Crew
from render.backends.grid import Grid
from render.backends.packing import Packed, RasterKind, RasterOptions, pack
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


class Bench:
    """Where one process paints and packs bands of one page."""

    def __init__(self, page: Page, grid: Grid, options: RasterOptions) -> None:
        from render.backends.raster import Painting

        self._painting = Painting(page, grid, options.colour)
        self._grid = grid
        self._options = options

    def __call__(self, rows: tuple[int, int]) -> Packed:
        """Return rows top…bottom as the file wants them."""
        return pack(self._painting.band(*rows), self._grid, self._options)


def packed_bands(page: Page, grid: Grid, options: RasterOptions) -> Generator[Packed]:
    """Yield all bands of a page in order; closing the iterator ends the processes."""
    page = _lighter(page, options.colour)
    count = workers(page, grid, options)
    if count < 2:
        yield from map(Bench(page, grid, options), grid.bands())
        return
    with Crew(count, partial(Bench, page, grid, options)) as crew:
        yield from crew.results(grid.bands())


def workers(page: Page, grid: Grid, options: RasterOptions) -> int:
    """Return how many processes paint: 1 where that is this one, never more than the memory budget allows."""
    # A daemon may have no processes of its own.
    if grid.pixels < _POOL_PIXELS or multiprocessing.current_process().daemon:
        return 1
    wanted = options.jobs or os.cpu_count() or 1
    room = (BUDGET - _PARENT - _pictures(page)) // _need(page, grid, options)
    return max(1, min(wanted, room, len(grid.bands())))


def _need(page: Page, grid: Grid, options: RasterOptions) -> int:
    """Return the bytes that one more worker asks for."""
    pictures = _pictures(page)
    buffers = 8 if options.colour is ColourMode.CMYK else 4
    # Two bands of a worker may wait to be written; noise packs to no less than it was, drawings to half at most.
    waiting = options.channels * (2 if pictures else 1)
    # A picture is held as it came and once more on each plate as Skia wants it, with its smaller copies.
    return _WORKER + grid.band_rows * grid.width * (buffers + _SCRATCH[options.kind] + waiting) + 4 * pictures


def _pictures(page: Page) -> int:
    return sum(len(picture.rgb.data) + len(picture.cmyk.data) for picture in _found((*page.scene.nodes, *page.marks)))


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
        return replace(node, cmyk=Raster("CMYK", 0, 0, b""))
    if isinstance(node, Picture) and node.rgb.mode == "RGB":
        return replace(node, rgb=Raster("RGB", 0, 0, b""))
    return node
