"""The edges of a glyph by height: how far its ink reaches to the left and right in each of many thin bands.

Font units, y up; a band without ink has no edge (None). What the eye takes for the edge of a round or open letter
lies further in than its outermost point.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from render.geometry import Path
from render.text.fonts import face

# Bands from below the deepest tail to above the tallest stacked mark, in em.
_LOW, _HIGH, _BANDS = -0.5, 1.5, 80
_CURVE_STEPS = 6
# The share of the ink's mean distance from its outermost point that the eye forgives.
_FORGIVEN = 0.3


@dataclass(frozen=True, slots=True)
class Profile:
    """The leftmost and rightmost ink in each band, from the lowest band up."""

    left: tuple[float | None, ...]
    right: tuple[float | None, ...]


@lru_cache(maxsize=4096)
def profile(face_key: str, gid: int) -> Profile:
    """Return the edges of a glyph."""
    used = face(face_key)
    low, step = _LOW * used.upem, (_HIGH - _LOW) * used.upem / _BANDS
    left: list[float | None] = [None] * _BANDS
    right: list[float | None] = [None] * _BANDS
    for (x0, y0), (x1, y1) in _segments(used.outline(gid)):
        first, last = sorted((int((y0 - low) / step), int((y1 - low) / step)))
        for band in range(max(first, 0), min(last, _BANDS - 1) + 1):
            bottom, top = low + band * step, low + (band + 1) * step
            for x in (_at(x0, y0, x1, y1, bottom), _at(x0, y0, x1, y1, top)):
                so_left, so_right = left[band], right[band]
                left[band] = x if so_left is None else min(so_left, x)
                right[band] = x if so_right is None else max(so_right, x)
    return Profile(tuple(left), tuple(right))


def _at(x0: float, y0: float, x1: float, y1: float, y: float) -> float:
    """Return where a segment stands at a height, held to its ends."""
    share = (y - y0) / (y1 - y0) if y1 != y0 else 0.0
    return x0 + (x1 - x0) * min(max(share, 0.0), 1.0)


def _segments(path: Path) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """Yield the outline as straight pieces."""
    start = pen = (0.0, 0.0)
    at = 0
    for verb in path.verbs:
        if verb == "Z":
            yield pen, start
            pen = start
            continue
        count = 6 if verb == "C" else 2
        numbers = path.points[at : at + count]
        at += count
        end = numbers[-2], numbers[-1]
        if verb == "M":
            start = end
        elif verb == "L":
            yield pen, end
        else:
            yield from pairwise(_curve(pen, numbers))
        pen = end


def _curve(start: tuple[float, float], numbers: tuple[float, ...]) -> Iterator[tuple[float, float]]:
    ax, ay, bx, by, x, y = numbers
    for step in range(_CURVE_STEPS + 1):
        t = step / _CURVE_STEPS
        u = 1 - t
        yield (
            u * u * u * start[0] + 3 * u * u * t * ax + 3 * u * t * t * bx + t * t * t * x,
            u * u * u * start[1] + 3 * u * u * t * ay + 3 * u * t * t * by + t * t * t * y,
        )


def nearest(face_key: str, left: int, right: int) -> float:
    """Return the least gap of two glyphs set by their advances, over bands and their neighbours."""
    used = face(face_key)
    rights, lefts = profile(face_key, left).right, profile(face_key, right).left
    advance = used.advance(left)
    gaps = [
        advance - edge + other
        for band, edge in enumerate(rights)
        if edge is not None
        for other in lefts[max(0, band - 1) : band + 2]
        if other is not None
    ]
    return min(gaps, default=float(used.upem))


@lru_cache(maxsize=4096)
def forgiven(face_key: str, gid: int, *, at_left: bool) -> float:
    """Return how far a letter may reach beyond a margin and still seem to stand on it, in em."""
    used = face(face_key)
    edges = profile(face_key, gid)
    low, step = _LOW * used.upem, (_HIGH - _LOW) * used.upem / _BANDS
    rows = range(round(-low / step), round((used.cap_height - low) / step))
    if at_left:
        found = [x for x in (edges.left[row] for row in rows) if x is not None]
        outer = sum(found) / len(found) - min(found) if found else 0.0
    else:
        found = [x for x in (edges.right[row] for row in rows) if x is not None]
        outer = max(found) - sum(found) / len(found) if found else 0.0
    return outer * _FORGIVEN / used.upem
