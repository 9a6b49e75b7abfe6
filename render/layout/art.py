"""A template's layers as shapes: geometry built for the very page it stands on, never stretched."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection
from functools import lru_cache
from pathlib import Path as Folder

import msgspec

from render.geometry import Insets, Matrix, Path, Rect, ellipse, joined, polygon, rectangle, star
from render.intake.svg_art import read_svg
from render.layout.artwork import coloured, place
from render.model.artwork import Artwork
from render.model.layers import (
    Art,
    Box,
    Burst,
    Disc,
    Fill,
    Layer,
    Point,
    Polygon,
    Rays,
    Star,
    Waves,
    lengths_of,
)
from render.model.lengths import edge_of, parse_length, resolve
from render.model.palettes import Palette, find_palette
from render.scene.nodes import Flat, Group, Node, Shape

# The sine's best cubic over half a wave: control points 0.3642 of the half wave from its ends.
_SINE = 0.3642
# A quarter circle's best cubic.
_CIRCLE = 0.5523
# A spark cut shorter than this share of itself is left out.
_LEAST_SPARK = 0.4
# A ray that moves less than this across an axis is parallel to it.
_PARALLEL = 1e-12
# The head of a spark beside its width.
_TIP = 0.72


def draw(
    layers: tuple[Layer, ...], palette: Palette, values: dict[str, float], words: tuple[Rect, ...], folder: Folder
) -> tuple[Node, ...]:
    """Return the layers as nodes in painting order.

    `values` are the worth of length names on this page, `words` the ink of the lines that some ornament stops before,
    `folder` holds the template's drawings.
    """
    stars = tuple(_star_box(layer, values) for layer in layers if isinstance(layer, Star))
    shapes: list[Node] = []
    for layer in layers:
        if isinstance(layer, Art):
            shapes += _art(layer, palette, values, folder)
            continue
        if isinstance(layer, Burst):
            sparks, heads = _burst(layer, values, words + stars)
            painted = [(sparks, layer.role), (heads, layer.tips or layer.role)]
        else:
            painted = [(_path(layer, values), layer.role)]
        shapes += (
            Shape(path, Flat(palette.colour(role)), even_odd=isinstance(layer, Disc))
            for path, role in painted
            if path.verbs
        )
    return tuple(shapes)


def shown(layers: tuple[Layer, ...], filled: Collection[str], places: Collection[str]) -> tuple[Layer, ...]:
    """Return the layers to paint: those whose slots are filled, or empty where that is asked for.

    `places` are the names of lengths that this page has.
    """

    def paints(layer: Layer) -> bool:
        if any((slot.removeprefix("!") in filled) == slot.startswith("!") for slot in layer.when.split()):
            return False
        names = (name for length in lengths_of(layer) for _, name in parse_length(length))
        return all(name in places for name in names if edge_of(name))

    return tuple(layer for layer in layers if paints(layer))


def _art(layer: Art, palette: Palette, values: dict[str, float], folder: Folder) -> list[Node]:
    """Return a drawing in its box, or as many of it as fit side by side or below each other."""
    art, parts = _drawing(str(folder / layer.file), palette.id)
    box = box_of(layer.box, values)
    if box.width <= 0 or box.height <= 0:
        return []
    if not layer.repeat:
        return [_placed(art, parts, box, layer)]
    across = layer.repeat == "x"
    aspect = art.box.width / art.box.height
    count = max(1, round(box.width / (box.height * aspect) if across else box.height / (box.width / aspect)))
    step = (box.width if across else box.height) / count
    tile = Rect(box.left, box.top, box.left + step, box.bottom) if across else Rect(*box[:3], box.top + step)
    moves = [(step * at, 0.0) if across else (0.0, step * at) for at in range(count)]
    one = _placed(art, parts, tile, msgspec.structs.replace(layer, fit="stretch"))
    return [Group((one,), Matrix(1.0, 0.0, 0.0, 1.0, *move)) for move in moves]


def _placed(art: Artwork, parts: tuple[Node, ...], box: Rect, layer: Art) -> Group:
    made = place(art, parts, box, layer.fit, layer.anchor)
    mirrored = Matrix(-1.0, 0.0, 0.0, 1.0, box.left + box.right, 0.0)
    return Group((made,), mirrored) if layer.flip else made


@lru_cache(maxsize=256)
def _drawing(path: str, palette_id: str) -> tuple[Artwork, tuple[Node, ...]]:
    """Return a drawing and its nodes in a palette's colours."""
    art = read_svg(Folder(path)).artwork
    return art, coloured(art, find_palette(palette_id))


