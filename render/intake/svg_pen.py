"""Lines along paths: width, ends, corners, dashes. Source: SVG 1.1, chapter 11.4."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from itertools import pairwise

from render.geometry import Path, Size
from render.intake.svg_notes import Notes
from render.intake.svg_paint import Painted
from render.intake.svg_shapes import diagonal, parse_length
from render.intake.svg_style import Style
from render.model.artwork import Cap, Join, Pen, Solid

# Two directions: of arriving and leaving at a corner, or at a side's beginning and end.
Ways = tuple[tuple[float, float], tuple[float, float]]
# A scene's mitres end at ten widths.
_SCENE_LIMIT = 10.0
# A line of more dashes than this is as good as whole, and would take long to draw.
_MOST_DASHES = 20_000


def read_pen(style: Style, painted: Painted, path: Path, view: Size, notes: Notes, line: int) -> Pen | None:
    """Return the line of a path, without its paint's own opacity; raise ValueError on a faulty value."""
    width = parse_length(style["stroke-width"], diagonal(view))
    if width <= 0:
        return None
    paint = painted.paint
    if not isinstance(paint, Solid):
        notes.simplified("stroke: url(#…)", line)
        paint = Solid(paint.stops[0].ink)
    cap = Cap(style["stroke-linecap"]) if style["stroke-linecap"] in set(Cap) else Cap.BUTT
    join = Join(style["stroke-linejoin"]) if style["stroke-linejoin"] in set(Join) else Join.MITER
    if join is Join.MITER:
        join = _mitre(path, parse_length(style["stroke-miterlimit"], 1.0), notes, line)
    return Pen(paint, width, cap, join, _dash(style, path, view, notes, line))


def _dash(style: Style, path: Path, view: Size, notes: Notes, line: int) -> tuple[float, ...]:
    words = [word for word in re.split(r"[\s,]+", style["stroke-dasharray"]) if word]
    if words in (["none"], []):
        return ()
    lengths = tuple(parse_length(word, diagonal(view)) for word in words)
    if min(lengths) < 0 or not sum(lengths):
        return ()
    if _reach(path) > sum(lengths) / len(lengths) * _MOST_DASHES:
        notes.simplified("stroke-dasharray", line)
        return ()
    if parse_length(style["stroke-dashoffset"], diagonal(view)) % sum(lengths * (1 + len(lengths) % 2)):
        notes.simplified("stroke-dashoffset", line)
    return lengths * (1 + len(lengths) % 2)


def _reach(path: Path) -> float:
    """Return a length no less than the path's, but for closing lines."""
    points = path.points
    return sum(map(math.hypot, _steps(points[::2]), _steps(points[1::2])))


def _steps(values: tuple[float, ...]) -> list[float]:
    return [after - before for before, after in pairwise(values)]


def _mitre(path: Path, limit: float, notes: Notes, line: int) -> Join:
    """Return the corner that looks as asked under a scene's own limit; note where some corners will not."""
    ratios = [ratio for ratio in _ratios(path) if ratio > 1.001]
    low, high = sorted((limit, _SCENE_LIMIT))
    if not any(low < ratio <= high for ratio in ratios):
        return Join.MITER
    if limit < _SCENE_LIMIT and min(ratios) > limit:
        return Join.BEVEL
    notes.simplified("stroke-miterlimit", line)
    return Join.MITER


def _ratios(path: Path) -> Iterator[float]:
    """Yield the length of each corner's mitre, in widths."""
    for contour in _tangents(path):
        for arriving, leaving in contour:
            cosine = arriving[0] * leaving[0] + arriving[1] * leaving[1]
            # The angle between the sides is the supplement of the turn: 1 / sin(angle / 2).
            yield 1 / math.sqrt(max(1e-12, (1 + cosine) / 2))


def _tangents(path: Path) -> Iterator[list[Ways]]:
    """Yield each contour's corners as directions of arriving and leaving."""
    sides: list[Ways] = []
    x = y = start_x = start_y = 0.0
    for verb, values in path.segments():
        if verb == "M":
            yield _corners(sides, closed=False)
            sides = []
            x, y = start_x, start_y = values
            continue
        chain = [(x, y), *zip(values[::2], values[1::2], strict=True)] if values else [(x, y), (start_x, start_y)]
        x, y = chain[-1]
        if way := _directions(chain):
            sides.append(way)
        if verb == "Z":
            yield _corners(sides, closed=True)
            sides = []
    yield _corners(sides, closed=False)


def _directions(chain: list[tuple[float, float]]) -> Ways | None:
    steps = [(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(chain)]
    units = [(dx / size, dy / size) for dx, dy in steps if (size := math.hypot(dx, dy)) > 1e-12]
    return (units[0], units[-1]) if units else None


def _corners(sides: list[Ways], *, closed: bool) -> list[Ways]:
    pairs = list(pairwise(sides))
    if closed and len(sides) > 1:
        pairs.append((sides[-1], sides[0]))
    return [(before[1], after[0]) for before, after in pairs]
