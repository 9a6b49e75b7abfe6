"""Pixels: exact inks, exact sizes, bands that meet, files that other readers open."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from render.backends.base import ColourMode
from render.backends.grid import Grid, grid_of
from render.backends.raster import paint
from render.backends.writers import Compression, RasterKind, RasterOptions, write_raster
from render.colour import Colour
from render.errors import UsageError
from render.geometry import Insets, Rect, Size, ellipse, polygon, rectangle
from render.geometry import Path as Outline
from render.scene.nodes import Flat, Group, Linear, Picture, Raster, Scene, Shape, Stop, Unit
from render.scene.sheet import Page

RED = Colour((218, 22, 26), (0, 100, 100, 0))
YELLOW = Colour((255, 222, 0), (0, 10, 100, 0))
BLACK = Colour((0, 0, 0), (0, 0, 0, 100))


SMALL = Size(40, 20)


def page(*nodes, size=SMALL, bleed=0.0, unit=Unit.PX) -> Page:
    scene = Scene(unit, size, Insets.all(bleed), nodes)
    box = Rect(0, 0, *size)
    return Page(scene, box, scene.painted, scene.painted)


def field(colour: Colour, size=SMALL) -> Shape:
    return Shape(rectangle(Rect(-50, -50, size.width + 50, size.height + 50)), Flat(colour))


@pytest.mark.parametrize(
    ("colour", "inks"),
    [
        (RED, (0, 255, 255, 0)),
        (YELLOW, (0, 26, 255, 0)),
        (BLACK, (0, 0, 0, 255)),
        (Colour((1, 2, 3), (12, 34, 56, 78)), (31, 87, 143, 199)),
    ],
)
def test_flat_inks_come_out_as_authored(colour: Colour, inks: tuple[int, ...]) -> None:
    drawn = paint(page(field(colour)), Grid(40, 20, Rect(0, 0, 40, 20)), ColourMode.CMYK)
    assert drawn.shape == (20, 40, 4)
    assert np.abs(drawn.astype(int) - inks).max() <= 1


def test_a_later_node_knocks_out_every_ink_below() -> None:
    drawn = paint(page(field(RED), field(BLACK)), Grid(40, 20, Rect(0, 0, 40, 20)), ColourMode.CMYK)
    assert tuple(drawn[5, 5]) == (0, 0, 0, 255)


def test_half_transparent_over_red_is_half_way() -> None:
    veil = Shape(rectangle(Rect(0, 0, 20, 20)), Flat(Colour((255, 255, 255), (0, 0, 0, 0)), 0.5))
    drawn = paint(page(field(RED), veil), Grid(40, 20, Rect(0, 0, 40, 20)), ColourMode.CMYK)
    assert abs(int(drawn[10, 10, 1]) - 128) <= 1
    assert drawn[10, 30, 1] == 255


def test_overlapping_children_of_a_veiled_group_blend_as_one() -> None:
    children = (
        Shape(rectangle(Rect(0, 0, 30, 20)), Flat(BLACK)),
        Shape(rectangle(Rect(10, 0, 40, 20)), Flat(BLACK)),
    )
    drawn = paint(page(Group(children, opacity=0.5)), Grid(40, 20, Rect(0, 0, 40, 20)), ColourMode.RGB)
    assert len({tuple(pixel) for pixel in drawn[10]}) == 1


def busy_page(width: int, height: int) -> Page:
    nodes = [field(RED, Size(width, height))]
    for at in range(12):
        nodes.append(Shape(ellipse(at * width / 11, height * (at % 5) / 4, height / 6), Flat(YELLOW, 0.5)))
        nodes.append(Shape(polygon([(0, at * 9.3), (width, height - at * 7.7), (width / 2, at)]), Flat(BLACK, 0.3)))
    ends = Linear((0, 0), (width, height), (Stop(0, RED), Stop(1, YELLOW)))
    nodes.append(Shape(rectangle(Rect(width / 4, height / 4, width / 2, height / 2)), ends))
    return page(*nodes, size=Size(width, height))


def test_bands_meet_without_a_seam(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many bands against few: what two grids may differ by at most."""
    work = busy_page(400, 300)
    stitched = []
    for rows, count in ((32, 10), (128, 3)):
        monkeypatch.setattr("render.backends.grid._BAND_PIXELS", 400 * rows)
        grid = grid_of(work, None)
        bands = [paint(work, grid, ColourMode.RGB, top, bottom) for top, bottom in grid.bands()]
        assert len(bands) == count
        stitched.append(np.concatenate(bands).astype(int))
    difference = np.abs(stitched[0] - stitched[1])
    assert difference.max() <= 24
    assert (difference.max(axis=2) > 16).sum() <= 5


