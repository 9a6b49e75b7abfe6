"""Curves as chords: the same in every band, since they are cut once in the coordinates of the whole picture."""

from __future__ import annotations

import math

from render.geometry import Path

_MOST_CHORDS = 500


def flatten(path: Path, tolerance: float) -> Path:
    """Return the path with every cubic replaced by chords no further from it than the tolerance."""
    verbs: list[str] = []
    points: list[float] = []
    for verb, values in path.segments():
        if verb == "C":
            chords = _chords(points[-2], points[-1], values, tolerance)
            verbs.append("L" * (len(chords) // 2))
            points += chords
        else:
            verbs.append(verb)
            points += values
    return Path("".join(verbs), tuple(points))


def _chords(x0: float, y0: float, cubic: tuple[float, ...], tolerance: float) -> list[float]:
    x1, y1, x2, y2, x3, y3 = cubic
    # The chord error of n even steps is at most 6/8 of the largest second difference over n².
    bend = max(math.hypot(x0 - 2 * x1 + x2, y0 - 2 * y1 + y2), math.hypot(x1 - 2 * x2 + x3, y1 - 2 * y2 + y3))
    steps = min(_MOST_CHORDS, max(1, math.ceil(math.sqrt(0.75 * bend / tolerance))))
    chords: list[float] = []
    for step in range(1, steps):
        t = step / steps
        s = 1 - t
        a, b, c, d = s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t
        chords += (a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3)
    return [*chords, x3, y3]
