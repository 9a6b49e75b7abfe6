"""A wall's pixels as the player is fed them: lamps lit in the colours there are, strips cut into rows, black around.

Arrays are height × width × 3 (RGB), or × 1 for boards of one colour (0 or 255), rows from the top.
"""

from __future__ import annotations

import numpy as np

from render.backends.base import ColourMode
from render.backends.grid import Band, grid_of
from render.backends.raster import paint
from render.geometry import Rect
from render.model.screens import Screen
from render.scene.nodes import Scene
from render.scene.sheet import Page

# From where on a lamp of a board without shades is lit.
_LIT = 128


def page_of(scene: Scene) -> Page:
    """Return a scene of pixels as a page without anything around it."""
    box = Rect(0.0, 0.0, *scene.size)
    return Page(scene, box, box, box)


def paint_wall(scene: Scene, screen: Screen) -> Band:
    """Return a scene as the lamps of a wall."""
    page = page_of(scene)
    mode = ColourMode.MONO if screen.colour == "one" else ColourMode.RGB
    return lamps(paint(page, grid_of(page, None), mode), screen)


def lamps(band: Band, screen: Screen) -> Band:
    """Return pixels in the colours that the lamps have: of three colours, red and green are lit or dark."""
    if screen.colour != "three":
        return band
    lit = np.where(band >= _LIT, np.uint8(255), np.uint8(0))
    lit[:, :, 2] = 0
    return lit


def fed(wall: Band, screen: Screen) -> Band:
    """Return a wall's pixels on the canvas of the player."""
    if screen.fold == 1 and screen.raster is None:
        return wall
    width, height = screen.canvas
    # A screen without a raster of its own begins at the canvas's corner.
    across, down = screen.at if screen.raster else (0, 0)
    canvas = np.zeros((height, width, wall.shape[2]), np.uint8)
    for (left, top, right, bottom), (x, y) in screen.pieces():
        x, y = x + across, y + down
        canvas[y : y + bottom - top, x : x + right - left] = wall[top:bottom, left:right]
    return canvas


def wall_of(canvas: Band, screen: Screen) -> Band:
    """Return the wall's own pixels from a canvas that they were placed on."""
    wall = np.zeros((screen.height, screen.width, canvas.shape[2]), np.uint8)
    across, down = screen.at if screen.raster else (0, 0)
    for (left, top, right, bottom), (x, y) in screen.pieces():
        x, y = x + across, y + down
        wall[top:bottom, left:right] = canvas[y : y + bottom - top, x : x + right - left]
    return wall


def rgb(band: Band) -> Band:
    """Return pixels as red, green and blue."""
    return np.repeat(band, 3, axis=2) if band.shape[2] == 1 else band
