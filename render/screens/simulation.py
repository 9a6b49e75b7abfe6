"""How a wall looks from where people stand: lamps as dots on a dark board, seams of modules, blurred as an eye sees.

An eye tells points apart that are about one minute of arc away from each other: 0.29 mm for each metre. Light adds up
by its power, so pixels are made linear first; a lamp is brighter than its share of the board, as a wall is set up.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from render.backends.grid import Band
from render.errors import UsageError
from render.model.screens import Screen
from render.screens.canvas import rgb

_MOST_PIXELS, _MOST_SCALE = 8_000_000, 16
# A lamp's share of the distance to the next, across.
_DOT = 0.72
_GAMMA = 2.2
_BOARD = 0.003
LAMPS = {
    "red": (255, 30, 10),
    "green": (40, 255, 60),
    "blue": (40, 80, 255),
    "yellow": (255, 190, 0),
    "white": (255, 255, 255),
}

Light = NDArray[np.float32]


def simulated(wall: Band, screen: Screen, distance: float, acuity: float = 1.0) -> Band:
    """Return a wall seen from `distance` metres by an eye that tells `acuity` minutes of arc apart.

    Raise UsageError where nobody said how far the wall's pixels stand from each other.
    """
    pitch = screen.pitch_mm
    if not pitch:
        raise UsageError("simulation.pitch", id=screen.id)
    seen = wall if wall.shape[2] == 3 else (rgb(wall) // 255) * np.array(LAMPS[screen.lamp], np.uint8)
    height, width, _ = wall.shape
    scale = max(1, min(_MOST_SCALE, int(math.sqrt(_MOST_PIXELS / (width * height)))))
    light = _dots(np.power(seen.astype(np.float32) / 255, np.float32(_GAMMA)), scale)
    light = _seamed(light, screen, scale, round(screen.bezel / pitch * scale))
    blur = distance * 1000 * math.tan(math.radians(acuity / 60)) / 2.355 / pitch * scale
    for axis in (0, 1):
        light = _blurred(light, blur, axis)
    shown: Band = (np.clip(light + _BOARD, 0, 1) ** (1 / _GAMMA) * 255 + 0.5).astype(np.uint8)
    return shown


def _dots(light: Light, scale: int) -> Light:
    """Return every pixel as a round lamp that shines as much as the whole of its place would."""
    if scale < 3:
        return light.repeat(scale, 0).repeat(scale, 1)
    at = (np.arange(scale) + 0.5) / scale - 0.5
    distance = np.sqrt(at[:, None] ** 2 + at[None, :] ** 2)
    mask = np.clip((_DOT / 2 - distance) * scale + 0.5, 0, 1).astype(np.float32)
    mask /= mask.mean()
    tiled = np.tile(mask, light.shape[:2])
    return light.repeat(scale, 0).repeat(scale, 1) * tiled[:, :, None]


def _seamed(light: Light, screen: Screen, scale: int, seam: int) -> Light:
    """Return the modules moved apart by their frames."""
    if seam < 1 or not screen.dots:
        return light
    for axis, dots in ((1, screen.dots[0]), (0, screen.dots[1])):
        places = np.repeat(np.arange(dots * scale, light.shape[axis], dots * scale), seam)
        light = np.insert(light, places, 0.0, axis=axis)
    return light


def _blurred(light: Light, sigma: float, axis: int) -> Light:
    """Return light spread along one axis, by three means of neighbours, which come near to a bell curve."""
    reach = round((math.sqrt(4 * sigma * sigma + 1) - 1) / 2)
    if reach < 1:
        return light
    for _ in range(3):
        edges = [(0, 0)] * 3
        edges[axis] = (reach + 1, reach)
        sums = np.cumsum(np.pad(light, edges), axis=axis, dtype=np.float64)
        whole, length = 2 * reach + 1, light.shape[axis]
        high = np.take(sums, np.arange(whole, whole + length), axis)
        low = np.take(sums, np.arange(length), axis)
        light = ((high - low) / whole).astype(np.float32)
    return light
