"""PDF/X-1a knows no transparency: flat veils are mixed, and what remains is one picture below the words."""

from __future__ import annotations

import numpy as np
import pytest

from render.backends.base import ColourMode
from render.backends.grid import grid_of
from render.backends.placed import picture_of
from render.backends.raster import paint
from render.colour import Colour
from render.geometry import Insets, Matrix, Rect, Size, ellipse, rectangle
from render.press.opaque import is_opaque, opaque
from render.scene.nodes import Flat, Group, Linear, Node, Picture, Raster, Scene, Shape, Stop, Stroke, Unit
from render.scene.sheet import Page

RED, GOLD, WHITE = (
    Colour((218, 37, 29), (0, 100, 100, 0)),
    Colour((250, 190, 30), (0, 28, 95, 0)),
    Colour((255, 255, 255), (0, 0, 0, 0)),
)
GROUND = Shape(rectangle(Rect(-9, -9, 110, 70)), Flat(RED))
DISC = Shape(ellipse(30, 30, 12), Flat(WHITE, 0.4))
FAR = Shape(ellipse(70, 30, 12), Flat(GOLD, 0.4))
OVER = Shape(ellipse(36, 30, 12), Flat(GOLD, 0.4))
SHADE = Shape(rectangle(Rect(0, 0, 50, 60)), Linear((0, 0), (50, 0), (Stop(0, RED), Stop(1, GOLD))))
LOGO = Picture(Rect(5, 5, 20, 20), Raster("RGBA", 2, 2, bytes((9, 9, 9, 90)) * 4), Raster("CMYK", 2, 2, bytes(16)))


def scene(*nodes: Node) -> Scene:
    return Scene(Unit.MM, Size(100, 60), Insets.all(3), nodes)


def page(made: Scene) -> Page:
    return Page(made, Rect(0, 0, 100, 60), made.painted, made.painted)


def seen(made: Scene, colour: ColourMode) -> np.ndarray:
    sheet = page(made)
    return paint(sheet, grid_of(sheet, 150), colour).astype(int)


CASES: dict[str, tuple[tuple[Node, ...], int]] = {
    "a veil on the ground": ((GROUND, DISC), 0),
    "two veils apart": ((GROUND, DISC, FAR), 0),
    "a veiled group of opaque parts": (
        (GROUND, Group((Shape(ellipse(30, 30, 9), Flat(WHITE)), Shape(ellipse(36, 30, 9), Flat(GOLD))), opacity=0.5)),
        0,
    ),
    "a veil in a moved group": ((GROUND, Group((DISC,), Matrix.move(5, 3))), 0),
    "a veiled stroke": ((GROUND, Shape(ellipse(30, 30, 9), None, Stroke(Flat(WHITE, 0.5), 2))), 0),
    "a veil over a veil": ((GROUND, DISC, OVER), 3),
    "overlapping veils in a group": ((GROUND, Group((DISC, OVER))), 2),
    "a veil on a gradient": ((GROUND, SHADE, DISC, GROUND), 3),
    "a clear picture": ((GROUND, LOGO, FAR), 2),
}


@pytest.mark.parametrize("name", CASES)
def test_without_transparency_a_page_looks_the_same(name: str) -> None:
    nodes, pixels = CASES[name]
    made = opaque(scene(*nodes), lambda lowest: picture_of(page(scene()), 150, lowest))
    assert all(map(is_opaque, made.scene.nodes)) and made.pixels == pixels
    for colour in (ColourMode.CMYK, ColourMode.RGB):
        apart = np.abs(seen(scene(*nodes), colour) - seen(made.scene, colour))
        # Edges may differ by their smoothing, fields by the rounding of one step of mixing.
        assert np.median(apart) <= 1 and np.percentile(apart, 98) <= 2
        assert (apart > 40).mean() < 0.01


def test_an_opaque_page_is_left_as_it_is() -> None:
    plain = scene(GROUND, SHADE)

    def never(_: tuple[Node, ...]) -> Picture:
        raise AssertionError

    assert opaque(plain, never).scene == plain
