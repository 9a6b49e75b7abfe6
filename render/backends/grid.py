"""The pixel grid over a page, and the bands it is painted in.

A band's height depends on the picture's width alone, so that any number of workers paints the same pixels.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from render.errors import UsageError
from render.geometry import Insets, Matrix, Rect, Size, sides_px
from render.scene.nodes import Unit
from render.scene.sheet import Page

# Rows × columns × channels, 8 bits each.
Band = NDArray[np.uint8]
# One band holds about this many pixels.
_BAND_PIXELS = 1 << 22
# Eight rows of JPEG blocks: restart markers count to eight, and powers of two divide it into strips.
_STEP = 64
_LEAST_ROWS = 16
_STRIP_BYTES = 1 << 22


@dataclass(frozen=True, slots=True)
class Grid:
    """The pixel grid laid over a page: its sides in pixels and the part of the page it shows."""

    width: int
    height: int
    shown: Rect

    @property
    def pixels(self) -> int:
        """How many pixels there are."""
        return self.width * self.height

    @property
    def to_pixels(self) -> Matrix:
        """The map from page coordinates to pixels."""
        sx, sy = self.width / self.shown.width, self.height / self.shown.height
        return Matrix(sx, 0.0, 0.0, sy, -self.shown.left * sx, -self.shown.top * sy)

    @property
    def one_band(self) -> bool:
        """True where a single band holds the whole picture."""
        return self.pixels <= 2 * _BAND_PIXELS

    @property
    def band_rows(self) -> int:
        """Rows of one band of several: a multiple of 64, or of 16 where the picture is exceedingly wide."""
        rows = max(_LEAST_ROWS, _BAND_PIXELS // self.width)
        step = _STEP if rows >= _STEP else _LEAST_ROWS
        return rows // step * step

    def bands(self) -> list[tuple[int, int]]:
        """Return the bands as first row and row behind the last."""
        if self.one_band:
            return [(0, self.height)]
        return [(top, min(top + self.band_rows, self.height)) for top in range(0, self.height, self.band_rows)]

    def strip_rows(self, channels: int) -> int:
        """Return the rows of a TIFF's strips: a power of two that divides a band, at most 64."""
        rows = _STEP if self.band_rows % _STEP == 0 else _LEAST_ROWS
        while rows > 1 and rows * self.width * channels > _STRIP_BYTES:
            rows //= 2
        return rows


def grid_of(page: Page, dpi: int | None) -> Grid:
    """Return the exact grid of a page's bleed box: from dpi for mm, one to one for px."""
    box = page.bleed
    if page.scene.unit is Unit.PX:
        return Grid(round(box.width), round(box.height), box)
    if dpi is None:
        raise UsageError("dpi.missing")
    if box == page.scene.painted:
        width, height = sides_px(page.scene.size, page.scene.bleed, dpi)
    else:
        # A tile, or the trim alone.
        width, height = sides_px(Size(box.width, box.height), Insets(), dpi)
    return Grid(max(1, width), max(1, height), box)
