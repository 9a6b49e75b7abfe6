"""How far paths and parts reach, to the ink: what gradients and clips of the unit square are measured by."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from render.geometry import Matrix, Path, Rect
from render.model.artwork import Cluster, Part


def extent(path: Path, matrix: Matrix = Matrix()) -> Rect | None:
    """Return the smallest box around a path as drawn, bulges of curves included; None where it is empty."""
    placed = path if matrix == Matrix() else path.transformed(matrix)
    xs: list[float] = []
    ys: list[float] = []
    for verb, values in placed.segments():
        if verb == "C":
            xs += _turns(xs[-1], *values[::2])
            ys += _turns(ys[-1], *values[1::2])
        elif values:
            xs.append(values[0])
            ys.append(values[1])
    return Rect(min(xs), min(ys), max(xs), max(ys)) if xs else None


def _turns(p0: float, p1: float, p2: float, p3: float) -> list[float]:
    """Return where one coordinate of a cubic turns back, and at last its end."""
    a, b, c = p3 - 3 * p2 + 3 * p1 - p0, 2 * (p2 - 2 * p1 + p0), p1 - p0
    found = []
    for t in _roots(a, b, c):
        if 0 < t < 1:
            s = 1 - t
            found.append(s * s * s * p0 + 3 * s * s * t * p1 + 3 * s * t * t * p2 + t * t * t * p3)
    return [*found, p3]


def _roots(a: float, b: float, c: float) -> list[float]:
    if abs(a) < 1e-12 * (abs(b) + abs(c)):
        return [-c / b] if b else []
    square = b * b - 4 * a * c
    if square < 0 or not a:
        return []
    # The form that loses no digits where b is large beside a.
    q = -(b + math.copysign(math.sqrt(square), b)) / 2
    return [q / a, c / q] if q else [0.0]


def extent_of(parts: Iterable[Part]) -> Rect | None:
    """Return the smallest box around the paths of parts, without clips and lines' widths."""
    boxes = [box for path, matrix in _paths(parts, Matrix()) if (box := extent(path, matrix))]
    if not boxes:
        return None
    left, top = min(box.left for box in boxes), min(box.top for box in boxes)
    return Rect(left, top, max(box.right for box in boxes), max(box.bottom for box in boxes))


def coordinates(parts: Iterable[Part]) -> int:
    """Return how many coordinates parts have, ten more a path: what measuring them takes."""
    return sum(10 + len(path.points) for path, _ in _paths(parts, Matrix()))


def _paths(parts: Iterable[Part], matrix: Matrix) -> Iterator[tuple[Path, Matrix]]:
    for part in parts:
        if isinstance(part, Cluster):
            yield from _paths(part.children, part.matrix.then(matrix))
        else:
            yield part.path, matrix
