"""How long words must stand and how fast they may run to be read.

A moving viewer takes in six to eight groups of words in three to four seconds (surefiresign.com), which is about
three Vietnamese syllables a second once the eye has found the beginning.
"""

from __future__ import annotations

import math

LEAST_SECONDS, MOST_SECONDS = 4.0, 600.0
# Below this a change of slides is a flash: no more than three in a second, and never near it (WCAG 2.3.1).
FLASH_SECONDS = 1.0
_FINDING, _SYLLABLES_A_SECOND = 1.0, 3.0
# Letters of a ticker that a reader follows in a second, and how long each stays on the screen at least.
LETTERS_A_SECOND, _ON_SCREEN = 12.0, 1.6


def seconds_for(text: str) -> float:
    """Return how long a slide with these words stands, in half seconds, at least four."""
    wanted = _FINDING + len(text.split()) / _SYLLABLES_A_SECOND
    return max(LEAST_SECONDS, math.ceil(wanted * 2) / 2)


def ticker_speed(letter_px: float, width_px: int) -> float:
    """Return a ticker's speed in pixels a second: as fast as it is read, slower where few letters are in view."""
    in_view = width_px / letter_px
    return min(LETTERS_A_SECOND, in_view / _ON_SCREEN) * letter_px