def _star_box(layer: Star, values: dict[str, float]) -> Rect:
    x, y = _point(layer.centre, values)
    radius = resolve(layer.radius, values)
    return Rect(x - radius, y - radius, x + radius, y + radius)


def box_of(box: Box, values: dict[str, float]) -> Rect:
    """Return a template's box on this page."""
    return Rect(*(resolve(length, values) for length in box))


def _point(point: Point, values: dict[str, float]) -> tuple[float, float]:
    return resolve(point[0], values), resolve(point[1], values)


def _path(layer: Layer, values: dict[str, float]) -> Path:
    drawer: Callable[..., Path] = _DRAWERS[type(layer)]
    return drawer(layer, values)


def _fill(layer: Fill, values: dict[str, float]) -> Path:
    return rectangle(box_of(layer.box, values))


def _polygon(layer: Polygon, values: dict[str, float]) -> Path:
    return polygon(_point(point, values) for point in layer.points)


def _star(layer: Star, values: dict[str, float]) -> Path:
    return star(*_point(layer.centre, values), resolve(layer.radius, values))


def _disc(layer: Disc, values: dict[str, float]) -> Path:
    x, y = _point(layer.centre, values)
    radius = resolve(layer.radius, values)
    outer = ellipse(x, y, radius)
    return outer + ellipse(x, y, radius - resolve(layer.width, values)) if layer.width else outer


def _rays(layer: Rays, values: dict[str, float]) -> Path:
    """Wedges cut to their box, so that no clip is needed downstream."""
    x, y = _point(layer.centre, values)
    box = box_of(layer.box, values)
    reach = 2 * max(math.hypot(cx - x, cy - y) for cx in (box.left, box.right) for cy in (box.top, box.bottom))
    step = math.pi / layer.count
    wedges: list[Path] = []
    for ray in range(layer.count):
        start = (2 * ray + layer.turn) * step - math.pi / 2 - step / 2
        tips = [(x + reach * math.cos(a), y + reach * math.sin(a)) for a in (start, start + step)]
        corners = cut([(x, y), *tips], box)
        wedges += [polygon(corners)] if len(corners) >= 3 else []
    return joined(wedges)


def cut(corners: list[tuple[float, float]], box: Rect) -> list[tuple[float, float]]:
    """Return a convex polygon cut to a box (Sutherland–Hodgman)."""
    for axis, edge, sign in ((0, box.left, 1), (0, box.right, -1), (1, box.top, 1), (1, box.bottom, -1)):
        kept: list[tuple[float, float]] = []
        for here, there in zip(corners, corners[1:] + corners[:1], strict=True):
            from_edge, to_edge = (here[axis] - edge) * sign, (there[axis] - edge) * sign
            if from_edge >= 0:
                kept.append(here)
            if from_edge * to_edge < 0:
                share = from_edge / (from_edge - to_edge)
                kept.append((here[0] + share * (there[0] - here[0]), here[1] + share * (there[1] - here[1])))
        corners = kept
    return corners


