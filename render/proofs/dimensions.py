"""Dimension lines: a length written along a line between two marks, beside what it measures."""

from __future__ import annotations

from render.colour import BLACK
from render.geometry import Matrix, Path
from render.proofs.furniture import SMALL
from render.proofs.prose import line_nodes, width_of
from render.scene.nodes import Flat, Group, Node, Shape, Stroke

# From what is measured to the line, and what a dimension takes in all.
STAND, ROOM = 5.0, 9.5
_SLASH, _OVER = 0.9, 1.2
_FINE = 0.18


def across(x1: float, x2: float, edge: float, said: str, *, below: bool) -> list[Node]:
    """Return the dimension of a width, below or above the horizontal edge it measures."""
    return _dimension(x2 - x1, said, Matrix.move(x1, edge), 1.0 if below else -1.0)


def down(y1: float, y2: float, edge: float, said: str, *, left: bool) -> list[Node]:
    """Return the dimension of a height, left or right of the vertical edge it measures; read from the right."""
    upwards = Matrix(0.0, -1.0, 1.0, 0.0, edge, y2)
    return _dimension(y2 - y1, said, upwards, -1.0 if left else 1.0)


def _dimension(run: float, said: str, place: Matrix, side: float) -> list[Node]:
    """Return a dimension along the x axis from 0 to `run`; `side` 1 puts it below, -1 above."""
    y = side * STAND
    nodes: list[Node] = [_line(0.0, y, run, y)]
    for x in (0.0, run):
        nodes.append(_line(x, side * 0.8, x, y + side * _OVER))
        nodes.append(_line(x - _SLASH, y + _SLASH, x + _SLASH, y - _SLASH, 2 * _FINE))
    # Below, the words stand between edge and line; above, over the line; where the run is short, behind its end.
    if width_of(said, SMALL) + 2 * _SLASH <= run:
        nodes += line_nodes(said, SMALL, run / 2, y - SMALL.leading - 0.1, align=0.5)
    else:
        nodes += line_nodes(said, SMALL, run + 2 * _SLASH, y - SMALL.leading / 2)
    return [Group(tuple(nodes), place, name="dimension")]


def _line(x1: float, y1: float, x2: float, y2: float, width: float = _FINE) -> Shape:
    return Shape(Path("ML", (x1, y1, x2, y2)), stroke=Stroke(Flat(BLACK), width))
