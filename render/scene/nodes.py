"""The closed list of things a backend must know how to draw.

Coordinates: x right, y down, origin at the trim's top left corner, in the scene's unit (mm, or px of a screen).
Nodes are painted in order, source over. Everything is decided here; a backend only draws.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from render.colour import Colour
from render.geometry import Insets, Matrix, Path, Rect, Size


class Unit(StrEnum):
    """What one unit of a scene is."""

    MM = "mm"
    PX = "px"


@dataclass(frozen=True, slots=True)
class Flat:
    """One colour at one opacity (0…1); an overprint leaves the plates that it puts no ink on as they are."""

    colour: Colour
    alpha: float = 1.0
    overprint: bool = False


@dataclass(frozen=True, slots=True)
class Stop:
    """A colour at an offset (0…1) along a gradient."""

    offset: float
    colour: Colour


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


Paint = Flat | Linear | Radial


class Cap(StrEnum):
    """The end of a stroke."""

    BUTT = "butt"
    ROUND = "round"
    SQUARE = "square"


class Join(StrEnum):
    """The corner of a stroke."""

    MITER = "miter"
    ROUND = "round"
    BEVEL = "bevel"


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line along a path, `width` in scene units, dashes as on–off lengths."""

    paint: Flat
    width: float
    cap: Cap = Cap.BUTT
    join: Join = Join.MITER
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """A path with a fill, a stroke over it, or both."""

    path: Path
    fill: Paint | None = None
    stroke: Stroke | None = None
    even_odd: bool = False


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph at its origin; `text` is the source it stands for ('' behind the first of a cluster)."""

    gid: int
    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """One shaped line, or the run of one face in it: `font` is a face key of text.fonts, `ink` the box of its ink.

    `size` is the em, `base` the line's height; None where it is the height that most glyphs stand on.
    """

    font: str
    size: float
    glyphs: tuple[Glyph, ...]
    paint: Flat
    ink: Rect
    outline: Stroke | None = None
    base: float | None = None

    @property
    def text(self) -> str:
        """The words as drawn."""
        return "".join(glyph.text for glyph in self.glyphs)


@dataclass(frozen=True, slots=True)
class Raster:
    """Decoded pixels, 8 bits a channel, rows from the top; `mode` is Pillow's RGB, RGBA or CMYK."""

    mode: str
    width: int
    height: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Picture:
    """Pixels stretched over a frame; `rgb` for screens and proofs, `cmyk` for press.

    A file in CMYK brings its inks along; those of others are made by press, with its profile.
    """

    frame: Rect
    rgb: Raster
    cmyk: Raster | None = None

    @property
    def inks(self) -> Raster:
        """The pixels for the plates; ValueError where press has not made them yet."""
        if self.cmyk is None:
            raise ValueError("a picture without inks: press has not seen it")
        return self.cmyk


@dataclass(frozen=True, slots=True)
class Group:
    """Nodes under one map, clip and opacity; the clip is in the group's own coordinates."""

    children: tuple[Node, ...]
    matrix: Matrix = Matrix()
    clip: Path | None = None
    opacity: float = 1.0
    name: str = ""


Node = Shape | Text | Picture | Group
NODE_KINDS: tuple[type[Node], ...] = (Shape, Text, Picture, Group)


@dataclass(frozen=True, slots=True)
class Scene:
    """One finished page: its trim size, the bleed that is painted beyond it, and its nodes."""

    unit: Unit
    size: Size
    bleed: Insets
    nodes: tuple[Node, ...]
    name: str = ""

    @property
    def painted(self) -> Rect:
        """The trim with its bleed."""
        return Rect(0.0, 0.0, self.size.width, self.size.height).grown(self.bleed)
