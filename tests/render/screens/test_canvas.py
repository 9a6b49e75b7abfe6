"""What the player is fed: strips cut into rows, walls inside a raster, lamps without shades."""

from __future__ import annotations

import numpy as np
import pytest

from render.model.screens import Screen
from render.screens.canvas import fed, lamps, wall_of

CASES = [
    {"size": (12, 3)},
    {"size": (12, 3), "fold": 4},
    {"size": (13, 3), "fold": 3},
    {"size": (3, 12), "fold": 2},
    {"size": (12, 3), "fold": 2, "raster": (20, 10), "at": (5, 2)},
    {"size": (12, 3), "raster": (12, 3)},
]


def _numbered(screen: Screen) -> np.ndarray:
    """A wall whose every pixel is its own."""
    count = screen.width * screen.height
    return (np.arange(count, dtype=np.uint8) + 1).reshape(screen.height, screen.width, 1).repeat(3, axis=2)


@pytest.mark.parametrize("facts", CASES, ids=str)
def test_every_pixel_is_fed_once_and_all_else_is_black(facts: dict) -> None:
    screen = Screen(id="x", name="x", **facts)
    wall = _numbered(screen)
    canvas = fed(wall, screen)
    assert canvas.shape[:2] == screen.canvas[::-1]
    lit = canvas[:, :, 0][canvas[:, :, 0] > 0]
    assert sorted(lit) == sorted(wall[:, :, 0].ravel())
    assert np.array_equal(wall_of(canvas, screen), wall)


def test_a_folded_strip_in_a_raster_looks_so() -> None:
    screen = Screen(id="x", name="x", size=(4, 1), fold=2, raster=(4, 4), at=(1, 1))
    canvas = fed(_numbered(screen), screen)[:, :, 0]
    assert canvas.tolist() == [[0, 0, 0, 0], [0, 1, 2, 0], [0, 3, 4, 0], [0, 0, 0, 0]]


def test_lamps_of_three_colours_are_lit_or_dark_and_never_blue() -> None:
    board = Screen(id="x", name="x", size=(2, 1), colour="three")
    shades = np.array([[[200, 120, 255], [90, 255, 10]]], np.uint8)
    assert lamps(shades, board).tolist() == [[[255, 0, 0], [0, 255, 0]]]
