"""Templates: how words and ornament share a page, as data; one folder each with `template.toml`.

A template holds one arrangement for each kind of shape it serves; every length is a sum as in `lengths`.
Layers are painted in order beneath the words and name palette roles, never colours.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from render.errors import ContentError, unknown
from render.geometry import Insets, Size
from render.model.lengths import PAGE_NAMES, parse_length
from render.model.tables import read_table
from render.resources import folders

Length = str
Point = tuple[Length, Length]
Box = tuple[Length, Length, Length, Length]


class ShapeKind(StrEnum):
    """The shapes a page can have, by width over height."""

    STRIP = "strip"
    LANDSCAPE = "landscape"
    SQUARE = "square"
    PORTRAIT = "portrait"
    COLUMN = "column"


def shape_of(size: Size) -> ShapeKind:
    """Return the kind of a page: strip from 4:1, column to 1:2.2."""
    ratio = size.width / size.height
    if ratio >= 4:
        return ShapeKind.STRIP
    if ratio >= 1.15:
        return ShapeKind.LANDSCAPE
    if ratio > 0.87:
        return ShapeKind.SQUARE
    return ShapeKind.PORTRAIT if ratio > 1 / 2.2 else ShapeKind.COLUMN


class Fill(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="fill"):
    """A rectangle: left, top, right, bottom."""

    box: Box
    role: str


class Polygon(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="polygon"):
    """A closed polygon through points."""

    points: tuple[Point, ...]
    role: str


class Rays(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="rays"):
    """`count` equal wedges of light from a point with as many gaps, turned by `turn` of a wedge pair."""

    centre: Point
    count: Annotated[int, msgspec.Meta(ge=3, le=96)]
    role: str
    box: Box
    turn: float = 0.0


class Star(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="star"):
    """The flag's star, tip up, by its centre and the radius of its tips."""

    centre: Point
    radius: Length
    role: str


class Disc(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="disc"):
    """A disc, or with `width` a ring inside that radius."""

    centre: Point
    radius: Length
    role: str
    width: Length | None = None


class Waves(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="waves"):
    """The area below a sine line: `count` waves over the box's width, `height` from trough to crest."""

    box: Box
    height: Length
    count: Annotated[float, msgspec.Meta(gt=0, le=60)]
    role: str
    phase: float = 0.0


class Burst(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="burst"):
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


Layer = Fill | Polygon | Rays | Star | Disc | Waves | Burst


class TierStyle(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a part of the slogan is set: size beside the main words (no less than `least`), colour, face, air above."""

    ratio: Annotated[float, msgspec.Meta(gt=0.1, le=1)] = 1.0
    role: str = "words"
    face: str = ""
    tracking: float = 0.0
    gap: float = 0.0
    least: float = 0.0


class Edge(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line of `width` around letters, and their hard shadow right and down, in cap heights."""

    role: str
    width: Annotated[float, msgspec.Meta(ge=0, le=0.3)] = 0.0
    shadow: tuple[float, float] = (0.0, 0.0)
    shadow_role: str = ""

    @property
    def spread(self) -> Insets:
        """How far it reaches beyond the letters."""
        across, down = self.shadow
        top, left = (self.width + max(0.0, -move) for move in (down, across))
        return Insets(top, self.width + max(0.0, across), self.width + max(0.0, down), left)


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The slogan's place and manner; parts without a style stay in the main words.

    `tolerance` is the share of size given up for better breaks, `crown` the room above the words for an ornament
    that stands with them; it alone may be measured in `cap`. `figure` is the outline wished for where meaning leaves
    the choice.
    """

    box: Box
    face: str
    align: str = "centre"
    role: str = "words"
    tracking: float = 0.0
    air: Annotated[float, msgspec.Meta(ge=0.12, le=1)] = 0.2
    largest: Length = "100s"
    crown: Length = "0s"
    lines: Annotated[int, msgspec.Meta(ge=1, le=40)] = 40
    tolerance: Annotated[float, msgspec.Meta(ge=0, le=0.4)] = 0.08
    figure: Literal["block", "pyramid", "inverted"] = "block"
    opening: TierStyle | None = None
    term: TierStyle | None = None
    clause: TierStyle | None = None
    edge: Edge | None = None


class Unit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The line that names who hangs the work; its layers are painted only when it is given."""

    box: Box
    face: str
    role: str = "second"
    align: str = "centre"
    largest: Length = "4s"
    words_box: Box | None = None
    layers: tuple[Layer, ...] = ()


class Arrangement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One template on the shapes it names."""

    shapes: tuple[ShapeKind, ...]
    layers: tuple[Layer, ...]
    words: Words
    unit: Unit


class Template(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A family of arrangements: media it serves, what it `suits` unasked, palettes it supports, its own first."""

    id: str
    name: str
    name_en: str
    use: str
    use_en: str
    media: tuple[str, ...]
    suits: tuple[str, ...]
    palettes: tuple[str, ...]
    arrangement: tuple[Arrangement, ...]

    def arranged(self, kind: ShapeKind) -> Arrangement:
        """Return the arrangement for a kind of shape; a template serves all kinds."""
        return next(each for each in self.arrangement if kind in each.shapes)


def load_template(folder: Path) -> Template:
    """Return a template from its folder; raise ContentError naming file and key."""
    path = folder / "template.toml"
    template = read_table(path, Template)
    missing = set(ShapeKind) - {kind for each in template.arrangement for kind in each.shapes}
    if missing:
        raise ContentError("template.shapes", path=str(path), missing=", ".join(sorted(missing)))
    for length, context in _lengths(template):
        _check_length(length, context, path)
    return template


def _lengths(template: Template) -> list[tuple[str, bool]]:
    """Return every length with whether it may refer to the words' place."""
    found: list[tuple[str, bool]] = []
    for each in template.arrangement:
        found += ((length, True) for layer in (*each.layers, *each.unit.layers) for length in _layer_lengths(layer))
        boxes = (each.words.box, each.unit.box, each.unit.words_box or ())
        found += ((length, False) for box in boxes for length in box)
        found += ((each.words.largest, False), (each.unit.largest, False), (each.words.crown, True))
    return found


def _layer_lengths(layer: Layer) -> list[str]:
    values: list[str] = []
    for name in layer.__struct_fields__:
        if name in ("role", "tips"):
            continue
        value = getattr(layer, name)
        if isinstance(value, str):
            values.append(value)
        elif isinstance(value, tuple):
            values += (length for item in value for length in ((item,) if isinstance(item, str) else item))
    return values


def _check_length(length: str, layer: bool, path: Path) -> None:
    try:
        names = {name for _, name in parse_length(length)}
    except ValueError:
        raise ContentError("template.length", path=str(path), length=length) from None
    if not layer and not names <= PAGE_NAMES:
        raise ContentError("template.length-words", path=str(path), length=length)


@cache
def templates() -> dict[str, Template]:
    """Return all templates by id, the user's own over the built-in ones."""
    known: dict[str, Template] = {}
    for folder in reversed(folders("templates")):
        for path in sorted(folder.glob("*/template.toml")):
            template = load_template(path.parent)
            known[template.id] = template
    return known


def find_template(template_id: str) -> Template:
    """Return a template by id; raise UsageError naming near ones."""
    try:
        return templates()[template_id]
    except KeyError:
        raise unknown("template.unknown", template_id, templates()) from None
