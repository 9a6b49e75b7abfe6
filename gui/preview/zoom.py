"""Scales of the preview, as sums without a window. A scale is device pixels per mm, or per pixel of a screen work.

At 100 % a print has its real size on the screen, a screen work one device pixel for each of its own.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from render.model.formats import Format

# 48 MB of RGB: what the smallest usual /dev/shm (64 MB, in containers) holds.
MOST_PIXELS = 16_000_000
_PER_MM = 96 / 25.4
_LADDER = (1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 25, 33, 50, 66, 100, 150, 200, 300, 400, 600, 800, 1200, 1600)
_LEAST_PX = 48


@dataclass(frozen=True, slots=True)
class Extent:
    """A work's size in its own unit on a screen of a density."""

    width: float
    height: float
    is_print: bool
    density: float = 1.0

    @classmethod
    def of(cls, work: Format, density: float) -> Extent:
        """Return the extent of a format's finished size."""
        return cls(*work.size, work.is_print, density)

    @property
    def longest(self) -> float:
        """The longer side in the work's unit."""
        return max(self.width, self.height)

    @property
    def actual(self) -> float:
        """The scale of 100 %."""
        return _PER_MM * self.density if self.is_print else 1.0

    def percent(self, scale: float) -> float:
        """Return a scale in percent."""
        return 100 * scale / self.actual

    def fit(self, width_px: float, height_px: float) -> float:
        """Return the scale that fills a room; a screen work larger than life grows by whole pixels."""
        scale = min(width_px / self.width, height_px / self.height)
        if not self.is_print and scale >= 1:
            scale = math.floor(scale)
        return min(max(scale, self.least), self.most)

    @property
    def least(self) -> float:
        """The smallest useful scale."""
        return _LEAST_PX / self.longest

    @property
    def most(self) -> float:
        """The largest scale: four times life, less where paint would be stretched more than twice."""
        if not self.is_print:
            return max(self.actual, 16.0)
        return max(self.actual, min(4 * self.actual, 2 * self._finest))

    @property
    def _finest(self) -> float:
        return math.sqrt(MOST_PIXELS / (self.width * self.height))

    def bounded(self, scale: float) -> float:
        """Return a scale within the limits, whole where a screen work is larger than life."""
        scale = min(max(scale, self.least), self.most)
        return float(round(scale)) if not self.is_print and scale > 1 else scale

    def step(self, scale: float, direction: int) -> float:
        """Return the next scale of the ladder, up or down."""
        ladder = [rung for rung in _LADDER if self.is_print or rung <= 100 or rung % 100 == 0]
        percent = self.percent(scale)
        if direction > 0:
            rungs = [rung for rung in ladder if rung > percent * 1.01]
            wanted = rungs[0] if rungs else percent
        else:
            rungs = [rung for rung in ladder if rung < percent * 0.99]
            wanted = rungs[-1] if rungs else percent / 1.5
        return self.bounded(wanted / 100 * self.actual)

    def shown_px(self, scale: float) -> tuple[int, int]:
        """Return the size on the screen in device pixels, rounded as the painter rounds."""
        if not self.is_print and scale >= 1:
            return round(self.width * scale), round(self.height * scale)
        share = max(1, round(self.longest * scale)) / self.longest
        return max(1, round(self.width * share)), max(1, round(self.height * share))

    def painted_px(self, scale: float) -> int:
        """Return the longer side to ask the painter for: what is shown, as far as memory allows."""
        finest = min(self._finest, 1.0) if not self.is_print else self._finest
        return max(1, round(self.longest * min(scale, finest)))