KINDS = [
    (RasterKind.PNG, ColourMode.RGB, Compression.DEFLATE, "RGB"),
    (RasterKind.TIFF, ColourMode.CMYK, Compression.DEFLATE, "CMYK"),
    (RasterKind.TIFF, ColourMode.CMYK, Compression.LZW, "CMYK"),
    (RasterKind.TIFF, ColourMode.RGB, Compression.LZW, "RGB"),
    (RasterKind.JPEG, ColourMode.RGB, Compression.DEFLATE, "RGB"),
    (RasterKind.JPEG, ColourMode.CMYK, Compression.DEFLATE, "CMYK"),
    (RasterKind.BMP, ColourMode.RGB, Compression.DEFLATE, "RGB"),
]


@pytest.mark.parametrize(("kind", "colour", "packed", "mode"), KINDS)
@pytest.mark.parametrize("bands", [1 << 23, 400 * 64])
def test_written_files_hold_the_painted_pixels(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind, colour, packed, mode, bands
) -> None:
    monkeypatch.setattr("render.backends.grid._BAND_PIXELS", bands)
    work = busy_page(400, 300)
    target = tmp_path / f"work.{kind.value}"
    assert write_raster(work, target, RasterOptions(kind, None, colour, packed)) == (400, 300)
    grid = grid_of(work, None)
    painted = np.concatenate([paint(work, grid, colour, *rows) for rows in grid.bands()])
    with Image.open(target) as picture:
        assert picture.mode == mode and picture.size == (400, 300)
        found = np.asarray(picture).astype(int)
    limit = 40 if kind is RasterKind.JPEG else 0
    assert np.abs(found - painted).max() <= limit
    assert [entry.name for entry in tmp_path.iterdir()] == [target.name]


@pytest.mark.parametrize("kind", list(RasterKind))
def test_resolution_is_written(tmp_path: Path, kind: RasterKind) -> None:
    work = page(field(RED), size=Size(30, 20), bleed=2.0, unit=Unit.MM)
    target = tmp_path / f"work.{kind.value}"
    assert write_raster(work, target, RasterOptions(kind, 150)) == (201, 142)
    with Image.open(target) as picture:
        assert picture.info["dpi"] == pytest.approx((150, 150), abs=0.02)


def test_a_screen_png_carries_nothing_but_pixels(tmp_path: Path) -> None:
    target = tmp_path / "slide.png"
    write_raster(page(field(RED)), target, RasterOptions(RasterKind.PNG, None))
    data, at, kinds = target.read_bytes(), 8, []
    while at < len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        kinds.append(data[at + 4 : at + 8])
        at += 12 + length
    assert set(kinds) == {b"IHDR", b"IDAT", b"IEND"}
    assert data[24:29] == bytes((8, 2, 0, 0, 0))


def test_pictures_are_painted_on_every_plate() -> None:
    rgb = Raster("RGB", 2, 1, bytes((255, 0, 0, 0, 0, 255)))
    cmyk = Raster("CMYK", 2, 1, bytes((0, 200, 100, 50, 250, 0, 0, 10)))
    work = page(Picture(Rect(0, 0, 40, 20), rgb, cmyk))
    grid = Grid(40, 20, Rect(0, 0, 40, 20))
    assert tuple(paint(work, grid, ColourMode.RGB)[10, 2]) == (255, 0, 0)
    assert tuple(paint(work, grid, ColourMode.CMYK)[10, 2]) == (0, 200, 100, 50)
    assert tuple(paint(work, grid, ColourMode.CMYK)[10, 37]) == (250, 0, 0, 10)


def test_impossible_files_are_refused_before_they_begin(tmp_path: Path) -> None:
    wide = page(field(RED), size=Size(70_000, 1))
    with pytest.raises(UsageError, match="jpeg-side"):
        write_raster(wide, tmp_path / "a.jpg", RasterOptions(RasterKind.JPEG, None))
    with pytest.raises(UsageError, match="no-cmyk"):
        write_raster(page(field(RED)), tmp_path / "a.png", RasterOptions(RasterKind.PNG, None, ColourMode.CMYK))
    assert not list(tmp_path.iterdir())


def test_a_stroke_is_as_wide_as_it_says() -> None:
    from render.scene.nodes import Stroke

    line = Shape(Outline("ML", (0, 10, 40, 10)), stroke=Stroke(Flat(BLACK), 4))
    drawn = paint(page(line), Grid(40, 20, Rect(0, 0, 40, 20)), ColourMode.RGB)
    assert [int(row) for row in np.flatnonzero(drawn[:, 20, 0] < 128)] == [8, 9, 10, 11]