def _waves(layer: Waves, values: dict[str, float]) -> Path:
    box = box_of(layer.box, values)
    rise = resolve(layer.height, values) / 2
    half = box.width / layer.count / 2
    x = box.left - layer.phase % 1 * 2 * half
    side = 1.0
    verbs, points = "M", [x, box.top + rise]
    while x < box.right:
        verbs += "C"
        y = box.top + rise
        points += (x + _SINE * half, y - 2 * _SINE * side * rise * 1.29, x + (1 - _SINE) * half)
        points += (y - 2 * _SINE * side * rise * 1.29, x + half, y)
        x, side = x + half, -side
    return Path(verbs + "LLZ", (*points, x, box.bottom, points[0], box.bottom))


def _burst(layer: Burst, values: dict[str, float], kept: tuple[Rect, ...]) -> tuple[Path, Path]:
    """Return the sparks and the heads of those that nothing cut short, both before the boxes to be kept clear."""
    x, y = _point(layer.centre, values)
    inner, outer = resolve(layer.inner, values), resolve(layer.radius, values)
    head, clear = resolve(layer.width, values) / 2, resolve(layer.clear, values)
    grown = [box.grown(Insets.all(clear + head)) for box in kept] if clear else []
    barred = [box for box in grown if _distance(x, y, box) <= outer]
    sparks: list[Path] = []
    heads: list[Path] = []
    for spark in range(layer.count):
        angle = 2 * math.pi * (spark + layer.turn) / layer.count - math.pi / 2
        long = spark % 2 == 0
        whole = (outer - inner) * (1.0 if long else layer.short)
        free = _free_length(x, y, angle, inner, whole, barred)
        if free >= whole * _LEAST_SPARK:
            sparks.append(_spark(x, y, angle, inner, inner + free - head, head))
        if layer.tips and long and free == whole:
            far = inner + whole - head
            heads.append(ellipse(x + far * math.cos(angle), y + far * math.sin(angle), head * _TIP))
    return joined(sparks), joined(heads)


def _free_length(x: float, y: float, angle: float, inner: float, whole: float, barred: list[Rect]) -> float:
    """Return how much of a spark lies before the first of the barred boxes."""
    along = math.cos(angle), math.sin(angle)
    entries = (_entry(x, y, along, inner, inner + whole, box) for box in barred)
    return min((entry for entry in entries if entry is not None), default=inner + whole) - inner


def _distance(x: float, y: float, box: Rect) -> float:
    """Return how far a point lies from a box, 0 inside it."""
    return math.hypot(max(box.left - x, x - box.right, 0.0), max(box.top - y, y - box.bottom, 0.0))


def _entry(x: float, y: float, along: tuple[float, float], near: float, far: float, box: Rect) -> float | None:
    """Return how far from (x, y) a ray is first inside a box, between near and far; None where it never is."""
    for here, step, low, high in ((x, along[0], box.left, box.right), (y, along[1], box.top, box.bottom)):
        if abs(step) < _PARALLEL:
            near = near if low <= here <= high else math.inf
            continue
        first, last = sorted(((low - here) / step, (high - here) / step))
        near, far = max(near, first), min(far, last)
    return near if near <= far else None


def _spark(x: float, y: float, angle: float, inner: float, reach: float, head: float) -> Path:
    """A drop: a point at `inner`, tangents to a half circle about `reach`."""
    along, across = (math.cos(angle), math.sin(angle)), (-math.sin(angle), math.cos(angle))

    def at(far: float, side: float) -> tuple[float, float]:
        return x + along[0] * far + across[0] * side, y + along[1] * far + across[1] * side

    bend = _CIRCLE * head
    points = (
        *at(inner, 0.0),
        *at(reach, head),
        *at(reach + bend, head),
        *at(reach + head, bend),
        *at(reach + head, 0.0),
        *at(reach + head, -bend),
        *at(reach + bend, -head),
        *at(reach, -head),
    )
    return Path("MLCCZ", points)


_DRAWERS: dict[type[Layer], Callable[..., Path]] = {
    Fill: _fill,
    Polygon: _polygon,
    Rays: _rays,
    Star: _star,
    Disc: _disc,
    Waves: _waves,
}
