"""Photographs cut into the rows of bands: the same picture as painted whole, for less memory and by many hands."""

from __future__ import annotations

import os
from dataclasses import replace

import numpy as np
import pytest

from render.backends import bands
from render.backends.base import ColourMode
from render.backends.grid import grid_of
from render.backends.packing import RasterKind, RasterOptions
from render.backends.photographs import taken_out
from render.backends.raster import Painting, paint
from render.colour import Colour
from render.geometry import Insets, Matrix, Rect, Size, rectangle
from render.scene.nodes import Flat, Group, Node, Picture, Raster, Scene, Shape, Unit
from render.scene.sheet import Page

RED = Flat(Colour((218, 22, 26), (0, 100, 100, 0)), 0.7)
SIZE = Size(4000, 2600)
NOISE = np.random.default_rng(3)
WHOLE = Matrix()


def noise(width: int, height: int, frame: Rect, mode: str = "RGB") -> Picture:
    rasters = [NOISE.integers(0, 256, (height, width, len(each)), np.uint8) for each in (mode, "CMYK")]
    return Picture(
        frame, *(Raster(m, width, height, a.tobytes()) for m, a in zip((mode, "CMYK"), rasters, strict=True))
    )


def page_of(size: Size, *nodes: Node) -> Page:
    box = Rect(0, 0, *size)
    return Page(Scene(Unit.PX, size, Insets.all(0), nodes), box, box, box)


def framed(mode: str) -> Page:
    """A page with photographs at odd places: bare, in a clipped group among shapes, over the edge."""
    inner = (
        noise(90, 700, Rect(0, 0, 500, 900), mode),
        Shape(rectangle(Rect(20, 20, 300, 300)), RED),
        noise(40, 40, Rect(100, 100, 300, 333), mode),
    )
    return page_of(
        SIZE,
        noise(400, 300, Rect(100.3, 50.7, 1900.9, 1600.2), mode),
        Group(inner, Matrix(2, 0, 0, 2.5, 2000, 300), clip=rectangle(Rect(10, 10, 480, 800))),
        Shape(rectangle(Rect(0, 900, 4000, 1000)), RED),
        noise(30, 30, Rect(-300, 2000, 900, 2900), mode),
    )


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
@pytest.mark.parametrize("colour", [ColourMode.RGB, ColourMode.CMYK])
def test_bands_show_what_the_whole_shows(mode: str, colour: ColourMode) -> None:
    page = framed(mode)
    grid = grid_of(page, None)
    assert len(grid.bands()) > 2
    emptied, photographs = taken_out(page, grid)
    assert len(photographs.held) == 4
    painting = Painting(emptied, grid, colour)
    found = np.concatenate([painting.band(*rows, photographs.rows(*rows)).copy() for rows in grid.bands()])
    whole = paint(page, grid, colour)
    # Where a sample falls is worked out from other numbers: one step of 255 here and there.
    apart = np.abs(found[:, :, : whole.shape[2]].astype(np.int16) - whole)
    assert apart.max() <= 1 and (apart > 0).mean() < 0.001


@pytest.mark.parametrize(
    "node",
    [
        noise(3000, 2000, Rect(0, 0, 2900, 2600)),
        Group((noise(20, 20, Rect(0, 0, 900, 900)),), opacity=0.5),
        Group((noise(20, 20, Rect(0, 0, 900, 900)),), Matrix(0, 1, -1, 0, 900, 0)),
        Group((noise(20, 20, Rect(0, 0, 900, 900)),), Matrix(1, 0, 0, -1, 0, 900)),
    ],
    ids=["made smaller", "shown through", "turned", "mirrored"],
)
def test_what_cannot_be_cut_stays_whole(node: Node) -> None:
    page = page_of(SIZE, node)
    emptied, photographs = taken_out(page, grid_of(page, None))
    assert emptied.scene.nodes == page.scene.nodes and not photographs.held


def test_a_band_is_sent_a_few_rows_and_none_of_what_lies_elsewhere() -> None:
    page = page_of(SIZE, noise(400, 260, Rect(0, 0, *SIZE)), noise(100, 100, Rect(0, 0, 400, 400)))
    _, photographs = taken_out(page, grid_of(page, None))
    first, second = photographs.rows(1000, 1100)
    assert first is not None and second is None
    assert first.rgb.height < 16 and (first.rgb.width, first.frame.width) == (400, 4000)


def test_a_large_photograph_leaves_room_for_many_hands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 64)
    size = Size(47_244, 19_685)
    large = replace(noise(10, 10, Rect(0, 0, *size)), rgb=Raster("RGB", 6000, 4000, bytes(72_000_000)))
    for colour in (ColourMode.RGB, ColourMode.CMYK):
        page = page_of(size, replace(large, cmyk=Raster("CMYK", 6000, 4000, bytes(96_000_000))))
        options = RasterOptions(RasterKind.TIFF, None, colour)
        assert bands.workers(page, grid_of(page, None), options) >= 2
