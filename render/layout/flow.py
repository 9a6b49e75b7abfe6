"""The solver behind `boxes`: nodes in plain numbers, measured from within and laid out from without.

Axis 0 runs to the right, axis 1 down; a length that is not known yet is None. Measuring gives a node's natural size
where it is not known; laying out gives rectangles to nodes whose size is settled. Nothing is rounded.
Source: CSS Flexible Box Layout Module Level 1 (§ without a word before it), CSS Grid Layout Module Level 2 (Grid §),
CSS Box Sizing Module Level 4 (Sizing §).
"""

from __future__ import annotations

from collections.abc import Iterator

from render.geometry import Rect
from render.layout.tracks import Cell, Track, edges, sized, spread
from render.model.trees import Justify

Known = float | None
GRID = 2


class Node:
    """A box made ready: `axis` is the main axis, or GRID; `basis` and the limits have one value an axis.

    `low` is at least the padding (a content box is never negative), `high` at least `low` (CSS 2.2, 10.4).
    `lie` is where the node lies across its parent, 0 to 1, `stretch` whether it fills it.
    """

    __slots__ = (
        *("name", "kids", "axis", "basis", "content", "low", "high", "lead", "pad", "grow", "shrink", "aspect"),
        *("gap", "justify", "stretch", "lie", "columns", "rows", "cells", "memo"),
    )
    name: str
    kids: tuple[Node, ...]
    axis: int
    basis: tuple[Known, Known]
    content: tuple[float, float]
    low: tuple[float, float]
    high: tuple[float, float]
    lead: tuple[float, float]
    pad: tuple[float, float]
    grow: float
    shrink: float
    aspect: float
    gap: float
    justify: Justify
    stretch: bool
    lie: float
    columns: tuple[Track, ...]
    rows: tuple[Track, ...]
    cells: tuple[Cell, ...]
    memo: dict[tuple[Known, Known], tuple[float, float]]

    def held(self, axis: int, length: float) -> float:
        """Return a length within the limits of an axis; the least wins."""
        low, high = self.low[axis], self.high[axis]
        return low if length < low else high if length > high else length

    def by_aspect(self, axis: int, other: float) -> float:
        """Return the length on an axis that keeps the aspect beside the other one's."""
        return other / self.aspect if axis else other * self.aspect


def measure(node: Node, width: Known, height: Known) -> tuple[float, float]:
    """Return the size of a node, by its aspect (Sizing §4.1) or its content (§9.9) where it is not known."""
    if node.aspect:
        width = node.by_aspect(0, height) if width is None and height is not None else width
        width = _natural(node, None, height)[0] if width is None else width
        return width, node.by_aspect(1, width) if height is None else height
    return _natural(node, width, height)


def _natural(node: Node, width: Known, height: Known) -> tuple[float, float]:
    if not node.kids or (width is not None and height is not None):
        wide, high = node.content
    else:
        known = width, height
        if known not in node.memo:
            node.memo[known] = _content(node, width, height)
        wide, high = node.memo[known]
    return wide + node.pad[0] if width is None else width, high + node.pad[1] if height is None else height


def _content(node: Node, width: Known, height: Known) -> tuple[float, float]:
    inner = _inner(node, 0, width), _inner(node, 1, height)
    if node.axis == GRID:
        columns, rows = _tracks(node, *inner)
        return _sum(columns, node.gap), _sum(rows, node.gap)
    mains, crosses = _line(node, inner[node.axis], inner[1 - node.axis])
    long, across = _sum(mains, node.gap), max(crosses)
    return (across, long) if node.axis else (long, across)


def _inner(node: Node, axis: int, length: Known) -> Known:
    return None if length is None else max(0.0, length - node.pad[axis])


def _sum(lengths: list[float], gap: float) -> float:
    return sum(lengths) + gap * (len(lengths) - 1)


def _line(node: Node, main: Known, cross: Known) -> tuple[list[float], list[float]]:
    """Return the children's lengths along and across a row or column, of inner lengths `main` and `cross`.

    A stretched child has a definite cross size where its parent has (§9.8), and may take its base from it (§9.2 3B).
    """
    axis = node.axis
    over = 1 - axis
    known, bases, mains = [], [], []
    for kid in node.kids:
        given, base = kid.basis[over], kid.basis[axis]
        if given is None and kid.stretch:
            given = cross
        if given is not None:
            given = kid.held(over, given)
        if base is None:
            base = (measure(kid, None, given) if over else measure(kid, given, None))[axis]
        elif base < kid.pad[axis]:
            base = kid.pad[axis]
        known.append(given)
        bases.append(base)
        mains.append(kid.held(axis, base))
    if main is not None:
        _flex(node, bases, mains, main - node.gap * (len(mains) - 1))
    crosses = [
        _across(kid, over, mains[at]) if (given := known[at]) is None else given for at, kid in enumerate(node.kids)
    ]
    return mains, crosses


def _across(kid: Node, over: int, main: float) -> float:
    """Return a child's own length across its parent, its main length settled (§9.4 7)."""
    return kid.held(over, (measure(kid, main, None) if over else measure(kid, None, main))[over])


