"""The plain rule that turns RGB pixels into inks where no press profile is at hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

    Values = np.ndarray[tuple[int, ...], np.dtype[np.uint8]]

# How much of the grey in a colour black takes over, from where on, and how much of the three inks goes for it.
# Three inks of 1 - 0.3 with 0.89 of black stay under 300 %, rounding included.
_BLACK_FROM, _BLACK_SHARE, _REMOVED = 0.3, 0.89, 0.3
# Pixels worked on at a time: floats take sixteen times the room of the picture.
_AT_ONCE = 1 << 20


def separated(rgb: Values) -> Iterator[Values]:
    """Yield an RGB picture (height × width × 3) as strips of CMYK inks (0…255), at most 300 % in all.

    Black takes over from a third of grey on and some of the three inks goes for it; press does better by a profile.
    """
    height, width, _ = rgb.shape
    rows = max(1, _AT_ONCE // max(1, width))
    for top in range(0, height, rows):
        yield _strip(rgb[top : top + rows])


def _strip(rgb: Values) -> Values:
    import numpy as np

    inks = 1 - rgb.astype(np.float32) / 255
    grey = inks.min(axis=2, keepdims=True)
    black = np.clip((grey - _BLACK_FROM) / (1 - _BLACK_FROM), 0, 1) * _BLACK_SHARE
    inks -= grey * _REMOVED
    return (np.concatenate((inks, black), axis=2) * 255 + 0.5).astype(np.uint8)
