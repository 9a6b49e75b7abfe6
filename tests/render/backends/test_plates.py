"""Inks on their plates: Ghostscript separates our PDFs, and our own CMYK rasters agree with it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from render.backends.base import ColourMode
from render.backends.grid import grid_of
from render.backends.pdf import PdfOptions, write_pdf
from render.backends.raster import paint
from render.colour import BLACK, REGISTRATION, Colour
from render.geometry import Insets, Rect, Size, rectangle
from render.scene.nodes import Flat, Node, Scene, Shape, Stroke, Unit
from render.scene.sheet import Page, Sheet

RED = Colour((218, 37, 29), (0, 100, 100, 0))
GOLD = Colour((150, 120, 60), (20, 40, 80, 10), "PANTONE 871 C")
TRIM = Rect(0, 0, 60, 40)
DPI = 72


def page(*nodes: Node, marks: tuple[Node, ...] = ()) -> Page:
    scene = Scene(Unit.MM, Size(TRIM.width, TRIM.height), Insets.all(3), nodes)
    return Page(scene, TRIM, scene.painted, scene.painted.grown(Insets.all(6)), marks)


def box(left: float, top: float, right: float, bottom: float, paint_: Flat) -> Shape:
    return Shape(rectangle(Rect(left, top, right, bottom)), paint_)


def plates(path: Path) -> dict[str, np.ndarray]:
    """Return the plates that Ghostscript makes, ink 0…255 a pixel, by name."""
    command = ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=tiffsep", f"-r{DPI}"]
    subprocess.run([*command, f"-sOutputFile={path.with_suffix('.tif')}", str(path)], check=True, timeout=60)
    found: dict[str, np.ndarray] = {}
    for plate in path.parent.glob(f"{path.stem}(*).tif"):
        with Image.open(plate) as picture:
            found[plate.stem.partition("(")[2].rstrip(")")] = 255 - np.asarray(picture.convert("L")).astype(int)
    return found


def at(plate: np.ndarray, x: float, y: float) -> int:
    """Return the ink at a place of the page, mm from the trim's corner."""
    row, column = ((value + 9) * DPI / 25.4 for value in (y, x))
    return int(plate[int(row), int(column)])


@pytest.mark.readers
def test_flat_inks_spots_and_overprints_land_on_their_plates(tmp_path: Path) -> None:
    nodes = (
        box(-9, -9, 70, 50, Flat(RED)),
        box(5, 5, 15, 15, Flat(BLACK, overprint=True)),
        box(20, 5, 30, 15, Flat(BLACK)),
        box(35, 5, 45, 15, Flat(GOLD)),
    )
    mark = Shape(rectangle(Rect(20, -8, 30, -5)), stroke=Stroke(Flat(REGISTRATION), 1))
    path = tmp_path / "inks.pdf"
    write_pdf(Sheet((page(*nodes, marks=(mark,)),), "Mực", "2026-01-01"), path, PdfOptions())
    found = plates(path)
    assert set(found) == {"Cyan", "Magenta", "Yellow", "Black", GOLD.spot}

    def inks(x: float, y: float) -> list[int]:
        return [at(found[name], x, y) for name in ("Cyan", "Magenta", "Yellow", "Black", GOLD.spot)]

    assert inks(50, 30) == [0, 255, 255, 0, 0]
    assert inks(-2.5, -2.5) == [0, 255, 255, 0, 0]
    assert inks(10, 10) == [0, 255, 255, 255, 0]
    assert inks(25, 10) == [0, 0, 0, 255, 0]
    assert inks(40, 10) == [0, 0, 0, 0, 255]
    assert inks(20, -6.5) == [255] * 5


def test_a_raster_keeps_the_inks_under_an_overprint_and_shows_a_spot_by_its_build() -> None:
    made = page(
        box(-9, -9, 70, 50, Flat(RED)),
        box(5, 5, 15, 15, Flat(BLACK, overprint=True)),
        box(20, 5, 30, 15, Flat(BLACK)),
        box(35, 5, 45, 15, Flat(GOLD)),
    )
    grid = grid_of(made, DPI)
    pixels = paint(made, grid, ColourMode.CMYK)

    def inks(x: float, y: float) -> list[int]:
        return [int(value) for value in pixels[int((y + 3) * DPI / 25.4), int((x + 3) * DPI / 25.4)]]

    assert inks(10, 10) == [0, 255, 255, 255]
    assert inks(25, 10) == [0, 0, 0, 255]
    assert inks(40, 10) == [51, 102, 204, 26]
    rgb = paint(made, grid, ColourMode.RGB)
    assert [int(value) for value in rgb[int(13 * DPI / 25.4), int(13 * DPI / 25.4)]] == [0, 0, 0]
