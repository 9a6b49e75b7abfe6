"""Shapes of a clip as one non-zero path: the union that SVG means, where no contours cross.

A scene knows one rule for clips. Shapes are turned so that their areas add and never cancel; even-odd ones get
their contours turned by how deep they are nested. Where that cannot be exact, it is said.
"""

from __future__ import annotations

import math

from render.geometry import Path

_CHORDS = 8
# Points of a contour tried to find what it lies in.
_PROBES = 8
Polygon = list[tuple[float, float]]


def union(shapes: list[tuple[Path, bool]], most: int = 4_000_000) -> tuple[Path, bool, int]:
    """Return shapes, each with its even-odd mark, as one path, whether it is exact, and the tests that took.

    At most `most` points are tested against sides to find which contour lies in which.
    """
    if len(shapes) == 1 and not shapes[0][1]:
        return shapes[0][0], True, 0
    tests = 0
    verbs: list[str] = []
    points: list[float] = []
    exact = True
    for path, even_odd in shapes:
        contours = split(path)
        if even_odd and len(contours) > 0:
            cost = len(contours) * (_PROBES + 1) * sum(len(contour.points) for contour in contours)
            affordable = tests + cost <= most
            contours, sure = _nested(contours) if affordable else (contours, False)
            tests, exact = tests + cost * affordable, exact and sure
        polygons = [chords(contour) for contour in contours]
        if len(shapes) > 1 and sum(map(area, polygons)) < 0:
            contours = [reverse(contour) for contour in contours]
        exact = exact and (len(shapes) == 1 or not any(_knotted(polygon) for polygon in polygons))
        verbs += (contour.verbs for contour in contours)
        points += (value for contour in contours for value in contour.points)
    return Path("".join(verbs), tuple(points)), exact, tests


def split(path: Path) -> list[Path]:
    """Return the contours of a path, each closed."""
    found: list[Path] = []
    verbs: list[str] = []
    points: list[float] = []
    for verb, values in path.segments():
        if verb == "M":
            found.append(Path("".join(verbs) + "Z", tuple(points)))
            verbs, points = [], []
        if verb != "Z":
            verbs.append(verb)
            points += values
    found.append(Path("".join(verbs) + "Z", tuple(points)))
    return [contour for contour in found if len(contour.verbs) > 2]


def reverse(contour: Path) -> Path:
    """Return a closed contour run the other way."""
    points = list(zip(contour.points[::2], contour.points[1::2], strict=True))[::-1]
    verbs = "M" + contour.verbs[1:-1][::-1] + "Z"
    return Path(verbs, tuple(value for point in points for value in point))


def chords(contour: Path) -> Polygon:
    """Return a contour as a polygon near it."""
    found: Polygon = []
    for verb, values in contour.segments():
        if verb == "C":
            x0, y0 = found[-1]
            x1, y1, x2, y2, x3, y3 = values
            for step in range(1, _CHORDS + 1):
                t = step / _CHORDS
                s = 1 - t
                a, b, c, d = s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t
                found.append((a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3))
        elif verb != "Z":
            found.append((values[0], values[1]))
    return found


def area(polygon: Polygon) -> float:
    """Return the area of a polygon, negative where it runs against the clock (y down)."""
    turned = polygon[1:] + polygon[:1]
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in zip(polygon, turned, strict=True)) / 2


def _knotted(polygon: Polygon) -> bool:
    """True where a contour surely crosses itself: it turns about itself other than once."""
    turned = polygon[1:] + polygon[:1]
    steps = [(bx - ax, by - ay) for (ax, ay), (bx, by) in zip(polygon, turned, strict=True)]
    steps = [step for step in steps if step != (0.0, 0.0)]
    turn = 0.0
    for (ax, ay), (bx, by) in zip(steps, steps[1:] + steps[:1], strict=True):
        turn += math.atan2(ax * by - ay * bx, ax * bx + ay * by)
    return len(steps) > 2 and abs(abs(turn) - math.tau) > 0.1


def _nested(contours: list[Path]) -> tuple[list[Path], bool]:
    """Return even-odd contours turned so that the non-zero rule leaves the same holes, and whether it is exact."""
    polygons = [chords(contour) for contour in contours]
    exact = not any(map(_knotted, polygons))
    made: list[Path] = []
    for at, (contour, polygon) in enumerate(zip(contours, polygons, strict=True)):
        depth = 0
        probes = polygon[:: max(1, len(polygon) // _PROBES)]
        for other, hull in enumerate(polygons):
            if other != at:
                held = [_holds(hull, *point) for point in probes]
                # Points on the hull itself may fall to either side; most decide, and a clear split is a crossing.
                depth += sum(held) * 2 > len(held)
                exact = exact and min(sum(held), len(held) - sum(held)) <= 1
        made.append(contour if (area(polygon) > 0) == (depth % 2 == 0) else reverse(contour))
    return made, exact


def _holds(hull: Polygon, x: float, y: float) -> bool:
    inside = False
    for (ax, ay), (bx, by) in zip(hull, hull[1:] + hull[:1], strict=True):
        if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
            inside = not inside
    return inside