def _flex(node: Node, bases: list[float], mains: list[float], space: float) -> None:
    """Grow or shrink the children's hypothetical lengths, in place, to fill `space` (§9.7)."""
    axis, kids = node.axis, node.kids
    lengths = sum(mains)
    if lengths < space:
        weights = [kid.grow if bases[at] <= mains[at] else 0.0 for at, kid in enumerate(kids)]
        factors = weights
    elif lengths > space:
        factors = [kid.shrink if bases[at] >= mains[at] else 0.0 for at, kid in enumerate(kids)]
        weights = [factors[at] * (bases[at] - kid.pad[axis]) for at, kid in enumerate(kids)]
    else:
        return
    loose = [at for at, factor in enumerate(factors) if factor]
    first = None
    while loose:
        free, share = _free(bases, mains, loose, space), sum([factors[at] for at in loose])
        first = free if first is None else first
        if share < 1 and abs(first * share) < abs(free):
            free = first * share
        loose = _distribute(node, bases, mains, loose, weights, free)


def _free(bases: list[float], mains: list[float], loose: list[int], space: float) -> float:
    return space - sum(mains) + sum([mains[at] - bases[at] for at in loose])


def _distribute(
    node: Node, bases: list[float], mains: list[float], loose: list[int], weights: list[float], free: float
) -> list[int]:
    """Share out free room by weight; return who is not frozen by the limits it met (§9.7 4c–e)."""
    share = free / (sum([weights[at] for at in loose]) or 1.0)
    beyond = []
    for at in loose:
        wished = bases[at] + share * weights[at]
        mains[at] = node.kids[at].held(node.axis, wished)
        beyond.append(mains[at] - wished)
    total = sum(beyond)
    if total == 0:
        return []
    return [at for at, over in zip(loose, beyond, strict=True) if (over <= 0 if total > 0 else over >= 0)]


def _tracks(node: Node, width: Known, height: Known) -> tuple[list[float], list[float]]:
    """Return the lengths of a grid's columns and rows (Grid §12.1: columns first)."""
    pairs = list(zip(node.kids, node.cells, strict=True))
    wide = () if width is not None else [(c.column, c.columns, _settled(kid, None, None)[0]) for kid, c in pairs]
    columns = sized(node.columns, width, node.gap, wide)
    if height is not None:
        return columns, sized(node.rows, height, node.gap, ())
    high = [
        (c.row, c.rows, _settled(kid, _sum(columns[c.column : c.column + c.columns], node.gap), None)[1])
        for kid, c in pairs
    ]
    return columns, sized(node.rows, None, node.gap, high)


def _settled(kid: Node, width: Known, height: Known) -> tuple[float, float]:
    """Return a child's size in a cell; with an aspect the width is stretched, the height follows (Grid §6.2)."""
    wide, high = kid.basis
    if kid.stretch:
        if wide is None and width is not None and not (kid.aspect and high is not None):
            wide = width
        if high is None and height is not None and not kid.aspect:
            high = height
    wide = None if wide is None else kid.held(0, wide)
    high = None if high is None else kid.held(1, high)
    if wide is None:
        wide = kid.held(0, measure(kid, None, high)[0])
    return wide, kid.held(1, measure(kid, wide, None)[1]) if high is None else high


def lay(node: Node, box: Rect, found: dict[str, Rect]) -> None:
    """Note where a node that lies at `box` and all within it lie, in order; ValueError: a name stands twice."""
    if node.name:
        if node.name in found:
            raise ValueError(node.name)
        found[node.name] = box
    if node.kids:
        left, top, right, bottom = box
        inner = max(0.0, right - left - node.pad[0]), max(0.0, bottom - top - node.pad[1])
        start = left + node.lead[0], top + node.lead[1]
        boxes = _in_cells(node, inner, start) if node.axis == GRID else _in_line(node, inner, start)
        for kid, at in zip(node.kids, boxes, strict=True):
            lay(kid, at, found)


def _in_line(node: Node, inner: tuple[float, float], start: tuple[float, float]) -> Iterator[Rect]:
    axis = node.axis
    over = 1 - axis
    mains, crosses = _line(node, inner[axis], inner[over])
    before, more = spread(node.justify, inner[axis] - _sum(mains, node.gap), len(mains))
    at = start[axis] + before
    for kid, main, cross in zip(node.kids, mains, crosses, strict=True):
        side = start[over] + kid.lie * (inner[over] - cross)
        yield Rect(side, at, side + cross, at + main) if axis else Rect(at, side, at + main, side + cross)
        at += main + node.gap + more


def _in_cells(node: Node, inner: tuple[float, float], start: tuple[float, float]) -> Iterator[Rect]:
    lines = []
    for axis, lengths in enumerate(_tracks(node, *inner)):
        before, more = spread(node.justify, inner[axis] - _sum(lengths, node.gap), len(lengths))
        lines.append(edges(lengths, start[axis] + before, node.gap + more))
    columns, rows = lines
    for kid, cell in zip(node.kids, node.cells, strict=True):
        left, right = columns[cell.column][0], columns[cell.column + cell.columns - 1][1]
        top, bottom = rows[cell.row][0], rows[cell.row + cell.rows - 1][1]
        width, height = _settled(kid, right - left, bottom - top)
        x, y = left + kid.lie * (right - left - width), top + kid.lie * (bottom - top - height)
        yield Rect(x, y, x + width, y + height)
