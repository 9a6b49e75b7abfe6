"""Imported art as values: closed pieces of paths and groups of them, x right, y down, in the units of its view box.

A colour is the palette's (`Role`) or the art's own (`Own`); gradients are in the coordinates of the path they fill.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from render.geometry import Matrix, Path, Rect


class Own(NamedTuple):
    """A colour of the art itself, channels 0…255."""

    red: int
    green: int
    blue: int


@dataclass(frozen=True, slots=True)
class Role:
    """A colour that the palette gives; `line` is where the file names it."""

    name: str
    line: int = field(default=0, compare=False)


Ink = Own | Role


@dataclass(frozen=True, slots=True)
class Solid:
    """One colour at one opacity (0…1)."""

    ink: Ink
    alpha: float = 1.0


@dataclass(frozen=True, slots=True)
class Stop:
    """A colour at an offset (0…1) along a gradient; offsets never fall."""

    offset: float
    ink: Ink


@dataclass(frozen=True, slots=True)
class Linear:
    """A gradient along the line from `start` to `end`, its end colours continued beyond."""

    start: tuple[float, float]
    end: tuple[float, float]
    stops: tuple[Stop, ...]


@dataclass(frozen=True, slots=True)
class Radial:
    """A gradient outwards from `centre` to `radius`, its last colour continued beyond."""

    centre: tuple[float, float]
    radius: float
    stops: tuple[Stop, ...]


Paint = Solid | Linear | Radial


class Cap(StrEnum):
    """The end of a line."""

    BUTT = "butt"
    ROUND = "round"
    SQUARE = "square"


class Join(StrEnum):
    """The corner of a line."""

    MITER = "miter"
    ROUND = "round"
    BEVEL = "bevel"


@dataclass(frozen=True, slots=True)
class Pen:
    """A line along a path, dashes as on–off lengths."""

    paint: Solid
    width: float
    cap: Cap = Cap.BUTT
    join: Join = Join.MITER
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A path with a fill, a line over it, or both."""

    path: Path
    fill: Paint | None = None
    pen: Pen | None = None
    even_odd: bool = False


@dataclass(frozen=True, slots=True)
class Cluster:
    """Pieces under one map, clip (non-zero, in the cluster's own coordinates) and opacity."""

    children: tuple[Part, ...]
    matrix: Matrix = Matrix()
    clip: Path | None = None
    opacity: float = 1.0
    name: str = ""


Part = Piece | Cluster


@dataclass(frozen=True, slots=True)
class Artwork:
    """A whole picture: its view box, its parts in painting order, and the file it came from."""

    box: Rect
    parts: tuple[Part, ...]
    source: str = ""
