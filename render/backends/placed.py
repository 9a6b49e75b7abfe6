"""Nodes as one picture, for files that cannot hold what they do: as fine as is of use, in both colours."""

from __future__ import annotations

from dataclasses import replace

from render.backends.base import ColourMode
from render.backends.grid import Grid
from render.backends.raster import paint
from render.geometry import MM_PER_INCH
from render.scene.nodes import Node, Picture, Raster
from render.scene.sheet import Page

# A page of vectors turned to pixels: more than this is of no use to the eye and a burden to a RIP.
_MOST_PIXELS = 24_000_000
# A raster of flat art shows its steps below this, whatever the distance.
_LEAST_DPI = 150


def picture_of(page: Page, dpi: int, nodes: tuple[Node, ...]) -> Picture:
    """Return a page's nodes as one picture over its bleed, at `dpi` or what 24 million pixels allow."""
    box = page.bleed
    scale = max(dpi, _LEAST_DPI) / float(MM_PER_INCH)
    scale = min(scale, (_MOST_PIXELS / (box.width * box.height)) ** 0.5)
    grid = Grid(max(1, round(box.width * scale)), max(1, round(box.height * scale)), box)
    bare = replace(page, scene=replace(page.scene, nodes=nodes), marks=())
    rgb, cmyk = (paint(bare, grid, mode).tobytes() for mode in (ColourMode.RGB, ColourMode.CMYK))
    width, height = grid.width, grid.height
    return Picture(box, Raster("RGB", width, height, rgb), Raster("CMYK", width, height, cmyk))
