"""Layers of a template: ornament as data, painted in order beneath the words; colours are palette roles.

Lengths are sums as in `lengths`. A layer that names an edge of a slot (`photo.top`) is painted only when that slot is
filled; `when` asks for a filled slot, or with `!` before it for an empty one, or for several such, spaces between.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

Length = str
Point = tuple[Length, Length]
Box = tuple[Length, Length, Length, Length]
Share = Annotated[float, msgspec.Meta(ge=0, le=1)]


class _Layer(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    when: str = ""


class Fill(_Layer, frozen=True, forbid_unknown_fields=True, kw_only=True, tag="fill"):
    """A rectangle: left, top, right, bottom."""

    box: Box
    role: str


class Polygon(_Layer, frozen=True, forbid_unknown_fields=True, kw_only=True, tag="polygon"):
    """A closed polygon through points."""

    points: tuple[Point, ...]
    role: str


class Rays(_Layer, frozen=True, forbid_unknown_fields=True, kw_only=True, tag="rays"):
    """`count` equal wedges of light from a point with as many gaps, turned by `turn` of a wedge pair."""

    centre: Point
    count: Annotated[int, msgspec.Meta(ge=3, le=96)]
    role: str
    box: Box
    turn: float = 0.0


class Star(_Layer, frozen=True, forbid_unknown_fields=True, kw_only=True, tag="star"):
    """The flag's star, tip up, by its centre and the radius of its tips."""

    centre: Point
    radius: Length
    role: str


class Disc(_Layer, frozen=True, forbid_unknown_fields=True, kw_only=True, tag="disc"):
    """A disc, or with `width` a ring inside that radius."""

    centre: Point
    radius: Length
    role: str
    width: Length | None = None


class Waves(_Layer, frozen=True, forbid_unknown_fields=True, kw_only=True, tag="waves"):
    """The area below a sine line: `count` waves over the box's width, `height` from trough to crest."""

    box: Box
    height: Length
    count: Annotated[float, msgspec.Meta(gt=0, le=60)]
    role: str
    phase: float = 0.0


class Burst(_Layer, frozen=True, forbid_unknown_fields=True, kw_only=True, tag="burst"):
    """A firework: `count` sparks from `inner` to `radius`, widening to a round head, every other one `short` of it.

    Sparks end `clear` before the lines of words and the stars they would run into; the heads of whole ones may have
    a role of their own, `tips`.
    """

    centre: Point
    radius: Length
    inner: Length
    count: Annotated[int, msgspec.Meta(ge=3, le=96)]
    role: str
    width: Length
    turn: float = 0.0
    clear: Length = "0s"
    tips: str = ""
    short: Annotated[float, msgspec.Meta(gt=0, le=1)] = 0.62


class Art(_Layer, frozen=True, forbid_unknown_fields=True, kw_only=True, tag="svg"):
    """An SVG file of the template's folder in a box, whole, covering or stretched; `anchor` shares out what is left.

    With `repeat` the drawing is a tile, as many side by side (x) or below each other (y) as fit, evenly stretched.
    `flip` mirrors it left to right.
    """

    file: Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9][a-z0-9-]*\.svg$")]
    box: Box
    fit: Literal["contain", "cover", "stretch"] = "contain"
    anchor: tuple[Share, Share] = (0.5, 0.5)
    repeat: Literal["", "x", "y"] = ""
    flip: bool = False


Layer = Fill | Polygon | Rays | Star | Disc | Waves | Burst | Art

_NO_LENGTHS = frozenset({"role", "tips", "when", "file", "fit", "anchor", "repeat"})


def lengths_of(layer: Layer) -> list[Length]:
    """Return every length of a layer."""
    values: list[Length] = []
    for name in layer.__struct_fields__:
        value = getattr(layer, name)
        if name in _NO_LENGTHS:
            continue
        if isinstance(value, str):
            values.append(value)
        elif isinstance(value, tuple):
            values += (length for item in value for length in ((item,) if isinstance(item, str) else item))
    return values
